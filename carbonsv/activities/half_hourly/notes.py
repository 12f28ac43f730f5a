"""What is said about a file of readings: counts and examples, not a sentence for each of a million cells."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np

from carbonsv.activities.half_hourly.days import missing_runs
from carbonsv.model import text
from carbonsv.model.issue import Issue, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.half_hourly.days import MeterDays, Series

_MOST_NAMED = 5
_EPOCH = dt.date(1970, 1, 1)


def note(code: str, severity: Severity, sentence: str, hint: str = "") -> Issue:
    """Return an issue about a file rather than a record."""
    return Issue("", code, severity, sentence, hint)


def day_of(number: int) -> dt.date:
    """Return the date of a day since 1970."""
    return _EPOCH + dt.timedelta(days=int(number))


def month_first() -> Issue:
    """Say that the order of the dates is that of the month first."""
    return note("month-first", "notice", "Dates were read with the month first: their order asks for it.")


def some(words: Sequence[str]) -> str:
    """Return the first few of many words, and how many more there are."""
    shown = ", ".join(words[:_MOST_NAMED])
    return f"{shown} and {len(words) - _MOST_NAMED:,} more" if len(words) > _MOST_NAMED else shown


def counted(number: int, one: str) -> str:
    """Return a number with its noun: 1 reading, 2,000 readings."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


def row_numbers(rows: NDArray[np.int64]) -> str:
    """Return the numbers of some rows, as in the file."""
    return ("row " if len(rows) == 1 else "rows ") + some([str(row) for row in rows.tolist()])


def gaps(days: MeterDays) -> list[Issue]:
    """Say for each series how many days and readings are missing between its first and its last day."""
    issues = []
    absent, given = days.missing_readings(), days.present.any(axis=1)
    for number, series in enumerate(days.series):
        mine = np.flatnonzero((days.of == number) & given)
        runs = missing_runs(days.day[mine])
        lost_days = sum(last - first + 1 for first, last in runs)
        lost = int(absent[mine].sum())
        if not lost_days and not lost:
            continue
        parts = [f"no data on {counted(lost_days, 'day')} ({_runs(runs)})"] if lost_days else []
        parts += [f"{counted(lost, 'reading')} missing on days with data"] if lost else []
        issues.append(
            note(
                "half-hourly-gaps",
                "warning",
                f"Meter {series.meter}: {' and '.join(parts)}.",
                "Nothing was filled in; add the missing data, or an estimate that says so.",
            )
        )
    return issues


def _runs(runs: Sequence[tuple[int, int]]) -> str:
    return some(
        [
            text.period(day_of(first), day_of(last)) if last > first else text.day(day_of(first))
            for first, last in runs
        ]
    )


def doubles(
    same: int, differing: NDArray[np.integer[Any]], series: Sequence[Series], *, later_wins: bool
) -> list[Issue]:
    """Say how many readings were there twice, and on which days they differ."""
    issues = []
    if same:
        sentence = f"{counted(same, 'reading')} stood there twice with the same value and counted once."
        issues.append(note("half-hourly-doubled", "notice", sentence))
    if len(differing):
        named = [f"{series[of].meter} on {text.day(day_of(day))}" for of, day in differing.tolist()]
        sentence = (
            f"Two different readings for one interval, on {counted(len(differing), 'day')}: {some(named)}."
        )
        hint = "The later one was taken." if later_wins else "The measured one was taken, else the larger."
        issues.append(note("half-hourly-differing", "warning", sentence, hint))
    return issues


def estimates(days: MeterDays) -> list[Issue]:
    """Say what share of the readings are estimates."""
    guessed, given = int(days.estimated.sum()), int(days.present.sum())
    if not guessed:
        return []
    sentence = f"{guessed:,} of {counted(given, 'reading')} are estimates ({guessed / given:.1%})."
    return [note("half-hourly-estimated", "notice", sentence)]
