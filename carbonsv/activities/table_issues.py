"""What a person should look at in a table: what cannot be read, cannot be known, or stands twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carbonsv.errors import shortened
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.day_column import DayColumn
    from carbonsv.activities.mapping import ColumnGuess
    from carbonsv.activities.number_column import NumberColumn
    from carbonsv.activities.text_table import TextTable

_MOST = 20  # issues of one sort that are written out
_UNSURE = 0.8


def table_notes(table: TextTable, guesses: Sequence[ColumnGuess], layout: str) -> list[Issue]:
    """Say what is unusual about a table as a whole."""
    notes = []
    if not table.headings.rows and len(table):
        sentence = f"{_place(table)} has no row of headings; its columns are known by their place only."
        notes.append(Issue("", "no-headings", "warning", sentence, "Add headings, or give a mapping."))
    if table.hidden:
        sentence = f"The sheet “{table.sheet}” is hidden. It was read, and is not imported unless you ask."
        notes.append(Issue("", "hidden-sheet", "notice", sentence, "Unhide it if its rows should count."))
    if layout.startswith("half-hourly"):
        sentence = f"{_place(table)} holds half-hourly readings ({layout.removeprefix('half-hourly ')})."
        notes.append(Issue("", "half-hourly", "notice", sentence))
    for guess in guesses:
        if guess.meaning and guess.confidence < _UNSURE:
            meaning = guess.meaning.replace("_", " ")
            sentence = f"“{shortened(guess.name)}” was taken as {meaning}, which is not sure."
            notes.append(Issue("", "unsure-column", "notice", sentence, "Check it, or give a mapping."))
    return notes


def number_issues(
    table: TextTable,
    guesses: Sequence[ColumnGuess],
    numbers: Mapping[int, NumberColumn],
    data: NDArray[np.bool_],
) -> list[Issue]:
    """Say which cells of data rows should be numbers and are not."""
    issues = []
    for place, one in numbers.items():
        bad = np.flatnonzero(one.unreadable & data)
        issues += [_unreadable(table, guesses[place], row, "number") for row in bad[:_MOST].tolist()]
        issues += _more(len(bad), guesses[place], "numbers")
        if one.mixed:
            sentence = f"“{guesses[place].name}” has decimal commas and decimal points in one column."
            issues.append(Issue("", "mixed-decimal-signs", "warning", sentence, "Write all numbers one way."))
    return issues


def date_issues(
    table: TextTable,
    guesses: Sequence[ColumnGuess],
    days: Mapping[int, DayColumn],
    data: NDArray[np.bool_],
) -> list[Issue]:
    """Say which cells are no day, and which columns could be read day first or month first."""
    issues = []
    for place, one in days.items():
        guess = guesses[place]
        bad = np.flatnonzero(one.unreadable & data)
        issues += [_unreadable(table, guess, row, "date") for row in bad[:_MOST].tolist()]
        issues += _more(len(bad), guess, "dates")
        if one.order == "unknown":
            sentence = f"“{guess.name}” can be read day first or month first, as in “{_numeric_day(guess)}”."
            hint = "Say --date-order dmy or --date-order mdy."
            issues.append(Issue("", "ambiguous-date-order", "warning", sentence, hint))
        if one.order == "mixed":
            sentence = f"“{guess.name}” has days written day first and others month first."
            issues.append(Issue("", "mixed-date-order", "warning", sentence, "Write all days one way."))
        if one.serials:
            sentence = f"“{guess.name}” has days as a spreadsheet's numbers; they were read as days."
            issues.append(Issue("", "day-numbers", "notice", sentence))
    return issues


def duplicate_issues(table: TextTable, data: NDArray[np.bool_]) -> list[Issue]:
    """Say which data rows are the same as an earlier one in every cell."""
    if not table.columns or not len(table):
        return []
    code = np.zeros(len(table), np.uint64)
    for column in table.columns:
        hashes = np.fromiter(map(hash, column.texts), np.int64, len(column.texts)).astype(np.uint64)
        code = code * np.uint64(0x9E3779B97F4A7C15) + hashes[column.codes]
    rows = np.flatnonzero(data)
    _, first, inverse = np.unique(code[rows], return_index=True, return_inverse=True)
    later = np.flatnonzero(first[inverse] != np.arange(len(rows)))
    issues = []
    for place in later[:_MOST].tolist():
        row, earlier = int(table.rows[rows[place]]), int(table.rows[rows[first[inverse[place]]]])
        sentence = f"Row {row} is the same as row {earlier} in every cell; both were counted."
        issues.append(Issue("", "duplicate-row", "warning", sentence, "Delete one if it was entered twice."))
    if len(later) > _MOST:
        sentence = f"{len(later) - _MOST} more rows are the same as earlier ones."
        issues.append(Issue("", "duplicate-row", "warning", sentence))
    return issues


def _unreadable(table: TextTable, guess: ColumnGuess, row: int, what: str) -> Issue:
    number = int(table.rows[row])
    text = shortened(table.columns[guess.place][row])
    sentence = f"Row {number}: “{text}” in “{shortened(guess.name)}” is not a {what}."
    return Issue("", f"unreadable-{what}", "error", sentence, "Correct it in the file; the row is kept out.")


def _more(count: int, guess: ColumnGuess, what: str) -> list[Issue]:
    if count <= _MOST:
        return []
    sentence = f"{count - _MOST} more cells of “{shortened(guess.name)}” are not {what}."
    return [Issue("", f"unreadable-{what[:-1]}", "error", sentence)]


def _numeric_day(guess: ColumnGuess) -> str:
    return next((text for text in guess.sample if text[:1].isdigit()), "")


def _place(table: TextTable) -> str:
    return f"The sheet “{table.sheet}”" if table.sheet else "The file"
