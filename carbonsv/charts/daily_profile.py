"""The mean day of a meter: power by half-hour on weekdays and at weekends, above its baseload."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from carbonsv.activities.half_hourly.definitions import usual_opening_hours
from carbonsv.charts.axis import draw_grid
from carbonsv.charts.caption import PROGRAM
from carbonsv.charts.chart import Chart
from carbonsv.charts.heat_map import alt_heat_map
from carbonsv.charts.key import Entry, draw_key, key_height
from carbonsv.charts.sheet import Line, Room, Sheet, Style, new_sheet
from carbonsv.charts.theme import LIGHT, SMALL_PT, ChartTheme, drawing, line_height, width_of
from carbonsv.inventory.profiles import HALF_HOURS, baseload_words
from carbonsv.model import text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from carbonsv.activities.half_hourly.definitions import OpeningHours
    from carbonsv.inventory.profiles import Profile

_LEAST_MM = 30.0
_ABOVE_MM = line_height(SMALL_PT) * 2 + 1
_BELOW_MM = line_height(SMALL_PT) + 2.5
_MOST_TICKS = 5
_HEADROOM = 1.05  # of the highest power
_WEEKDAYS, _WEEKENDS, _BASELOAD = Line(2.0), Line(1.2), Line(1.2, (4, 2))
_TICK = Style(SMALL_PT, muted=True, across="right")
_UNIT = Style(SMALL_PT, muted=True)
_HOUR = Style(SMALL_PT, across="center", along="baseline")


def daily_profile_chart(
    profile: Profile,
    meter: str,
    theme: ChartTheme = LIGHT,
    width_mm: float = 160,
    height_mm: float = 85,
    opening: OpeningHours | None = None,
) -> Chart:
    """Draw the mean weekday and weekend of a meter, its baseload and when the organisation is open.

    Args:
        profile: of the meter.
        meter: its name.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is taller where its words need it.
        opening: when the organisation is open; the usual hours where it has not said it.
    """
    title = f"Mean day, {meter}"
    caption = (
        f"{PROGRAM}; {text.period(profile.first, profile.last)}; UK local time; baseload: {baseload_words()}"
    )
    entries = [
        Entry("Weekdays", theme.series[0], _WEEKDAYS),
        Entry("Weekends", theme.series[2], _WEEKENDS),
        Entry("Baseload", theme.series[1], _BASELOAD),
    ]
    with drawing():
        least = key_height(entries, width_mm) + _ABOVE_MM + _LEAST_MM + _BELOW_MM
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, least)
        _draw(sheet, profile, draw_key(sheet, entries), opening or usual_opening_hours())
    return Chart(sheet.figure, title, alt_heat_map(profile), caption, profile_table(profile))


def profile_table(profile: Profile) -> pd.DataFrame:
    """Return (48 rows) the mean power of each half-hour [kW]."""
    times = [f"{half // 2:02}:{half % 2 * 30:02}" for half in range(HALF_HOURS)]
    return pd.DataFrame(
        {
            "from": times,
            "weekday_kw": profile.weekday_kw,
            "weekend_kw": profile.weekend_kw,
            "baseload_kw": profile.baseload_kw,
        }
    )


def _draw(sheet: Sheet, profile: Profile, key_mm: float, opening: OpeningHours) -> None:
    powers = np.concatenate([profile.weekday_kw, profile.weekend_kw, [profile.baseload_kw, 0.0]])
    top, low = float(np.nanmax(powers)) * _HEADROOM or 1.0, min(0.0, float(np.nanmin(powers)))
    ticks = [tick for tick in MaxNLocator(_MOST_TICKS).tick_values(low, top) if low <= tick <= top]
    body = sheet.body
    left = max(width_of(text.number(tick), SMALL_PT) for tick in ticks) + 2
    left = max(left, width_of("00:00", SMALL_PT) / 2)
    room = Room(
        body.left + left,
        body.bottom + _BELOW_MM,
        body.width - left - width_of("24:00", SMALL_PT) / 2,
        body.height - key_mm - _ABOVE_MM - _BELOW_MM,
    )
    axes = sheet.axes(room)
    axes.set_xlim(0, HALF_HOURS)
    axes.set_ylim(low, top)
    _draw_lines(axes, profile, sheet.theme, opening)
    _write_axes(sheet, axes, room, ticks)


def _draw_lines(axes: Axes, profile: Profile, theme: ChartTheme, opening: OpeningHours) -> None:
    """Draw steps, thicker for weekdays and dashed for the baseload: lines differ without colour too."""
    axes.axvspan(opening.first, opening.end, color=theme.grid, alpha=0.45, linewidth=0, zorder=0)
    edges = np.arange(HALF_HOURS + 1)
    for power, colour, line in (
        (profile.weekday_kw, theme.series[0], _WEEKDAYS),
        (profile.weekend_kw, theme.series[2], _WEEKENDS),
    ):
        axes.stairs(power, edges, baseline=None, color=colour, linewidth=line.width_pt, zorder=3)
    width, style = _BASELOAD.width_pt, _BASELOAD.style
    axes.axhline(profile.baseload_kw, color=theme.series[1], linewidth=width, linestyle=style, zorder=2)


def _write_axes(sheet: Sheet, axes: Axes, room: Room, ticks: list[float]) -> None:
    low, high = axes.get_ylim()
    draw_grid(axes, ticks, sheet.theme, across=False)
    for tick in ticks:
        height = room.bottom + (tick - low) / (high - low) * room.height
        sheet.write(room.left - 1.5, height, text.number(tick), _TICK)
    sheet.write(sheet.body.left, room.top + line_height(SMALL_PT), "kW (shaded: open on weekdays)", _UNIT)
    every = 3 if room.width / 8 > width_of("00:00", SMALL_PT) + 2 else 6
    for hour in range(0, 25, every):
        place = room.left + hour * 2 / HALF_HOURS * room.width
        sheet.write(place, room.bottom - 0.9 * line_height(SMALL_PT) - 1.5, f"{hour:02}:00", _HOUR)
