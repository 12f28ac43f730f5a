"""Days and times of readings, as meters' exports write them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from carbonsv.model.text import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

MINUTES_PER_DAY = 1440
NO_MINUTE = -1
_EPOCH = dt.date(1970, 1, 1).toordinal()
_SPREADSHEET_EPOCH = dt.date(1899, 12, 30).toordinal() - _EPOCH  # day 0 of spreadsheets
_LONGEST = 45
_FIRST_YEAR, _LAST_YEAR = 1990, 2100

_TIME = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?\s?(?P<half>[ap]\.?m\.?)?"
)
_ZONE = r"\s?(?P<zone>Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?"
_DAYS = (
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
    r"(?P<first>\d{1,2})(?P<between>[-/.])(?P<second_part>\d{1,2})[-/.](?P<year>\d{4}|\d{2})",
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[- ./]?(?P<name>[A-Za-z]{3,9})[-, ./]*(?P<year>\d{4}|\d{2})",
    r"(?P<name>[A-Za-z]{3,9})[- ./]+(?P<day>\d{1,2})(?:st|nd|rd|th)?[-, ./]+(?P<year>\d{4})",
    r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})",
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s)?"
_STAMPS = tuple(
    re.compile(rf"{_WEEKDAY}{day}(?:(?:\s*T|\s*,|\s)\s*{_TIME}{_ZONE})?", re.IGNORECASE) for day in _DAYS
)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})T?(\d{2})(\d{2})(?:\d{2})?(Z?)")
_SERIAL = re.compile(r"[3-6]\d{4}(?:\.\d+)?")
_CLOCK = re.compile(rf"{_TIME}", re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"([01]\d|2[0-4])([0-5]\d)(?:00)?")


@dataclass(frozen=True, slots=True, eq=False)
class Stamps:
    """Distinct texts read as moments.

    Args:
        days: (k,) days since 1970 in local time or as printed; 0 where a text is no date.
        minutes: (k,) [min] since midnight, 1440 for 24:00; NO_MINUTE where the text has no time.
        good: (k,) whether the text is a date.
        offsets: (k,) [min] ahead of UTC as printed; NO_MINUTE * 10000 where no zone is printed.
        month_first: whether 4/30/2024 is the 30th of April.
    """

    days: NDArray[np.int64]
    minutes: NDArray[np.int64]
    good: NDArray[np.bool_]
    offsets: NDArray[np.int64]
    month_first: bool


NO_OFFSET = -10_000
_Raw = tuple[int, int, int, int]  # days with the day first, days with the month first, minutes, offset
_BAD: _Raw = (0, 0, NO_MINUTE, NO_OFFSET)


def read_stamps(texts: Sequence[str]) -> Stamps:
    """Read texts as days with or without a time; whether the month comes first is decided by all of them."""
    raw = np.array([_read(text) for text in texts], np.int64).reshape(-1, 4)
    day_first, month_first = raw[:, 0], raw[:, 1]
    swapped = _is_month_first(day_first, month_first)
    days = month_first if swapped else day_first
    return Stamps(days, raw[:, 2], days != 0, raw[:, 3], swapped)


def _is_month_first(day_first: NDArray[np.int64], month_first: NDArray[np.int64]) -> bool:
    """Decide by what can be a date at all, then by which way the days lie closer together."""
    read = (day_first != 0) | (month_first != 0)
    good, other = day_first[read] != 0, month_first[read] != 0
    if good.sum() != other.sum():
        return bool(other.sum() > good.sum())
    if not good.any():
        return False
    return _spread(month_first[read][other]) < _spread(day_first[read][good])


def _spread(days: NDArray[np.int64]) -> int:
    return int(days.max() - days.min())


def _read(text: str) -> _Raw:
    short = " ".join(text[:_LONGEST].split())
    for pattern in _STAMPS:
        if found := pattern.fullmatch(short):
            return _from_parts(found.groupdict())
    if found := _COMPACT.fullmatch(short):
        year, month, day, hour, minute = map(int, found.groups()[:5])
        days = _day(year, month, day)
        return (days, days, hour * 60 + minute, 0 if found[6] else NO_OFFSET) if days else _BAD
    if _SERIAL.fullmatch(short):
        return _from_serial(float(short), with_time="." in short)
    return _BAD


def _from_serial(serial: float, *, with_time: bool) -> _Raw:
    minutes = round(serial * MINUTES_PER_DAY)
    days = minutes // MINUTES_PER_DAY + _SPREADSHEET_EPOCH
    return days, days, minutes % MINUTES_PER_DAY if with_time else NO_MINUTE, NO_OFFSET


def _from_parts(parts: dict[str, str | None]) -> _Raw:
    year = int(parts["year"] or 0)
    year += 2000 if year < 100 else 0  # noqa: PLR2004 - two digits are of this century
    if parts.get("first"):
        one, two = int(parts["first"] or 0), int(parts["second_part"] or 0)
        days, swapped = _day(year, two, one), _day(year, one, two)
        if parts.get("between") == "." and days:  # nobody writes 04.30.2024
            swapped = days
    else:
        month = _month(parts["name"]) if parts.get("name") else int(parts["month"] or 0)
        days = swapped = _day(year, month, int(parts["day"] or 0))
    minutes = _minutes(parts) if parts.get("hour") else NO_MINUTE
    if minutes is None or not (days or swapped):
        return _BAD
    return days, swapped, minutes, _offset(parts.get("zone"))


def _day(year: int, month: int, day: int) -> int:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return 0
    try:
        return dt.date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return 0


def _month(name: str | None) -> int:
    start = (name or "")[:3].casefold()
    return next((number for number, month in enumerate(MONTHS, 1) if month[:3].casefold() == start), 0)


def _minutes(parts: dict[str, str | None]) -> int | None:
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    half = (parts["half"] or "").replace(".", "").casefold()
    if half and not 1 <= hour <= 12:  # noqa: PLR2004 - hours of a clock face
        return None
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    minutes = hour * 60 + minute
    if parts["second"] == "59" and minute % 15 == 14:  # noqa: PLR2004 - 00:29:59 is the end of a half-hour
        minutes += 1
    return minutes if minute < 60 and minutes <= MINUTES_PER_DAY else None  # noqa: PLR2004


def _offset(zone: str | None) -> int:
    if not zone:
        return NO_OFFSET
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return 0
    if zone.upper() == "BST":
        return 60
    digits = zone[1:].replace(":", "")
    return (1 if zone[0] == "+" else -1) * (int(digits[:2]) * 60 + int(digits[2:]))


def minutes_of(text: str) -> int:
    """Read a time of day [min since midnight], 1440 for 24:00; NO_MINUTE where it is none."""
    short = text.strip()[:_LONGEST]
    if found := _CLOCK.fullmatch(short):
        minutes = _minutes(found.groupdict())
        return NO_MINUTE if minutes is None else minutes
    if found := _FOUR_DIGITS.fullmatch(short):
        return int(found[1]) * 60 + int(found[2])
    return NO_MINUTE


def read_minutes(texts: Iterable[str]) -> NDArray[np.int64]:
    """Read times of day [min since midnight]; NO_MINUTE where a text is none."""
    return np.array([minutes_of(text) for text in texts], np.int64)


@cache
def _change_days(year: int) -> tuple[int, int]:
    """Return the days since 1970 on which clocks go forward and back.

    Source: Summer Time Act 1972 as amended by SI 2002/262: the last Sundays of March and October.
    """
    return _last_sunday(year, 3), _last_sunday(year, 10)


def _last_sunday(year: int, month: int) -> int:
    last = dt.date(year, month, 31)
    return last.toordinal() - (last.weekday() + 1) % 7 - _EPOCH


def clock_change(days: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """Return (n,) [h] that each day is longer than 24: -1 in March, 1 in October, else 0."""
    result = np.zeros(len(days), np.int64)
    if not len(days):
        return result
    years = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    for year in range(int(years.min()), int(years.max()) + 1):
        forward, back = _change_days(year)
        result[days == forward] = -1
        result[days == back] = 1
    return result


def is_summer(days: NDArray[np.int64], minutes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return (n,) whether UK summer time is in force at moments given in UTC.

    Args:
        days: (n,) since 1970, UTC.
        minutes: (n,) [min] since midnight, UTC.
    """
    years = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    result = np.zeros(len(days), bool)
    moments = days * MINUTES_PER_DAY + minutes
    for year in np.unique(years).tolist():
        forward, back = (day * MINUTES_PER_DAY + 60 for day in _change_days(year))  # at 01:00 UTC
        result |= (moments >= forward) & (moments < back)
    return result
