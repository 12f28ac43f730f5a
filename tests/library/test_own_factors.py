from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from carbonsv.library.own_factors import own_kinds, own_pack


def own(**change: Any) -> pd.DataFrame:
    row: dict[str, Any] = {"id": "steel", "label": "Steel from our mill", "unit": "tonnes", "gas": "co2e"}
    row |= {"co2e_kg_per_unit": 1500.0, "scope": "3", "category": 1.0}
    row |= {"source": "Declaration 12", "year": 2024.0, "licence": "with permission"}
    return pd.DataFrame([row | change])


def test_an_own_factor_keeps_source_year_and_licence() -> None:
    row = own_pack(own()).factors.iloc[0]
    assert (row["factor_id"], row["co2e_kg"]) == ("own/own/steel:tonnes", 1500.0)
    assert (row["source_cell"], row["note"]) == ("Declaration 12, 2024", "Licence: with permission")


def test_biogenic_carbon_dioxide_is_outside_of_scopes() -> None:
    row = own_pack(own(gas="biogenic-co2")).factors.iloc[0]
    assert (math.isnan(row["co2e_kg"]), row["co2_kg"]) == (True, 1500.0)
    [kind] = own_kinds(own(gas="biogenic-co2"))
    assert (kind.lines[0].scope, kind.lines[0].category, kind.lines[0].lifecycle) == (
        "outside",
        None,
        "biogenic",
    )


@pytest.mark.parametrize(
    ("scope", "category", "expected"),
    [("1", math.nan, None), ("1", 1.0, None), ("2", math.nan, None), ("3", 11.0, 11), ("3", math.nan, None)],
)
def test_only_scope_3_has_a_category(scope: str, category: float, expected: int | None) -> None:
    [kind] = own_kinds(own(scope=scope, category=category))
    assert (kind.lines[0].scope, kind.lines[0].category) == (scope, expected)


def test_an_own_factor_is_an_activity_in_its_unit() -> None:
    [kind] = own_kinds(own(unit="t"))
    assert (kind.id, kind.label, kind.default_unit, kind.dimensions) == (
        "own/steel",
        "Steel from our mill",
        "tonnes",
        ("mass",),
    )


def test_every_own_factor_becomes_a_row_and_an_activity() -> None:
    rows = pd.concat([own(), own(id="glass")])
    assert (len(own_pack(rows).factors), [kind.id for kind in own_kinds(rows)]) == (
        2,
        ["own/steel", "own/glass"],
    )
