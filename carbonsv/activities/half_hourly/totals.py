"""Columns that repeat the sum of the readings in their row: used as a check, never counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.half_hourly import notes
from carbonsv.activities.half_hourly.numbers import MISSING, as_text, read_amounts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from carbonsv.activities.files.text_columns import TextColumn
    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.half_hourly.by_day import Grid
    from carbonsv.activities.half_hourly.layout import Layout
    from carbonsv.model.issue import Issue

_LEAST_AGREEING = 0.5  # share of the rows that a column adds up in, for it to be their total


def check_totals(
    table: TextTable, layout: Layout, grid: Grid, rows: NDArray[np.bool_], per_hour: int
) -> list[Issue]:
    """Find the column that repeats the sum of its row, and say where it does not."""
    if not rows.any():
        return []
    sums = np.where(grid.amounts == MISSING, 0, grid.amounts).sum(axis=1)
    for place in layout.others:
        column = table.columns[place]
        read = read_amounts(list(column.texts))
        printed = read.values[column.codes]
        for share in (1, per_hour):  # kWh beside readings of kW
            agrees = _agrees(sums, grid.places, printed * share, read.places, share) | (printed == MISSING)
            checked = rows & (printed != MISSING)
            if checked.any() and agrees[checked].mean() >= _LEAST_AGREEING and sums[checked].any():
                return _differences(table, layout.names[place], rows & ~agrees, (sums, grid.places), column)
    return []


def _agrees(
    sums: NDArray[np.int64], places: int, printed: NDArray[np.int64], printed_places: int, share: int
) -> NDArray[np.bool_]:
    """Whether a printed total is the sum, rounded to the decimals it is printed with."""
    apart = np.abs(sums / 10.0**places - printed / 10.0**printed_places)
    return np.asarray(apart <= share * 0.51 * 10.0**-printed_places + 1e-9 * np.abs(sums / 10.0**places))


def _differences(
    table: TextTable,
    name: str,
    wrong: NDArray[np.bool_],
    sums: tuple[NDArray[np.int64], int],
    column: TextColumn,
) -> list[Issue]:
    issues = [
        notes.note(
            "total-column", "notice", f"Column “{name}” repeats the sum of its row; it was used as a check."
        )
    ]
    if wrong.any():
        places = np.flatnonzero(wrong)
        first = int(places[0])
        added = as_text(int(sums[0][first]), sums[1])
        example = f"row {table.rows[first]} adds up to {added} but says {column[first]}"
        sentence = (
            f"In {notes.counted(len(places), 'row')} the readings do not add up to “{name}”: {example}."
        )
        hint = f"The readings count. See {notes.row_numbers(table.rows[places])}."
        issues.append(notes.note("total-differs", "warning", sentence, hint))
    return issues
