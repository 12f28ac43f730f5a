"""Horizontal bars with the name on the left and the value at the end of the bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.charts.axis import draw_grid, write_ticks_across
from carbonsv.charts.scale import Scale, scale_of
from carbonsv.charts.sheet import Room, Sheet, Style, body_width
from carbonsv.charts.theme import LABEL_PT, SMALL_PT, line_height, width_of
from carbonsv.charts.words import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

_NAME_SHARE = 0.5  # of the width of the sheet at most
_BESIDE_MM = 2.0
_BETWEEN_ROWS_MM = 2.2
_THICKEST_MM = 6.0
_THICKNESS_SHARE = 0.62  # of a row
_NAME = Style(across="right")
_VALUE = Style(strong=True)
_AXIS_MM = 2 * line_height(SMALL_PT) + 1.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        name: what it is.
        co2e_kg: [kg CO2e] its length.
        colour: of its fill, or of its outline where it is hollow.
        hollow: whether it is another view of a bar already shown, and not part of the total.
    """

    name: str
    co2e_kg: float
    colour: str
    hollow: bool = False


def bars_height(names: Sequence[str], width_mm: float) -> float:
    """Return [mm] the least height of bars with these names on a sheet so wide [mm]."""
    lines = max(name.count("\n") + 1 for name in _wrapped_names(names, body_width(width_mm)))
    return len(names) * (lines * line_height(LABEL_PT) + _BETWEEN_ROWS_MM) + _AXIS_MM


def draw_bars(sheet: Sheet, bars: Sequence[Bar]) -> None:
    """Draw bars from the top down over the whole body of a sheet."""
    body = sheet.body
    names = _wrapped_names([bar.name for bar in bars], body.width)
    scale = scale_of(bar.co2e_kg for bar in bars)
    values = [scale.label(bar.co2e_kg) for bar in bars]
    left = max(width_of(name, LABEL_PT) for name in names) + _BESIDE_MM
    right = max(width_of(value, LABEL_PT, strong=True) for value in values) + _BESIDE_MM
    room = Room(body.left + left, body.bottom + _AXIS_MM, body.width - left - right, body.height - _AXIS_MM)
    axes = sheet.axes(room)
    axes.set_xlim(scale.low, scale.low + scale.span)
    axes.set_ylim(0, room.height)
    _draw_axis(sheet, axes, room, scale)
    pitch = room.height / len(bars)
    for place, (bar, name, value) in enumerate(zip(bars, names, values, strict=True)):
        middle = room.height - (place + 0.5) * pitch
        end = _draw_bar(sheet, axes, bar, scale, (middle, min(_THICKEST_MM, _THICKNESS_SHARE * pitch)))
        height = room.bottom + middle
        sheet.write(room.left - _BESIDE_MM, height, name, _NAME)
        sheet.write(room.left + scale.share(end) * room.width + 1, height, value, _VALUE)


def _wrapped_names(names: Sequence[str], width_mm: float) -> list[str]:
    return [wrapped(name, _NAME_SHARE * width_mm, LABEL_PT) for name in names]


def _draw_bar(sheet: Sheet, axes: Axes, bar: Bar, scale: Scale, row_mm: tuple[float, float]) -> float:
    """Draw one bar and return [unit] where its value stands: its right end, which is zero below zero."""
    middle, thickness = row_mm
    length = bar.co2e_kg / scale.kg_per_unit
    fill = sheet.theme.surface if bar.hollow else bar.colour
    axes.barh(middle, length, height=thickness, color=fill, edgecolor=bar.colour, linewidth=1.0, zorder=2)
    return max(0.0, length)


def _draw_axis(sheet: Sheet, axes: Axes, room: Room, scale: Scale) -> None:
    """Draw grid lines at round values, the line at zero, and the unit below."""
    ticks = scale.ticks_across(room.width)
    draw_grid(axes, ticks, sheet.theme, across=True)
    axes.axvline(0, color=sheet.theme.muted, linewidth=0.8, zorder=3)
    write_ticks_across(sheet, room, scale, ticks)
