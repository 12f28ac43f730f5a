"""Rows that are no data: totals, repeated headings, notes, footers, and rows that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.columns.cell_kinds import kind_of_cell
from carbonsv.activities.tables.meanings import folded
from carbonsv.activities.tables.total_rows import MOST_LOOKED_AT, is_total_text, total_rows
from carbonsv.errors import shortened
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.columns.number_column import NumberColumn
    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.files.watch import Watch
    from carbonsv.activities.tables.mapping import ColumnGuess

_LONGEST_NOTES = 500  # rows of a sheet of text
_FEW_NOTES, _MOST_NOTES = 50, 0.5  # lines of text among rows of data: so many in any case, and their share
_VALUES = ("number", "date")
_FEWEST_SAME, _SAME_SHARE = 2, 0.6  # cells of a row that are headings, of those that are filled


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not taken as data, and why: its number as a person counts, and its text."""

    row: int
    why: str
    text: str
    kind: str = "total"


@dataclass(frozen=True, slots=True, eq=False)
class Sifted:
    """(n rows) which rows are data, the rows left out, and what does not agree."""

    data: NDArray[np.bool_]
    left_out: tuple[LeftOut, ...]
    issues: tuple[Issue, ...]


def sift(
    table: TextTable, guesses: Sequence[ColumnGuess], numbers: Mapping[int, NumberColumn], watch: Watch
) -> Sifted:
    """Part the data rows of a table from totals, repeated headings and notes.

    Args:
        table: (n rows).
        guesses: what its columns mean.
        numbers: the numbers of its additive columns, by place.
        watch: whom to ask whether to stop.

    Raises:
        StoppedError: the user stopped it.
    """
    data = np.ones(len(table), bool)
    left_out: list[LeftOut] = []
    issues: list[Issue] = []
    if not len(table):
        return Sifted(data, *_odd(table))
    if is_prose(table):
        _leave(table, data, left_out, np.ones(len(table), bool), "it is a line of text", "note")
        return Sifted(data, tuple(left_out), ())
    _leave(table, data, left_out, repeated_headings(table), "it repeats the headings", "heading")
    watch.ask()
    _leave(table, data, left_out, notes_among(table, data, numbers), "it is a line of text", "note")
    watch.ask()
    for one in total_rows(table, guesses, numbers, data):
        left_out.append(LeftOut(int(table.rows[one.row]), one.why, row_text(table, one.row), one.kind))
        issues += [_does_not_add_up(table, one.row)] if one.doubtful else []
    odd, odd_issues = _odd(table)
    return Sifted(data, tuple(sorted([*left_out, *odd], key=lambda one: one.row)), (*issues, *odd_issues))


def _leave(
    table: TextTable,
    data: NDArray[np.bool_],
    left_out: list[LeftOut],
    rows: NDArray[np.bool_],
    why: str,
    kind: str,
) -> None:
    data &= ~rows
    places = np.flatnonzero(rows).tolist()
    left_out += [LeftOut(int(table.rows[row]), why, row_text(table, row), kind) for row in places]


def row_text(table: TextTable, row: int) -> str:
    """Return the filled cells of a row as one line."""
    return shortened(" | ".join(cell for cell in table.cells(row) if cell), 120)


def _does_not_add_up(table: TextTable, row: int) -> Issue:
    number = int(table.rows[row])
    sentence = (
        f"Row {number} says it is a total, but no rows above it add up to it: “{row_text(table, row)}”."
    )
    return Issue(
        "", "total-does-not-add-up", "warning", sentence, "See whether rows are missing or counted twice."
    )


def repeated_headings(table: TextTable) -> NDArray[np.bool_]:
    """Rows most of whose cells are the headings of their columns."""
    same = np.zeros(len(table), np.int32)
    filled = np.zeros(len(table), np.int32)
    for name, column in zip(table.names, table.columns, strict=True):
        heading = folded(name)
        if column.text_count > len(table) // 2 and len(table) > MOST_LOOKED_AT:
            continue  # a column that repeats nothing repeats no heading either
        same += column.flags(partial(_is_part, heading))
        filled += ~column.blank()
    repeated: NDArray[np.bool_] = (same >= _FEWEST_SAME) & (same >= _SAME_SHARE * filled)
    return repeated


def _is_part(heading: str, cell: str) -> bool:
    """Whether a cell is a heading, or one of the two rows of it."""
    text = folded(cell)
    return bool(text) and not text.isdigit() and (text == heading or (len(text) > 3 and text in heading))  # noqa: PLR2004


def notes_among(
    table: TextTable, data: NDArray[np.bool_], figures: Collection[int] = ()
) -> NDArray[np.bool_]:
    """Rows with a single cell in a table of several columns: lines of text, footers, headings of groups.

    A cell that has no letter is one of them only outside the columns of figures.
    """
    if len(table.columns) < 3:  # noqa: PLR2004 - two columns are a label and a figure
        return np.zeros(len(table), bool)
    filled = _filled(table)
    lonely: NDArray[np.bool_] = data & (filled == 1)
    if lonely.sum() > max(_FEW_NOTES, _MOST_NOTES * len(table)):
        return np.zeros(len(table), bool)  # a table of hardly filled rows, not one with notes
    for row in np.flatnonzero(lonely).tolist():
        place, text = next((place, cell) for place, cell in enumerate(table.cells(row)) if cell)
        worded = any(letter.isalpha() for letter in text) or (bool(figures) and place not in figures)
        lonely[row] = worded and not is_total_text(text)
    return lonely


def _filled(table: TextTable) -> NDArray[np.int32]:
    filled = np.zeros(len(table), np.int32)
    for column in table.columns:
        filled += ~column.blank()
    return filled


def is_prose(table: TextTable) -> bool:
    """Whether a table has neither headings nor a single figure or day, as a sheet of notes."""
    if table.headings.rows or len(table) > _LONGEST_NOTES:
        return False
    return not any(kind_of_cell(text) in _VALUES for column in table.columns for text in column.used())


def _odd(table: TextTable) -> tuple[tuple[LeftOut, ...], tuple[Issue, ...]]:
    """Judge the rows with another number of fields: totals and footers, else refused with an issue."""
    left_out, issues = [], []
    for odd in table.odd_rows:
        texts = [cell.strip() for cell in odd.cells if cell.strip()]
        shown = shortened(" | ".join(texts), 120)
        if any(is_total_text(text) for text in texts) and len(odd.cells) < table.headings.width:
            left_out.append(LeftOut(odd.row, f"it says it is a total; {odd.why}", shown))
        elif len(texts) == 1 and len(table.columns) > 2:  # noqa: PLR2004
            left_out.append(LeftOut(odd.row, "it is a line of text", shown, "note"))
        else:
            left_out.append(LeftOut(odd.row, odd.why, shown, "refused"))
            sentence = f"Row {odd.row} was not read: {odd.why}."
            issues.append(
                Issue("", "other-number-of-fields", "error", sentence, "Correct that row in the file.")
            )
    return tuple(left_out), tuple(issues)
