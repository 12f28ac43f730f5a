"""An intensity over several years, with a line where the method of its factors broke."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.charts.alt import EMPTY
from carbonsv.charts.axis import ABOVE_MM, BELOW_MM, axis_up, names_below, ticks_width
from carbonsv.charts.chart import Chart
from carbonsv.charts.scale import Scale
from carbonsv.charts.sheet import Room, Sheet, Style, new_sheet, write_empty
from carbonsv.charts.theme import LIGHT, SMALL_PT, ChartTheme, drawing, width_of
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

_LEAST_COLUMNS_MM = 35.0
_COLUMN_SHARE = 0.6  # of a year's room
_WIDEST_COLUMN_MM = 22.0
_VALUE = Style(SMALL_PT, strong=True, across="center", along="bottom")


@dataclass(frozen=True, slots=True)
class YearIntensity:
    """The intensity of one reporting year.

    Attributes:
        label: name of the year.
        value: [kg CO2e per unit].
        broken: whether the method of factors broke between the year before and this one.
    """

    label: str
    value: float
    broken: bool = False


def intensity_trend(
    years: Sequence[YearIntensity],
    per: str,
    caption: str,
    theme: ChartTheme = LIGHT,
    width_mm: float = 160,
    height_mm: float = 75,
) -> Chart:
    """Draw a column for each year with its value, and a dashed line where a method broke.

    Args:
        years: in their order.
        per: the unit the intensity is per, such as FTE.
        caption: the sources.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is taller where its words need it.
    """
    title, unit = f"Emissions per {per}", f"kg CO₂e per {per}"
    rows = [(one.label, one.value, one.broken) for one in years]
    table = pd.DataFrame(rows, columns=["year", "co2e_kg_per_unit", "method_break"])
    if any(one.broken for one in years):
        caption += ". The method of factors broke at the dashed line: years on its two sides compare badly."
    with drawing():
        least = ABOVE_MM + _LEAST_COLUMNS_MM + BELOW_MM
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, least)
        if not years:
            write_empty(sheet, "Nothing to divide by yet", "Enter the amount on the Organisation page.")
            return Chart(sheet.figure, title, EMPTY, caption, table)
        _draw(sheet, years, unit)
    return Chart(sheet.figure, title, alt_intensity(years, unit), caption, table)


def alt_intensity(years: Sequence[YearIntensity], unit: str) -> str:
    """Say the first and the last value, and between which years a method broke."""
    first, last = years[0], years[-1]
    sentence = f"{text.number(last.value)} {unit} in {last.label}"
    if len(years) > 1:
        sentence += f", after {text.number(first.value)} in {first.label}"
    breaks = [one.label for one in years if one.broken]
    return f"{sentence}. " + (f"Methods broke before {', '.join(breaks)}." if breaks else "No method broke.")


def _draw(sheet: Sheet, years: Sequence[YearIntensity], unit: str) -> None:
    values = [one.value for one in years]
    scale = Scale(unit, 1.0, min(0.0, *values), max(0.0, *values))
    body, left = sheet.body, ticks_width(scale)
    height = body.height - ABOVE_MM - BELOW_MM
    room = Room(body.left + left, body.bottom + BELOW_MM, body.width - left, height)
    axes = sheet.axes(room)
    axes.set_xlim(0, len(years))
    axes.set_ylim(scale.low, scale.low + scale.span)
    axis_up(sheet, axes, room, scale)
    pitch = room.width / len(years)
    width = min(_COLUMN_SHARE, _WIDEST_COLUMN_MM / pitch)
    for place, one in enumerate(years):
        axes.bar(place + 0.5, one.value, width, color=sheet.theme.accent, zorder=2)
    _write_values(sheet, room, values, scale)
    _mark_breaks(sheet, axes, years)
    names_below(sheet, room, [one.label for one in years])


def _write_values(sheet: Sheet, room: Room, values: Sequence[float], scale: Scale) -> None:
    """Write each value above its column, or above zero where it is below, where the widest one has room."""
    pitch = room.width / len(values)
    if max(width_of(text.number(value), SMALL_PT, strong=True) for value in values) > pitch - 1:
        return
    for place, value in enumerate(values):
        height = room.bottom + scale.share(max(value, 0.0)) * room.height
        sheet.write(room.left + (place + 0.5) * pitch, height + 0.5, text.number(value), _VALUE)


def _mark_breaks(sheet: Sheet, axes: Axes, years: Sequence[YearIntensity]) -> None:
    for place, one in enumerate(years):
        if one.broken and place:
            axes.axvline(place, color=sheet.theme.muted, linewidth=1.0, linestyle=(0, (4, 3)), zorder=3)
