"""Heating against the weather: a point for each month, and the straight line through them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from carbonsv.charts.axis import ABOVE_MM, BELOW_MM, axis_up, ticks_width, write_ticks_across
from carbonsv.charts.chart import Chart
from carbonsv.charts.scale import Scale
from carbonsv.charts.sheet import Room, Sheet, Style, body_width, new_sheet, write_empty
from carbonsv.charts.theme import LIGHT, SMALL_PT, ChartTheme, drawing, line_height, width_of
from carbonsv.charts.words import wrapped
from carbonsv.inventory.intensity import Regression, regression
from carbonsv.model import text

EMPTY = "No month has both heating energy and degree days."
_LEAST_BODY_MM = 45.0
_POINT_PT2 = 22.0
_AROUND = 1.05  # of the largest value
_ACROSS_UNIT = "heating degree days of the month (K.d)"
_FITTED = Style(SMALL_PT, along="top")


def degree_day_scatter(
    months: pd.DataFrame,
    about: str,
    caption: str,
    theme: ChartTheme = LIGHT,
    width_mm: float = 160,
    height_mm: float = 90,
) -> Chart:
    """Draw heating energy against degree days with the regression line, its equation and R².

    The line is only drawn where there are months enough for one; emissions are never adjusted by it.

    Args:
        months: (m rows) month, degree_days [K.d], energy_kwh [kWh].
        about: the fuel and the site, as in the title.
        caption: where the degree days were published, and the days.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is taller where its words need it.

    Source: CIBSE TM41 (2006), Degree-days: theory and application.
    """
    title = f"Heating against the weather, {about}"
    with drawing():
        if months.empty:
            sheet = new_sheet(title, caption, theme, width_mm, height_mm, _LEAST_BODY_MM)
            write_empty(
                sheet, "No month to compare", "Enter degree days of whole months that have heating bills."
            )
            return Chart(sheet.figure, title, EMPTY, caption, months)
        fitted = fit(months)
        said = wrapped(fit_words(fitted, len(months)), body_width(width_mm), SMALL_PT)
        head_mm = (said.count("\n") + 1) * line_height(SMALL_PT) + 1
        least = head_mm + ABOVE_MM + _LEAST_BODY_MM + BELOW_MM
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, least)
        sheet.write(sheet.body.left, sheet.body.top, said, _FITTED)
        _draw(sheet, months, fitted, head_mm)
    return Chart(sheet.figure, title, alt_degree_days(months, fitted), caption, months)


def empty_months() -> pd.DataFrame:
    """Return (0 rows) month, degree_days, energy_kwh."""
    return pd.DataFrame({"month": [], "degree_days": [], "energy_kwh": []})


def fit(months: pd.DataFrame) -> Regression | None:
    """Return the straight line through the months; None for too few of them or unchanging weather."""
    return regression(months["degree_days"].to_numpy(np.float64), months["energy_kwh"].to_numpy(np.float64))


def fit_words(fitted: Regression | None, count: int) -> str:
    """Write the line out, or say why there is none."""
    if fitted is None:
        return f"{count} months are too few, or their weather too alike, for a line."
    base = f"{text.number(abs(fitted.base_kwh))} kWh a month"
    sign = "-" if fitted.base_kwh < 0 else "+"
    slope = f"{text.number(fitted.slope_kwh)} kWh per degree day"
    return f"Line: {slope} {sign} {base}; R² = {text.number(fitted.r2)} of {fitted.periods} months"


def alt_degree_days(months: pd.DataFrame, fitted: Regression | None) -> str:
    """Say the line and how well it fits, and the most and least energy."""
    least, most = (
        text.number(float(one)) for one in (months["energy_kwh"].min(), months["energy_kwh"].max())
    )
    opening = f"Heating of {len(months)} months took from {least} to {most} kWh a month."
    return f"{opening} {fit_words(fitted, len(months))}."


def _draw(sheet: Sheet, months: pd.DataFrame, fitted: Regression | None, head_mm: float) -> None:
    across = Scale("K.d", 1.0, 0.0, float(months["degree_days"].max()) * _AROUND)
    ends = [] if fitted is None else [fitted.base_kwh, _at(fitted, across.high)]
    energy = [0.0, *months["energy_kwh"].tolist(), *ends]
    up = Scale("kWh", 1.0, min(energy), max(energy) * _AROUND)
    body, left, right = sheet.body, ticks_width(up), _half_of_last(across)
    height = body.height - head_mm - ABOVE_MM - BELOW_MM
    room = Room(body.left + left, body.bottom + BELOW_MM, body.width - left - right, height)
    axes = sheet.axes(room)
    axes.set_xlim(0, across.span)
    axes.set_ylim(up.low, up.low + up.span)
    axis_up(sheet, axes, room, up)
    write_ticks_across(sheet, room, across, across.ticks_across(room.width), _ACROSS_UNIT)
    axes.scatter(
        months["degree_days"],
        months["energy_kwh"],
        _POINT_PT2,
        color=sheet.theme.accent,
        edgecolor=sheet.theme.surface,
        linewidth=0.6,
        zorder=4,
        clip_on=False,
    )
    if fitted is not None:
        ends_kwh = [fitted.base_kwh, _at(fitted, across.high)]
        axes.plot([0.0, across.high], ends_kwh, color=sheet.theme.series[2], linewidth=1.6, zorder=3)


def _at(fitted: Regression, degree_days: float) -> float:
    return fitted.base_kwh + fitted.slope_kwh * degree_days


def _half_of_last(across: Scale) -> float:
    widest = max(width_of(text.number(tick), SMALL_PT) for tick in across.ticks())
    return widest / 2
