"""Months between days, as rules count them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

MONTHS_A_YEAR = 12


def months_after(day: date, months: int) -> date:
    """Return the same day of the month so many months later, or the last one where the month is shorter."""
    place = day.year * MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(place, MONTHS_A_YEAR)
    last = monthrange(year, month + 1)[1]
    at_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if at_end else min(day.day, last))


def months_before(day: date, months: int) -> date:
    """Return the same day of the month so many months earlier."""
    return months_after(day, -months)


def is_whole_year(start: date, end: date, months: int = MONTHS_A_YEAR) -> bool:
    """Return whether a period is exactly so many months, from any day of a month."""
    return months_after(start, months) == end + timedelta(days=1)
