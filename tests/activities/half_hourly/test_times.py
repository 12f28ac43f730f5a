from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from carbonsv.activities.half_hourly.times import NO_MINUTE, clock_change, is_summer, minutes_of, read_stamps

APRIL = (dt.date(2024, 4, 1) - dt.date(1970, 1, 1)).days


@pytest.mark.parametrize(
    "text",
    [
        "01/04/2024 00:30",
        "2024-04-01T00:30:00Z",
        "1 Apr 2024 12:30 am",
        "45383.0208333",
        "202404010030",
        "Mon 01-Apr-24 00:29:59",
        "April 1, 2024 00:30",
    ],
)
def test_a_moment_is_read_in_every_form_that_exports_have(text: str) -> None:
    stamps = read_stamps([text])
    assert (stamps.days[0], stamps.minutes[0]) == (APRIL, 30)


def test_months_come_first_where_days_then_lie_together() -> None:
    stamps = read_stamps(["04/01/2024", "04/02/2024", "04/03/2024"])
    assert (stamps.month_first, stamps.days[0]) == (True, APRIL)
    assert not read_stamps(["01/04/2024", "02/04/2024"]).month_first
    assert read_stamps(["04/01/2024", "04/13/2024"]).month_first


@pytest.mark.parametrize("text", ["", "kWh", "31/02/2024", "2024-04-01 25:00", "1/1/1850"])
def test_what_is_no_moment_is_not_taken_for_one(text: str) -> None:
    assert not read_stamps([text]).good[0]


def test_times_end_at_24_hours() -> None:
    texts = ["24:00", "0030", "1:30 PM", "24:30", "x"]
    assert [minutes_of(text) for text in texts] == [1440, 30, 810, NO_MINUTE, NO_MINUTE]


def test_clocks_change_on_the_last_sundays_of_march_and_october() -> None:
    days = [dt.date(2024, 3, 31), dt.date(2024, 10, 27), dt.date(2024, 10, 26), dt.date(2025, 3, 30)]
    numbers = np.array([(day - dt.date(1970, 1, 1)).days for day in days])
    assert clock_change(numbers).tolist() == [-1, 1, 0, -1]


def test_summer_begins_at_one_in_the_morning() -> None:
    day = np.array([(dt.date(2024, 3, 31) - dt.date(1970, 1, 1)).days] * 2)
    assert is_summer(day, np.array([30, 60])).tolist() == [False, True]
