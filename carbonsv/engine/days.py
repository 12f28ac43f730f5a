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
    """Return which segment each date falls in; -1 for one before the first or after the last, or missing."""
    table = _segment_of_day(starts)
    found: Segments = np.empty(len(dates), dtype=table.dtype)
    for first in range(0, len(dates), _AT_ONCE):
        chunk = slice(first, first + _AT_ONCE)
        _look_up(dates[chunk], starts, table, found[chunk])
    return found


def all_within(start: Dates, end: Dates, starts: Days) -> Segments | None:
    """Return (n,) the segment that each period lies in; None where one does not, or ends before it starts.

    Comparing the last days with the next segment's start is quicker than finding their segment as well.
    """
    table = _segment_of_day(starts)
    found: Segments = np.empty(len(start), dtype=table.dtype)
    nexts, last = starts[1:] * _ticks_per_day(end), end.view(np.int64)
    for first in range(0, len(start), _AT_ONCE):
        chunk = slice(first, first + _AT_ONCE)
        _look_up(start[chunk], starts, table, found[chunk])
        if found[chunk].min() < 0 or not (start[chunk] <= end[chunk]).all():
            return None
        if not (last[chunk] < nexts.take(found[chunk])).all():
            return None
    return found


def _segment_of_day(starts: Days) -> Segments:
    """Return the segment of each day, from the day before the first to that after the last, which are -1."""
    numbers = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    return np.concatenate([[-1], numbers, [-1]]).astype(np.min_scalar_type(-len(starts)))


def _look_up(dates: Dates, starts: Days, table: Segments, found: Segments) -> None:
    """Find the segment of dates in a table, quicker than by a search as there are fewer days than records."""
    days = day_numbers(dates)
    days -= starts[0] - 1
    table.take(days, mode="clip", out=found)


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
