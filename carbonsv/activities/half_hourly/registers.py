"""Readings of a register that only grows: what was used is the difference between one and the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.half_hourly import notes
from carbonsv.activities.half_hourly.by_reading import Readings, in_order, steps_of
from carbonsv.activities.half_hourly.numbers import MISSING, as_text
from carbonsv.activities.half_hourly.times import MINUTES_PER_DAY

if TYPE_CHECKING:
    from carbonsv.model.issue import Issue

_FEWEST = 20  # readings that must never fall, before they are taken for a register's
_DIFFERENT_SHARE = 0.25  # of them that are different: what is used half an hour is often the same again


def is_register(readings: Readings) -> bool:
    """Whether amounts are those of registers: they never fall from one moment of a meter to the next."""
    count = len(readings.amount)
    if count < _FEWEST or (readings.amount == MISSING).any():
        return False
    ordered = in_order(readings)
    same = ordered.of[1:] == ordered.of[:-1]
    if (np.diff(ordered.amount)[same] < 0).any():
        return False
    distinct = len(np.unique(ordered.amount))
    return bool(same.sum() >= _FEWEST and distinct > _DIFFERENT_SHARE * count)


def as_used(readings: Readings, meters: int, places: int, unit: str) -> tuple[Readings, list[Issue]]:
    """Return what was used from each reading to the next, at the moment of the first of the two.

    What was used over a gap is left out and said: nothing tells in which interval it was.

    Args:
        readings: (n) of registers, whatever their order.
        meters: how many series they are of.
        places: decimals.
        unit: of the register.
    """
    ordered = in_order(readings)
    moments = ordered.day * MINUTES_PER_DAY + ordered.minute
    same = ordered.of[1:] == ordered.of[:-1]
    used, apart = np.diff(ordered.amount), np.diff(moments)
    next_to = same & (apart == steps_of(ordered, meters)[ordered.of[:-1]])
    first = ordered.taken(np.flatnonzero(next_to))
    estimated = ordered.estimated[:-1][next_to] | ordered.estimated[1:][next_to]
    made = Readings(first.of, first.day, first.minute, first.offset, used[next_to], estimated)
    sentence = (
        "The readings only grow, as a meter's register does: what was used is the difference between two."
    )
    issues = [notes.note("half-hourly-register", "notice", sentence)]
    lost = same & ~next_to & (used > 0)
    if lost.any():
        amount = as_text(int(used[lost].sum()), places)
        sentence = (
            f"{amount} {unit} were used over {notes.counted(int(lost.sum()), 'gap')} between readings, "
            "and are in no interval."
        )
        hint = "Add the missing readings, or a bill for those days."
        issues.append(notes.note("half-hourly-register-gap", "warning", sentence, hint))
    return made, issues
