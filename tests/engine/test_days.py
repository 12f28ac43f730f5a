from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.engine.days import all_within, calendar_years, cut, month_starts, segments, year_starts

DAYS = st.integers(-30_000, 60_000)


def number(day: str) -> int:
    return (dt.date.fromisoformat(day) - dt.date(1970, 1, 1)).days


def dates(numbers: list[int]) -> list[str]:
    return [str(dt.date(1970, 1, 1) + dt.timedelta(days=one)) for one in numbers]


def test_months_start_on_their_first_days_up_to_the_next_one() -> None:
    starts = month_starts(number("2024-01-15"), number("2024-03-01"))
    assert dates(starts.tolist()) == ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"]


def test_years_start_on_the_first_of_january() -> None:
    starts = year_starts(number("2024-06-01"), number("2025-06-01"))
    assert dates(starts.tolist()) == ["2024-01-01", "2025-01-01", "2026-01-01"]


@given(day=DAYS)
def test_the_calendar_year_of_a_day_is_that_of_the_calendar(day: int) -> None:
    assert calendar_years(np.array([day])).tolist() == [(dt.date(1970, 1, 1) + dt.timedelta(days=day)).year]


def test_a_record_is_cut_where_a_month_starts() -> None:
    start, end = np.array([number("2024-01-31")]), np.array([number("2024-03-01")])
    pieces = cut(start, end, month_starts(int(start[0]), int(end[0])))
    assert pieces.share.tolist() == [1 / 31, 29 / 31, 1 / 31]
    assert pieces.record.tolist() == [0, 0, 0]


def test_a_record_of_one_day_is_one_piece() -> None:
    day = np.array([number("2024-02-29")])
    pieces = cut(day, day, month_starts(int(day[0]), int(day[0])))
    assert pieces.share.tolist() == [1.0]


@given(periods=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 1500)), min_size=1, max_size=10))
def test_the_shares_of_a_record_add_up_to_one(periods: list[tuple[int, int]]) -> None:
    start = np.array([first for first, _ in periods], dtype=np.int64)
    end = start + np.array([length for _, length in periods], dtype=np.int64)
    pieces = cut(start, end, year_starts(int(start.min()), int(end.max())))
    totals = np.bincount(pieces.record, weights=pieces.share)
    assert totals.tolist() == [pytest.approx(1, rel=1e-14)] * len(periods)


@given(first=st.integers(-40, 400), length=st.integers(0, 70))
def test_a_period_is_within_a_month_when_both_its_ends_are(first: int, length: int) -> None:
    months = month_starts(number("2024-01-01"), number("2024-12-31"))
    days = np.array([first, first + length]) + number("2024-01-01")
    start, end = days.astype("datetime64[D]").astype("datetime64[s]").reshape(2, 1)
    first_month, last_month = (segments(ends, months).tolist() for ends in (start, end))
    within = all_within(start, end, months)
    both = first_month if first_month == last_month != [-1] else None
    assert (within if within is None else within.tolist()) == both
