"""How people write days and longer spans: 30/04/2024, Apr 2024, Q1 2024/25, w/e 07/04/2024, from – to.

Every form is read as its first and last day, so that a month, a quarter or a bill's range stays whole.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from carbonsv.activities.columns.cell_kinds import LONGEST_VALUE
from carbonsv.model.text import MONTHS

Span = tuple[date, date]

_SERIAL_ZERO = date(1899, 12, 30)  # the day 0 of spreadsheets, with their leap year 1900
_SERIALS = (20_000, 80_000)  # from 1954 to 2119
_YEARS = (1950, 2100)
_CENTURY = 2000
_YEAR_BEGINS = 4  # the month in which the financial year begins
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WHOLE_MONTHS = tuple(month.casefold() for month in MONTHS)
_WEEK = timedelta(days=6)  # from its first day to its last
_CLOCK = re.compile(r"[T ,]+\d{1,2}:\d{2}.*$")
_DAY_NAME = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\s+", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})")
_WORD_SECOND = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/ .]*([A-Za-z]{3,9})[-/ .,]*'?(\d{4}|\d{2})")
_WORD_FIRST = re.compile(r"([A-Za-z]{3,9})[-/ .]+(\d{1,2})(?:st|nd|rd|th)?,\s?(\d{4})")
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})[-/ .,_]*'?(\d{4}|\d{2})")
_YEAR_WORD = re.compile(r"(\d{4})[-/ .,_]*([A-Za-z]{3,9})")
_YEAR_MONTH = re.compile(r"(\d{4})(?:[-/.]|[-/. ]?M)(\d{1,2})|((?:19|20)\d{2})(0[1-9]|1[0-2])", re.IGNORECASE)
_MONTH_NUMBER = re.compile(r"(\d{1,2})[-/.](\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WEEK_OF = re.compile(
    r"(?:(?P<end>w\s?[/.]?\s?e|week[\s-]?end(?:ing)?)|w\s?[/.]?\s?[cb]|week[\s-]?(?:commencing|beginning|starting))"
    r"[\s:.]+(?P<day>.+)",
    re.IGNORECASE,
)
_FINANCIAL = re.compile(r"(?:f\.?y\.?\s*|financial year\s*)?(\d{4})\s*[-/–]\s*(\d{4}|\d{2})", re.IGNORECASE)
_SHORT_FINANCIAL = re.compile(r"(?:f\.?y\.?|financial year)\s*'?(\d{2})\s*[-/–]\s*(\d{2})", re.IGNORECASE)
_QUARTER = re.compile(r"(?:Q|qtr|quarter)\s*([1-4])[\s,:/-]*(.+)", re.IGNORECASE)
_QUARTER_LAST = re.compile(r"(.+?)[\s,:/-]*(?:Q|qtr|quarter)\s*([1-4])", re.IGNORECASE)
_RANGE = re.compile(r"(?:from\s+)?(.{2,20}?)(?:\s+(?:-|–|—|to|until)\s+|\s*[–—]\s*)(.{4,20})", re.IGNORECASE)
_DASHED_RANGE = re.compile(r"(\d{1,2}[/.]\d{1,2}[/.]\d{2,4})-(\d{1,2}[/.]\d{1,2}[/.]\d{2,4})")
_MONTH_RANGE = re.compile(r"([A-Za-z]{3,9})\s*[-–/]\s*([A-Za-z]{3,9})[\s,-]+'?(\d{4}|\d{2})")


def span_of(text: str, *, month_first: bool = False) -> Span | None:
    """Return the first and last day that a text means; None where it means none.

    Args:
        text: of a cell or heading.
        month_first: whether 04/30/2024 is the 30th of April.
    """
    plain = without_clock(text)
    if not plain or len(text) > LONGEST_VALUE:
        return None
    try:
        return _single(plain, month_first=month_first) or _longer(text, plain, month_first=month_first)
    except (ValueError, OverflowError):
        return None


def day_and_month(text: str) -> list[tuple[int, int]]:
    """Return the first and second number of each day written with numbers only, the year last."""
    week = _WEEK_OF.fullmatch(text)
    parts = _range_parts(text) or [week["day"] if week else text]
    found = [_YEAR_LAST.fullmatch(without_clock(part)) for part in parts]
    return [(int(match[1]), int(match[2])) for match in found if match]


def is_dotted(text: str) -> bool:
    """Whether the days of a text have points between their numbers, as only those written day first have."""
    week = _WEEK_OF.fullmatch(text)
    parts = _range_parts(text) or [week["day"] if week else text]
    return all(_DOTTED.fullmatch(without_clock(part)) for part in parts)


def is_week(text: str) -> bool:
    """Whether a text names a week by its first or last day, as “w/c 03/06/2024” does."""
    return _WEEK_OF.fullmatch(text) is not None


def is_serial(text: str) -> bool:
    """Whether a text is a plain number, as spreadsheets count days."""
    digits = text.replace(".", "", 1)
    return digits.isascii() and digits.isdigit()


def month_named(word: str) -> int:
    """Return the number of a month by its name or its first letters; 0 where it is none."""
    short = word.strip(" .").casefold()
    if len(short) < len("jan") or not any(name.startswith(short) for name in (*_WHOLE_MONTHS, "sept")):
        return 0
    return _MONTHS.index(short[:3]) + 1


def without_clock(text: str) -> str:
    """Return a text without the time of day and the name of the weekday."""
    return _DAY_NAME.sub("", _CLOCK.sub("", " ".join(text.split())))


def month_of(year: int, month: int) -> Span:
    """Return the first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def financial_year(text: str) -> int:
    """Return the calendar year in which a financial year such as 2024/25 or FY24/25 begins; 0 for none."""
    if match := _FINANCIAL.fullmatch(text) or _SHORT_FINANCIAL.fullmatch(text):
        first, last = _year(match[1]), _year(match[2])
        return first if last == first + 1 else 0
    return 0


def _single(text: str, *, month_first: bool) -> Span | None:
    """Read a day, a month or a year."""
    return _day_in_numbers(text, month_first=month_first) or _months_in_numbers(text) or _worded(text)


def _day_in_numbers(text: str, *, month_first: bool) -> Span | None:
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _whole_day(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(text):
        day, month = (int(match[2]), int(match[1])) if month_first else (int(match[1]), int(match[2]))
        return _whole_day(_year(match[3]), month, day)
    if is_serial(text) and _SERIALS[0] <= float(text) < _SERIALS[1]:
        found = _SERIAL_ZERO + timedelta(days=int(float(text)))
        return found, found
    return None


def _months_in_numbers(text: str) -> Span | None:
    if first := financial_year(text):
        return _financial_span(first)
    if match := _YEAR_MONTH.fullmatch(text):
        return _whole_month(int(match[1] or match[3]), int(match[2] or match[4]))
    if match := _MONTH_NUMBER.fullmatch(text):
        return _whole_month(int(match[2]), int(match[1]))
    if text.isdecimal() and _YEARS[0] <= int(text) < _YEARS[1]:
        return date(int(text), 1, 1), date(int(text), 12, 31)
    return None


def _worded(text: str) -> Span | None:
    if match := _WORD_SECOND.fullmatch(text):
        return _whole_day(_year(match[3]), _month(match[2]), int(match[1]))
    if match := _WORD_FIRST.fullmatch(text):
        return _whole_day(int(match[3]), _month(match[1]), int(match[2]))
    if (match := _MONTH_YEAR.fullmatch(text)) and month_named(match[1]):
        return _whole_month(_year(match[2]), month_named(match[1]))
    if (match := _YEAR_WORD.fullmatch(text)) and month_named(match[2]):
        return _whole_month(int(match[1]), month_named(match[2]))
    return None


def _longer(text: str, plain: str, *, month_first: bool) -> Span | None:
    """Read a week, a quarter, or a range of days or months."""
    if match := _WEEK_OF.fullmatch(plain):
        found = _single(match["day"], month_first=month_first)
        if found is None or found[0] != found[1]:
            return None
        return (found[0] - _WEEK, found[0]) if match["end"] else (found[0], found[0] + _WEEK)
    if match := _QUARTER.fullmatch(plain):
        return _quarter(int(match[1]), match[2])
    if match := _QUARTER_LAST.fullmatch(plain):
        return _quarter(int(match[2]), match[1])
    if match := _MONTH_RANGE.fullmatch(plain):
        return _month_range(match[1], match[2], _year(match[3]))
    return _range(text, month_first=month_first)


def _quarter(number: int, year_text: str) -> Span | None:
    """Return a quarter: of the financial year for 2024/25, of the calendar year for 2024."""
    if first := financial_year(year_text):
        months = 3 * (number - 1) + _YEAR_BEGINS - 1
        year, month = first + months // 12, months % 12 + 1
    elif year_text.isdecimal() and len(year_text) in (2, 4):
        year, month = _year(year_text), 3 * number - 2
    else:
        return None
    return date(year, month, 1), month_of(year, month + 2)[1]


def _range_parts(text: str) -> list[str]:
    match = _RANGE.fullmatch(" ".join(text.split())) or _DASHED_RANGE.fullmatch(text.strip())
    return [match[1], match[2]] if match else []


def _range(text: str, *, month_first: bool) -> Span | None:
    """Read two days or months and all between them; the first may lack its year."""
    parts = [without_clock(part) for part in _range_parts(text)]
    if not parts:
        return None
    last = _single(parts[1], month_first=month_first)
    if last is None:
        return None
    first = _single(parts[0], month_first=month_first) or _single(
        f"{parts[0]} {last[1].year}", month_first=month_first
    )
    return (first[0], last[1]) if first and first[0] <= last[1] else None


def _month_range(first: str, last: str, year: int) -> Span | None:
    begin, end = month_named(first), month_named(last)
    if not begin or not end:
        return None
    return date(year - (begin > end), begin, 1), month_of(year, end)[1]


def _financial_span(first: int) -> Span:
    begins = date(first, _YEAR_BEGINS, 1)
    return begins, begins.replace(year=first + 1) - timedelta(days=1)


def _whole_day(year: int, month: int, day: int) -> Span | None:
    found = date(year, month, day)
    return (found, found) if _YEARS[0] <= year < _YEARS[1] else None


def _whole_month(year: int, month: int) -> Span | None:
    return month_of(year, month) if _YEARS[0] <= year < _YEARS[1] else None


def _year(text: str) -> int:
    return int(text) if len(text) > 2 else _CENTURY + int(text)  # noqa: PLR2004 - 24 is 2024


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].casefold()) + 1
