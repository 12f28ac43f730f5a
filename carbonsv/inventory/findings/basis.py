"""What findings are worked out from: the records as arrays, the names of places, and the rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from carbonsv.engine.reading import Reading
from carbonsv.engine.records import combined
from carbonsv.inventory.findings.wording import short_label
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from carbonsv.engine.records import Coded
    from carbonsv.inventory.findings.rules import Rules
    from carbonsv.model.policy import Period

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
NO_DAY = np.iinfo(np.int64).min
_MOST_COMBINATIONS = np.iinfo(np.int64).max
_LARGEST_TABLE = 1 << 22  # combinations, above which finding those that occur is quicker


@dataclass(frozen=True, eq=False)
class Basis:
    """Activity records and what is known about them.

    Args:
        activities: (n rows) columns as resources/schema/activity.csv.
        labels: of activity kinds, by id.
        sites: names by id.
        meters: names by id.
        years: every reporting year with its label.
        label: of the reporting year looked at.
        period: of the reporting year looked at.
        people: [FTE] in that year, 0 where nobody has said.
        today: the day that nothing can lie after.
        rules: what is looked for.
        reading: the records by code, where they have been read already.
    """

    activities: pd.DataFrame
    labels: Mapping[str, str]
    sites: Mapping[str, str]
    meters: Mapping[str, str]
    years: tuple[tuple[str, Period], ...]
    label: str
    period: Period
    people: float
    today: date
    rules: Rules
    reading: Reading | None = None

    @cached_property
    def ids(self) -> NDArray[Any]:
        """(n,) the id of each record."""
        ids: NDArray[Any] = self.activities["id"].to_numpy(dtype=object)
        return ids

    @cached_property
    def quantity(self) -> NDArray[np.float64]:
        """(n,) in each record's own unit."""
        quantity: NDArray[np.float64] = self.activities["quantity"].to_numpy(dtype=np.float64)
        return quantity

    @cached_property
    def start(self) -> Places:
        """(n,) first day, counted from 1970."""
        return _days(self.activities["start"])

    @cached_property
    def end(self) -> Places:
        """(n,) last day, counted from 1970."""
        return _days(self.activities["end"])

    @cached_property
    def first(self) -> int:
        """First day of the reporting year, counted from 1970."""
        return day_number(self.period.start)

    @cached_property
    def last(self) -> int:
        """Last day of the reporting year, counted from 1970."""
        return day_number(self.period.end)

    @cached_property
    def usable(self) -> Mask:
        """(n,) whether a record has an activity, a quantity, a unit and days in order."""
        named = (self.codes("activity").codes >= 0) & (self.codes("unit").codes >= 0)
        dated = (self.start != NO_DAY) & (self.end >= self.start)
        usable: Mask = named & dated & np.isfinite(self.quantity)
        return usable

    @cached_property
    def inside(self) -> Mask:
        """(n,) whether a usable record has days in the reporting year."""
        return self.usable & (self.end >= self.first) & (self.start <= self.last)

    def codes(self, name: str) -> Coded:
        """Return a column of text as codes into its distinct values."""
        return self._read.coded(name)

    def numbered(self, *names: str) -> tuple[Places, int]:
        """Return (n,) the number of each record's combination of columns, and how many there are."""
        if names not in self._numbers:
            number, codes = combined([self.codes(name) for name in names])
            self._numbers[names] = number.astype(np.int64), len(codes)
        return self._numbers[names]

    @cached_property
    def entry(self) -> Places:
        """(n,) number of what each record says: activity, unit, meter, vehicle, quantity and days."""
        number, _ = self.numbered("activity", "unit", "meter", "vehicle")
        return joined(number, self.quantity, self.start, self.end)

    def listed(self, column: str, name: str) -> Mask:
        """Return (n,) whether a column's value is in a list of the rules."""
        values = self.codes(column)
        known = np.array([*self.rules.listed(name, values.values), False])
        return known[values.codes]

    def value(self, column: str, place: int) -> str:
        """Return a text of a record, blank when there is none."""
        found = self.codes(column)
        code = int(found.codes[place])
        return found.values[code] if code >= 0 else ""

    def place(self, place: int) -> str:
        """Say where a record belongs: `Head office, electricity, Main incomer`."""
        site, activity, meter = (self.value(name, place) for name in ("site", "activity", "meter"))
        parts = [self.sites.get(site, site), short_label(self.labels.get(activity, activity))]
        words = ", ".join(part for part in [*parts, self.meters.get(meter, meter)] if part)
        return words[:1].upper() + words[1:]

    def amount(self, place: int) -> str:
        """Return a record's quantity with its unit."""
        return f"{text.quantity(float(self.quantity[place]))} {self.value('unit', place)}"

    def records(self, places: Iterable[int] | NDArray[Any]) -> tuple[str, ...]:
        """Return the ids of records by place."""
        rows = places if isinstance(places, np.ndarray) else np.array(list(places), dtype=np.int64)
        return tuple(map(str, self.ids[rows].tolist()))

    def by_source(self, places: Places) -> list[Places]:
        """Split places by site and activity, in the order they first appear."""
        number, _ = self.numbered("site", "activity")
        return split(number[places], places)

    @cached_property
    def _numbers(self) -> dict[tuple[str, ...], tuple[Places, int]]:
        return {}

    @cached_property
    def _read(self) -> Reading:
        return self.reading or Reading(self.activities)


def split(number: Places, places: Places) -> list[Places]:
    """Split (m,) places by their numbers, each part in order, the parts by their first place."""
    if not len(places):
        return []
    order = np.argsort(number, kind="stable")
    cuts = np.flatnonzero(np.diff(number[order])) + 1
    return sorted(np.split(places[order], cuts), key=lambda part: int(part[0]))


def joined(*columns: NDArray[Any]) -> Places:
    """Return (n,) the number of each row's combination of columns of numbers.

    Combinations are numbered by when their values first come: the first column before the next.
    """
    number, count = _compact(columns[0])
    for column in columns[1:]:
        codes, size = _compact(column)
        if count * size > _MOST_COMBINATIONS:
            number, count = _renumbered(number, count)
        number, count = number * size + codes, count * size
    return _renumbered(number, count)[0]


def _compact(column: NDArray[Any]) -> tuple[Places, int]:
    """Return (n,) a column as codes in the order they come, and how many there may be."""
    codes, values = pd.factorize(column)
    return codes.astype(np.int64) + 1, len(values) + 1  # what is missing has code -1


def _renumbered(number: Places, count: int) -> tuple[Places, int]:
    """Number what occurs without gaps, in ascending order."""
    if count > _LARGEST_TABLE:
        codes, values = pd.factorize(number)
        rank = np.empty(len(values), dtype=np.int64)
        rank[np.argsort(values)] = np.arange(len(values))
        return rank[codes], len(values)
    present = np.zeros(count, dtype=np.int64)
    present[number] = 1
    table = np.cumsum(present)
    return table[number] - 1, int(table[-1])


def day_number(day: date) -> int:
    """Return a date as days counted from 1970."""
    return int(np.datetime64(day, "D").astype(np.int64))


def _days(column: pd.Series) -> Places:
    days: Places = column.to_numpy().astype("datetime64[D]").astype(np.int64)
    return days  # a missing day is the smallest integer
