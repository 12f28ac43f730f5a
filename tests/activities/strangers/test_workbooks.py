from __future__ import annotations

import datetime as dt
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from carbonsv.activities.tables.records import records_of
from carbonsv.activities.tables.source_mapping import SourceMapping
from carbonsv.activities.tables.understanding import understand

from .said import by_column, by_meter, codes, left_out, period, read, rows

KEPT = Path(__file__).parent / "workbooks"  # saved by a spreadsheet program from the workbook made below
METERS = {("1012345678901", "kWh"): 2335.0, ("1012345678902", "kWh"): 25.25}  # 10.1 + 20.2 - 5.05


def bills(path: Path) -> Path:
    """Bills with subtotals as formulas, days as days, a note below, and a hidden sheet."""
    book = xlsxwriter.Workbook(str(path))
    sheet, day = book.add_worksheet("Bills"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range("A1:F1", "Electricity bills 2024/25")
    sheet.write_row("A3", ["Site", "MPAN", "From", "To", "kWh", "Net"])
    lines = [("Hall", "1012345678901", 4, 1234.56), ("Hall", "1012345678901", 5, 1100.44)]
    lines += [("Depot", "1012345678902", month, kwh) for month, kwh in ((4, 10.1), (5, 20.2), (6, -5.05))]
    for row, (site, mpan, month, kwh) in enumerate(lines, 3):
        sheet.write_row(row, 0, [site, mpan, "", "", kwh, kwh / 4])
        sheet.write_datetime(row, 2, dt.datetime(2024, month, 1), day)  # noqa: DTZ001
        sheet.write_datetime(row, 3, dt.datetime(2024, month, 28), day)  # noqa: DTZ001
    sheet.write(8, 0, "Grand Total")
    sheet.write_formula(8, 4, "=SUM(E4:E8)", None, 2360.25)
    sheet.write(10, 0, "Prepared by the energy team.")
    hidden = book.add_worksheet("Workings")
    hidden.hide()
    hidden.write_row("A1", ["MPAN", "Date", "kWh"])
    hidden.write_row("A2", ["1", "13/04/2024", 5])
    book.close()
    return path


def simple(path: Path, cells: list[list[object]]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Data")
    for row, values in enumerate(cells):
        sheet.write_row(row, 0, values)
    book.close()
    return path


@pytest.mark.parametrize("name", ["bills.xls", "bills.ods"])
def test_old_and_open_workbooks_say_the_same_as_xlsx(tmp_path: Path, name: str) -> None:
    made, kept = read(bills(tmp_path / "bills.xlsx")), read(KEPT / name)
    assert by_meter(kept[:1]) == by_meter(made[:1]) == METERS
    assert left_out(kept) == left_out(made) == [(9, "total"), (11, "note")]
    assert period(kept) == period(made) == ("2024-04-01", "2024-06-28")


def test_a_hidden_sheet_is_read_and_said(tmp_path: Path) -> None:
    found = read(bills(tmp_path / "bills.xlsx"))
    assert [(table["sheet"], table["hidden"]) for table in found] == [("Bills", False), ("Workings", True)]
    assert "hidden-sheet" in codes(found)


def record(kind: int, content: bytes = b"") -> bytes:
    """A record of a binary workbook: kind and length in groups of seven bits."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return head + bytes([len(content)]) + content


def text16(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_cell(column: int, value: object) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(value, str):
        return record(6, place + text16(value))
    return record(5, place + struct.pack("<d", value))


def xlsb(path: Path, cells: list[list[object]]) -> Path:
    """A binary workbook with one sheet."""
    size = struct.pack("<IIII", 0, len(cells) - 1, 0, len(cells[0]) - 1)
    body = b"".join(
        record(0, struct.pack("<I", row) + bytes(13)) + b"".join(map(binary_cell, range(99), values))
        for row, values in enumerate(cells)
    )
    sheet = record(129) + record(148, size) + record(145) + body + record(146) + record(130)
    listed = record(156, struct.pack("<II", 0, 1) + text16("rId1") + text16("Data"))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    relation = f'<Relationship Id="rId1" Type="{kind}" Target="worksheets/sheet1.bin"/>'
    relations = f"<Relationships>{relation}</Relationships>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", record(131) + record(143) + listed + record(144) + record(132))
        archive.writestr("xl/_rels/workbook.bin.rels", relations)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


def test_a_binary_workbook_is_read(tmp_path: Path) -> None:
    cells: list[list[object]] = [
        ["MPAN", "Date", "kWh"],
        ["1001", "13/04/2024", 10.5],
        ["1001", "14/04/2024", 20.25],
    ]
    assert by_meter(read(xlsb(tmp_path / "usage.xlsb", cells))) == {("1001", "kWh"): 30.75}


def test_days_without_a_format_are_numbers_and_are_read_as_days(tmp_path: Path) -> None:
    path = simple(tmp_path / "serials.xlsx", [["MPAN", "Start", "End", "kWh"], [1001, 45383, 45412, 100.1]])
    assert (period(read(path)), by_meter(read(path))) == (
        ("2024-04-01", "2024-04-30"),
        {("1001", "kWh"): 100.1},
    )


def test_numbers_kept_as_text_add_up(tmp_path: Path) -> None:
    path = simple(
        tmp_path / "text.xlsx",
        [["MPAN", "Date", "kWh"], ["1", "13/04/2024", "1,234.5 "], ["1", "14/04/2024", "1"]],
    )
    assert by_meter(read(path)) == {("1", "kWh"): 1235.5}


def test_cells_that_are_errors_are_named(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "errors.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Meter", "Date", "kWh"])
    sheet.write_row(1, 0, ["M1", "13/04/2024", 10])
    sheet.write_row(2, 0, ["M1", "14/04/2024"])
    sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    book.close()
    found = read(tmp_path / "errors.xlsx")
    assert (by_meter(found), "blank-figure" in codes(found)) == ({("M1", "kWh"): 10}, True)


def test_months_across_headed_by_days_shown_as_months(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "pivot.xlsx"))
    sheet, month = book.add_worksheet("Gas kWh"), book.add_format({"num_format": "mmm-yy"})
    sheet.write_row(0, 0, ["Building", "MPRN"])
    for at in range(12):
        sheet.write_datetime(0, 2 + at, dt.datetime(2024 + (at > 8), (3 + at) % 12 + 1, 1), month)  # noqa: DTZ001
    sheet.write_row(1, 0, ["Hall", "9001234567", *[100.25] * 12])
    sheet.write_row(2, 0, ["Total", "", *[100.25] * 12])
    book.close()
    found = read(tmp_path / "pivot.xlsx")
    assert (rows(found), period(found)) == (1, ("2024-04-01", "2025-03-31"))
    assert by_meter(found) == {("9001234567", "kWh"): 1203}


def test_half_hours_headed_by_times_of_the_clock(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "hh.xlsx"))
    sheet, clock = book.add_worksheet("HH"), book.add_format({"num_format": "hh:mm"})
    sheet.write_row(0, 0, ["MPAN", "Date"])
    for half in range(48):
        sheet.write_datetime(0, 2 + half, dt.time(half // 2, half % 2 * 30), clock)
    sheet.write_row(1, 0, ["1012345678901", "02/04/2024", *[0.1] * 48])
    notes = book.add_worksheet("Notes")
    notes.write_column(0, 0, ["Exported by the portal", "All times are local"])
    book.close()
    found = read(tmp_path / "hh.xlsx")
    assert [(table["layout"], table["data_rows"]) for table in found] == [
        ("half-hourly row-per-day", 1),
        ("rows", 0),
    ]
    assert by_meter(found) == {("1012345678901", "kWh"): 4.8}


def test_names_merged_over_rows_and_groups_merged_over_columns(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "merged.xlsx"))
    sheet = book.add_worksheet("Data")
    sheet.merge_range("A1:A2", "Meter")
    sheet.merge_range("B1:C1", "Electricity (kWh)")
    sheet.write_row(1, 1, ["Day", "Night"])
    sheet.merge_range("D1:D2", "Month")
    sheet.merge_range("A3:A4", "M1")
    for row, month in enumerate(("Apr 2024", "May 2024", "Jun 2024"), 2):
        sheet.write_row(row, 1, [100.5, 50.25, month])
    sheet.write(4, 0, "M2")
    book.close()
    found = read(tmp_path / "merged.xlsx")
    assert by_meter(found) == {("M1", "kWh"): 301.5, ("M2", "kWh"): 150.75}


def test_a_workbook_of_several_tables_in_one_sheet(tmp_path: Path) -> None:
    cells: list[list[object]] = [
        ["Electricity"],
        ["MPAN", "From", "To", "kWh", "", "MPRN", "From", "To", "kWh"],
        ["1", "01/04/2024", "30/04/2024", 100, "", "9", "01/04/2024", "30/04/2024", 1000],
        [],
        ["Water"],
        ["SPID", "From", "To", "m3"],
        ["3", "01/04/2024", "30/06/2024", 60.5],
    ]
    found = read(simple(tmp_path / "all.xlsx", cells))
    assert by_meter(found) == {("1", "kWh"): 100, ("9", "kWh"): 1000, ("3", "m3"): 60.5}
    assert by_column(found[2:]) == {"m3": 60.5}


def test_sheets_named_by_months_say_when(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "months.xlsx"))
    for month, kwh in (("Apr 2024", 10), ("May 2024", 20)):
        sheet = book.add_worksheet(month)
        sheet.write_row(0, 0, ["Site", "kWh"])
        sheet.write_row(1, 0, ["Hall", kwh])
    book.close()
    found = read(tmp_path / "months.xlsx")
    assert [table["period"]["end"] for table in found] == ["2024-04-30", "2024-05-31"]


def test_formulas_that_nobody_has_worked_out_are_said(tmp_path: Path) -> None:
    path = simple(tmp_path / "formulas.xlsx", [["MPAN", "Month", "kWh"], ["1", "Apr-24", None]])
    assert "blank-figure" in {issue.code for issue in read(path)[0]["issues"] if issue.severity == "warning"}


def test_half_hours_that_end_with_the_24th_hour(tmp_path: Path) -> None:
    heads = ["MPAN", "Date", *[at / 48 for at in range(1, 49)]]
    book = xlsxwriter.Workbook(str(tmp_path / "hh.xlsx"))
    sheet, clock = book.add_worksheet("HH"), book.add_format({"num_format": "hh:mm"})
    for at, head in enumerate(heads):
        sheet.write(0, at, head, clock)
    for row in range(1, 4):
        sheet.write_row(row, 0, ["1012345678901", f"{12 + row}/05/2024", *[0.5] * 48])
    book.close()
    assert by_meter(read(tmp_path / "hh.xlsx")) == {("1012345678901", "kWh"): 3 * 24}


def test_a_sheet_of_notes_is_said_once_and_not_asked_for_quantities(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "bills.xlsx"))
    book.add_worksheet("Bills").write_row("A1", ["Site", "Month", "kWh"])
    book.worksheets()[0].write_row("A2", ["Hall", "Apr-24", 10])
    notes = book.add_worksheet("Notes")
    notes.write_column("A1", ["Read me", "Figures from the supplier portal."])
    book.close()
    _, lines = understand(tmp_path / "bills.xlsx")
    _, issues = records_of(lines, SourceMapping(), lambda _words, _unit: ("", ""), "ab" * 32)
    assert ([one.code for one in lines.issues], issues) == (["no-table"], [])
