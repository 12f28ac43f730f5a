"""Rows that are cut all at once are those that csv.reader reads, whatever the text."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.activities.files import text_columns, text_file, text_table
from carbonsv.activities.files.packed_texts import LONGEST_PACKED, PackedTexts
from carbonsv.activities.files.plain_rows import plain_rows
from carbonsv.activities.files.text_file import Dialect, text_rows
from carbonsv.activities.files.text_table import read_tables
from carbonsv.activities.files.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from carbonsv.activities.files.text_table import TextTable

CELLS = st.sampled_from(
    [
        "",
        "12.5",
        "-3",
        "Site 1",
        " padded ",
        "a" * 70,
        "Café",
        "='",
        "'07",
        '="1"',
        '"a,b"',
        '"x\ny"',
        '"',
        "x\0",
    ]
)
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\n\n"])
LINES = st.tuples(st.lists(CELLS, min_size=1, max_size=4), ENDS)
EVEN_LINES = st.tuples(st.lists(CELLS, min_size=3, max_size=3), ENDS)
TEXTS = (st.lists(EVEN_LINES, max_size=30) | st.lists(LINES, max_size=12)).map(
    lambda lines: "".join(",".join(cells) + end for cells, end in lines)
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plain") / "file.csv"


def as_read(path: Path, dialect: Dialect) -> list[list[str] | str]:
    """Return the rows of a file, and what is wrong after each."""
    found: list[list[str] | str] = []
    for rows, wrong in text_rows(path, dialect, Watch()):
        found += rows if isinstance(rows, list) else rows.rows()
        found += [wrong] if wrong else []
    return found


def with_small_pieces(patch: pytest.MonkeyPatch) -> None:
    """Let short texts meet everything that only long files do."""
    patch.setattr(text_file, "FIRST_ROWS", 2)
    patch.setattr(text_file, "ROWS_AT_ONCE", 2)
    patch.setattr(text_file, "BLOCK_CHARACTERS", 40)
    patch.setattr(text_table, "MOST_ROWS", 4)
    patch.setattr(text_columns, "_FEW", 5)


def both_ways(read: Callable[[], object]) -> tuple[object, object]:
    """Read with rows cut all at once, and with csv.reader alone."""
    with pytest.MonkeyPatch.context() as patch:
        with_small_pieces(patch)
        cut = read()
        patch.setattr(text_file, "plain_rows", lambda _text, _delimiter: None)
        return cut, read()


@given(TEXTS)
def test_rows_and_what_is_wrong_are_those_of_csv_reader(file: Path, text: str) -> None:
    file.write_bytes(text.encode())
    dialect = Dialect("utf-8", "strict", ",", (), has_nuls="\0" in text)
    cut, read = both_ways(lambda: as_read(file, dialect))
    assert cut == read


@given(TEXTS)
def test_a_table_is_the_same_however_its_rows_were_read(file: Path, text: str) -> None:
    file.write_bytes(("Site,kWh,Note\nDepot,1,x\n" + text).encode())
    cut, read = both_ways(lambda: [told(table) for table in read_tables(file, delimiter=",")])
    assert cut == read


def told(table: TextTable) -> object:
    cells = [column.every() for column in table.columns]
    return table.headings, table.titles, cells, table.rows.tolist(), table.odd_rows, table.issues


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\n1,2", "é,\n ,2\n"])
def test_lines_of_equal_cells_are_cut(text: str) -> None:
    rows = plain_rows(text, ",")
    assert rows is not None
    assert rows.rows() == list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "text", ['a,"b"\n', "a,b\n1\n", "a,b\n\n1,2\n", "a\n1\n", "a,b\r1,2\n", "a,b\n1,\0\n", "a,b\r\r\n"]
)
def test_anything_else_is_left_to_csv_reader(text: str) -> None:
    assert plain_rows(text, ",") is None


def test_a_cell_that_csv_reader_refuses_as_too_long_is_left_to_it() -> None:
    assert plain_rows("a," + "b" * (csv.field_size_limit() + 1), ",") is None


def test_only_columns_of_short_plain_texts_are_packed() -> None:
    long = "n" * (LONGEST_PACKED + 1)
    rows = plain_rows(f"1,é,{long}, x,'07\n,b,c,d,e\n", ",")
    assert rows is not None
    plain, *others = rows.columns()
    assert isinstance(plain, PackedTexts)
    assert plain.unpack() == ["1", ""]
    assert others == [["é", "b"], [long, "c"], [" x", "d"], ["'07", "e"]]
