"""Half-hourly readings of a meter as a map: days across, hours upwards, stronger where more is used."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap

from carbonsv.charts.caption import PROGRAM
from carbonsv.charts.chart import Chart
from carbonsv.charts.sheet import Room, Sheet, Style, new_sheet
from carbonsv.charts.theme import LIGHT, SMALL_PT, ChartTheme, drawing, line_height, width_of
from carbonsv.inventory.profiles import HALF_HOURS
from carbonsv.model import text

if TYPE_CHECKING:
    from matplotlib.colors import Colormap
    from numpy.typing import NDArray

    from carbonsv.inventory.profiles import Profile

_LEAST_MAP_MM = 35.0
_MONTH_DAY = 15
_BELOW_MM = line_height(SMALL_PT) * 2 + 1.5
_KEY_MM = line_height(SMALL_PT) + 1.5
_KEY_WIDTH_MM = 30.0
_HOURS = (0, 6, 12, 18, 24)
_TICK = Style(SMALL_PT, muted=True, across="right")
_MONTH = Style(SMALL_PT, across="center", along="baseline")
_YEAR = Style(SMALL_PT, muted=True, across="center", along="baseline")
_KEY = Style(SMALL_PT)
_TO_KW = 2.0  # half-hours in an hour
_STEPS = 256


def heat_map_chart(
    profile: Profile, meter: str, theme: ChartTheme = LIGHT, width_mm: float = 160, height_mm: float = 85
) -> Chart:
    """Draw the half-hours of every day of a meter.

    Args:
        profile: of the meter.
        meter: its name.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is taller where its words need it.
    """
    title = f"Power by half-hour, {meter}"
    caption = f"{PROGRAM}; {text.period(profile.first, profile.last)}; UK local time"
    power_kw = profile.kwh.T * _TO_KW
    known = power_kw[np.isfinite(power_kw)]
    ends_kw = (float(known.min(initial=0.0)), float(known.max(initial=0.0)))
    with drawing():
        least = _KEY_MM + _LEAST_MAP_MM + _BELOW_MM
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, least)
        _draw_key(sheet, ends_kw, missing=bool(np.isnan(power_kw).any()))
        _draw_map(sheet, profile, power_kw, ends_kw)
    return Chart(sheet.figure, title, alt_heat_map(profile), caption, heat_map_table(profile))


def colours(theme: ChartTheme) -> Colormap:
    """Return a scale from nearly the surface to the strongest colour; its lightness goes one way."""
    steps = [theme.grid, theme.series[1], theme.series[0]]
    scale: Colormap = LinearSegmentedColormap.from_list("carbonsv", steps, N=_STEPS)
    return scale.with_extremes(bad=theme.surface)


def heat_map_table(profile: Profile) -> pd.DataFrame:
    """Return (n days) a row per day with the kWh of each half-hour."""
    times = [f"{half // 2:02}:{half % 2 * 30:02}" for half in range(HALF_HOURS)]
    days = [profile.first + dt.timedelta(days=place) for place in range(len(profile.kwh))]
    return pd.DataFrame(profile.kwh, columns=times).assign(day=days)[["day", *times]]


def alt_heat_map(profile: Profile) -> str:
    """Say when most is used, what is never switched off and what is used outside opening hours."""
    means = np.where(np.isfinite(profile.weekday_kw), profile.weekday_kw, -1.0)
    busiest = int(np.argmax(means))
    days = text.period(profile.first, profile.last)
    words = (
        f"Half-hourly power from {days}."
        if profile.first != profile.last
        else f"Half-hourly power on {days}."
    )
    if means[busiest] > 0:
        power = text.number(float(means[busiest]))
        words += (
            f" On weekdays most is used from {busiest // 2:02}:{busiest % 2 * 30:02}, {power} kW on average."
        )
    words += f" Baseload is {text.number(profile.baseload_kw)} kW."
    missing = int(np.isnan(profile.kwh).all(axis=1).sum())
    gap = f" {missing:,} {'day has' if missing == 1 else 'days have'} no data." if missing else ""
    return f"{words} {text.share(profile.out_of_hours_share)} is used outside opening hours.{gap}"


def _draw_key(sheet: Sheet, ends_kw: tuple[float, float], *, missing: bool) -> None:
    """Draw the scale of colours from nothing, or less, to the most, and say what blank means."""
    body, middle = sheet.body, sheet.body.top - _KEY_MM / 2
    low, high = (text.number(end) for end in ends_kw)
    left = body.left + width_of(low, SMALL_PT) + 1
    sheet.write(body.left, middle, low, _KEY)
    room = Room(left, middle - 1.3, _KEY_WIDTH_MM, 2.6)
    axes = sheet.axes(room)
    axes.imshow(
        np.linspace(0, 1, _STEPS)[None, :], aspect="auto", cmap=colours(sheet.theme), extent=(0, 1, 0, 1)
    )
    most = f"{high} kW"
    sheet.write(room.right + 1, middle, most, _KEY)
    words = "blank: no data"
    right = body.right - width_of(words, SMALL_PT)
    if missing and right > room.right + width_of(most, SMALL_PT) + 4:
        sheet.write(right, middle, words, Style(SMALL_PT, muted=True))


def _draw_map(
    sheet: Sheet, profile: Profile, power_kw: NDArray[np.float64], ends_kw: tuple[float, float]
) -> None:
    body, days = sheet.body, power_kw.shape[1]
    low_kw, top_kw = ends_kw
    left = width_of("24:00", SMALL_PT) + 2
    room = Room(
        body.left + left, body.bottom + _BELOW_MM, body.width - left, body.height - _KEY_MM - _BELOW_MM - 1
    )
    axes = sheet.axes(room)
    axes.imshow(
        power_kw,
        aspect="auto",
        origin="lower",
        interpolation="nearest" if days * 2 < room.width * 12 else "antialiased",
        cmap=colours(sheet.theme),
        vmin=low_kw,
        vmax=top_kw if top_kw > low_kw else low_kw + 1.0,
        extent=(0, days, 0, HALF_HOURS),
    )
    for hour in _HOURS:
        height = room.bottom + hour * 2 / HALF_HOURS * room.height
        sheet.write(room.left - 1.5, height, f"{hour:02}:00", _TICK)
    _write_days(sheet, room, profile.first, days)


def _write_days(sheet: Sheet, room: Room, first: dt.date, days: int) -> None:
    """Write months below their days, or days where there are few, as many as have room."""
    marks = month_marks(first, days)
    pitch = room.width / days
    height = room.bottom - 0.9 * line_height(SMALL_PT) - 0.5
    right, year = -np.inf, 0
    for middle, label, its_year in marks:
        half = max(width_of(label, SMALL_PT), width_of(str(its_year), SMALL_PT)) / 2
        place = min(max(room.left + middle * pitch, room.left + half), room.right - half)
        if place - half < right + 1:
            continue
        sheet.write(place, height, label, _MONTH)
        if its_year != year:
            sheet.write(place, height - line_height(SMALL_PT), str(its_year), _YEAR)
        right, year = place + half, its_year


def month_marks(first: dt.date, days: int) -> list[tuple[float, str, int]]:
    """Return the middle, name and year of each month among some days; of each day where they are few."""
    dates = [first + dt.timedelta(days=place) for place in range(days)]
    if days <= 2 * _MONTH_DAY:
        return [
            (place + 0.5, f"{day.day} {text.short_month(day)}", day.year) for place, day in enumerate(dates)
        ]
    months: dict[tuple[int, int], list[int]] = {}
    for place, day in enumerate(dates):
        months.setdefault((day.year, day.month), []).append(place)
    return [
        ((places[0] + places[-1] + 1) / 2, text.short_month(dates[places[0]]), year)
        for (year, _), places in months.items()
    ]
