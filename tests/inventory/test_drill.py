from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from carbonsv.engine.exact_sum import total
from carbonsv.inventory.drill import counted_lines, records_of, uncertain_terms
from carbonsv.inventory.inventory import Inventory, make_inventory
from carbonsv.model.policy import FactorPolicy
from tests import shipped

if TYPE_CHECKING:
    import pandas as pd


@cache
def records() -> pd.DataFrame:
    return shipped.table(
        shipped.record("electricity", 1000.0, "kWh", id="power", site="a", quality="invoiced"),
        shipped.record("natural-gas", 500.0, "kWh", id="gas", site="a", quality="invoiced"),
        shipped.record("natural-gas", 700.0, "kWh", id="other-gas", site="b", quality="measured"),
        shipped.record("electricity", 10.0, "kWh", year=2024, id="earlier", site="a", quality="invoiced"),
    )


@cache
def inventory() -> Inventory:
    year = shipped.period("2025-01-01", "2025-12-31")
    return make_inventory(records(), shipped.library(), FactorPolicy(), year)


def ids(**axes: object) -> list[str]:
    return list(records_of(inventory(), records(), axes)["id"])


def test_records_behind_a_scope_are_those_with_a_line_in_it() -> None:
    assert ids(scope="1") == ["gas", "other-gas"]
    assert ids(scope="2") == ["power"]
    assert ids(scope="3", category=3) == ["power", "gas", "other-gas"]


def test_several_axes_narrow_the_records() -> None:
    assert ids(scope="1", site="b") == ["other-gas"]
    assert ids(quality="measured", month="2025-06-01") == ["other-gas"]
    assert ids(scope="1", month="2025-07-01") == []


def test_records_of_other_years_are_left_out() -> None:
    assert ids() == ["power", "gas", "other-gas"]


@pytest.mark.parametrize("method", ["location", "market"])
def test_counted_lines_add_up_to_the_total(method: str) -> None:
    kg = total(counted_lines(inventory(), method)["co2e_kg"].to_numpy())
    assert kg == getattr(inventory(), f"total_{method}_kg")


def test_terms_add_up_to_the_total() -> None:
    assert total(uncertain_terms(inventory()).co2e_kg) == pytest.approx(inventory().total_location_kg)
    scope1 = uncertain_terms(inventory(), scope="1")
    assert total(scope1.co2e_kg) == pytest.approx(1200 * 0.18296, rel=1e-4)
