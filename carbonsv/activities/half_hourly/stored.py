"""Days of readings as rows of a table (`resources/schema/meter_day.csv`), and back."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.activities.half_hourly.days import (
    IMPORT,
    MeterDays,
    Series,
    empty_days,
    exact_group_sums,
)
from carbonsv.activities.half_hourly.numbers import MISSING, as_number, as_text, read_amounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_ROWS_AT_ONCE = 2000  # rows of which Python's own numbers are made at a time
_NONE, _ESTIMATE = "-", "E"


def day_ids(days: MeterDays) -> list[str]:
    """Return (n) ids: the meter, the day, and the channel where it is not import."""
    ends = ["" if one.channel == IMPORT else f"-{one.channel}" for one in days.series]
    dates = np.datetime_as_string(days.day.astype("datetime64[D]")).tolist()
    pairs = zip(days.of.tolist(), dates, strict=True)
    return [f"{days.series[of].meter}-{date}{ends[of]}" for of, date in pairs]


def to_frame(days: MeterDays, source: str) -> pd.DataFrame:
    """Return (n rows) of the table of days.

    Args:
        days: whose series name meters by their id in the document.
        source: the file they were read from.
    """
    of = days.of.tolist()
    sums = exact_group_sums(days, np.arange(len(days)), len(days))
    return pd.DataFrame(
        {
            "id": day_ids(days),
            "meter": [days.series[one].meter for one in of],
            "day": days.day.astype("datetime64[D]").astype("datetime64[s]"),
            "channel": [days.series[one].channel for one in of],
            "unit": [days.series[one].unit for one in of],
            "minutes": [float(days.series[one].minutes) for one in of],
            "clock": [days.series[one].clock for one in of],
            "readings": reading_texts(days),
            "quantity": [as_number(value, days.places) for value in sums],
            "source": source,
        }
    )


class _Texts(dict[int, str]):
    """Amounts as texts, each made once."""

    def __init__(self, places: int) -> None:
        super().__init__({MISSING: _NONE})
        self._places = places

    def __missing__(self, value: int) -> str:
        text = self[value] = as_text(value, self._places)
        return text


def reading_texts(days: MeterDays) -> list[str]:
    """Return (n) the readings of each day as one text: `12.5 11.9E -`."""
    known, result = _Texts(days.places), []
    guessed = np.flatnonzero(days.estimated.any(axis=1)).tolist()
    counts, some_guessed = days.counts.tolist(), frozenset(guessed)
    for first in range(0, len(days), _ROWS_AT_ONCE):
        rows: list[list[int]] = days.amounts[first : first + _ROWS_AT_ONCE].tolist()
        for place, row in enumerate(rows, first):
            texts = [known[value] for value in row[: counts[place]]]
            if place in some_guessed:
                marks: list[bool] = days.estimated[place].tolist()
                texts = [text + _ESTIMATE * mark for text, mark in zip(texts, marks, strict=False)]
            result.append(" ".join(texts))
    return result


def from_frame(frame: pd.DataFrame) -> MeterDays:
    """Return the days that rows of the table of days hold.

    Args:
        frame: (n rows) as resources/schema/meter_day.csv.
    """
    if frame.empty:
        return empty_days()
    counts, codes, tokens = _split(frame["readings"].tolist())
    read = read_amounts(tokens)
    width = int(counts.max())
    filled = np.arange(width) < counts[:, None]
    amounts = np.full(filled.shape, MISSING, np.int64)
    estimated = np.zeros(filled.shape, bool)
    amounts[filled], estimated[filled] = read.values[codes], read.estimated[codes]
    names = ("meter", "channel", "unit", "minutes", "clock")
    keys = list(zip(*(frame[name].tolist() for name in names), strict=True))
    distinct = list(dict.fromkeys(keys))
    number = {key: place for place, key in enumerate(distinct)}
    series = tuple(Series(key[0], "", key[1], key[2], int(key[3]), key[4]) for key in distinct)
    of = np.array([number[key] for key in keys], np.int32)
    day = frame["day"].to_numpy("datetime64[D]").astype(np.int64)
    return MeterDays(series, of, day, counts, amounts, estimated, read.places)


def _split(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int32], list[str]]:
    """Return how many readings each text has, the code of each reading, and the distinct ones."""
    known: defaultdict[str, int] = defaultdict()
    known.default_factory = known.__len__
    counts: list[int] = []
    codes: list[NDArray[np.int32]] = []
    for first in range(0, len(texts), _ROWS_AT_ONCE):
        rows = [text.split(" ") for text in texts[first : first + _ROWS_AT_ONCE]]
        counts += map(len, rows)
        found = map(known.__getitem__, chain.from_iterable(rows))
        codes.append(np.fromiter(found, np.int32, sum(map(len, rows))))
    return np.array(counts, np.int64), np.concatenate(codes), list(known)
