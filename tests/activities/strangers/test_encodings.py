from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from carbonsv.errors import UnusableFileError

from .said import by_column, by_meter, codes, rows, said

if TYPE_CHECKING:
    from pathlib import Path

SPEND = "Supplier,Date,Amount\nCafé René,13/04/2024,£1234.50\nO’Brien,16/04/2024,£600.00\n"
USAGE = "Site,MPAN,Date,kWh\nA,1001,13/04/2024,10\nB,1002,14/04/2024,20\n"
METERS = {("1001", "kWh"): 10, ("1002", "kWh"): 20}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_accents_and_pounds_are_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    found = said(tmp_path / "spend.csv", SPEND.encode(encoding))
    assert by_column(found) == {"Amount": 1834.5}
    assert found[0]["columns"][0]["sample"] == ["Café René", "O’Brien"]


def test_utf8_that_was_read_as_windows_text_and_written_again_is_put_right(tmp_path: Path) -> None:
    found = said(tmp_path / "spend.csv", SPEND.encode().decode("cp1252").encode())
    assert (by_column(found), codes(found)) == ({"Amount": 1834.5}, {"mangled-encoding"})
    assert found[0]["columns"][0]["sample"] == ["Café René", "O’Brien"]


def test_a_unit_whose_letters_were_changed_is_known_again(tmp_path: Path) -> None:
    found = said(tmp_path / "gas.csv", "MPRN,Read Date,Usage (mÂ³)\n9,30/04/2024,10.5\n9,31/05/2024,20.25\n")
    assert by_meter(found) == {("9", "m3"): 30.75}


def test_letters_that_are_lost_are_said(tmp_path: Path) -> None:
    assert "lost-letters" in codes(said(tmp_path / "spend.csv", SPEND.replace("é", "\ufffd")))


def test_nul_characters_are_left_out_and_said(tmp_path: Path) -> None:
    found = said(tmp_path / "usage.csv", USAGE.replace("A,", "A\0,") + "\0" * 50)
    assert (by_meter(found), "nul-characters" in codes(found)) == (METERS, True)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    assert by_meter(said(tmp_path / "usage.txt", USAGE.replace(",", delimiter))) == METERS


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_every_way(tmp_path: Path, end: str) -> None:
    assert by_meter(said(tmp_path / "usage.csv", USAGE.replace("\n", end))) == METERS


@pytest.mark.parametrize("name", ["usage.xls", "usage.xlsx", "usage.pdf", "usage"])
def test_text_is_text_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert by_meter(said(tmp_path / name, USAGE)) == METERS


def test_a_line_that_names_the_delimiter_is_no_row(tmp_path: Path) -> None:
    found = said(
        tmp_path / "usage.csv", "sep=;\nMPAN;Date;kWh\n1001;13/04/2024;10,5\n1001;14/04/2024;20,25\n"
    )
    assert by_meter(found) == {("1001", "kWh"): 30.75}


def test_decimal_commas_with_points_or_spaces_for_thousands(tmp_path: Path) -> None:
    text = "Meter;Date;kWh\nM1;13/04/2024;1 234,5\nM1;14/04/2024;12.345,25\nM2;15/04/2024;7,5\n"
    assert by_meter(said(tmp_path / "usage.csv", text)) == {("M1", "kWh"): 13579.75, ("M2", "kWh"): 7.5}


def test_points_are_thousands_where_another_column_has_decimal_commas(tmp_path: Path) -> None:
    text = "Meter;Date;kWh;Cost\nM1;13/04/2024;1.234;12,50\nM1;14/04/2024;100.000;1.234,05\n"
    assert by_column(said(tmp_path / "usage.csv", text)) == {"kWh": 1234 + 100000, "Cost": 1246.55}


def test_points_that_may_be_thousands_or_decimals_are_said(tmp_path: Path) -> None:
    found = said(tmp_path / "usage.csv", "Meter;Date;kWh\nM1;13/04/2024;1.234\nM1;14/04/2024;12.345\n")
    assert (by_column(found), "ambiguous-thousands" in codes(found)) == ({"kWh": 1.234 + 12.345}, True)


def test_the_table_of_a_web_page_called_xls_is_read(tmp_path: Path) -> None:
    page = (
        "<html><body><table border=1><tr><th>Site<th>MPAN<th>Date<th>kWh</tr>"
        "<tr><td>A &amp; B</td><td>1001</td><td>13/04/2024</td><td>1,000.50</td></tr>"
        "<tr><td colspan=3>Total</td><td>1,000.50&nbsp;</td></tr></table></body></html>"
    )
    found = said(tmp_path / "export.xls", page)
    assert (by_meter(found), rows(found)) == ({("1001", "kWh"): 1000.5}, 1)
    assert "web-page" in codes(found)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"%PDF-1.7\n", "it is a PDF"),
        (b'[{"site": "A", "kWh": 10}]', "it is JSON"),
        (b'<?xml version="1.0"?><Workbook/>', "it is XML"),
        (b"<html><body>Please log in</body></html>", "it is a web page without a table"),
        (bytes(range(256)) * 20, "it is neither text nor a workbook"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(UnusableFileError, match=reason):
        said(tmp_path / "export.csv", content)


def test_an_archive_called_csv_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data.csv", USAGE)
    with pytest.raises(UnusableFileError, match="it is an archive of files"):
        said(path, path.read_bytes())
