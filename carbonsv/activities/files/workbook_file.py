"""Tables of workbooks, read in a process of their own that has limits and can be ended at any moment."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from carbonsv.activities.columns.cell_kinds import kind_of_cell
from carbonsv.activities.files.headings import LOOKED_AT, find_headings
from carbonsv.activities.files.sections import MOST_ROWS, beginnings
from carbonsv.activities.files.text_columns import TextColumn
from carbonsv.activities.files.text_table import TextTable, titles_of, without_blank_rows
from carbonsv.activities.files.watched_child import Limits, read_in_child
from carbonsv.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.activities.files.headings import Range
    from carbonsv.activities.files.watch import Watch

LIMITS = Limits(
    least_memory_bytes=250_000_000,
    memory_per_byte=25,  # of a compressed workbook
    least_seconds=8.0,
    seconds_per_megabyte=4.0,
    usual_seconds_per_megabyte=0.5,
)
_READER = "carbonsv.activities.files.workbook_child"
_METER_DIGITS = 8  # of a number that is a name: MPRNs have 6 to 10, MPANs 13


def read_workbook_tables(path: Path, watch: Watch) -> list[TextTable]:
    """Read every sheet of a workbook that has cells.

    Raises:
        UnusableFileError: it cannot be read within the limits, or no sheet has cells.
        StoppedError: the user stopped the reading.
    """
    with tempfile.TemporaryDirectory(prefix="carbonsv-") as folder:
        out = Path(folder) / "cells"
        read_in_child(_READER, path, out, LIMITS, watch)
        tables = [table for table in _tables(path, out) if len(table.columns)]
    if not tables:
        raise UnusableFileError(path, "its sheets are empty")
    return tables


def _tables(path: Path, out: Path) -> list[TextTable]:
    with out.open("rb") as file:
        facts = json.loads(file.readline())
        if "error" in facts:
            reason = str(facts["error"]).partition(" cannot be used: ")[2].rstrip(".")
            raise UnusableFileError(path, reason, facts["hint"])
        tables = []
        for sheet in facts["sheets"]:
            columns = tuple(_column(file, sheet["height"], texts) for texts in sheet["texts"])
            tables += _sheet_tables(path, sheet, columns)
    return tables


def _column(file: Any, height: int, texts: list[str]) -> TextColumn:
    codes = np.frombuffer(file.read(4 * height), np.int32)
    return TextColumn(codes, [text.strip() for text in texts])


def _unmerged(column: TextColumn, place: int, merged: Sequence[Range]) -> TextColumn:
    """Put the name, number or day of a merged cell in all rows it covers; a quantity stays in one row."""
    tall = [(first, last) for (first, left), (last, _) in merged if left == place and last > first]
    tall = [(first, last) for first, last in tall if first < len(column) and _names(column[first])]
    if not tall:
        return column
    codes = column.codes.copy()
    for first, last in tall:
        codes[first : last + 1] = codes[first]
    return TextColumn(codes, column.texts)


def _names(text: str) -> bool:
    """Whether a cell can be said of several rows: words, days, or the long number of a meter."""
    return bool(text) and (kind_of_cell(text) != "number" or (text.isdigit() and len(text) >= _METER_DIGITS))


def _sheet_tables(path: Path, sheet: dict[str, Any], columns: tuple[TextColumn, ...]) -> list[TextTable]:
    """Return the tables of a sheet, which stand below each other."""
    merged = tuple(((first[0], first[1]), (last[0], last[1])) for first, last in sheet["merged"])
    columns = tuple(_unmerged(column, place, merged) for place, column in enumerate(columns))
    height = sheet["height"]
    starts = (
        beginnings(list(zip(*(column.every() for column in columns), strict=True)))
        if height <= MOST_ROWS
        else [0]
    )
    ends = [*starts[1:], height]
    tables = [
        _table(path, sheet, columns, (start, end), merged) for start, end in zip(starts, ends, strict=True)
    ]
    return [table for table in tables if len(table)] or tables[:1]


def _table(
    path: Path,
    sheet: dict[str, Any],
    columns: tuple[TextColumn, ...],
    span: tuple[int, int],
    merged: tuple[Range, ...],
) -> TextTable:
    start, end = span
    looked_at = min(LOOKED_AT * 2, end - start)
    head = [tuple(column[row] for column in columns) for row in range(start, start + looked_at)]
    inside = tuple(_shifted(one, start) for one in merged if start <= one[0][0] < end)
    headings = find_headings(head, inside)
    first = start + headings.first_row - 1
    body = tuple(column.taken(slice(first, end)).without_unused() for column in columns)
    body, numbers = without_blank_rows(body, np.arange(first + 1, end + 1, dtype=np.int64))
    above = head[: headings.rows[0] - 1] if headings.rows else []
    rows = tuple(row + start for row in headings.rows)
    return TextTable(
        path=path,
        sheet=sheet["name"],
        hidden=sheet["hidden"],
        encoding="",
        delimiter="",
        headings=replace(headings, rows=rows, first_row=headings.first_row + start),
        titles=titles_of(above),
        columns=body,
        rows=numbers,
        merged=merged,
    )


def _shifted(merged: Range, rows: int) -> Range:
    (first, left), (last, right) = merged
    return (first - rows, left), (last - rows, right)
