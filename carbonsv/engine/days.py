"""Whole days: records cut at month or year boundaries, with the share of days in each piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Days = NDArray[np.int64]
NO_DAY = np.iinfo(np.int64).min  # how NumPy stores a missing date


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


def day_numbers(dates: pd.Series) -> Days:
    """Return dates as days since 1 January 1970, and NO_DAY for a missing date."""
    values = dates.to_numpy()
    ticks = values.view(np.int64)
    # Dividing the plain integers is several times quicker than casting datetimes, a million at a time.
    days: Days = ticks // _ticks_per_day(values.dtype)
    if len(ticks) and ticks.min() == NO_DAY:
        days[ticks == NO_DAY] = NO_DAY
    return days


def _ticks_per_day(dtype: np.dtype[np.datetime64]) -> int:
    one_day = np.array(1, dtype="timedelta64[D]")
    return int(one_day.astype(dtype.str.replace("M8", "m8")).astype(np.int64))


def month_starts(first_day: int, last_day: int) -> Days:
    """Return the first day of every month from that of `first_day` to that after `last_day`."""
    return _starts(first_day, last_day, "datetime64[M]")


def year_starts(first_day: int, last_day: int) -> Days:
    """Return the first day of every calendar year from that of `first_day` to that after `last_day`."""
    return _starts(first_day, last_day, "datetime64[Y]")


def segments(days: Days, starts: Days) -> NDArray[np.int16]:
    """Return which segment each day falls in, -1 for one before the first or after the last.

    A table from day to segment is quicker than a search where there are many more records than days.
    """
    numbers = np.arange(len(starts) - 1, dtype=np.int16)
    first = min(int(starts[0]) - 1, 0)  # from 1970 on a day is its own place in the table
    before = np.full(int(starts[0]) - first, -1, dtype=np.int16)
    table = np.concatenate([before, np.repeat(numbers, np.diff(starts)), np.array([-1], dtype=np.int16)])
    found: NDArray[np.int16] = table.take(days - first if first else days, mode="clip")
    return found


def cut(start: Days, end: Days, starts: Days) -> Pieces:
    """Cut periods (first and last day included) where a new segment starts; `starts` covers all days."""
    first, last = (segments(days, starts).astype(np.int64) for days in (start, end))
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
