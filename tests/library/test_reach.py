"""Whether everything published can be entered, and everything that can be entered can be worked out."""

from __future__ import annotations

import csv
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from carbonsv.engine.quantify import Quantification, quantify
from carbonsv.model.policy import FactorPolicy
from carbonsv.paths import FACTORS
from tests.shipped import library

if TYPE_CHECKING:
    from carbonsv.library.catalogue import ActivityKind
    from carbonsv.model.issue import Issue

YEARS = range(2018, 2026)
WITH, WITHOUT = FactorPolicy(radiative_forcing="with"), FactorPolicy(radiative_forcing="without")
OF_2018_ONLY = "uk-electricity-for-evs/vans/*/plug-in-hybrid-electric-vehicle:*"
TIED_BY_A_FUEL = {"mass", "volume", "energy"}


def not_entered() -> dict[str, str]:
    with (FACTORS / "not_entered.csv").open(encoding="utf-8", newline="") as file:
        return {row["series_key_pattern"]: row["reason"] for row in csv.DictReader(file, strict=True)}


def valued_rows(pack: str) -> pd.DataFrame:
    factors = library().packs[pack].factors
    table = factors[factors[["co2e_kg", "co2_kg"]].notna().any(axis=1)]
    return table.assign(series=table["series_key"].str.rpartition(":")[0])


def is_listed(key: str, year: int) -> bool:
    """Plug-in hybrid vans are excused in the edition of 2018 alone."""
    patterns = [one for one in not_entered() if year == 2018 or one != OF_2018_ONLY]
    return any(fnmatchcase(key, pattern) for pattern in patterns)


@cache
def everything(year: int, policy: FactorPolicy) -> Quantification:
    """Enter every kind once in every unit that any of its factors of a year is published in."""
    rows = [
        (kind.id, factor.unit)
        for kind in library().catalogue
        for factor in {
            one.unit: one for line in kind.lines for one in library().factors(line.series, year)
        }.values()
    ]
    records = pd.DataFrame(rows, columns=["activity", "unit"])
    day = pd.Timestamp(f"{year}-06-15")
    records = records.assign(id=records["activity"], quantity=1.0, start=day, end=day)
    return quantify(records, library(), policy)


@cache
def every_unit() -> dict[tuple[str, str], Issue | None]:
    """Try every kind in every unit it offers; the trouble that is left after all years."""
    rows = [(kind.id, unit) for kind in library().catalogue for unit in kind.units]
    records = pd.DataFrame(rows, columns=["activity", "unit"])
    records = records.assign(id=records["activity"] + "|" + records["unit"], quantity=1.0)
    left: dict[tuple[str, str], Issue | None] = {}
    for year in YEARS:
        day = pd.Timestamp(f"{year}-06-15")
        result = quantify(records.assign(start=day, end=day), library(), FactorPolicy())
        bad = {issue.record: issue for issue in result.issues if issue.severity == "error"}
        for name, row in zip(records["id"], rows, strict=True):
            left[row] = bad.get(name) if left.get(row, bad.get(name)) else None
    return left


@pytest.mark.parametrize("year", YEARS)
def test_every_published_row_can_be_reached_through_an_activity(year: int) -> None:
    """Row by row: the factor of a unit is the one that was published for that unit."""
    used = {*everything(year, WITH).lines["factor_id"], *everything(year, WITHOUT).lines["factor_id"]}
    rows = valued_rows(f"ukgov-{year}")
    lost = rows[~rows["factor_id"].isin(used)]["series_key"]
    assert [key for key in lost if not is_listed(key, year)] == []


def test_what_is_not_entered_is_listed_with_a_reason_and_exists() -> None:
    keys = {key for year in YEARS for key in library().packs[f"ukgov-{year}"].factors["series_key"]}
    for pattern, reason in not_entered().items():
        assert len(reason) > 20
        assert any(fnmatchcase(key, pattern) for key in keys), pattern


def test_what_is_listed_as_not_entered_is_not_entered() -> None:
    for year in YEARS:
        used = {*everything(year, WITH).lines["factor_id"].astype(str).str.partition("/")[2]}
        listed = [one for one in not_entered() if one != OF_2018_ONLY]
        assert not [key for key in used if any(fnmatchcase(key, one) for one in listed)]


def test_every_spend_factor_and_every_blend_can_be_reached() -> None:
    entered = {line.series for kind in library().catalogue for line in kind.lines}
    for pack in ("uk-spend-2022", "refrigerant-blends-ar5", "on-site-generation"):
        rest = set(valued_rows(pack)["series"]) - entered
        named = {kind.id.rpartition("/")[2] for kind in library().catalogue if kind.id.startswith("refrig")}
        assert {one.rpartition("/")[2] for one in rest} <= named  # published blends go before computed ones


def test_flights_take_the_row_of_the_stated_choice_only() -> None:
    for policy, other in ((WITH, "/without-rf"), (WITHOUT, "/with-rf")):
        used = everything(2025, policy).lines["factor_id"].astype(str).str.rpartition(":")[0]
        assert not used.str.endswith(other).any()


def test_every_kind_can_be_worked_out_in_its_usual_unit() -> None:
    left = {
        (kind.id, kind.default_unit): every_unit()[kind.id, kind.default_unit] for kind in library().catalogue
    }
    assert {place: issue for place, issue in left.items() if issue} == {}


def test_units_that_cannot_be_worked_out_lack_only_a_property_of_the_fuel() -> None:
    kinds = {kind.id: kind for kind in library().catalogue}
    for (name, _), issue in every_unit().items():
        if issue is not None:
            assert set(kinds[name].dimensions) == TIED_BY_A_FUEL, issue
            assert lacks_a_property(kinds[name]), issue


def lacks_a_property(kind: ActivityKind) -> bool:
    fuel = library().fuel(kind.lines[0].series)
    return fuel is None or not (
        fuel.density_kg_per_m3 and fuel.net_cv_gj_per_tonne and fuel.gross_cv_gj_per_tonne
    )
