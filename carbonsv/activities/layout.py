"""How a table is laid out: a row per record, months across, or the half hours of a day across or below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from carbonsv.activities.calendar_columns import month_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.activities.mapping import ColumnGuess
    from carbonsv.activities.text_table import TextTable

Layout = Literal["rows", "months-across", "half-hourly row-per-day", "half-hourly row-per-reading"]

FEWEST_INTERVALS, MOST_INTERVALS = 46, 50  # half hours of a day on which the clocks change, either way
_TIMES_OF_DAY = 40  # different half hours that are seen, of 48, before a table is taken as readings
_INTERVAL = re.compile(
    r"(?:hh|hhd|sp|p|t|kwh|kw|period|interval|half hour|settlement period|reading|value)?[\s_:-]*"
    r"(?:(?P<clock>\d{1,2}:\d{2})(?::\d{2})?(?:\s*(?:-|–|to)\s*\d{1,2}:\d{2}(?::\d{2})?)?|(?P<number>0*\d{1,2}))"
    r"(?:\s*\(?(?:kwh|kw)\)?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}:\d{2})(?::\d{2})?")


def interval_columns(names: Sequence[str]) -> tuple[int, ...]:
    """Return the places of the columns that are the half hours of a day, if there are 46 to 50 of them."""
    matches = {
        place: match for place, name in enumerate(names) if (match := _INTERVAL.fullmatch(name.strip()))
    }
    clocks = tuple(place for place, match in matches.items() if match["clock"])
    if FEWEST_INTERVALS <= len(clocks) <= MOST_INTERVALS:
        return clocks
    numbered = tuple(place for place, match in matches.items() if match["number"])
    return numbered if FEWEST_INTERVALS <= len(numbered) <= MOST_INTERVALS else ()


def layout_of(table: TextTable, guesses: Sequence[ColumnGuess]) -> Layout:
    """Say how a table is laid out."""
    if interval_columns(table.names):
        return "half-hourly row-per-day"
    if _has_half_hours(table, guesses):
        return "half-hourly row-per-reading"
    if month_columns(table, guesses):
        return "months-across"
    return "rows"


def _has_half_hours(table: TextTable, guesses: Sequence[ColumnGuess]) -> bool:
    """Whether days come with nearly all half hours of the clock, and more rows than days."""
    if len(table) < _TIMES_OF_DAY:
        return False
    for guess in guesses:
        if guess.meaning in {"date", "time", "read_date", "start"}:
            column = table.columns[guess.place]
            texts = column.used()[:2000]
            clocks = {match[1].zfill(5) for text in texts if (match := _CLOCK.search(text))}
            on_the_half = {clock for clock in clocks if clock.endswith((":00", ":30", ":29", ":59"))}
            if len(on_the_half) >= _TIMES_OF_DAY and len(on_the_half) == len(clocks):
                return True
            if guess.meaning == "time" and _numbered_half_hours(texts):
                return True
    return False


def _numbered_half_hours(texts: Sequence[str]) -> bool:
    numbers = {int(text) for text in texts if text.isdigit() and len(text) <= 2}  # noqa: PLR2004 - 1 to 50
    return len(numbers) >= _TIMES_OF_DAY and max(numbers) <= MOST_INTERVALS
