"""How findings name places, records and periods."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Sequence

_EPOCH = dt.date(1970, 1, 1).toordinal()
NAMED = 3  # of a list; the others are counted


def date_of(day: int) -> dt.date:
    """Return the date of a day counted from 1970."""
    return dt.date.fromordinal(_EPOCH + int(day))


def days_of(first: int, last: int) -> str:
    """Return a period with its length: `1 June 2024 to 30 June 2024 (30 days)`."""
    return f"{text.period(date_of(first), date_of(last))} ({counted(last - first + 1, 'day')})"


def period_of(first: int, last: int) -> str:
    """Return a period given in days counted from 1970."""
    return text.period(date_of(first), date_of(last))


def counted(count: float, one: str) -> str:
    """Return `1 day`, `1,200 days`."""
    return f"{text.quantity(count)} {one if count == 1 else one + 's'}"


def some(parts: Sequence[str], one: str) -> str:
    """Return the first few parts as a sentence would list them: `a, b, c and 4 more records`."""
    return some_of([*parts[:NAMED]], len(parts), one)


def some_of(named: list[str], total: int, one: str) -> str:
    """Return the parts that are named, and how many of the total are not."""
    if total > len(named):
        named.append(counted(total - len(named), f"more {one}"))
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


def short_label(label: str) -> str:
    """Return a kind's label inside a sentence: `Electricity (UK grid)` is `electricity`."""
    short = label.split(" (", maxsplit=1)[0]
    return short if short[1:2].isupper() else short[:1].lower() + short[1:]
