from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.activities.files.text_table import read_tables
from carbonsv.activities.files.watch import StoppedError, Watch
from carbonsv.errors import UnusableFileError
from tests.library.workbook_files import write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.activities.files.text_table import TextTable

BILLS = "Site,Start,Usage (kWh)\nHall,01/04/2024,120.5\nDepot,01/05/2024,80\n"


def table_of(path: Path, content: bytes | str) -> TextTable:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (table,) = read_tables(path)
    return table


def test_a_csv_is_read_as_columns_of_text_below_its_headings(tmp_path: Path) -> None:
    table = table_of(tmp_path / "bills.csv", BILLS)
    assert table.names == ("Site", "Start", "Usage (kWh)")
    assert table.columns[2].every() == ["120.5", "80"]
    assert table.rows.tolist() == [2, 3]


def test_rows_above_the_headings_are_titles_and_row_numbers_count_them(tmp_path: Path) -> None:
    table = table_of(tmp_path / "bills.csv", f"Usage report\n\nCustomer:,Hall Ltd\n{BILLS}")
    assert (table.headings.rows, table.rows.tolist()) == ((4,), [5, 6])
    assert table.titles == ("Usage report", "Customer: Hall Ltd")


@pytest.mark.parametrize(
    ("encoding", "known_as"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_the_encoding_is_found_without_being_told(tmp_path: Path, encoding: str, known_as: str) -> None:
    table = table_of(tmp_path / "bills.csv", BILLS.replace("Hall", "Café £").encode(encoding))
    assert (table.encoding, table.cells(0)) == (known_as, ("Café £", "01/04/2024", "120.5"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_without_being_told(tmp_path: Path, delimiter: str) -> None:
    table = table_of(tmp_path / "bills.csv", BILLS.replace(",", delimiter))
    assert (table.delimiter, len(table.names), len(table)) == (delimiter, 3, 2)


def test_a_decimal_comma_is_no_delimiter(tmp_path: Path) -> None:
    table = table_of(tmp_path / "bills.csv", "Site;Usage kWh\nHall;12,5\nDepot;3,75\n")
    assert (table.delimiter, table.cells(1)) == (";", ("Depot", "3,75"))


def test_a_row_with_another_number_of_fields_is_kept_apart_and_the_others_are_read(tmp_path: Path) -> None:
    table = table_of(tmp_path / "bills.csv", BILLS + "Annexe,01/06/2024,1,234.5\nBarn,01/07/2024,7\n")
    assert [row.row for row in table.odd_rows] == [4]
    assert table.odd_rows[0].why == "it has 4 fields where the heading has 3"
    assert table.rows.tolist() == [2, 3, 5]


def test_a_row_that_breaks_the_rules_of_quotation_marks_is_named(tmp_path: Path) -> None:
    table = table_of(tmp_path / "bills.csv", BILLS + '"Barn"x,01/06/2024,7\nShed,01/07/2024,9\n')
    assert [(row.row, row.why) for row in table.odd_rows] == [
        (4, "text follows a closing quotation mark (line 4)")
    ]
    assert table.cells(2) == ("Shed", "01/07/2024", "9")


def test_headings_in_two_rows_are_joined(tmp_path: Path) -> None:
    table = table_of(tmp_path / "b.csv", "Site,Electricity,,Gas,\n,kWh,Cost,kWh,Cost\nHall,1,2,3,4\n")
    names = ("Site", "Electricity kWh", "Electricity Cost", "Gas kWh", "Gas Cost")
    assert (table.names, table.headings.rows) == (names, (1, 2))


def test_a_workbook_is_known_by_its_content_and_gives_every_sheet(tmp_path: Path) -> None:
    path = tmp_path / "usage.csv"
    write_xlsx(path, {"Notes": [["About"]], "Data": [["Site", "kWh"], ["Hall", 1.5], ["Depot", 2.0]]})
    tables = read_tables(path)
    assert [table.sheet for table in tables] == ["Notes", "Data"]
    assert tables[1].columns[1].every() == ["1.5", "2"]


@pytest.mark.parametrize("content", [b"%PDF-1.7 ...", b"<html><table></table></html>", b"\x00\x01\x02" * 50])
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bill.xls").write_bytes(content)
    with pytest.raises(UnusableFileError, match=r"bill\.xls cannot be used: it is .*\.$"):
        read_tables(tmp_path / "bill.xls")


def test_a_reading_stops_when_it_is_told_to(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "usage.xlsx", {"Data": [["Site", "kWh"], ["Hall", 1.5]]})
    with pytest.raises(StoppedError):
        read_tables(path, watch=Watch(stopped=lambda: True))


def test_repeated_texts_are_kept_once(tmp_path: Path) -> None:
    table = table_of(tmp_path / "bills.csv", "Site,kWh\n" + "Hall,1\nDepot,2\n" * 5_000)
    assert (len(table), len(table.columns[0].texts)) == (10_000, 2)
