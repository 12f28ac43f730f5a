"""Value axes: grid lines at round values, the line at zero, the numbers and the unit."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D

from carbonsv.charts.sheet import Style
from carbonsv.charts.theme import SMALL_PT, line_height, width_of
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from carbonsv.charts.scale import Scale
    from carbonsv.charts.sheet import Room, Sheet
    from carbonsv.charts.theme import ChartTheme

BELOW_MM = 2 * line_height(SMALL_PT) + 1.5
ABOVE_MM = 2 * line_height(SMALL_PT) + 1.5
_BETWEEN_MM = 1.0
_GRID_PT = 0.6
_BEHIND = 0.5  # in the order of drawing
_TICK_ACROSS = Style(SMALL_PT, muted=True, across="center", along="baseline")
_UNIT_ACROSS = Style(SMALL_PT, muted=True, across="right", along="baseline")
_TICK_UP = Style(SMALL_PT, muted=True, across="right")
_UNIT_UP = Style(SMALL_PT, muted=True)
_NAME = Style(SMALL_PT, across="center", along="baseline")


def draw_grid(axes: Axes, ticks: Sequence[float], theme: ChartTheme, *, across: bool) -> None:
    """Draw a line at every value of an axis, behind all else, from edge to edge of the axes."""
    values = [value for tick in ticks for value in (tick, tick, nan)]  # a gap after each line
    edges = [0.0, 1.0, nan] * len(ticks)
    places = (values, edges) if across else (edges, values)
    transform = axes.get_xaxis_transform("grid") if across else axes.get_yaxis_transform("grid")
    axes.add_artist(
        Line2D(*places, color=theme.grid, linewidth=_GRID_PT, transform=transform, zorder=_BEHIND)
    )


def axis_across(sheet: Sheet, axes: Axes, room: Room, scale: Scale) -> None:
    """Draw a value axis below horizontal bars."""
    ticks = scale.ticks_across(room.width)
    draw_grid(axes, ticks, sheet.theme, across=True)
    if scale.low <= 0 <= scale.high:
        axes.axvline(0, color=sheet.theme.muted, linewidth=0.8, zorder=3)
    write_ticks_across(sheet, room, scale, ticks)


def write_ticks_across(
    sheet: Sheet, room: Room, scale: Scale, ticks: Sequence[float], unit: str = "", below_mm: float = 0.0
) -> None:
    """Write the numbers of an axis below a room, those that fit between the edges and beside each other.

    Args:
        sheet: to write on.
        room: what the axis measures.
        scale: the axis.
        ticks: [unit] the values.
        unit: as printed; that of the scale where it is not given.
        below_mm: [mm] how far below the room they begin.
    """
    height = room.bottom - below_mm - 0.9 * line_height(SMALL_PT) - 0.5
    reached = sheet.body.left - _BETWEEN_MM
    for tick in ticks:
        half = width_of(text.number(tick), SMALL_PT) / 2
        place = room.left + scale.share(tick) * room.width
        middle = min(max(place, sheet.body.left + half), sheet.body.right - half)
        if middle - half >= reached + _BETWEEN_MM:
            sheet.write(middle, height, text.number(tick), _TICK_ACROSS)
            reached = middle + half
    words = unit or scale.unit
    right = room.right if width_of(words, SMALL_PT) <= room.right - sheet.body.left else sheet.body.right
    sheet.write(right, height - line_height(SMALL_PT), words, _UNIT_ACROSS)


def axis_up(sheet: Sheet, axes: Axes, room: Room, scale: Scale) -> None:
    """Draw a value axis to the left of columns, its unit above it."""
    ticks, muted = scale.ticks(), sheet.theme.muted
    draw_grid(axes, ticks, sheet.theme, across=False)
    axes.axhline(0, color=muted, linewidth=0.8, zorder=3)
    for tick in ticks:
        height = room.bottom + scale.share(tick) * room.height
        sheet.write(room.left - 1.5, height, text.number(tick), _TICK_UP)
    sheet.write(sheet.body.left, room.top + 1.6 * line_height(SMALL_PT), scale.unit, _UNIT_UP)


def ticks_width(scale: Scale) -> float:
    """Return [mm] the room that the numbers of an axis to the left need."""
    return max(width_of(text.number(tick), SMALL_PT) for tick in scale.ticks()) + 2


def names_below(sheet: Sheet, room: Room, names: Sequence[str], least_step: int = 1) -> None:
    """Write the names of columns below them, as many as have room beside each other.

    Args:
        sheet: to write on.
        room: of the columns.
        names: of the columns.
        least_step: from one name that is written to the next at least.
    """
    pitch = room.width / len(names)
    widest = max(width_of(name, SMALL_PT) for name in names)
    moved = max(0.0, (widest - pitch) / 2)  # the first and the last stay within the room
    every = max(least_step, -int(-(widest + moved + 1.5) // pitch))
    height = room.bottom - 0.9 * line_height(SMALL_PT) - 0.5
    for place, name in list(enumerate(names))[::every]:
        half = width_of(name, SMALL_PT) / 2
        middle = min(max(room.left + (place + 0.5) * pitch, room.left + half), sheet.body.right - half)
        sheet.write(middle, height, name, _NAME)
