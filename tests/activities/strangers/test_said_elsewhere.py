"""What a table says above it, in the labels of its rows, or in three columns of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.activities.tables.records import records_of
from carbonsv.activities.tables.source_mapping import SourceMapping
from carbonsv.activities.tables.understanding import understand

from .said import by_meter, codes, left_out, period, rows, said

if TYPE_CHECKING:
    from pathlib import Path


def test_the_meter_and_site_of_the_titles_are_those_of_all_rows(tmp_path: Path) -> None:
    path = tmp_path / "titled.csv"
    found = said(path, "Site:,Town Hall\nMPAN:,10123\nUnit:,kWh\n\nMonth,Usage\nApr-24,10\nMay-24,20\n")
    assert by_meter(found) == {("10123", "kWh"): 30}
    (table,) = understand(path)
    records, _ = records_of(table, SourceMapping(), lambda _words, _unit: ("", ""))
    assert (set(records["site"]), set(records["reference"])) == ({"Town Hall"}, {"10123"})


def test_units_in_the_labels_of_rows_keep_them_apart(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    text = "Month,Apr-24,May-24,Jun-24\nElectricity (kWh),1,2,3\nGas (kWh),10,20,30\nWater (m3),5,6,7\n"
    assert by_meter(said(path, text)) == {(None, "kWh"): 66, (None, "m3"): 18}  # type: ignore[comparison-overlap]
    (table,) = understand(path)
    records, _ = records_of(table, SourceMapping(), lambda _words, _unit: ("", ""))
    sums = records.groupby("activity")["quantity"].sum().to_dict()
    assert sums == {"electricity": 6, "natural-gas": 60, "water-supply": 18}


def test_a_total_without_a_word_below_a_single_row_is_left_out(tmp_path: Path) -> None:
    text = "MPAN,Site,From,To,kWh\n1,A,13/04/2024,30/04/2024,1000.1\n,,,,1000.1\n"
    found = said(tmp_path / "one.csv", text)
    assert (rows(found), left_out(found)) == (1, [(3, "total")])


def test_year_month_and_day_in_columns_of_their_own(tmp_path: Path) -> None:
    text = "Meter,Year,Month,Day,kWh\nE1,2024,4,13,1\nE1,2024,May,14,2\n"
    found = said(tmp_path / "parts.csv", text)
    assert (period(found), by_meter(found)) == (("2024-04-13", "2024-05-14"), {("E1", "kWh"): 3})


def test_rows_that_are_quoted_as_a_whole_are_parted(tmp_path: Path) -> None:
    found = said(tmp_path / "twice.csv", '"Site,Month,kWh"\n"A,Apr-24,10"\n"A,May-24,""1,020.5"""\n')
    assert by_meter(found) == {("A", "kWh"): 1030.5}


def test_columns_parted_by_spaces_are_said_to_be_no_table(tmp_path: Path) -> None:
    found = said(tmp_path / "fixed.txt", "Date        Amount\n13/04/2024   10.10\n14/04/2024   20.20\n")
    assert codes(found) == {"no-table"}


@pytest.mark.parametrize(
    ("title", "days"),
    [
        ("Period: April 2024 to May 2024", ("2024-04-01", "2024-05-31")),
        ("Energy report for the period 1 April 2024 to 30 June 2024", ("2024-04-01", "2024-06-30")),
        ("Energy use Q2 2024/25", ("2024-07-01", "2024-09-30")),
        ("Waste 2023/24", ("2023-04-01", "2024-03-31")),
    ],
)
def test_a_title_says_when_where_no_column_does(tmp_path: Path, title: str, days: tuple[str, str]) -> None:
    found = said(tmp_path / "period.csv", f"{title}\nSite,MPAN,kWh\nA,1,10\nB,2,20\n")
    assert (period(found), "period-from-title" in codes(found)) == (days, True)


@pytest.mark.parametrize("title", ["", "Printed May 2024\n", "Report 2023 and 2024\n"])
def test_a_table_that_says_nowhere_when_is_said(tmp_path: Path, title: str) -> None:
    found = said(tmp_path / "never.csv", f"{title}Site,MPAN,kWh\nA,1,10\nB,2,20\n")
    assert (found[0]["period"], "no-date-column" in codes(found)) == (None, True)
