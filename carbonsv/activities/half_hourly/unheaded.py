"""Files of readings without headings: each column is known by what stands in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from carbonsv.activities.half_hourly.words import channel_of, unit_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from carbonsv.activities.files.text_columns import TextColumn

_LOOKED_AT = 50  # texts of a column
_METER = re.compile(r"\d{13}|\d{21}|\d{6,10}|[A-Z]{1,3}\d{4,}[A-Z0-9]*")
_COUNTS = {46: 30, 48: 30, 50: 30, 92: 15, 96: 15, 100: 15, 24: 60}  # columns of a day, and their minutes


def day_columns(
    columns: Sequence[TextColumn], is_day: Callable[[str], bool], is_number: Callable[[str], bool]
) -> tuple[dict[str, int], tuple[int, ...], int] | None:
    """Find a day and the run of figures after it that are the intervals of that day.

    Returns:
        The column of each role, the columns of the intervals and their minutes; None where there are none.
    """
    date = next((place for place, column in enumerate(columns) if _all(column, is_day)), None)
    if date is None:
        return None
    run = []
    for place in range(date + 1, len(columns)):
        if _all(columns[place], is_number):
            run.append(place)
        elif run:
            break
    if len(run) not in _COUNTS:
        return None
    roles = {"date": date}
    tests = {"meter": _is_meter, "channel": _is_channel, "unit": _is_unit}
    for place in (place for place in range(len(columns)) if place != date and place not in run):
        role = next(
            (role for role, test in tests.items() if role not in roles and _all(columns[place], test)), ""
        )
        roles |= {role: place} if role else {}
    return roles, tuple(run), _COUNTS[len(run)]


def _all(column: TextColumn, test: Callable[[str], bool]) -> bool:
    texts = column.sample(_LOOKED_AT)
    return bool(texts) and all(map(test, texts))


def _is_meter(text: str) -> bool:
    return _METER.fullmatch(text) is not None


def _is_channel(text: str) -> bool:
    return bool(channel_of(text)) and not unit_of(text)


def _is_unit(text: str) -> bool:
    return bool(unit_of(text))
