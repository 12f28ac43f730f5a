"""Days of meters: the readings of each day as whole numbers, in the order in which they were taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from carbonsv.activities.half_hourly.numbers import MISSING, as_number, rescaled
from carbonsv.activities.half_hourly.times import MINUTES_PER_DAY, clock_change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

IMPORT = "import"
Rule = Literal["first", "later", "better"]
_MINUTES_PER_HOUR = 60
_DENSE = 20_000_000  # different keys that a table of all of them may have
_HALF = 20  # bits by which a whole number is cut in two, so that sums stay within 64 bits


@dataclass(frozen=True, slots=True)
class Series:
    """What one channel of one meter measures.

    Args:
        meter: as the file calls it.
        site: as the file calls it; blank where it does not.
        channel: import, export, reactive-import, reactive-export or apparent.
        unit: kWh, m3, ft3 or kVArh.
        minutes: [min] of an interval.
        clock: local (UK time, with days of 23 and 25 hours) or utc.
    """

    meter: str
    site: str
    channel: str
    unit: str
    minutes: int
    clock: str

    @property
    def per_hour(self) -> int:
        """Intervals in an hour."""
        return _MINUTES_PER_HOUR // self.minutes

    @property
    def per_day(self) -> int:
        """Intervals in a day of 24 hours."""
        return MINUTES_PER_DAY // self.minutes


@dataclass(frozen=True, slots=True, eq=False)
class MeterDays:
    """(n) days of readings.

    Args:
        series: what is measured.
        of: (n,) the series of each day.
        day: (n,) days since 1970.
        counts: (n,) how many intervals the day has: 48, or 46 and 50 where clocks change.
        amounts: (n, m) whole numbers of 10 to the power of -places [unit of the series], MISSING where there
            is no reading; from the left in the order they were taken.
        estimated: (n, m) whether a reading is an estimate.
        places: decimals.
    """

    series: tuple[Series, ...]
    of: NDArray[np.int32]
    day: NDArray[np.int64]
    counts: NDArray[np.int64]
    amounts: NDArray[np.int64]
    estimated: NDArray[np.bool_]
    places: int

    def __len__(self) -> int:
        """Return the number of days."""
        return len(self.day)

    @property
    def present(self) -> NDArray[np.bool_]:
        """(n, m) whether there is a reading."""
        return np.not_equal(self.amounts, MISSING)

    def taken(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> MeterDays:
        """Return some of the days."""
        return replace(
            self,
            of=self.of[rows],
            day=self.day[rows],
            counts=self.counts[rows],
            amounts=self.amounts[rows],
            estimated=self.estimated[rows],
        )

    def of_channel(self, *channels: str) -> MeterDays:
        """Return the days of some channels."""
        wanted = np.array([one.channel in channels for one in self.series], bool)
        return self.taken(wanted[self.of]) if len(self.series) else self

    def total(self) -> float:
        """Return the sum of all readings, correctly rounded [unit of the series]."""
        return as_number(exact_sum(self.amounts), self.places)

    def missing_readings(self) -> NDArray[np.int64]:
        """Return (n,) how many intervals of each day have no reading."""
        given: NDArray[np.int64] = self.present.sum(axis=1)
        return self.counts - given


@dataclass(frozen=True, slots=True, eq=False)
class Doubled:
    """Readings of an interval that has one already.

    Args:
        same: how many were equal, and left out.
        differing: (k, 2) series and day of those that differ, each once.
    """

    same: int
    differing: NDArray[np.int64]


def exact_sum(values: NDArray[np.int64]) -> int:
    """Add whole numbers, without the missing ones, however large they are."""
    given = values[values != MISSING]
    return (int((given >> _HALF).sum()) << _HALF) + int((given & ((1 << _HALF) - 1)).sum())


def exact_group_sums(days: MeterDays, groups: NDArray[np.int64], count: int) -> list[int]:
    """Add the readings of days by group.

    Args:
        days: (n).
        groups: (n,) group of each day, from 0 to count - 1.
        count: number of groups.
    """
    given = np.where(days.present, days.amounts, 0)
    parts = [np.zeros(count, np.int64) for _ in range(2)]
    np.add.at(parts[0], groups, (given >> _HALF).sum(axis=1))
    np.add.at(parts[1], groups, (given & ((1 << _HALF) - 1)).sum(axis=1))
    return [(high << _HALF) + low for high, low in zip(parts[0].tolist(), parts[1].tolist(), strict=True)]


def empty_days() -> MeterDays:
    """Return no days at all."""
    none = np.zeros(0, np.int64)
    return MeterDays((), none.astype(np.int32), none, none, none.reshape(0, 0), none.reshape(0, 0) != 0, 0)


def joined(parts: Sequence[MeterDays]) -> MeterDays:
    """Put days of several tables together; the same series has one number."""
    if not parts:
        return empty_days()
    series = list(dict.fromkeys(one for part in parts for one in part.series))
    number = {one: place for place, one in enumerate(series)}
    places = max(part.places for part in parts)
    width = max(part.amounts.shape[1] for part in parts)
    amounts = [_wider(rescaled(one.amounts, 10 ** (places - one.places)), width, MISSING) for one in parts]
    of = [
        np.array([number[one] for one in part.series], np.int32)[part.of]
        for part in parts
        if len(part.series)
    ]
    return MeterDays(
        tuple(series),
        np.concatenate(of) if of else np.zeros(0, np.int32),
        np.concatenate([part.day for part in parts]),
        np.concatenate([part.counts for part in parts]),
        np.concatenate(amounts),
        np.concatenate([_wider(part.estimated, width, 0) for part in parts]),
        places,
    )


def _wider(matrix: NDArray[Any], width: int, fill: int) -> NDArray[Any]:
    room = width - matrix.shape[1]
    return matrix if not room else np.pad(matrix, ((0, 0), (0, room)), constant_values=fill)


def without_doubles(days: MeterDays, rule: Rule = "better") -> tuple[MeterDays, Doubled]:
    """Leave one row for each series and day, in that order.

    Equal readings count once. Of different ones the `first` or the `later` row counts, or the `better`: a
    measured one before an estimate, then the larger; the outcome is then the same whatever order rows have.
    """
    order = np.lexsort((days.day, days.of))
    days = days.taken(order)
    again = np.zeros(len(days), bool)
    again[1:] = (days.of[1:] == days.of[:-1]) & (days.day[1:] == days.day[:-1])
    if not again.any():
        return days, Doubled(0, np.zeros((0, 2), np.int64))
    kept = days.taken(~again)
    targets = (np.cumsum(~again) - 1)[again]
    same, differing = 0, []
    for row, target in zip(np.flatnonzero(again).tolist(), targets.tolist(), strict=True):
        equal, other = _merge_row(kept, target, days, row, rule)
        same += equal
        if other:
            differing.append((int(kept.of[target]), int(kept.day[target])))
    unique = np.array(list(dict.fromkeys(differing)), np.int64).reshape(-1, 2)
    return kept, Doubled(same, unique)


def _merge_row(kept: MeterDays, target: int, days: MeterDays, row: int, rule: Rule) -> tuple[int, int]:
    """Put the readings of a row into one that is kept; return how many were equal and how many differ."""
    old, new = kept.amounts[target], days.amounts[row]
    old_estimated, new_estimated = kept.estimated[target], days.estimated[row]
    both = (old != MISSING) & (new != MISSING)
    differs = both & (old != new)
    better = np.full(len(old), rule == "later")
    if rule == "better":
        better = wins(new, new_estimated, old, old_estimated)
    take = (new != MISSING) & ((old == MISSING) | (better & differs))
    settles = both & ~differs & ~new_estimated  # the same amount, and one of the two says it was measured
    old_estimated[settles] = False
    kept.counts[target] = max(kept.counts[target], days.counts[row])
    old[take], old_estimated[take] = new[take], new_estimated[take]
    return int((both & ~differs).sum()), int(differs.sum())


def wins(
    new: NDArray[np.int64],
    new_estimated: NDArray[np.bool_],
    old: NDArray[np.int64],
    old_estimated: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Return (m,) which new readings count rather than the old ones of the same interval."""
    better_known = old_estimated & ~new_estimated
    worse_known = ~old_estimated & new_estimated
    return better_known | (~worse_known & (new > old))


def missing_runs(day: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return the runs of days (first, last) that are not among some days, between the first and last of them.

    Args:
        day: (n,) days since 1970 that have readings.
    """
    there = np.unique(day)
    after = np.flatnonzero(np.diff(there) > 1)
    return [(int(there[place]) + 1, int(there[place + 1]) - 1) for place in after.tolist()]


def interval_counts(day: NDArray[np.int64], per_day: int, per_hour: int, clock: str) -> NDArray[np.int64]:
    """Return (n,) how many intervals each day has."""
    change = clock_change(day) if clock == "local" else np.zeros(len(day), np.int64)
    return per_day + change * per_hour


def group_codes(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Number keys from 0 in the order of their size.

    Args:
        keys: (n,) not negative.

    Returns:
        (n,) the number of each, and (k,) the keys.
    """
    largest = int(keys.max(initial=0))
    if largest > _DENSE:
        found, codes = np.unique(keys, return_inverse=True)
        return codes.astype(np.int64), found
    seen = np.zeros(largest + 1, bool)
    seen[keys] = True
    numbers = np.cumsum(seen) - 1
    return numbers[keys], np.flatnonzero(seen)
