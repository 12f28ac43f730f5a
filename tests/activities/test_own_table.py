from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.activities.own_table import read_own_table
from carbonsv.errors import UnusableFileError
from tests.library.workbook_files import Cell, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = ["id", "activity", "quantity", "unit", "start", "end", "note"]


def csv_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "bills.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_the_known_columns_are_read_as_stripped_text(tmp_path: Path) -> None:
    table = read_own_table(csv_file(tmp_path, "Activity,quantity,Colour\nelectricity, 12.50 ,red\n"), KNOWN)
    assert table.to_dict("list") == {"activity": ["electricity"], "quantity": ["12.50"]}


def test_headings_may_be_written_with_spaces_and_capitals(tmp_path: Path) -> None:
    table = read_own_table(csv_file(tmp_path, "Factor ID, UNIT \nx,kWh\n"), ["factor_id", "unit"])
    assert list(table.columns) == ["factor_id", "unit"]


def test_a_workbook_is_read_like_a_csv(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["activity", "quantity", "unit"],
        ["electricity", 12.0, "kWh"],
        ["natural-gas", 0.1, "m3"],
    ]
    table = read_own_table(write_xlsx(tmp_path / "bills.xlsx", {"Sheet": rows}), KNOWN)
    assert table["quantity"].to_list() == ["12", "0.1"]


def test_a_workbook_is_known_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    rows = [["activity"], ["electricity"]]
    assert len(read_own_table(write_xlsx(tmp_path / "bills.csv", {"Sheet": rows}), KNOWN)) == 1


def test_rows_keep_the_number_they_have_in_the_file(tmp_path: Path) -> None:
    table = read_own_table(csv_file(tmp_path, "\nactivity,unit\nfirst,kWh\n\n,\nsecond,kWh\n"), KNOWN)
    assert table.index.to_list() == [3, 6]
    assert table["activity"].to_list() == ["first", "second"]


def test_a_byte_order_mark_is_no_part_of_the_first_heading(tmp_path: Path) -> None:
    table = read_own_table(csv_file(tmp_path, "activity\nelectricity\n", "utf-8-sig"), KNOWN)
    assert list(table.columns) == ["activity"]


def test_quoted_commas_and_line_breaks_stay_in_their_cell(tmp_path: Path) -> None:
    table = read_own_table(csv_file(tmp_path, 'quantity,note\n"1,234","two\nlines"\n'), KNOWN)
    assert table.iloc[0].to_list() == ["1,234", "two\nlines"]


def test_a_heading_without_rows_is_an_empty_table(tmp_path: Path) -> None:
    table = read_own_table(csv_file(tmp_path, "activity,unit\n"), KNOWN)
    assert (len(table), list(table.columns)) == (0, ["activity", "unit"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        ("\n,\n", "it is empty"),
        ("Datum;Menge\n1;2\n", "its first row names none of the known columns"),
        ("activity,unit\nelectricity\n", "row 2 has 1 fields where the heading has 2"),
        ('activity\n"electricity\n', "it is not well-formed CSV"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(UnusableFileError) as caught:
        read_own_table(csv_file(tmp_path, text), KNOWN)
    assert str(caught.value).startswith(f"bills.csv cannot be used: {reason}")


def test_other_encodings_are_refused_and_told_how_to_save(tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match="not UTF-8") as caught:
        read_own_table(csv_file(tmp_path, "activity\ncafé\n", "latin-1"), KNOWN)
    assert caught.value.hint == "Save it as “CSV UTF-8”."


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match=r"missing\.csv cannot be used: no such file"):
        read_own_table(tmp_path / "missing.csv", KNOWN)


def test_a_broken_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bills.xlsx"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    with pytest.raises(UnusableFileError, match=r"bills\.xlsx cannot be used"):
        read_own_table(path, KNOWN)
