from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pytest

from carbonsv.activities.half_hourly.days import MeterDays, Series
from carbonsv.activities.half_hourly.definitions import OpeningHours, opening_words, usual_opening_hours
from carbonsv.activities.half_hourly.numbers import MISSING
from carbonsv.inventory.profiles import baseload_kw, profile_of

if TYPE_CHECKING:
    from collections.abc import Sequence

EPOCH = dt.date(1970, 1, 1)
MONDAY = dt.date(2024, 5, 6)


def days_of(
    first: dt.date, rows: Sequence[Sequence[int]], minutes: int = 30, clock: str = "local"
) -> MeterDays:
    width = max(map(len, rows))
    amounts = np.full((len(rows), width), MISSING, np.int64)
    for place, row in enumerate(rows):
        amounts[place, : len(row)] = row
    start = (first - EPOCH).days
    return MeterDays(
        (Series("m", "", "import", "kWh", minutes, clock),),
        np.zeros(len(rows), np.int32),
        np.arange(start, start + len(rows), dtype=np.int64),
        np.array([len(row) for row in rows], np.int64),
        amounts,
        np.zeros(amounts.shape, bool),
        0,
    )


def test_a_row_for_every_day_and_a_gap_where_nothing_is_known() -> None:
    days = days_of(MONDAY, [[1] * 48, [MISSING] * 48, [2] * 48])
    profile = profile_of(days)
    assert profile is not None
    assert profile.kwh.shape == (3, 48)
    assert np.isnan(profile.kwh[1]).all()
    assert profile.total_kwh == 48 * 1 + 48 * 2


def test_weekdays_and_weekends_have_means_of_their_own() -> None:
    profile = profile_of(days_of(dt.date(2024, 5, 10), [[3] * 48, [1] * 48, [2] * 48]))  # Friday to Sunday
    assert profile is not None
    assert profile.weekday_kw[0] == 3 / 0.5
    assert profile.weekend_kw[0] == (1 + 2) / 2 / 0.5


def test_baseload_is_the_mean_of_the_lowest_twentieth() -> None:
    kwh = np.array([1.0, 2.0] + [50.0] * 38)  # 40 half-hours: the lowest 2
    assert baseload_kw(kwh) == (1 + 2) / 2 / 0.5


def test_out_of_hours_is_what_is_used_while_closed() -> None:
    profile = profile_of(days_of(MONDAY, [[1] * 48]))
    assert profile is not None
    assert profile.out_of_hours_share == 24 / 48  # open 07:00 to 19:00


def test_opening_hours_are_a_choice() -> None:
    always = OpeningHours(frozenset(range(7)), 0, 48)
    profile = profile_of(days_of(MONDAY, [[1] * 48]), always)
    assert profile is not None
    assert profile.out_of_hours_share == 0
    assert opening_words(usual_opening_hours()) == "Mon Tue Wed Thu Fri 07:00 to 19:00"


def test_quarters_add_up_and_hours_are_halved() -> None:
    quarters, hours = profile_of(days_of(MONDAY, [[1] * 96], 15)), profile_of(days_of(MONDAY, [[4] * 24], 60))
    assert quarters is not None
    assert hours is not None
    assert quarters.kwh[0].tolist() == hours.kwh[0].tolist() == [2.0] * 48


@pytest.mark.parametrize(("day", "count"), [(dt.date(2024, 3, 31), 46), (dt.date(2024, 10, 27), 50)])
def test_evening_stays_evening_on_days_that_clocks_change(day: dt.date, count: int) -> None:
    profile = profile_of(days_of(day, [[1] * (count - 1) + [9]]))
    assert profile is not None
    assert profile.kwh[0, 47] == 9
    assert np.isnan(profile.kwh[0, 2:4]).all() == (count == 46)


def test_48_readings_on_a_day_that_clocks_change_are_by_the_clock() -> None:
    profile = profile_of(days_of(dt.date(2024, 10, 27), [[1] * 47 + [9]]))
    assert profile is not None
    assert profile.kwh[0, 47] == 9
    assert not np.isnan(profile.kwh).any()


def test_utc_is_shown_by_the_clock_in_summer() -> None:
    profile = profile_of(days_of(MONDAY, [[7] + [1] * 47, [1] * 48], clock="utc"))
    assert profile is not None
    assert profile.kwh[0, 2] == 7  # 00:00 UTC is 01:00 in May


def test_a_meter_without_readings_has_no_profile() -> None:
    assert profile_of(days_of(MONDAY, [[MISSING] * 48])) is None
