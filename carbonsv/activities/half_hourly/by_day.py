"""Tables with a row for each day of a meter and a column for each interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from carbonsv.activities.half_hourly.numbers import MISSING, read_amounts
from carbonsv.activities.half_hourly.times import clock_change
from carbonsv.activities.half_hourly.words import is_estimated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.files.text_columns import TextColumn
    from carbonsv.activities.half_hourly.layout import Intervals

_HOURS_BEFORE_CHANGE = 1  # clocks change at 01:00 UTC, the second hour of the day


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """(n, k) cells of readings as they stand in the table.

    Args:
        amounts: whole numbers of 10 to the power of -places, MISSING where blank.
        estimated: whether a reading is flagged.
        unreadable: whether a cell holds something that is not a reading.
        places: decimals.
        rounded: whether some reading had more decimals than are kept.
        unknown_flags: flags that are not known.
    """

    amounts: NDArray[np.int64]
    estimated: NDArray[np.bool_]
    unreadable: NDArray[np.bool_]
    places: int
    rounded: bool
    unknown_flags: tuple[str, ...] = ()


def read_grid(
    group: Intervals,
    columns: Sequence[TextColumn],
    row_flags: TextColumn | None,
    reached: Callable[[float], None],
) -> Grid:
    """Read the cells of one channel's columns; each distinct text of all of them once.

    Args:
        group: which columns.
        columns: all of the table, (n rows) each.
        row_flags: a flag for the whole row, where there is such a column.
        reached: told the share that is done.
    """
    own = [columns[place] for place in group.columns]
    texts = list(dict.fromkeys(text for column in own for text in column.texts))
    number = {text: place for place, text in enumerate(texts)}
    read = read_amounts(texts)
    shape = (len(own[0]), len(own))
    amounts, estimated, unreadable = np.empty(shape, np.int64), np.empty(shape, bool), np.empty(shape, bool)
    for at, column in enumerate(own):
        codes = np.array([number[text] for text in column.texts], np.int64)[column.codes]
        amounts[:, at], estimated[:, at] = read.values[codes], read.estimated[codes]
        unreadable[:, at] = read.unreadable[codes]
        reached((at + 1) / len(own))
    unknown: list[str] = []
    for at, place in enumerate(group.flags):
        estimated[:, at] |= flagged(columns[place], unknown)
    if row_flags is not None:
        estimated |= flagged(row_flags, unknown)[:, None]
    estimated &= amounts != MISSING
    return Grid(amounts, estimated, unreadable, read.places, read.rounded, tuple(dict.fromkeys(unknown)))


def flagged(column: TextColumn, unknown: list[str]) -> NDArray[np.bool_]:
    """Return (n rows) whether a flag says that a reading is an estimate; flags not known are noted."""
    said = [is_estimated(text) if text else False for text in column.texts]
    unknown += [text for text, known in zip(column.texts, said, strict=True) if known is None]
    return np.array([bool(one) for one in said], bool)[column.codes] if said else np.zeros(len(column), bool)


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """Readings moved to the place they have in their day.

    Args:
        keep: (n, c) the column of the grid that each interval stands in; -1 where the day is shorter.
        counts: (n,) how many intervals the day has.
        local: (n,) whether the row shows that days follow the clock of the UK.
        utc: (n,) whether the row shows that they do not.
    """

    keep: NDArray[np.int64]
    counts: NDArray[np.int64]
    local: NDArray[np.bool_]
    utc: NDArray[np.bool_]


def fit_to_days(amounts: NDArray[np.int64], day: NDArray[np.int64], per_day: int, per_hour: int) -> Fitted:
    """Decide which columns hold the intervals of each day: 46 or 50 of them where clocks change.

    Args:
        amounts: (n, k) with k near per_day.
        day: (n,) days since 1970.
        per_day: intervals of a usual day.
        per_hour: intervals of an hour.
    """
    rows, width = amounts.shape
    most = max(width, per_day)
    columns = np.arange(most, dtype=np.int64)
    usual = np.where(columns < width, columns, -1)
    fitted = Fitted(
        np.tile(usual, (rows, 1)),
        np.full(rows, per_day, np.int64),
        np.zeros(rows, bool),
        np.zeros(rows, bool),
    )
    change = clock_change(day)
    if width > per_day:
        _leave_out_extra(amounts, fitted.keep, change, per_day, per_hour)
        fitted.counts[fitted.keep[:, per_day:].max(axis=1) >= 0] = per_day + per_hour  # none is lost
        fitted.local[change > 0] = True
    for row in np.flatnonzero(change < 0).tolist():
        _shorten(amounts[row], row, fitted, per_day, per_hour)
    return Fitted(fitted.keep[:, : per_day + per_hour], fitted.counts, fitted.local, fitted.utc)


def _leave_out_extra(
    amounts: NDArray[np.int64],
    keep: NDArray[np.int64],
    change: NDArray[np.int64],
    per_day: int,
    per_hour: int,
) -> None:
    """On days of 24 hours, leave out the columns of the doubled hour: the last, or those in its place."""
    extra = amounts.shape[1] - per_day
    usual = np.flatnonzero(change <= 0)
    at_end = (amounts[usual, per_day:] == MISSING).all(axis=1)
    second = slice(2 * per_hour * _HOURS_BEFORE_CHANGE, 2 * per_hour * _HOURS_BEFORE_CHANGE + extra)
    within = ~at_end & (amounts[usual, second] == MISSING).all(axis=1)
    others = np.delete(np.arange(amounts.shape[1]), second)
    for row in usual[within].tolist():
        keep[row, :per_day], keep[row, per_day:] = others, -1
    for row in usual[at_end].tolist():
        keep[row, per_day:] = -1


def _shorten(cells: NDArray[np.int64], row: int, fitted: Fitted, per_day: int, per_hour: int) -> None:
    """On the day that clocks go forward, leave out the hour it lacks: blank or 0, at its place or last."""
    short = per_day - per_hour
    gap = slice(per_hour * _HOURS_BEFORE_CHANGE, 2 * per_hour * _HOURS_BEFORE_CHANGE)
    if not (cells[cells != MISSING]).any():
        return
    in_gap, last = cells[gap], cells[short:per_day]
    at_end = bool((last == MISSING).all())
    if (in_gap == MISSING).all() or ((in_gap == 0).all() and not at_end):
        order = np.delete(np.arange(min(len(cells), per_day)), gap)
        fitted.keep[row] = -1
        fitted.keep[row, : len(order)] = order
    elif at_end:
        fitted.keep[row, short:] = -1
    else:
        fitted.utc[row] = True
        return
    fitted.counts[row], fitted.local[row] = short, True


def moved(values: NDArray[Any], keep: NDArray[np.int64], blank: object) -> NDArray[Any]:
    """Return (n, c) values at the place they have in their day, and a blank where the day has no interval."""
    result = np.take_along_axis(values, np.maximum(keep, 0), axis=1)
    result[keep < 0] = blank
    return result
