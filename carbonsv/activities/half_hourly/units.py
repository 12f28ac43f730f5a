"""Readings of power and of other sizes of unit, brought to one unit and decimal place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.half_hourly import notes
from carbonsv.activities.half_hourly.days import Series
from carbonsv.activities.half_hourly.identity import STORED_UNITS
from carbonsv.activities.half_hourly.numbers import rescaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.activities.half_hourly.days import MeterDays
    from carbonsv.activities.half_hourly.identity import Identity
    from carbonsv.model.issue import Issue

_POWER = {15: (25, 2), 30: (5, 1), 60: (1, 0)}  # [h] of an interval as a whole number and decimal places


def in_stored_units(days: MeterDays, found: Sequence[Identity]) -> MeterDays:
    """Bring readings to kWh, kVArh or a volume: power times the hours of its interval, exactly.

    Args:
        days: (n) whose `of` is a place in `found`, in the units printed.
        found: what each series is, with the unit as printed.
    """
    factors, shifts, units = [], [], []
    for one, series in zip(found, days.series, strict=True):
        unit, power_of_ten, is_power = STORED_UNITS[one.unit]
        factor, shift = _POWER[series.minutes] if is_power else (1, 0)
        factors.append(factor)
        shifts.append(shift - power_of_ten)
        units.append(unit)
    most = max([0, *shifts])
    by = np.array(
        [factor * 10 ** (most - shift) for factor, shift in zip(factors, shifts, strict=True)], np.int64
    )
    amounts = days.amounts
    if (by != 1).any():
        amounts = np.empty_like(days.amounts)
        for number, factor in enumerate(by.tolist()):
            mine = days.of == number
            amounts[mine] = rescaled(days.amounts[mine], factor)
    made = [
        Series(one.meter, one.site, one.channel, unit, series.minutes, series.clock)
        for one, unit, series in zip(found, units, days.series, strict=True)
    ]
    merged = tuple(dict.fromkeys(made))
    place = {one: at for at, one in enumerate(merged)}
    of = np.array([place[one] for one in made], np.int32)[days.of]
    return replace(days, series=merged, of=of, amounts=amounts, places=days.places + most)


def unit_notes(found: Sequence[Identity]) -> list[Issue]:
    """Say where power was taken times its hours, and where a unit was assumed."""
    issues = []
    power = sorted({one.unit for one in found if STORED_UNITS[one.unit][2]})
    if power:
        sentence = (
            f"The readings are power ({', '.join(power)}); each was taken times the hours of its interval."
        )
        issues.append(notes.note("half-hourly-power", "notice", sentence))
    if any(not one.unit_said for one in found):
        hint = "If they are kW, MWh or a volume, say so in the heading or in a column called Unit."
        issues.append(
            notes.note("half-hourly-unit-assumed", "notice", "No unit is named; kWh was assumed.", hint)
        )
    return issues
