from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from carbonsv.inventory.explain_total import explain_total
from carbonsv.inventory.inventory import Inventory, make_inventory
from carbonsv.library.factor_library import FactorLibrary
from carbonsv.model.policy import FactorPolicy, Period

if TYPE_CHECKING:
    from datetime import date

YEAR = pd.Timestamp("2024-04-01"), pd.Timestamp("2025-03-31")


@pytest.fixture(scope="module")
def library() -> FactorLibrary:
    return FactorLibrary.load()


@pytest.fixture(scope="module")
def inventory(library: FactorLibrary) -> Inventory:
    days: tuple[date, date] = YEAR[0].date(), YEAR[1].date()
    rows = [("electricity", 600.0, "kWh"), ("electricity", 400.0, "kWh"), ("natural-gas", 100.0, "kWh")]
    frame = pd.DataFrame(rows, columns=["activity", "quantity", "unit"])
    frame = frame.assign(id=["a", "b", "c"], start=YEAR[0], end=YEAR[0] + pd.Timedelta(days=3))
    return make_inventory(frame, library, FactorPolicy(), Period(*days))


def test_a_total_is_the_sum_of_its_factors(inventory: Inventory, library: FactorLibrary) -> None:
    text = explain_total(inventory, library, "2")
    assert "1,000 kWh × 0.20705 kg CO₂e per kWh = 207.05 kg CO₂e" in text
    assert "the sum of one part" in text


def test_the_total_of_all_scopes_starts_with_the_largest_part(
    inventory: Inventory, library: FactorLibrary
) -> None:
    text = explain_total(inventory, library)
    assert text.index("UK electricity ›") < text.index("Fuels › Gaseous fuels")
    assert "'Factors by Category'!J3066" in text


def test_a_category_is_explained_alone(inventory: Inventory, library: FactorLibrary) -> None:
    text = explain_total(inventory, library, "3", 3)
    assert text.startswith("Scope 3.3 Fuel- and energy-related activities")
    assert "0.03021 kg CO₂e per kWh (Gross CV)" in text
    assert "0.1829 kg CO₂e" not in text
