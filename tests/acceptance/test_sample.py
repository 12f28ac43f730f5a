from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from carbonsv.inventory.inventory import Inventory, make_inventory
from carbonsv.library.factor_library import FactorLibrary
from carbonsv.model.policy import FactorPolicy, Period
from carbonsv.model.tables import coerce, table
from tests.acceptance.make_sample import FIRST_YEARS, SAMPLE, write_records

if TYPE_CHECKING:
    from pathlib import Path

TABLES = ("organisation", "reporting_year", "site", "instrument", "activity")
TOPICS = {"buildings", "travel", "waste", "procurement"}


@pytest.fixture(scope="module")
def library() -> FactorLibrary:
    return FactorLibrary.load()


@pytest.fixture(scope="module")
def inventories(library: FactorLibrary) -> dict[str, Inventory]:
    records, instruments = frame("activity"), frame("instrument")
    found = {}
    for year in rows("reporting_year"):
        period = period_of(year)
        policy = FactorPolicy(reporting_year=period)
        found[year["id"]] = make_inventory(records, library, policy, period, instruments=instruments)
    return found


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def frame(name: str) -> Any:
    typed = [coerce(name, row)[0] for row in rows(name)]
    columns = table(name).columns
    return pd.DataFrame(
        {one.name: pd.Series([row[one.name] for row in typed], dtype=one.dtype) for one in columns}
    )


def period_of(year: dict[str, str]) -> Period:
    return Period(date.fromisoformat(year["start"]), date.fromisoformat(year["end"]))


def records_of(year: dict[str, str]) -> list[dict[str, str]]:
    return [row for row in rows("activity") if row["start"] <= year["end"] and row["end"] >= year["start"]]


def test_the_generator_writes_the_records_byte_for_byte(tmp_path: Path) -> None:
    write_records(tmp_path)
    assert (tmp_path / "activity.csv").read_bytes() == (SAMPLE / "activity.csv").read_bytes()


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_is_what_its_column_takes(name: str) -> None:
    assert [issue for row in rows(name) for issue in coerce(name, row)[1]] == []


@pytest.mark.parametrize("name", TABLES)
def test_ids_are_given_once(name: str) -> None:
    ids = [row["id"] for row in rows(name)]
    assert sorted(set(ids)) == sorted(ids)


def test_records_and_instruments_name_sites_that_are_there() -> None:
    sites = {row["id"] for row in rows("site")}
    assert len(sites) == 3
    assert {row["site"] for name in ("activity", "instrument") for row in rows(name)} - {""} == sites


def test_the_organisation_and_everyone_it_deals_with_are_marked_as_fictitious() -> None:
    (organisation,) = rows("organisation")
    assert "fictitious" in organisation["name"]
    assert "fictitious" in organisation["description"]
    assert all("fictitious" in row["address"] for row in rows("site"))
    assert all("fictitious" in row["source"].lower() for row in rows("instrument"))
    assert all("(fictitious)" in row["supplier"] for row in rows("activity") if row["supplier"])


def test_the_years_follow_each_other_from_april_to_march() -> None:
    spans = [(row["start"], row["end"]) for row in rows("reporting_year")]
    assert spans == [(f"{year}-04-01", f"{year + 1}-03-31") for year in FIRST_YEARS]


def test_the_engine_finds_no_error_in_any_record(inventories: dict[str, Inventory]) -> None:
    found = [issue for one in inventories.values() for issue in one.issues]
    assert [issue for issue in found if issue.severity == "error"] == []


def test_the_bill_across_the_year_end_counts_by_its_days_in_both_years(
    inventories: dict[str, Inventory],
) -> None:
    (bill,) = (row for row in rows("activity") if row["start"] < "2024-04-01" <= row["end"])
    metered = [row for row in rows("activity") if row["activity"] in {"electricity", "vehicle-charging"}]
    first_kwh = sum(float(row["quantity"]) for row in metered if row["end"] < "2024-04-01")
    used_kwh = inventories["2023-24"].coverage.used_kwh
    assert (bill["start"], bill["end"]) == ("2024-03-15", "2024-04-14")
    assert used_kwh == pytest.approx(first_kwh + float(bill["quantity"]) * 17 / 31)


def test_every_meter_is_billed_for_every_day_of_both_years() -> None:
    for site in rows("site"):
        bills = [
            row for row in rows("activity") if (row["activity"], row["site"]) == ("electricity", site["id"])
        ]
        days = sum(
            Period(date.fromisoformat(row["start"]), date.fromisoformat(row["end"])).days for row in bills
        )
        assert days == 366 + 365


def test_every_topic_has_records_in_both_years(library: FactorLibrary) -> None:
    topic = {kind.id: kind.topic for kind in library.catalogue}
    for year in rows("reporting_year"):
        assert {topic[row["activity"]] for row in records_of(year)} == TOPICS


def test_the_ledger_has_at_least_a_hundred_lines_a_year_in_many_groups() -> None:
    for year in rows("reporting_year"):
        ledger = [row for row in records_of(year) if row["quality"] == "spend"]
        assert len(ledger) >= 100
        assert len({row["activity"] for row in ledger}) >= 15
        assert {row["unit"] for row in ledger} == {"GBP"}


def test_the_totals_are_those_of_a_company_of_ninety(inventories: dict[str, Inventory]) -> None:
    first, second = inventories.values()
    assert 600_000 < second.total_location_kg < first.total_location_kg < 1_200_000


def test_no_source_is_out_of_proportion(inventories: dict[str, Inventory]) -> None:
    for one in inventories.values():
        largest = one.by_activity().iloc[0]
        assert largest["activity"] == "fleet-diesel"
        assert largest["co2e_kg"] < one.total_location_kg / 4


def test_the_tariff_covers_part_of_the_head_office_and_the_rest_falls_back(
    inventories: dict[str, Inventory],
) -> None:
    year = inventories["2024-25"]
    assert year.coverage.covered_kwh == pytest.approx(120_000)
    saved_kg = year.scope2_location_kg - year.scope2_market_kg
    assert saved_kg == pytest.approx(120_000 * 0.20705)
    assert "no-residual-mix" in {issue.code for issue in year.issues}
