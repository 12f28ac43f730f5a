"""Months whose year stands elsewhere, months across a table, and weeks that a heading names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from carbonsv.activities.columns.day_column import DayColumn, read_day_column
from carbonsv.activities.columns.day_forms import financial_year, month_named, month_of
from carbonsv.activities.columns.period_headings import parted_heading
from carbonsv.activities.files.text_columns import column_of
from carbonsv.activities.tables.mapping import dimension_of, is_beside
from carbonsv.activities.tables.meanings import folded, listed_meaning
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.files.text_columns import TextColumn
    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.tables.mapping import ColumnGuess

    Days: TypeAlias = NDArray[np.datetime64]

_FEWEST = 3  # columns headed by months
_FEWEST_LONGER = 2  # columns headed by quarters or years, or by months beside the same words
_MONTHS = 12
_SHORTEST_YEAR = 364  # [days] from its first day to its last
_DAYS = frozenset(("start", "end", "date", "read_date"))
_COUNTED = frozenset(("", "quantity", "litres", "weight", "distance"))
_QUANTITIES = frozenset(("", "energy", "volume", "mass", "distance"))
_YEAR_HEADINGS = frozenset(
    ("year", "yr", "calendar year", "financial year", "fin year", "fy", "fiscal year", "fyear", "bill year")
)
_YEAR_BEGINS = 4  # the month in which the financial year begins
_LONGEST_MONTH = 31  # [days]
_NO_DAY = np.datetime64("NaT", "D")
_ONE, _SIX = np.timedelta64(1, "D"), np.timedelta64(6, "D")
_PRINTED = re.compile(
    r"\b(?:run|printed|produced|generated|created|exported|extracted|downloaded)\b", re.IGNORECASE
)
_SPAN_OF_YEARS = re.compile(
    r"(?<!\d)((?:19|20)\d{2}\s*[-/–]\s*(?:20)?\d{2})(?!\d|[-/.]\d)|\b(FY\s*\d{2}[-/–]\d{2})\b"
)
_YEAR_ALONE = re.compile(r"(?<![\d/.-])((?:19|20)\d{2})(?![\d/.-])")
_ENDING = re.compile(r"\b(?:week end(?:ing)?|w e)\b")
_BEGINNING = re.compile(r"\b(?:week (?:commencing|beginning|starting)|w c|w b)\b")


@dataclass(frozen=True, slots=True)
class Year:
    """A year that months without one are of: the calendar year it begins in, and whether it is financial."""

    first: int
    financial: bool

    def of(self, month: int) -> int:
        """Return the calendar year in which one of its months lies."""
        return self.first + (self.financial and month < _YEAR_BEGINS)


def year_in(text: str) -> Year | None:
    """Return the one year that a text names, such as 2024/25 or 2024; None for none or several."""
    if _PRINTED.search(text):
        return None
    financial = {financial_year(a or b) for a, b in _SPAN_OF_YEARS.findall(text)} - {0}
    if financial:
        return Year(financial.pop(), financial=True) if len(financial) == 1 else None
    years = sorted({int(year) for year in _YEAR_ALONE.findall(text)})
    if len(years) == 1:
        return Year(years[0], financial=False)
    return Year(years[0], financial=True) if len(years) == 2 and years[1] == years[0] + 1 else None  # noqa: PLR2004


def month_columns(table: TextTable, guesses: Sequence[ColumnGuess]) -> dict[int, tuple[Days, Days]]:
    """Return (n,) the first and (n,) the last day of each column that is headed by a month, quarter or year.

    A heading may say beside its period what it measures, as “Apr-24 kWh” and “Gas 2023/24” do. Where the
    headings name months without a year, a column of years or the title says it; else the days are not given.
    """
    free = {one.place: one.name for one in guesses if not one.meaning}
    return _in_periods(table, guesses, free) or _beside_words(table, guesses)


def _beside_words(table: TextTable, guesses: Sequence[ColumnGuess]) -> dict[int, tuple[Days, Days]]:
    """Read headings whose other words are the same but for their period, in tables that name no other day."""
    rows_of_months = next((one for one in guesses if folded(one.name) in _MONTH_HEADINGS), None)
    if any(one.meaning in _DAYS and one is not rows_of_months for one in guesses):
        return {}
    groups: dict[str, dict[int, str]] = {}
    for one in guesses:
        period, words = parted_heading(one.name)
        if period and one.meaning in _COUNTED and _can_be_counted(one, words):
            groups.setdefault(folded(words), {})[one.place] = period
    found: dict[int, tuple[Days, Days]] = {}
    for group in groups.values():
        if len(set(group.values())) == len(group) > 1:
            found |= _in_periods(table, guesses, group, fewest=_FEWEST_LONGER)
    return found if rows_of_months is None else _months_of(table.columns[rows_of_months.place], found)


def _can_be_counted(guess: ColumnGuess, words: str) -> bool:
    """Whether the words of a heading beside its period say how much there was, and not what it cost."""
    if dimension_of(guess.unit) not in _QUANTITIES or is_beside(words):
        return False
    return listed_meaning(words) in _COUNTED


def _months_of(column: TextColumn, years: dict[int, tuple[Days, Days]]) -> dict[int, tuple[Days, Days]]:
    """Return the days of each row's month in columns headed by years; none where rows name no months."""
    numbers = [_month_number(text) for text in column.texts]
    if not all(numbers):
        return {}
    found: dict[int, tuple[Days, Days]] = {}
    for place, (first, last) in years.items():
        if not len(first) or int((last[0] - first[0]).astype(int)) < _SHORTEST_YEAR:
            return {}
        begins = first[0].astype("datetime64[M]")
        ahead = np.array([(number - 1 - int(begins.astype(int))) % _MONTHS for number in numbers])
        months: Days = (begins + ahead)[column.codes]
        ends: Days = (months + 1).astype("datetime64[D]")
        found[place] = months.astype("datetime64[D]"), ends - _ONE
    return found


def _in_periods(
    table: TextTable,
    guesses: Sequence[ColumnGuess],
    headings: Mapping[int, str],
    fewest: int = _FEWEST,
) -> dict[int, tuple[Days, Days]]:
    return _with_years(table, headings, fewest) or _with_bare_months(table, guesses, headings, fewest)


def _with_years(table: TextTable, headings: Mapping[int, str], fewest: int) -> dict[int, tuple[Days, Days]]:
    days = read_day_column(column_of(list(headings.values())))
    spans = {place: (days.first[at], days.last[at]) for at, place in enumerate(headings) if days.given[at]}
    long = {place: span for place, span in spans.items() if span[0] != span[1]}
    short = {place: span for place, span in spans.items() if span[0] == span[1]}
    if len(short) >= fewest and not long:
        long = _months_named_by_a_day(short)
    longer = all(last - first >= _LONGEST_MONTH * _ONE for first, last in long.values())
    if len(long) < (_FEWEST_LONGER if longer else fewest):
        return {}
    count = len(table)
    return {place: (np.full(count, first), np.full(count, last)) for place, (first, last) in long.items()}


def _months_named_by_a_day(
    days: dict[int, tuple[np.datetime64, np.datetime64]],
) -> dict[int, tuple[np.datetime64, np.datetime64]]:
    """Take first or last days of months for the months; other days stay days."""
    firsts = np.array([first for first, _ in days.values()])
    months = firsts.astype("datetime64[M]")
    begin, end = months.astype("datetime64[D]"), (months + 1).astype("datetime64[D]") - _ONE
    if len(set(months.tolist())) == len(months) and ((firsts == begin).all() or (firsts == end).all()):
        return dict(zip(days, zip(begin, end, strict=True), strict=True))
    return days


def _with_bare_months(
    table: TextTable, guesses: Sequence[ColumnGuess], headings: Mapping[int, str], fewest: int
) -> dict[int, tuple[Days, Days]]:
    """Read headings such as Apr, May, Jun with the year that a column or the title says."""
    months = {place: month for place, text in headings.items() if (month := month_named(text))}
    if len(months) < fewest:
        return {}
    years = _years_of_rows(table, guesses)
    wraps = any(after < before for before, after in pairwise(months.values()))
    return {place: _spans(years, month, wraps=wraps) for place, month in months.items()}


def _spans(years: list[Year | None], month: int, *, wraps: bool) -> tuple[Days, Days]:
    """Return the days of a month for each row's year; one of a calendar year goes on into the next."""
    known = {year: _span(year, month, wraps=wraps) for year in set(years)}
    first = np.array([known[year][0] for year in years], "datetime64[D]")
    return first, np.array([known[year][1] for year in years], "datetime64[D]")


def _span(year: Year | None, month: int, *, wraps: bool) -> tuple[np.datetime64, np.datetime64]:
    if year is None:
        return _NO_DAY, _NO_DAY
    begins = Year(year.first, financial=year.financial or wraps)
    first, last = month_of(begins.of(month), month)
    return np.datetime64(first, "D"), np.datetime64(last, "D")


def _years_of_rows(table: TextTable, guesses: Sequence[ColumnGuess]) -> list[Year | None]:
    """Return the year of each row: of its own column, else the one that titles or the sheet name."""
    place = next((one.place for one in guesses if folded(one.name) in _YEAR_HEADINGS), None)
    if place is not None:
        column = table.columns[place]
        known = [year_in(text) for text in column.texts]
        return [known[code] for code in column.codes.tolist()]
    return [_titled_year(table)] * len(table)


def _titled_year(table: TextTable) -> Year | None:
    found = {year for text in (*table.titles, table.sheet, *table.names) if (year := year_in(text))}
    return found.pop() if len(found) == 1 else None


def with_whole_months(
    table: TextTable, guesses: Sequence[ColumnGuess]
) -> tuple[TextTable, tuple[ColumnGuess, ...]]:
    """Put the year beside the month in a column of months without one, as 4 or April in 2024."""
    place = next((one.place for one in guesses if folded(one.name) in _MONTH_HEADINGS), None)
    if place is None or any(folded(one.name) == "date" for one in guesses):
        return table, tuple(guesses)
    column = table.columns[place]
    months = [_month_number(text) for text in column.texts]
    if not any(months):
        return table, tuple(guesses)
    years = _years_of_rows(table, guesses)
    texts = [
        f"{year.of(months[code])}-{months[code]:02d}" if year and months[code] else column.texts[code]
        for year, code in zip(years, column.codes.tolist(), strict=True)
    ]
    columns = (*table.columns[:place], column_of(texts), *table.columns[place + 1 :])
    said = tuple(_as_date(one, place) for one in guesses)
    return replace(table, columns=columns), said


_MONTH_HEADINGS = frozenset(
    ("month", "mth", "month name", "month no", "month number", "period", "billing month")
)


def _as_date(guess: ColumnGuess, place: int) -> ColumnGuess:
    if guess.place == place:
        return replace(guess, meaning="date", confidence=max(guess.confidence, 0.9))
    return replace(guess, meaning="", confidence=0.0) if guess.meaning == "date" else guess


def _month_number(text: str) -> int:
    if text.isdecimal() and len(text) <= 2:  # noqa: PLR2004 - 1 to 12
        return int(text) if 1 <= int(text) <= 12 else 0  # noqa: PLR2004
    return month_named(text)


def in_weeks(days: DayColumn, heading: str) -> DayColumn:
    """Stretch days to the weeks that a heading says they end or begin."""
    words = folded(heading)
    if days.months or not (_ENDING.search(words) or _BEGINNING.search(words)):
        return days
    if _ENDING.search(words):
        return replace(days, first=days.first - _SIX, months=True)
    return replace(days, last=days.last + _SIX, months=True)


def year_issues(table: TextTable, guesses: Sequence[ColumnGuess]) -> list[Issue]:
    """Say where the year of months was found, or that it is nowhere."""
    months = [one for one in guesses if one.meaning == "month" and month_named(parted_heading(one.name)[0])]
    if not months:
        return []
    shown = f"“{months[0].name}” to “{months[-1].name}”"
    if any(folded(one.name) in _YEAR_HEADINGS for one in guesses):
        return []
    year = _titled_year(table)
    if year is None:
        sentence = f"The months {shown} are of a year that the file does not say."
        hint = "Write the year in the headings, such as Apr 2024, or in a title above them."
        return [Issue("", "months-without-year", "error", sentence, hint)]
    named = f"{year.first}/{(year.first + 1) % 100:02d}" if year.financial else str(year.first)
    sentence = f"The months {shown} were taken as those of {named}, which the title says."
    return [Issue("", "year-from-title", "notice", sentence)]
