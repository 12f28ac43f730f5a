"""Tables with a row for each reading: where it stands in its day, and what the clock of the file is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from carbonsv.activities.half_hourly.days import MeterDays, Series, group_codes, interval_counts, wins
from carbonsv.activities.half_hourly.numbers import MISSING
from carbonsv.activities.half_hourly.times import MINUTES_PER_DAY, NO_OFFSET, clock_change

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.integer[Any]]

_HOUR = 60  # [min]
_CHANGE, _AFTER = (
    60,
    120,
)  # [min] since midnight: the local hour that is doubled in October, and lacks in March


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """(n) readings with their moments as printed.

    Args:
        of: (n,) which meter and channel.
        day: (n,) days since 1970.
        minute: (n,) [min] since midnight, up to 1440.
        offset: (n,) [min] ahead of UTC as printed, NO_OFFSET where nothing is.
        amount: (n,) whole numbers of the smallest decimal place.
        estimated: (n,) whether it is an estimate.
    """

    of: Ints
    day: Ints
    minute: Ints
    offset: Ints
    amount: Ints
    estimated: NDArray[np.bool_]

    def taken(self, rows: Ints | NDArray[np.bool_]) -> Readings:
        """Return some of the readings."""
        if rows.dtype == bool and rows.all():
            return self
        fields = (self.of, self.day, self.minute, self.offset, self.amount, self.estimated)
        return Readings(*(one[rows] for one in fields))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """Readings put in their days, and what was decided or left out.

    Args:
        days: of the readings.
        ending: whether stamps say when an interval ends.
        ending_known: whether the data or a heading says so.
        clock_known: whether clock-change days or printed zones say which clock the file follows.
        same: readings that were there twice with the same amount.
        differing: (k, 2) series and day of readings that were there twice with different amounts.
        astray: (n,) readings that begin at no quarter, half or whole hour of their meter; they are left out.
    """

    days: MeterDays
    ending: bool
    ending_known: bool
    clock_known: bool
    same: int
    differing: Ints
    astray: NDArray[np.bool_]


def is_ending(readings: Readings, steps: Ints) -> bool | None:
    """Decide by the first and last stamps of each meter whether they say when an interval ends.

    Args:
        readings: (n) whatever their order.
        steps: (k,) [min] interval of each meter.

    Returns:
        None where the data do not say it.
    """
    if (readings.minute == MINUTES_PER_DAY).any():
        return True
    moments = readings.day * MINUTES_PER_DAY + readings.minute
    first, last = np.full(len(steps), np.iinfo(np.int64).max), np.full(len(steps), np.iinfo(np.int64).min)
    np.minimum.at(first, readings.of, moments)
    np.maximum.at(last, readings.of, moments)
    first, last = first % MINUTES_PER_DAY, last % MINUTES_PER_DAY
    ending = int((first == steps).sum() + (last == 0).sum())
    beginning = int((first == 0).sum() + (last == MINUTES_PER_DAY - steps).sum())
    return None if ending == beginning else ending > beginning


def steps_of(readings: Readings, count: int) -> Ints:
    """Return (k,) [min] the commonest interval of each meter: 15, 30 or 60; 30 where there is none.

    Args:
        readings: (n) in order of meter and moment.
        count: k, the number of meters.
    """
    moments = readings.day * MINUTES_PER_DAY + readings.minute
    apart = np.diff(moments)
    same = readings.of[1:] == readings.of[:-1]
    votes = [np.bincount(readings.of[1:][same & (apart == step)], minlength=count) for step in (30, 15, 60)]
    steps: Ints = np.array((30, 15, 60), np.int64)[np.argmax(np.array(votes), axis=0)]
    return steps


def in_order(readings: Readings) -> Readings:
    """Return readings by meter and moment, the doubled hour of October by its printed zone."""
    moments = readings.day * MINUTES_PER_DAY + readings.minute
    keys = readings.of.astype(np.int64) * (MINUTES_PER_DAY * 60_000) + moments
    if (readings.offset != NO_OFFSET).any():
        return readings.taken(np.lexsort((-readings.offset, keys)))
    if (np.diff(keys) >= 0).all():
        return readings
    return readings.taken(np.argsort(keys, kind="stable"))


def put_in_days(
    readings: Readings, series: list[Series], places: int, clock: str = "", *, ending: bool | None
) -> Outcome:
    """Put readings in the intervals of their days.

    Args:
        readings: (n) whatever their order.
        series: what each `of` measures; minutes and clock are found here.
        places: decimals.
        clock: utc or local, where something says it; elapsed where intervals are numbered; else blank.
        ending: whether stamps say when an interval ends, where a heading says it.
    """
    readings = in_order(readings)
    steps = steps_of(readings, len(series))
    known = is_ending(readings, steps) if ending is None else ending
    ends = bool(known)
    step = steps[readings.of]
    astray = readings.minute % step != 0
    good = readings.taken(~astray)
    if ends:
        good = _midnight_as_24(good)
    again = _occurrence(good)
    found = clock or _clock_of(good, again, steps)
    local = found != "utc"
    if found == "elapsed":
        slot: Ints = good.minute // steps[good.of]
    elif local:
        real = ~_padding(good, ends=ends)
        good, again = good.taken(real), again[real]
        slot = _slots(good, again, steps, ends=ends, local=True)
    else:
        slot = _slots(good, again, steps, ends=ends, local=False)
    made = [
        Series(s.meter, s.site, s.channel, s.unit, int(m), "local" if local else "utc")
        for s, m in zip(series, steps, strict=True)
    ]
    days, same, differing = _filled(good, slot, made, places)
    return Outcome(days, ends, known is not None, bool(found), same, differing, astray)


def _midnight_as_24(readings: Readings) -> Readings:
    """Count an interval that ends at midnight to the day before."""
    at_midnight = readings.minute == 0
    if not at_midnight.any():
        return readings
    return Readings(
        readings.of,
        readings.day - at_midnight,
        np.where(at_midnight, MINUTES_PER_DAY, readings.minute),
        readings.offset,
        readings.amount,
        readings.estimated,
    )


def _occurrence(readings: Readings) -> NDArray[np.bool_]:
    """Return (n,) whether a stamp is the second of two alike, in readings that are in order."""
    again = np.zeros(len(readings.of), bool)
    if len(again):
        moment = readings.day * MINUTES_PER_DAY + readings.minute
        alike = (np.diff(moment) == 0) & (np.diff(readings.of) == 0)
        again[1:] = alike
        again[2:] &= ~(alike[1:] & alike[:-1])  # a third one is a double
    return again


def _clock_of(readings: Readings, again: NDArray[np.bool_], steps: Ints) -> str:
    """Decide by printed zones, else by the days on which clocks change; blank where nothing says it."""
    printed = readings.offset[readings.offset != NO_OFFSET]
    if len(printed):
        return "local" if (printed == _HOUR).any() else "utc"
    change = clock_change(readings.day)
    within = (readings.minute > _CHANGE) & (readings.minute < _AFTER) | (readings.minute == _CHANGE) & (
        steps[readings.of] == _HOUR
    )
    before = readings.minute < _CHANGE
    back, forward = change > 0, change < 0
    doubled, usual = int((again & back & within).sum()), int((again & back & before).sum())
    if doubled > usual:
        return "local"
    if (forward & within & (readings.amount > 0)).any():
        return "utc"
    if (forward & before).any() and (forward & (readings.minute >= _AFTER)).any():
        return "local"
    return "utc" if (back & within).any() and (back & before).any() else ""


def _padding(readings: Readings, *, ends: bool) -> NDArray[np.bool_]:
    """Return (n,) which readings only fill the hour that March lacks with noughts or blanks."""
    within = (readings.minute + (0 if ends else 1) > _CHANGE) & (readings.minute < _AFTER + ends)
    return (clock_change(readings.day) < 0) & within & (readings.amount <= 0)


def _slots(readings: Readings, again: NDArray[np.bool_], steps: Ints, *, ends: bool, local: bool) -> Ints:
    """Return (n,) the place of each reading in its day, from 0, in the order in which they were taken."""
    step = steps[readings.of]
    slot = readings.minute // step - ends
    if not local:
        return slot
    change = clock_change(readings.day)
    hour = _HOUR // step
    within = (readings.minute >= _CHANGE) & (readings.minute < _AFTER)
    after = readings.minute >= _AFTER
    slot = slot + np.where((change > 0) & (after | (within & again)), hour, 0)
    late = after & (change < 0)
    return slot - np.where(late, hour, 0)


def _filled(readings: Readings, slot: Ints, series: list[Series], places: int) -> tuple[MeterDays, int, Ints]:
    span = 100_000  # days, more than any file has
    rows, keys = group_codes(readings.of.astype(np.int64) * span + (readings.day + span // 2))
    of, day = (keys // span).astype(np.int32), keys % span - span // 2
    per_day = np.array([one.per_day for one in series], np.int64)
    per_hour = np.array([one.per_hour for one in series], np.int64)
    width = int((per_day + per_hour).max(initial=0))
    local = bool(series) and series[0].clock == "local"
    counts = interval_counts(day, per_day[of], per_hour[of], "local" if local else "utc")  # type: ignore[arg-type]
    flat = rows * width + slot
    amounts = np.full(len(keys) * width, MISSING, np.int64)
    estimated = np.zeros(len(keys) * width, bool)
    taken = np.bincount(flat, minlength=0) if len(flat) else np.zeros(0, np.int64)
    single = taken[flat] == 1 if len(flat) else np.zeros(0, bool)
    amounts[flat[single]], estimated[flat[single]] = readings.amount[single], readings.estimated[single]
    same, differing = _settle(flat[~single], readings.taken(~single), amounts, estimated)
    estimated &= amounts != MISSING
    shape = (len(keys), width)
    days = MeterDays(tuple(series), of, day, counts, amounts.reshape(shape), estimated.reshape(shape), places)
    where = np.unique(np.array(differing, np.int64) // width) if differing else np.zeros(0, np.int64)
    return days, same, np.stack([of[where].astype(np.int64), day[where]], axis=1)


def _settle(
    flat: Ints, readings: Readings, amounts: Ints, estimated: NDArray[np.bool_]
) -> tuple[int, list[int]]:
    """Fill intervals that have several readings: equal ones count once; return how many, and which differ."""
    same, differing = 0, []
    for place, amount, guess in zip(flat.tolist(), readings.amount, readings.estimated, strict=True):
        old = amounts[place]
        if amount == MISSING:
            continue
        if old == amount:
            same += 1
            estimated[place] &= guess
            continue
        if old != MISSING:
            differing.append(place)
        pair = (np.array([amount]), np.array([guess]), np.array([old]), np.array([estimated[place]]))
        if old == MISSING or wins(*pair)[0]:
            amounts[place], estimated[place] = amount, guess
    return same, differing
