"""What baseload and opening hours are taken to be (`resources/load_profile.csv`)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from carbonsv.paths import RESOURCES

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HALF_HOUR = 30  # [min]


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When an organisation is open.

    Args:
        weekdays: from 0 for Monday.
        first: the half-hour it opens in, from 0.
        end: the half-hour it is closed again in, from 0 to 48.
    """

    weekdays: frozenset[int]
    first: int
    end: int


@cache
def _definitions() -> dict[str, str]:
    with (RESOURCES / "load_profile.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["value"] for row in csv.DictReader(file, strict=True)}


def baseload_share() -> float:
    """Return the share of all half-hours, the lowest ones, whose mean is the baseload."""
    return float(_definitions()["baseload_share"])


def usual_opening_hours() -> OpeningHours:
    """Return the opening hours that are taken where an organisation has not said its own."""
    said = _definitions()
    weekdays = frozenset(_WEEKDAYS.index(day) for day in said["opening_weekdays"].split())
    return OpeningHours(weekdays, _half_hour(said["opening_from"]), _half_hour(said["opening_until"]))


def opening_words(opening: OpeningHours) -> str:
    """Say opening hours in words: Mon Tue Wed Thu Fri 07:00 to 19:00."""
    days = " ".join(_WEEKDAYS[day] for day in sorted(opening.weekdays))
    ends = (f"{half // 2:02}:{half % 2 * _HALF_HOUR:02}" for half in (opening.first, opening.end))
    return f"{days} {' to '.join(ends)}"


def _half_hour(time: str) -> int:
    hour, _, minute = time.partition(":")
    return int(hour) * 2 + int(minute) // _HALF_HOUR
