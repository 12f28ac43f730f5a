from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .said import by_column, by_meter, codes, period, rows, said

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ("Q1 2024/25", "Q4 2024/25", ("2024-04-01", "2025-03-31")),
        ("Q1 2024", "Q2 2024", ("2024-01-01", "2024-06-30")),
        ("2024/25 Q2", "2024/25 Q3", ("2024-07-01", "2024-12-31")),
        ("w/e 07/04/2024", "w/e 14/04/2024", ("2024-04-01", "2024-04-14")),
        ("w/c 01/04/2024", "w/c 22/04/2024", ("2024-04-01", "2024-04-28")),
        ("01/04/2024 - 30/04/2024", "01/05/2024 - 31/05/2024", ("2024-04-01", "2024-05-31")),
        ("1 Apr to 30 Apr 2024", "1 May to 31 May 2024", ("2024-04-01", "2024-05-31")),
        ("Apr-Jun 2024", "Nov-Jan 2025", ("2024-04-01", "2025-01-31")),
        ("2023/24", "2024/25", ("2023-04-01", "2025-03-31")),
        ("202404", "202405", ("2024-04-01", "2024-05-31")),
        ("2024M04", "2024M05", ("2024-04-01", "2024-05-31")),
        ("20240401", "20240501", ("2024-04-01", "2024-05-01")),
        ("Apr 2024", "May-24", ("2024-04-01", "2024-05-31")),
        ("2024-04-01T00:30Z", "2024-05-01T00:30Z", ("2024-04-01", "2024-05-01")),
        ("Monday 1 April 2024", "1st May 2024", ("2024-04-01", "2024-05-01")),
        ("45383", "45443", ("2024-04-01", "2024-05-31")),
    ],
)
def test_periods_are_read_in_every_habit(
    tmp_path: Path, first: str, second: str, days: tuple[str, str]
) -> None:
    found = said(tmp_path / "usage.csv", f"Site,Period,Gas (kWh)\nHall,{first},1000.5\nHall,{second},2000\n")
    assert (rows(found), period(found), by_column(found)["Gas (kWh)"]) == (2, days, 3000.5)


def test_a_column_of_week_endings_covers_whole_weeks(tmp_path: Path) -> None:
    found = said(tmp_path / "fuel.csv", "Depot,Week Ending,Litres\nNorth,14/04/2024,1\nNorth,21/04/2024,2\n")
    assert period(found) == ("2024-04-08", "2024-04-21")


@pytest.mark.parametrize("months", [("4", "5"), ("April", "May"), ("Apr", "May")])
def test_the_year_may_stand_in_a_column_of_its_own(tmp_path: Path, months: tuple[str, str]) -> None:
    text = f"MPAN,Year,Month,kWh\n1,2024,{months[0]},100\n1,2024,{months[1]},200.5\n"
    found = said(tmp_path / "usage.csv", text)
    assert (period(found), by_meter(found)) == (("2024-04-01", "2024-05-31"), {("1", "kWh"): 300.5})


def test_march_of_a_financial_year_is_in_the_next_calendar_year(tmp_path: Path) -> None:
    text = "Site,Financial Year,Month,kWh\nA,2024/25,April,100\nA,2024/25,March,200.5\n"
    assert period(said(tmp_path / "usage.csv", text)) == ("2024-04-01", "2025-03-31")


MONTHS = "Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec,Jan,Feb,Mar"
FIGURES = "1,2,3,4,5,6,7,8,9,10,11,12"


def test_months_across_take_the_year_that_the_title_says(tmp_path: Path) -> None:
    text = f"Energy report 2024/25\nSite,Unit,{MONTHS},Total\nHall,kWh,{FIGURES},78\nTotal,,{FIGURES},78\n"
    found = said(tmp_path / "year.csv", text)
    assert (found[0]["layout"], period(found)) == ("months-across", ("2024-04-01", "2025-03-31"))
    assert by_meter(found) == {("Hall", "kWh"): 78}


def test_months_across_without_any_year_are_refused_in_a_sentence(tmp_path: Path) -> None:
    found = said(tmp_path / "year.csv", f"Site,Unit,{MONTHS}\nHall,kWh,{FIGURES}\n")
    assert "months-without-year" in codes(found)


def test_months_across_with_a_year_in_each_row(tmp_path: Path) -> None:
    text = "Site,Year,Jan,Feb,Mar,Apr\nHall,2023,1,2,3,4\nHall,2024,10,20,30,40\n"
    found = said(tmp_path / "years.csv", text)
    assert (period(found), by_meter(found)) == (("2023-01-01", "2024-04-30"), {("Hall", None): 110})


def test_months_across_headed_by_their_first_days(tmp_path: Path) -> None:
    text = (
        'Site,MPAN,Unit,01/04/2024,01/05/2024,01/06/2024,Grand Total\nHall,1,kWh,"1,000.5",2000.25,,3000.75\n'
        "Depot,2,kWh,5,6,7,18\nGrand Total,,,1005.5,2006.25,7,3018.75\n"
    )
    found = said(tmp_path / "pivot.csv", text)
    assert (rows(found), period(found)) == (2, ("2024-04-01", "2024-06-30"))
    assert by_meter(found) == {("1", "kWh"): 3000.75, ("2", "kWh"): 18}


def test_days_that_can_be_read_two_ways_are_asked(tmp_path: Path) -> None:
    found = said(tmp_path / "usage.csv", "Meter,Date,kWh\nM1,01/02/2024,1\nM1,02/03/2024,2\n")
    assert "ambiguous-date-order" in codes(found)


def test_days_with_points_are_day_first(tmp_path: Path) -> None:
    found = said(tmp_path / "usage.csv", "Meter,Date,kWh\nM1,01.04.2024,1\nM1,02.05.2024,2\n")
    assert (period(found), codes(found)) == (("2024-04-01", "2024-05-02"), set())


def test_points_beside_strokes_do_not_say_the_order(tmp_path: Path) -> None:
    found = said(tmp_path / "usage.csv", "Meter,Date,kWh\nM1,01.04.2024,1\nM1,02/05/2024,2\n")
    assert "ambiguous-date-order" in codes(found)


def test_days_that_a_spreadsheet_may_have_swapped_are_said(tmp_path: Path) -> None:
    text = "Meter,Date,kWh\nM1,2024-01-02,1\nM1,2024-02-02,2\nM1,13/02/2024,3\nM1,14/02/2024,4\n"
    assert "days-may-be-swapped" in codes(said(tmp_path / "swapped.csv", text))


def test_days_in_two_forms_are_not_suspected_without_reason(tmp_path: Path) -> None:
    text = "Meter,Date,kWh\nM1,2024-01-22,1\nM1,2024-02-02,2\nM1,13/02/2024,3\n"
    assert "days-may-be-swapped" not in codes(said(tmp_path / "mixed.csv", text))


def test_weeks_that_all_begin_on_a_monday_say_the_order(tmp_path: Path) -> None:
    found = said(tmp_path / "weeks.csv", "Meter,Week,kWh\nM1,w/c 03/06/2024,1\nM1,w/c 10/06/2024,2\n")
    assert (period(found), codes(found)) == (("2024-06-03", "2024-06-16"), set())


def test_years_of_two_digits_that_may_stand_first_are_said(tmp_path: Path) -> None:
    text = "Meter,From,To,kWh\nM1,24-04-01,24-04-30,1\nM1,24-05-01,24-05-31,2\n"
    assert "year-may-be-first" in codes(said(tmp_path / "short.csv", text))
    text = "Meter,From,To,kWh\nM1,01/04/24,30/04/24,1\nM1,01/05/24,31/05/24,2\n"
    assert codes(said(tmp_path / "usual.csv", text)) == set()
