"""Days whose year, month and day stand in three columns, put together in one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from carbonsv.activities.columns.day_forms import month_named
from carbonsv.activities.files.text_columns import column_of
from carbonsv.activities.tables.meanings import folded
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from carbonsv.activities.files.text_table import TextTable

_YEAR = frozenset(("year", "yr", "yyyy", "calendar year"))
_MONTH = frozenset(("month", "mth", "mm", "month no", "month number"))
_DAY = frozenset(("day", "dd", "day of month", "day no", "day number"))
_LAST_MONTH, _LAST_DAY = 12, 31
_ENOUGH = 0.9  # share of the rows that must be days: the others may be totals and notes


def with_whole_dates(table: TextTable) -> TextTable:
    """Put the columns of years, months and days of a table together in the last of them, called “Date”."""
    words = [folded(name) for name in table.names]
    found = [
        next((place for place, word in enumerate(words) if word in wanted), -1)
        for wanted in (_YEAR, _MONTH, _DAY)
    ]
    if -1 in found or not len(table):
        return table
    parts = zip(*(table.columns[place].every() for place in found), strict=True)
    texts = [_date(*map(str.strip, part)) for part in parts]
    if sum(map(bool, texts)) < _ENOUGH * len(texts):
        return table
    place = found[-1]
    columns = (*table.columns[:place], column_of(texts), *table.columns[place + 1 :])
    names = (*table.names[:place], "Date", *table.names[place + 1 :])
    shown = ", ".join(f"“{table.names[one]}”" for one in found)
    issue = Issue("", "dates-put-together", "notice", f"{shown} were put together as the day of each row.")
    headings = replace(table.headings, names=names)
    return replace(table, columns=columns, headings=headings, issues=(*table.issues, issue))


def _date(year: str, month: str, day: str) -> str:
    number = int(month) if month.isdecimal() else month_named(month)
    if not (year.isdecimal() and len(year) == len("2024") and day.isdecimal()):
        return ""
    if not (1 <= number <= _LAST_MONTH and 1 <= int(day) <= _LAST_DAY):
        return ""
    return f"{year}-{number:02d}-{int(day):02d}"
