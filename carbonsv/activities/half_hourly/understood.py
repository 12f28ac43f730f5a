"""A table of half-hourly readings as an understanding of it: columns, rows, days and exact totals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.columns.day_forms import day_and_month
from carbonsv.activities.half_hourly.days import exact_group_sums
from carbonsv.activities.half_hourly.layout import find_layout
from carbonsv.activities.half_hourly.left_out import sift_readings
from carbonsv.activities.half_hourly.numbers import as_number
from carbonsv.activities.half_hourly.read import body_of, read_half_hourly_tables
from carbonsv.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from numpy.typing import NDArray

    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.files.watch import Watch
    from carbonsv.activities.half_hourly.days import MeterDays, Series
    from carbonsv.activities.half_hourly.layout import Layout
    from carbonsv.activities.half_hourly.read import HalfHourly
    from carbonsv.activities.tables.left_out import LeftOut
    from carbonsv.activities.tables.mapping import ColumnGuess

_MEANINGS = {"stamp": "date", "ending": "end", "period": "time", "flag": "read_type"}
_SURE = 0.9
_SAMPLED = 50  # texts that say in which order day and month stand


@dataclass(frozen=True, slots=True, eq=False)
class ReadingsTable:
    """What a table of readings is taken to say.

    Args:
        table: (n rows) below its headings.
        layout: where its columns stand.
        readings: its days of meters, and what was noticed.
        data: (n,) whether a row is data.
        left_out: the rows that are not.
    """

    table: TextTable
    layout: Layout
    readings: HalfHourly
    data: NDArray[np.bool_]
    left_out: tuple[LeftOut, ...]

    @property
    def kind(self) -> Literal["half-hourly row-per-day", "half-hourly row-per-reading"]:
        """How the table is laid out."""
        return "half-hourly row-per-day" if self.layout.intervals else "half-hourly row-per-reading"

    @property
    def order(self) -> Literal["", "dmy", "mdy"]:
        """The order of day and month, where both are written as numbers."""
        roles = self.layout.roles
        dates = self.table.columns[roles["stamp"] if "stamp" in roles else roles["date"]]
        if not any(day_and_month(text) for text in dates.sample(_SAMPLED)):
            return ""
        return "mdy" if any(one.code == "month-first" for one in self.readings.issues) else "dmy"


def read_readings_table(table: TextTable, watch: Watch) -> ReadingsTable | None:
    """Read a table as half-hourly readings; None where it holds none."""
    layout = find_layout(table.names, table.columns)
    if layout is None:
        return None
    try:
        readings = read_half_hourly_tables([table], watch=watch)
    except UnusableFileError:
        return None
    body = body_of(table, layout)
    sifted = sift_readings(body, layout)
    return ReadingsTable(body, layout, readings, sifted.data, sifted.left_out)


def meanings_of(found: ReadingsTable, guesses: Sequence[ColumnGuess]) -> tuple[ColumnGuess, ...]:
    """Give every column the meaning that it has among readings."""
    layout = found.layout
    meanings = {place: _MEANINGS.get(role, role) for role, place in layout.roles.items()}
    meanings |= {place: "part" for place in layout.others if place not in layout.values}
    meanings |= dict.fromkeys(layout.values, "quantity")
    for group in layout.intervals:
        meanings |= dict.fromkeys(group.columns, "interval") | dict.fromkeys(group.flags, "flag")
    units = {one.unit for one in found.readings.days.series}
    unit = units.pop() if len(units) == 1 else ""
    return tuple(_with_meaning(one, meanings.get(one.place, ""), unit) for one in guesses)


def _with_meaning(guess: ColumnGuess, meaning: str, unit: str) -> ColumnGuess:
    if meaning in ("interval", "quantity"):
        return replace(guess, meaning=meaning, unit=guess.unit or unit, confidence=_SURE)
    return replace(guess, meaning=meaning, unit="", confidence=_SURE if meaning else 0.0)


def series_totals(days: MeterDays, *, in_days: bool) -> list[tuple[Series, float, int]]:
    """Return what each meter and channel adds up to, exactly [its unit], and how many rows say it.

    Args:
        days: of the meters.
        in_days: whether a row of the file is a day, not a reading.
    """
    sums = exact_group_sums(days, days.of.astype(np.int64), len(days.series))
    rows = days.present.any(axis=1) if in_days else days.present.sum(axis=1)
    counts = np.bincount(days.of, rows, len(days.series)).astype(int).tolist()
    return [
        (series, as_number(total, days.places), count)
        for series, total, count in zip(days.series, sums, counts, strict=True)
    ]


def period_of(days: MeterDays) -> tuple[np.datetime64, np.datetime64] | None:
    """Return the first and last day with a reading."""
    there = days.day[days.present.any(axis=1)]
    if not len(there):
        return None
    return np.datetime64(int(there.min()), "D"), np.datetime64(int(there.max()), "D")
