"""Columns of days as files write them: one order for the whole column, and months from first to last day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

import numpy as np

from carbonsv.activities.cell_kinds import LONGEST_VALUE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.text_columns import TextColumn

Order = Literal["", "dmy", "mdy", "ymd", "unknown", "mixed"]

_SERIAL_ZERO = date(1899, 12, 30)  # the day 0 of spreadsheets, with their leap year 1900
_SERIALS = (20_000, 80_000)  # from 1954 to 2119
_YEARS = (1950, 2100)
_CENTURY = 2000
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = re.compile(r"[T ,]+\d{1,2}:\d{2}.*$")
_DAY_NAME = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\s+", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_WORD_SECOND = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/ .]*([A-Za-z]{3,9})[-/ .,]*'?(\d{4}|\d{2})")
_WORD_FIRST = re.compile(r"([A-Za-z]{3,9})[-/ .]+(\d{1,2})(?:st|nd|rd|th)?,\s?(\d{4})")
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})[-/ .,]*'?(\d{4}|\d{2})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NO_DAY = np.datetime64("NaT", "D")

Span = tuple[date, date]


@dataclass(frozen=True, slots=True, eq=False)
class DayColumn:
    """(n rows) of days.

    Args:
        first: (n,) the day, or the first day of a month; NaT where there is none.
        last: (n,) the day, or the last day of a month.
        order: of day and month in the column; unknown where both would do, mixed where neither fits all.
        unreadable: (n,) whether there is a text that is no day.
        serials: whether days are written as a spreadsheet's day numbers.
        months: whether whole months are written.
    """

    first: NDArray[np.datetime64]
    last: NDArray[np.datetime64]
    order: Order
    unreadable: NDArray[np.bool_]
    serials: bool = False
    months: bool = False

    @property
    def given(self) -> NDArray[np.bool_]:
        """(n,) whether there is a day."""
        return ~np.isnat(self.first)


def order_of(texts: Sequence[str]) -> Order:
    """Say in which order day and month stand in some texts; nothing where none has both as numbers."""
    pairs = [match for text in texts if (match := _YEAR_LAST.fullmatch(_without_clock(text)))]
    if not pairs:
        return ""
    first = any(int(match[1]) > 12 for match in pairs)  # noqa: PLR2004 - months of a year
    second = any(int(match[2]) > 12 for match in pairs)  # noqa: PLR2004
    same = all(int(match[1]) == int(match[2]) for match in pairs)
    if first and second:
        return "mixed"
    return "dmy" if first or (same and not second) else "mdy" if second else "unknown"


def read_day_column(column: TextColumn, order: Order = "") -> DayColumn:
    """Read a column of days.

    Args:
        column: (n rows) of text.
        order: of day and month; found from the whole column where it is not given. Day first, as in the UK,
            where it cannot be known.
    """
    used = column.used()
    found = order_of(used)
    asked: Order = order if order in ("dmy", "mdy") and found else ""
    decided: Order = asked or found
    spans = {text: _span(text, month_first=decided == "mdy") for text in used}
    first = np.array([_day(spans.get(text), 0) for text in column.texts], "datetime64[D]")
    last = np.array([_day(spans.get(text), 1) for text in column.texts], "datetime64[D]")
    bad = np.array([bool(text) and spans.get(text) is None for text in column.texts], bool)
    if not len(column.texts):
        empty = np.full(len(column), _NO_DAY)
        return DayColumn(empty, empty, decided, np.zeros(len(column), bool))
    whole_months = any(span and span[0] != span[1] for span in spans.values())
    serials = any(span and _is_number(text) for text, span in spans.items())
    codes = column.codes
    return DayColumn(first[codes], last[codes], decided, bad[codes], serials, whole_months)


def _day(span: Span | None, place: int) -> np.datetime64:
    return np.datetime64(span[place], "D") if span else _NO_DAY


def _span(text: str, *, month_first: bool) -> Span | None:
    """Return the first and last day that a text means: the same day, or those of a month."""
    plain = _without_clock(text)
    if not plain or len(text) > LONGEST_VALUE:
        return None
    try:
        return _numbered(plain, month_first=month_first) or _worded(plain)
    except (ValueError, OverflowError):
        return None


def _numbered(text: str, *, month_first: bool) -> Span | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _whole_day(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(text):
        day, month = (int(match[2]), int(match[1])) if month_first else (int(match[1]), int(match[2]))
        return _whole_day(_year(match[3]), month, day)
    if match := _COMPACT.fullmatch(text):
        return _whole_day(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_MONTH.fullmatch(text):
        return _whole_month(int(match[1]), int(match[2]))
    if _is_number(text) and _SERIALS[0] <= float(text) < _SERIALS[1]:
        day_found = _SERIAL_ZERO + timedelta(days=int(float(text)))
        return day_found, day_found
    return None


def _worded(text: str) -> Span | None:
    if match := _WORD_SECOND.fullmatch(text):
        return _whole_day(_year(match[3]), _month(match[2]), int(match[1]))
    if match := _WORD_FIRST.fullmatch(text):
        return _whole_day(int(match[3]), _month(match[1]), int(match[2]))
    if match := _MONTH_YEAR.fullmatch(text):
        return _whole_month(_year(match[2]), _month(match[1]))
    return None


def _whole_day(year: int, month: int, day: int) -> Span | None:
    found = date(year, month, day)
    return (found, found) if _YEARS[0] <= year < _YEARS[1] else None


def _whole_month(year: int, month: int) -> Span | None:
    if not _YEARS[0] <= year < _YEARS[1]:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _year(text: str) -> int:
    return int(text) if len(text) > 2 else _CENTURY + int(text)  # noqa: PLR2004 - 24 is 2024


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].casefold()) + 1


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit()


def _without_clock(text: str) -> str:
    return _DAY_NAME.sub("", _CLOCK.sub("", " ".join(text.split())))
