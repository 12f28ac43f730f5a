"""Tables with a column for each month, quarter or year, whose headings say what they measure as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.activities.columns.period_headings import parted_heading
from carbonsv.activities.tables.records import records_of
from carbonsv.activities.tables.source_mapping import SourceMapping
from carbonsv.activities.tables.understanding import understand

from .said import by_meter, period, rows, said

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("Apr-24 kWh", ("Apr-24", "kWh")),
        ("Gas (kWh) 2023/24", ("2023/24", "Gas (kWh)")),
        ("Electricity Q1 2024/25", ("Q1 2024/25", "Electricity")),
        ("kWh 2024", ("2024", "kWh")),
        ("01/04/2024", ("01/04/2024", "")),
        ("Rate 1", ("", "Rate 1")),
        ("Units used", ("", "Units used")),
    ],
)
def test_a_heading_is_parted_into_its_period_and_its_words(heading: str, parts: tuple[str, str]) -> None:
    assert parted_heading(heading) == parts


def test_years_across_with_the_unit_in_each_heading(tmp_path: Path) -> None:
    text = "Site,Fuel,2021/22 kWh,2022/23 kWh\nA,Electricity,100,90\nB,Gas,1000,900\n"
    found = said(tmp_path / "years.csv", text)
    assert period(found) == ("2021-04-01", "2023-03-31")
    assert by_meter(found) == {("A", "kWh"): 190, ("B", "kWh"): 1900}


def test_months_across_with_quantity_and_cost_for_each(tmp_path: Path) -> None:
    text = ",,Apr-24,,May-24,,Jun-24,\nSite,MPAN,kWh,£,kWh,£,kWh,£\n"
    text += "A,1,10,2.5,20,5,30,7.5\nB,2,1,.25,2,.5,3,.75\n"
    found = said(tmp_path / "pairs.csv", text)
    assert period(found) == ("2024-04-01", "2024-06-30")
    assert by_meter(found) == {("1", "kWh"): 10 + 20 + 30, ("2", "kWh"): 1 + 2 + 3}


def test_two_fuels_across_become_records_of_each(tmp_path: Path) -> None:
    path = tmp_path / "fuels.csv"
    path.write_text(
        "Energy (kWh),,,,\nSite,Electricity,,Gas,\n,Apr-24,May-24,Apr-24,May-24\nA,1,2,10,20\nB,4,5,40,50\n",
        "utf-8",
    )
    (found,) = understand(path)
    records, _ = records_of(found, SourceMapping(), lambda _words, _unit: ("", ""))
    sums = records.groupby("activity")["quantity"].sum()
    assert sums.to_dict() == {"electricity": 1 + 2 + 4 + 5, "natural-gas": 10 + 20 + 40 + 50}


def test_years_across_and_months_down_are_the_months_of_those_years(tmp_path: Path) -> None:
    text = "Site,Month,kWh 2023,kWh 2024,Difference\nA,Apr,100,90,-10\nA,May,110,80,-30\n"
    found = said(tmp_path / "compared.csv", text)
    assert (rows(found), period(found)) == (2, ("2023-04-01", "2024-05-31"))
    assert by_meter(found) == {("A", "kWh"): 100 + 110 + 90 + 80}


def test_readings_of_a_register_across_are_no_quantities(tmp_path: Path) -> None:
    text = "Meter,Reading Apr-24,Reading May-24,Reading Jun-24\nE1,1000,1100,1250\n"
    found = said(tmp_path / "reads.csv", text)
    assert found[0]["layout"] == "rows"
