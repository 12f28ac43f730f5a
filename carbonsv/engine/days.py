"""Whole days: records cut at month or year boundaries, with the share of days in each piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]
Dates = NDArray[np.datetime64]
Segments = NDArray[np.signedinteger[Any]]
_AT_ONCE = 1 << 15  # dates: what stays in the processor's cache is several times quicker


@dataclass(frozen=True, slots=True)
class Pieces:
    """Records cut at boundaries.

    Attributes:
        record: (p,) position of the record each piece is of.
        segment: (p,) position of the boundary each piece starts at or after.
        share: (p,) share of the record's days in the piece, 0 to 1; the shares of a record add up to 1.
    """

    record: NDArray[np.int64]
    segment: NDArray[np.int64]
    share: NDArray[np.float64]


def day_numbers(dates: Dates) -> Days:
    """Return dates as days since 1 January 1970."""
    # Dividing the plain integers is several times quicker than casting datetimes, a million at a time.
    days: Days = dates.view(np.int64) // _ticks_per_day(dates)
    return days


def _ticks_per_day(dates: Dates) -> int:
    one_day = np.array(1, dtype="timedelta64[D]")
    return int(one_day.astype(dates.dtype.str.replace("M8", "m8")).astype(np.int64))


def month_starts(first_day: int, last_day: int) -> Days:
    """Return the first day of every month from that of `first_day` to that after `last_day`."""
    return _starts(first_day, last_day, "datetime64[M]")


def year_starts(first_day: int, last_day: int) -> Days:
    """Return the first day of every calendar year from that of `first_day` to that after `last_day`."""
    return _starts(first_day, last_day, "datetime64[Y]")


def segments(dates: Dates, starts: Days) -> Segments:
    """Return which segment each date falls in; -1 for one before the first or after the last, or missing.

    A table from day to segment is quicker than a search where there are many more records than days.
    """
    numbers = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    table = np.concatenate([[-1], numbers, [-1]]).astype(np.min_scalar_type(-len(starts)))
    found: Segments = np.empty(len(dates), dtype=table.dtype)
    for first in range(0, len(dates), _AT_ONCE):
        chunk = slice(first, first + _AT_ONCE)
        days = day_numbers(dates[chunk])
        days -= starts[0] - 1
        table.take(days, mode="clip", out=found[chunk])
    return found


def all_within(start: Dates, end: Dates, starts: Days) -> Segments | None:
    """Return (n,) the segment that both ends of each period fall in; None where that is not so for all.

    Comparing the last days with the next segment's start is quicker than finding their segment as well.
    """
    found = segments(start, starts)
    if found.min(initial=0) < 0:
        return None
    nexts = starts[1:] * _ticks_per_day(end)
    last = end.view(np.int64)
    for first in range(0, len(end), _AT_ONCE):
        chunk = slice(first, first + _AT_ONCE)
        if not (last[chunk] < nexts.take(found[chunk])).all():
            return None
    return found


def in_order(start: Dates, end: Dates) -> bool:
    """Return whether no date is missing and no period ends before it starts."""
    for first in range(0, len(start), _AT_ONCE):
        chunk = slice(first, first + _AT_ONCE)
        if not (start[chunk] <= end[chunk]).all():  # which no missing date is
            return False
    return True


def cut(start: Days, end: Days, starts: Days) -> Pieces:
    """Cut periods (first and last day included) where a new segment starts; `starts` covers all days."""
    first, last = (np.searchsorted(starts, days, side="right") - 1 for days in (start, end))
    counts = last - first + 1
    record = np.repeat(np.arange(len(start)), counts)
    within = np.arange(len(record)) - np.repeat(np.cumsum(counts) - counts, counts)
    segment = first[record] + within
    days = end[record] - start[record] + 1
    piece_start = np.maximum(start[record], starts[segment])
    piece_end = np.minimum(end[record], starts[segment + 1] - 1)
    return Pieces(record, segment, (piece_end - piece_start + 1) / days)


def calendar_years(starts: Days) -> NDArray[np.int64]:
    """Return the calendar year of each day."""
    return starts.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def _starts(first_day: int, last_day: int, unit: str) -> Days:
    bounds = np.array([first_day, last_day]).astype("datetime64[D]").astype(unit)
    return np.arange(bounds[0], bounds[1] + 2).astype("datetime64[D]").astype(np.int64)
