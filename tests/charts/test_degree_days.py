from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from carbonsv.charts.degree_days import degree_day_scatter, empty_months, fit

from .seen import words

CAPTION = "Carbon SV; degree days: a weather station"


def months(base_kwh: float, slope_kwh: float, count: int = 12) -> pd.DataFrame:
    days = [float(30 * place) for place in range(count)]
    energy = [base_kwh + slope_kwh * one for one in days]
    starts = pd.date_range("2024-01-01", periods=count, freq="MS")
    return pd.DataFrame({"month": starts, "degree_days": days, "energy_kwh": energy})


def test_the_line_and_its_fit_are_written_out() -> None:
    chart = degree_day_scatter(months(500.0, 12.5), "Natural gas, Depot", CAPTION)
    line = "Line: 12.5 kWh per degree day + 500 kWh a month; R² = 1 of 12 months"
    assert line in words(chart.figure)
    assert line in chart.alt_text


def test_a_line_below_zero_says_minus() -> None:
    chart = degree_day_scatter(months(-200.0, 10.0), "Gas", CAPTION)
    assert "10 kWh per degree day - 200 kWh a month" in chart.alt_text


def test_the_line_runs_where_the_regression_says() -> None:
    axes = degree_day_scatter(months(500.0, 12.5), "Gas", CAPTION).figure.axes[0]
    (start, low), (end, high) = np.asarray(axes.lines[-1].get_path().vertices).tolist()
    assert (low, (high - low) / (end - start)) == (pytest.approx(500), pytest.approx(12.5))


def test_too_few_months_have_points_and_no_line() -> None:
    chart = degree_day_scatter(months(500.0, 12.5, 2), "Gas", CAPTION)
    assert fit(chart.data) is None
    assert "2 months are too few" in chart.alt_text
    assert len(chart.figure.axes[0].collections) == 1


def test_no_month_says_what_to_enter() -> None:
    assert "No month to compare" in words(degree_day_scatter(empty_months(), "Gas", CAPTION).figure)
