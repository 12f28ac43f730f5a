from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .said import by_column, by_meter, codes, left_out, rows, said

if TYPE_CHECKING:
    from pathlib import Path

BILLS = """Customer:,Anytown Council,,,,,,
Report produced,01/05/2025,,,,,,

Site Name,MPAN,Invoice No,Period From,Period To,Consumption (kWh),Net £,VAT £
Town Hall,1012345678901,A1,01/04/2024,30/04/2024,"12,345.67","£2,469.13",£493.83
Town Hall,1012345678901,A2,01/05/2024,31/05/2024,"11,000.33","£2,200.07",£440.01
Town Hall Total,,,,,"23,346.00","£4,669.20",£933.84
Library,1012345678902,B1,01/04/2024,30/04/2024,"3,210.10",£642.02,£128.40
Library,1012345678902,B2,01/05/2024,31/05/2024,"-1,000.05",-£200.01,-£40.00
Library Total,,,,,"2,210.05",£442.01,£88.40
Grand Total,,,,,"25,556.05","£5,111.21","£1,022.24"
"""


def test_bills_with_titles_subtotals_and_a_grand_total(tmp_path: Path) -> None:
    found = said(tmp_path / "bills.csv", BILLS)
    assert rows(found) == 4
    assert by_meter(found) == {("1012345678901", "kWh"): 23346.0, ("1012345678902", "kWh"): 2210.05}
    assert by_column(found)["Net £"] == 5111.21
    assert left_out(found) == [(7, "total"), (10, "total"), (11, "total")]


@pytest.mark.parametrize("label", ["", "TOTAL", "Grand total", "Sum", "Totals (2 sites)", "Overall:"])
def test_a_grand_total_is_left_out_whatever_it_is_called(tmp_path: Path, label: str) -> None:
    text = f"Site,MPAN,Date,kWh\nA,1001,13/04/2024,10.1\nB,1002,14/04/2024,20.2\n{label},,,30.3\n"
    found = said(tmp_path / "usage.csv", text)
    assert (rows(found), by_column(found)) == (2, {"kWh": 30.3})


def test_statistics_below_a_table_are_no_data(tmp_path: Path) -> None:
    text = "Site,MPAN,Date,kWh\nA,1001,13/04/2024,10\nB,1002,14/04/2024,20\nC,1003,15/04/2024,30\n"
    found = said(tmp_path / "usage.csv", f"{text}Total,,,60\nAverage,,,20\nMin,,,10\nMax,,,30\n")
    assert rows(found) == 3
    assert left_out(found) == [(5, "total"), (6, "statistic"), (7, "statistic"), (8, "statistic")]


def test_a_total_above_its_rows_is_left_out(tmp_path: Path) -> None:
    text = "Site,MPAN,Date,kWh\nTotal,,,30\nA,1001,13/04/2024,10\nB,1002,14/04/2024,20\n"
    assert rows(said(tmp_path / "usage.csv", text)) == 2


def test_negative_quantities_stand_in_brackets_or_before_a_minus(tmp_path: Path) -> None:
    text = (
        "Meter,From,To,Units kWh,Cost GBP\nM1,01-Apr-24,30-Apr-24,1500,300.00\n"
        "M1,01-May-24,31-May-24,250.5-,50.10-\nM1,01-Jun-24,30-Jun-24,(100.25),(20.05)\n"
    )
    found = said(tmp_path / "bills.csv", text)
    assert by_meter(found) == {("M1", "kWh"): 1500 - 250.5 - 100.25}
    assert by_column(found)["Cost GBP"] == 300 - 50.1 - 20.05


def test_units_in_a_column_of_their_own_keep_totals_apart(tmp_path: Path) -> None:
    text = "Supply Number,Bill Date,Quantity,UOM\n1,30/04/2024,100,kWh\n1,31/05/2024,1.5,MWh\n"
    text += "2,30/04/2024,250.5,m3\n"
    found = said(tmp_path / "bills.csv", text)
    assert by_meter(found) == {("1", "kWh"): 100, ("1", "MWh"): 1.5, ("2", "m3"): 250.5}


def test_units_in_the_cells_keep_totals_apart(tmp_path: Path) -> None:
    text = "Meter,Date,Consumption\nE1,13/04/2024,100 kWh\nE1,14/04/2024,0.2 MWh\nG1,13/04/2024,50 m3\n"
    found = said(tmp_path / "bills.csv", text)
    assert by_meter(found) == {("E1", "kWh"): 100, ("E1", "MWh"): 0.2, ("G1", "m3"): 50}


def test_a_column_headed_meter_is_no_length(tmp_path: Path) -> None:
    found = said(tmp_path / "bills.csv", "Meter,Date,kWh\n1001,13/04/2024,10\n1002,14/04/2024,20\n")
    assert by_meter(found) == {("1001", "kWh"): 10, ("1002", "kWh"): 20}


def test_headings_in_three_rows_with_units_in_the_last(tmp_path: Path) -> None:
    text = (
        "Site,Meter Number,Period,,Electricity,,\n,,From,To,Day,Night,Total\n,,,,kWh,kWh,kWh\n"
        "Hall,E12X,01/04/2024,30/04/2024,100,50,150\nHall,E12X,01/05/2024,31/05/2024,200,80,280\n"
    )
    found = said(tmp_path / "bills.csv", text)
    assert by_meter(found) == {("E12X", "kWh"): 150 + 280}


def test_day_and_night_registers_of_a_meter_add_up(tmp_path: Path) -> None:
    found = said(tmp_path / "bills.csv", "MPAN,Month,Day kWh,Night kWh\n1001,Apr 2024,100.5,50.25\n")
    assert by_meter(found) == {("1001", "kWh"): 150.75}


def test_a_budget_beside_the_actual_figure_is_not_counted(tmp_path: Path) -> None:
    text = "MPAN,Month,Budget kWh,Actual kWh\n1001,Apr-24,100,90.5\n1001,May-24,100,80.5\n"
    assert by_meter(said(tmp_path / "bills.csv", text)) == {("1001", "kWh"): 90.5 + 80.5}


def test_readings_of_a_register_become_what_was_used_between_them(tmp_path: Path) -> None:
    text = (
        "Meter ID,Reading Date,Meter Reading (kWh)\nM1,01/04/2024,10000\nM2,01/04/2024,500\n"
        "M1,13/05/2024,10500.5\nM2,13/05/2024,650\nM1,01/06/2024,11200\n"
    )
    found = said(tmp_path / "reads.csv", text)
    assert by_meter(found) == {("M1", "kWh"): 11200 - 10000, ("M2", "kWh"): 650 - 500}
    assert "register-readings" in codes(found)


def test_names_written_once_for_a_group_hold_for_the_rows_below(tmp_path: Path) -> None:
    text = "Site,MPAN,Month,kWh\nHall,1,Apr-24,10\n,,May-24,20\nDepot,2,Apr-24,5\n,,May-24,6\nTotal,,,41\n"
    found = said(tmp_path / "grouped.csv", text)
    assert by_meter(found) == {("1", "kWh"): 10 + 20, ("2", "kWh"): 5 + 6}


def test_headings_and_page_numbers_of_every_printed_page_are_left_out(tmp_path: Path) -> None:
    page = "Page {} of 2\nSite,MPAN,Date,kWh\n"
    text = f"{page.format(1)}A,1,13/04/2024,10\n{page.format(2)}B,2,14/04/2024,20\n"
    text += "Total,,,30\nMade by WebReports\n"
    found = said(tmp_path / "printed.csv", text)
    assert by_meter(found) == {("1", "kWh"): 10, ("2", "kWh"): 20}
    assert left_out(found) == [(4, "note"), (5, "heading"), (7, "total"), (8, "note")]


def test_blank_columns_between_the_others_do_not_matter(tmp_path: Path) -> None:
    text = (
        ",Site,,MPAN,,Date,,kWh,,\n,A,,1,,13/04/2024,,10.5,,\n,B,,2,,14/04/2024,,20.5,,\n,Total,,,,,,31.0,,\n"
    )
    assert by_meter(said(tmp_path / "gaps.csv", text)) == {("1", "kWh"): 10.5, ("2", "kWh"): 20.5}


def test_a_meter_number_rounded_by_a_spreadsheet_is_said(tmp_path: Path) -> None:
    text = "MPAN,Start,End,kWh\n1.01235E+12,01/04/2024,30/04/2024,100.1\n"
    assert "lost-digits" in codes(said(tmp_path / "bills.csv", text))


def test_what_a_spreadsheet_puts_before_numbers_that_are_text_is_taken_off(tmp_path: Path) -> None:
    text = 'MPRN,Start,End,kWh\n\'0012,01/04/2024,30/04/2024,1\n="0013",01/05/2024,31/05/2024,2\n'
    assert by_meter(said(tmp_path / "bills.csv", text)) == {("0012", "kWh"): 1, ("0013", "kWh"): 2}


def test_two_tables_below_each_other_are_two(tmp_path: Path) -> None:
    text = (
        "Electricity,,,\nMPAN,From,To,kWh\n1001,01/04/2024,30/04/2024,100\nTotal,,,100\n,,,\n"
        "Gas,,,\nMPRN,From,To,kWh\n9001,01/04/2024,30/04/2024,1000\nTotal,,,1000\n"
    )
    found = said(tmp_path / "both.csv", text)
    assert by_meter(found) == {("1001", "kWh"): 100, ("9001", "kWh"): 1000}
    assert [(table["header_row"], table["titles"]) for table in found] == [(2, ["Electricity"]), (7, ["Gas"])]


def test_two_tables_of_different_widths_are_two(tmp_path: Path) -> None:
    text = "MPAN,From,To,kWh\n1001,01/04/2024,30/04/2024,100\n\nSite,Date,Litres\nNorth,13/04/2024,50.5\n"
    found = said(tmp_path / "both.csv", text)
    assert (by_meter(found), len(found)) == ({("1001", "kWh"): 100, ("North", "litres"): 50.5}, 2)


def test_two_tables_side_by_side_are_two(tmp_path: Path) -> None:
    text = (
        "Electricity,,,,,Gas,,,\nMPAN,From,To,kWh,,MPRN,From,To,kWh\n"
        "1,01/04/2024,30/04/2024,100,,9,01/04/2024,30/04/2024,1000\n,,,,,8,01/04/2024,30/04/2024,50\n"
    )
    found = said(tmp_path / "both.csv", text)
    assert by_meter(found) == {("1", "kWh"): 100, ("9", "kWh"): 1000, ("8", "kWh"): 50}
