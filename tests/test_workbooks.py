from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from carbonsv import workbooks
from carbonsv.errors import UnusableFileError
from carbonsv.library.uk_workbook import read_workbook
from tests.library.workbook_files import flat_file, gas_row

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "xl/worksheets/sheet2.xml"


def altered(path: Path, entry: str, old: bytes, new: bytes) -> Path:
    """The same workbook with one piece of one entry exchanged."""
    with zipfile.ZipFile(flat_file(path, [gas_row("Fuels / Gaseous fuels / Natural gas")])) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries[entry] = entries[entry].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "1048576"),
        (b'<row r="9"><c r="XFD9"><v>1</v></c></row>', "XFD9"),
        (b"<row r='1048576'><c><v>1</v></c></row>", "1048576"),
    ],
)
def test_a_cell_in_the_far_corner_is_refused_before_the_reader_meets_it(
    tmp_path: Path, cell: bytes, place: str
) -> None:
    path = altered(tmp_path / "far.xlsx", SHEET, b"</sheetData>", cell + b"</sheetData>")
    with pytest.raises(UnusableFileError, match=f"a cell at .*{place}"):
        read_workbook(path)


def test_a_place_cut_by_the_end_of_a_piece_is_still_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = altered(tmp_path / "far.xlsx", SHEET, b"</sheetData>", b'<row r="1048576"></row></sheetData>')
    for size in range(65, 75):
        monkeypatch.setattr(workbooks, "_CHUNK_BYTES", size)
        with pytest.raises(UnusableFileError, match="a cell at"):
            read_workbook(path)


def test_sheets_that_inflate_beyond_measure_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "LARGEST_INFLATED_BYTES", 1000)
    with pytest.raises(UnusableFileError, match="far larger than this program reads"):
        read_workbook(flat_file(tmp_path / "bomb.xlsx", [gas_row("Fuels / A / B")] * 50))


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "LARGEST_FILE_BYTES", 100)
    with pytest.raises(UnusableFileError, match="it is larger than"):
        read_workbook(flat_file(tmp_path / "large.xlsx", [gas_row("Fuels / A / B")]))


def test_an_archive_that_is_no_excel_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "sheet.docx", "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(UnusableFileError, match="it is not an Excel workbook"):
        read_workbook(tmp_path / "sheet.docx")
