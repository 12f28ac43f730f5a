"""Every row of every pack, named by its id and given once in its own printed unit."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from carbonsv.engine.quantify import Quantification, quantify
from carbonsv.model.policy import FactorPolicy
from tests.shipped import library

if TYPE_CHECKING:
    from numpy.typing import NDArray

YEARS = range(2018, 2026)
PACKS = [f"ukgov-{year}" for year in YEARS]
OTHERS = ["uk-spend-2022", "refrigerant-blends-ar4", "refrigerant-blends-ar5", "on-site-generation"]
GASES = ["co2_kg", "ch4_kg", "n2o_kg"]


@cache
def one_of_each(pack: str) -> Quantification:
    """Give every row of a pack, with a value or without, to the engine in one call."""
    factors = library().packs[pack].factors
    ids = factors["factor_id"].to_list()
    records = pd.DataFrame({"id": ids, "activity": ids, "quantity": 1.0, "unit": factors["uom"].to_list()})
    return quantify(records, library(), FactorPolicy())


def valued(pack: str) -> pd.DataFrame:
    factors = library().packs[pack].factors
    return factors[factors[["co2e_kg", "co2_kg"]].notna().any(axis=1)].reset_index(drop=True)


def same(one: pd.Series, other: pd.Series) -> bool:
    mine: NDArray[np.float64] = one.to_numpy()
    return np.array_equal(mine, other.to_numpy(), equal_nan=True)


@pytest.mark.parametrize("pack", PACKS + OTHERS)
def test_every_valued_row_gives_exactly_the_published_value(pack: str) -> None:
    lines, published = one_of_each(pack).lines, valued(pack)
    assert lines["id"].to_list() == published["factor_id"].to_list()
    assert lines["factor_id"].astype(str).to_list() == published["factor_id"].to_list()
    assert same(lines["co2e_kg"], published["co2e_kg"])


@pytest.mark.parametrize("pack", PACKS + OTHERS)
def test_every_gas_of_every_row_is_exactly_the_published_value(pack: str) -> None:
    lines, published = one_of_each(pack).lines, valued(pack)
    for gas in GASES:
        assert same(lines[gas], published[gas])


@pytest.mark.parametrize("pack", PACKS)
def test_outside_of_scopes_rows_give_exactly_their_co2_and_no_co2e(pack: str) -> None:
    lines, published = one_of_each(pack).lines, valued(pack)
    biogenic = (published["level1"] == "Outside of scopes").to_numpy()
    assert biogenic.any()
    assert (lines["scope"][biogenic] == "outside").all()
    assert lines["co2e_kg"][biogenic].isna().all()
    assert same(lines["co2_kg"][biogenic], published["co2_kg"][biogenic])


@pytest.mark.parametrize("pack", PACKS)
def test_only_outside_of_scopes_rows_are_taken_for_biogenic(pack: str) -> None:
    lines, published = one_of_each(pack).lines, valued(pack)
    outside = (lines["scope"] == "outside").to_numpy()
    assert (published["level1"][outside] == "Outside of scopes").all()


@pytest.mark.parametrize("pack", PACKS)
def test_every_row_without_emissions_is_refused_with_a_sentence(pack: str) -> None:
    factors, issues = library().packs[pack].factors, one_of_each(pack).issues
    refused = factors[factors[["co2e_kg", "co2_kg"]].isna().all(axis=1)]["factor_id"]
    assert sorted(issue.record for issue in issues) == sorted(refused)
    assert {issue.severity for issue in issues} == {"error"}
    assert all(issue.sentence.endswith(".") and issue.hint for issue in issues)


@pytest.mark.parametrize("pack", [f"ukgov-{year}" for year in YEARS if year >= 2020])
def test_rows_that_give_energy_say_that_they_are_not_emissions(pack: str) -> None:
    factors, issues = library().packs[pack].factors, one_of_each(pack).issues
    energy = factors[factors["energy_kwh"].notna()]["factor_id"]
    told = [issue for issue in issues if issue.code == "energy-only-factor"]
    assert sorted(issue.record for issue in told) == sorted(energy)
    assert "gives energy per" in told[0].sentence


def test_a_true_zero_is_a_value_and_not_a_refusal() -> None:
    lines = one_of_each("ukgov-2025").lines
    cars = lines["factor_id"].astype(str).str.endswith("cars-by-size/average-car/battery-electric-vehicle:km")
    fleet = lines[cars & lines["factor_id"].astype(str).str.contains("/passenger-vehicles/")]
    assert fleet["co2e_kg"].to_list() == [0.0]


def test_no_published_value_depends_on_the_rows_beside_it() -> None:
    alone = pd.DataFrame(
        {"activity": ["ukgov-2024/uk-electricity/electricity-generated/electricity-uk:kwh"], "quantity": 1.0}
    ).assign(id="one", unit="kWh")
    assert quantify(alone, library(), FactorPolicy()).lines["co2e_kg"].to_list() == [0.20705]
