from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pytest

from carbonsv.charts.daily_profile import daily_profile_chart, profile_table
from carbonsv.charts.heat_map import alt_heat_map, colours, heat_map_chart, heat_map_table, month_marks
from carbonsv.charts.theme import DARK, LIGHT, ChartTheme
from carbonsv.inventory.profiles import Profile

from .seen import outside, overlapping, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from carbonsv.charts.chart import Chart

FIRST = dt.date(2024, 4, 1)
DRAW = [heat_map_chart, daily_profile_chart]


def profile(days: int, size: float = 1.0, missing: int = 0) -> Profile:
    kwh = np.full((days, 48), size)
    kwh[:, 14:38] *= 3
    kwh[1 : 1 + missing] = np.nan
    mean = np.nanmean(kwh, axis=0) * 2
    return Profile(FIRST, kwh, mean, mean / 2, size * 2, 0.25, float(np.nansum(kwh)))


@pytest.mark.parametrize("draw", DRAW)
@pytest.mark.parametrize("width_mm", [80, 160])
@pytest.mark.parametrize(
    "shown", [profile(1), profile(7), profile(31), profile(366, missing=9), profile(800, 1e6)]
)
@pytest.mark.parametrize("size", [1.0, 0.0])
def test_texts_stay_inside_and_apart(
    shown: Profile, size: float, width_mm: float, draw: Callable[..., Chart]
) -> None:
    zero = Profile(FIRST, shown.kwh * size, shown.weekday_kw * size, shown.weekend_kw * size, 0.0, 0.5, 0.0)
    figure = draw(shown if size else zero, "Main incomer, Depot", width_mm=width_mm).figure
    assert (outside(figure), overlapping(figure)) == ([], [])


@pytest.mark.parametrize("draw", DRAW)
def test_weekends_may_have_no_readings(draw: Callable[..., Chart]) -> None:
    one = profile(3)
    none = np.full(48, np.nan)
    chart = draw(Profile(FIRST, one.kwh, one.weekday_kw, none, 2.0, 0.25, 1.0), "Meter")
    assert outside(chart.figure) == []


def test_the_map_says_that_blank_means_no_data_only_where_some_is_missing() -> None:
    assert "blank: no data" in words(heat_map_chart(profile(60, missing=2), "Meter").figure)
    assert "blank: no data" not in words(heat_map_chart(profile(60), "Meter").figure)


def test_the_message_names_the_busiest_time_the_baseload_and_the_gaps() -> None:
    said = alt_heat_map(profile(60, missing=1))
    assert "On weekdays most is used from 07:00, 6 kW on average." in said
    assert "Baseload is 2 kW." in said
    assert said.endswith("1 day has no data.")


def test_the_data_are_a_row_per_day_and_a_row_per_half_hour() -> None:
    assert heat_map_table(profile(3)).shape == (3, 49)
    assert profile_table(profile(3))["from"].tolist()[:2] == ["00:00", "00:30"]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_lightness_goes_one_way_so_that_the_map_reads_in_grey(theme: ChartTheme) -> None:
    red, green, blue, _ = colours(theme)(np.linspace(0, 1, 20)).T
    steps = np.diff(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    assert (steps < 0).all() or (steps > 0).all()


def test_months_stand_at_their_middle_and_few_days_by_themselves() -> None:
    assert month_marks(FIRST, 61)[:2] == [(15.0, "Apr", 2024), (45.5, "May", 2024)]
    assert month_marks(FIRST, 2) == [(0.5, "1 Apr", 2024), (1.5, "2 Apr", 2024)]
