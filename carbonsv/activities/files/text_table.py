"""Tables as they stand in files of any kind: every cell as text, below headings that were found."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.columns.parted_dates import with_whole_dates
from carbonsv.activities.file_kinds import head_of, is_page, is_workbook, refuse_archive, refuse_others
from carbonsv.activities.files.headings import Headings, find_headings
from carbonsv.activities.files.mended_text import put_right
from carbonsv.activities.files.plain_rows import PlainRows
from carbonsv.activities.files.quoted_rows import parted_again
from carbonsv.activities.files.sections import MOST_ROWS, beginnings, side_by_side
from carbonsv.activities.files.text_columns import ColumnBuilder, TextColumn
from carbonsv.activities.files.text_file import Dialect, find_dialect, find_encoding, text_rows
from carbonsv.activities.files.watch import Watch
from carbonsv.activities.files.web_table import LARGEST_BYTES, web_rows
from carbonsv.activities.tables.titles import is_said
from carbonsv.errors import UnusableFileError
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from carbonsv.activities.files.headings import Range
    from carbonsv.activities.files.packed_texts import PackedTexts
    from carbonsv.activities.files.text_file import Rows

_MOST_KEPT = 10_000  # rows with another number of fields that are kept word for word
_MOST_CELLS_KEPT = 100  # of such a row
WIDEST = 2_000  # columns; a sheet of interval data has about 60


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row whose number of fields is not that of the headings, as it stands."""

    row: int
    cells: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class TextTable:
    """One table of a file: its headings, and (n rows) of text below them; blank rows are left out.

    Args:
        path: the file.
        sheet: of a workbook; blank for a text file.
        hidden: whether the sheet is hidden.
        encoding: of a text file; blank for a workbook.
        delimiter: of a text file; blank for a workbook.
        headings: their rows and names; one column for each name.
        titles: the text of the rows above the headings.
        columns: one per heading, from the left.
        rows: (n,) the number of each row as a person counts them, from 1.
        odd_rows: rows with another number of fields; they are in no column.
        merged: ranges of merged cells, as (first row, first column), (last row, last column) from 0.
        issues: what was noticed while reading.
    """

    path: Path
    sheet: str
    hidden: bool
    encoding: str
    delimiter: str
    headings: Headings
    titles: tuple[str, ...]
    columns: tuple[TextColumn, ...]
    rows: NDArray[np.int64]
    odd_rows: tuple[OddRow, ...] = ()
    merged: tuple[Range, ...] = ()
    issues: tuple[Issue, ...] = field(default=())

    @property
    def names(self) -> tuple[str, ...]:
        """What each column is called."""
        return self.headings.names

    def __len__(self) -> int:
        """Return the number of rows below the headings."""
        return len(self.rows)

    def cells(self, place: int) -> tuple[str, ...]:
        """Return the cells of one row, counted from 0 below the headings."""
        return tuple(column[place] for column in self.columns)


def read_tables(
    path: Path, *, watch: Watch | None = None, encoding: str = "", delimiter: str = ""
) -> list[TextTable]:
    """Read every table of a file: CSV, TSV, XLSX, XLS, XLSB or ODS, judged by content, not by name.

    Args:
        path: the file.
        watch: whom to tell how far the reading is, and whom to ask whether to stop.
        encoding: of a text file, where it is known.
        delimiter: of a text file, where it is known.

    Returns:
        The tables of a text file or of every sheet that has cells, hidden ones too; most have one each.

    Raises:
        UnusableFileError: it cannot be read, or holds no table.
        StoppedError: the user stopped the reading.
    """
    watching = watch or Watch()
    head = head_of(path)
    if is_workbook(head):
        from carbonsv.activities.files.workbook_file import read_workbook_tables  # noqa: PLC0415 - only where needed

        refuse_archive(path)
        tables = read_workbook_tables(path, watching)
    elif is_page(head):
        tables = _read_page(path)
    else:
        refuse_others(path, head)
        tables = _read_text(path, watching, encoding, delimiter)
    parts: list[TextTable] = []
    for table in tables:
        watching.ask()
        right = put_right(table)
        watching.ask()
        parts += map(with_whole_dates, side_by_side(right))
    return parts


def _read_page(path: Path) -> list[TextTable]:
    """Read the tables of a web page."""
    if path.stat().st_size > LARGEST_BYTES:
        raise UnusableFileError(path, "it is a web page far larger than one")
    encoding, errors, issues = find_encoding(path)
    text = path.read_text(encoding, errors)
    dialect = Dialect(encoding, errors, "", tuple(issues))
    grids = [grid for rows in web_rows(path, text) for grid in _parted(path, [(rows, "")])]
    sentence = "The file is a web page, whatever its name says; its tables were read."
    note = Issue("", "web-page", "notice", sentence, "Compare a few figures with the page.")
    tables = [replace(grid.table(dialect), issues=(*issues, note)) for grid in grids]
    return [table for table in tables if len(table)] or tables[:1]


def _read_text(path: Path, watch: Watch, encoding: str, delimiter: str) -> list[TextTable]:
    dialect = find_dialect(path, encoding, delimiter)
    collecting = gc.isenabled()
    gc.disable()  # rows come and go by the thousand and hold no cycles: a fifth of the time is saved
    try:
        grids = _grids(path, text_rows(path, dialect, watch))
    except UnicodeError as error:
        raise UnusableFileError(path, f"its text is not {dialect.encoding}") from error
    finally:
        if collecting:
            gc.enable()
    tables = [grid.table(dialect) for grid in grids]
    filled = [table for table in tables if len(table) or table.odd_rows]
    return [
        replace(table, issues=dialect.issues if at == 0 else ())
        for at, table in enumerate(filled or tables[:1])
    ]


def _grids(path: Path, pieces: Iterator[tuple[Rows, str]]) -> list[_GrowingGrid]:
    """Put rows into grids: a long file is one as it comes in; a short one may hold several tables."""
    held: list[tuple[Rows, str]] = []
    count = 0
    for rows, broken in pieces:
        held.append((rows, broken))
        count += len(rows)
        if count > MOST_ROWS:
            grid = _GrowingGrid(path)
            for some, wrong in chain(held, pieces):
                grid.add(some, wrong)
            return [grid]
    return _parted(path, [(_listed(rows), broken) for rows, broken in held])


def _listed(rows: Rows) -> list[list[str]]:
    return rows.rows() if isinstance(rows, PlainRows) else rows


def _parted(path: Path, held: list[tuple[list[list[str]], str]]) -> list[_GrowingGrid]:
    rows = parted_again([row for some, wrong in held for row in (*some, *([[]] if wrong else []))])
    ends = np.cumsum([len(some) + bool(wrong) for some, wrong in held]).tolist()
    reasons = {end - 1: wrong for end, (_, wrong) in zip(ends, held, strict=True) if wrong}
    starts = beginnings(rows)
    grids = []
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        grid = _GrowingGrid(path, start)
        for place in [place for place in reasons if start <= place < end]:
            grid.add(rows[start:place], reasons[place])
            start = place + 1  # noqa: PLW2901 - what is before is taken
        grid.add(rows[start:end], "")
        grids.append(grid)
    return grids


class _GrowingGrid:
    """The rows of a table of a text file as they come in: the headings are found in the first piece."""

    def __init__(self, path: Path, rows_above: int = 0) -> None:
        self._path = path
        self._above = rows_above
        self.headings = Headings((), (), 1, 0)
        self.titles: tuple[str, ...] = ()
        self.odd_rows: list[OddRow] = []
        self._builders: list[ColumnBuilder] = []
        self._numbers: list[NDArray[np.int64]] = []
        self._seen = rows_above
        self._least = 0

    def add(self, rows: Rows, broken: str) -> None:
        """Take some more rows, and what is wrong with the row after them."""
        first = self._seen + 1
        self._seen += len(rows) + bool(broken)
        if isinstance(rows, PlainRows):
            if self._builders and rows.width == self.headings.width:
                self._extend(rows.columns(), np.arange(first, first + len(rows), dtype=np.int64))
                return
            rows = rows.rows()
        if not self._builders and rows:
            skipped = self._begin(rows)
            rows, first = rows[skipped:], first + skipped
        self._take(rows, first)
        if broken:
            self._odd(self._seen, (), broken)

    def table(self, dialect: Dialect) -> TextTable:
        """Return the table, without the blank rows."""
        columns = tuple(builder.column() for builder in self._builders)
        numbers = np.concatenate(self._numbers) if self._numbers else np.zeros(0, np.int64)
        columns, numbers = without_blank_rows(columns, numbers)
        return TextTable(
            path=self._path,
            sheet="",
            hidden=False,
            encoding=dialect.encoding,
            delimiter=dialect.delimiter,
            headings=self.headings,
            titles=self.titles,
            columns=columns,
            rows=numbers,
            odd_rows=tuple(self.odd_rows),
        )

    def _begin(self, rows: list[list[str]]) -> int:
        """Find the headings in the first rows; return how many rows they and the titles take."""
        headings = find_headings(rows)
        if headings.width > WIDEST:
            raise UnusableFileError(
                self._path, f"it has {headings.width:,} columns, far more than a table of data"
            )
        taken = headings.first_row - 1
        above = rows[: headings.rows[0] - 1] if headings.rows else []
        self.titles = titles_of(above)
        named = [place for place, name in enumerate(headings.names) if name]
        self._least = named[-1] + 1 if named else headings.width
        self._builders = [ColumnBuilder() for _ in headings.names]
        numbers = tuple(row + self._above for row in headings.rows)
        self.headings = replace(headings, rows=numbers, first_row=headings.first_row + self._above)
        return taken

    def _take(self, rows: list[list[str]], first: int) -> None:
        width = self.headings.width
        numbers: NDArray[np.int64] = np.arange(first, first + len(rows), dtype=np.int64)
        if set(map(len, rows)) != {width}:
            kept = [(row, self._fitted(row, number)) for number, row in enumerate(rows, first)]
            numbers = numbers[[fitted is not None for _, fitted in kept]]
            rows = [fitted for _, fitted in kept if fitted is not None]
        if rows:
            self._extend(zip(*rows, strict=True), numbers)

    def _extend(self, columns: Iterable[Sequence[str] | PackedTexts], numbers: NDArray[np.int64]) -> None:
        self._numbers.append(numbers)
        for builder, cells in zip(self._builders, columns, strict=True):
            builder.extend(cells)

    def _fitted(self, row: list[str], number: int) -> list[str] | None:
        """Return a row with as many fields as the headings; only blank ones are added or taken away."""
        width = self.headings.width
        if len(row) == width:
            return row
        if len(row) > width and not any(cell.strip() for cell in row[width:]):
            return row[:width]
        if self._least <= len(row) < width:
            return [*row, *[""] * (width - len(row))]
        if any(cell.strip() for cell in row):
            self._odd(
                number,
                tuple(row[:_MOST_CELLS_KEPT]),
                f"it has {len(row)} fields where the heading has {width}",
            )
        return None

    def _odd(self, number: int, cells: tuple[str, ...], why: str) -> None:
        if len(self.odd_rows) < _MOST_KEPT:
            self.odd_rows.append(OddRow(number, cells, why))


def without_blank_rows(
    columns: tuple[TextColumn, ...], numbers: NDArray[np.int64]
) -> tuple[tuple[TextColumn, ...], NDArray[np.int64]]:
    """Leave out the rows in which every column is blank."""
    if not columns or not len(numbers):
        return columns, numbers
    blank = columns[0].blank()
    for column in columns[1:]:
        if not blank.any():
            return columns, numbers
        blank &= column.blank()
    return tuple(column.taken(~blank) for column in columns), numbers[~blank]


def titles_of(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the text of the rows above the headings, those that have any."""
    texts = (_title([cell.strip() for cell in row if cell.strip()]) for row in rows)
    return tuple(text[:200] for text in texts if text)


def _title(cells: Sequence[str]) -> str:
    """Join the cells of a title; a name beside its heading is parted from it, as in “Site: Town Hall”."""
    if len(cells) == 2 and not cells[0].endswith(":") and is_said(cells[0]):  # noqa: PLR2004 - a pair
        return f"{cells[0]}: {cells[1]}"
    return " ".join(cells)
