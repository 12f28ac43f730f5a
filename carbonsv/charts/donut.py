"""Emissions by scope as shares of a ring, for where a bar chart would stand alone on a page of rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Wedge

from carbonsv.charts.alt import EMPTY, alt_scopes
from carbonsv.charts.caption import caption_of
from carbonsv.charts.chart import Chart
from carbonsv.charts.sheet import Room, Sheet, Style, new_sheet, write_empty
from carbonsv.charts.theme import LABEL_PT, LIGHT, SMALL_PT, TITLE_PT, ChartTheme, drawing, line_height
from carbonsv.charts.words import wrapped
from carbonsv.model import text

if TYPE_CHECKING:
    import pandas as pd

    from carbonsv.inventory.inventory import Inventory

_LEAST_BODY_MM = 25.0
_LEAST_RING_MM = 42.0
_LARGEST_RING_MM = 70.0
_RING_SHARE = 0.34  # of the ring's radius
_TURN = 360.0  # [degrees]
_TOP = 90.0  # [degrees] where the first share begins
_SWATCH_MM = 2.6
_BESIDE_MM = 1.6
_APART_MM = 8.0  # from the ring to the list
_LEAST_LIST_MM = 50.0
_ENTRY_MM = line_height(LABEL_PT) + line_height(SMALL_PT) + 1.6
_TOTAL = Style(TITLE_PT, strong=True, across="center", along="bottom")
_OF_TOTAL = Style(SMALL_PT, muted=True, across="center", along="top")
_NAME = Style(along="bottom")
_AMOUNT = Style(SMALL_PT, muted=True, along="top")


def scope_donut(
    inventory: Inventory, theme: ChartTheme = LIGHT, width_mm: float = 160, height_mm: float = 70
) -> Chart:
    """Draw scope 1, scope 2 location-based and scope 3 as shares of a ring, each named beside it.

    A ring cannot show an amount below zero; the bar chart can, and is named instead.

    Args:
        inventory: the reporting year.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is taller where the ring stands above its list.
    """
    table = inventory.by(["scope"])
    title, caption = f"Shares of the scopes, {inventory.label}", caption_of(inventory)
    caption += "; scope 2 location-based"
    wide = width_mm >= _LEAST_RING_MM + _APART_MM + _LEAST_LIST_MM
    list_mm = len(table) * _ENTRY_MM
    least = max(_LEAST_RING_MM, list_mm) if wide else _LEAST_RING_MM + _APART_MM / 2 + list_mm
    with drawing():
        drawable = len(table) > 0 and (table["co2e_kg"] >= 0).all() and table["co2e_kg"].sum() > 0
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, least if drawable else _LEAST_BODY_MM)
        if not drawable:
            return _refused(sheet, table, title, caption)
        ring = _ring_room(sheet.body, list_mm, wide=wide)
        _draw_ring(sheet, ring, table)
        _write_list(sheet, ring, table, wide=wide)
    return Chart(sheet.figure, title, alt_scopes(inventory), caption, table)


def _refused(sheet: Sheet, table: pd.DataFrame, title: str, caption: str) -> Chart:
    if table.empty or not table["co2e_kg"].any():
        write_empty(sheet)
        return Chart(sheet.figure, title, EMPTY, caption, table)
    message = "A ring cannot show amounts below zero"
    write_empty(sheet, message, "The bar chart of the scopes shows them.")
    return Chart(sheet.figure, title, f"{message}.", caption, table)


def _ring_room(body: Room, list_mm: float, *, wide: bool) -> Room:
    """Return the square that the ring fills: to the left of its list, or above it."""
    if wide:
        size = min(body.height, _LARGEST_RING_MM, body.width - _APART_MM - _LEAST_LIST_MM)
        left = body.left + (body.width - size - _APART_MM - _LEAST_LIST_MM) / 2
        return Room(left, body.bottom + (body.height - size) / 2, size, size)
    size = min(body.height - list_mm - _APART_MM / 2, _LARGEST_RING_MM, body.width)
    return Room(body.left + (body.width - size) / 2, body.top - size, size, size)


def _draw_ring(sheet: Sheet, room: Room, table: pd.DataFrame) -> None:
    axes = sheet.axes(room)
    axes.set_xlim(-1, 1)
    axes.set_ylim(-1, 1)
    total_kg, start = float(table["co2e_kg"].sum()), _TOP
    for scope, kg in zip(table["scope"], table["co2e_kg"], strict=True):
        end = start - _TURN * float(kg) / total_kg
        colour, edge = sheet.theme.scope_colour(str(scope)), sheet.theme.surface
        share = Wedge(
            (0, 0), 1, end, start, width=_RING_SHARE, facecolor=colour, edgecolor=edge, linewidth=1.2
        )
        axes.add_patch(share)
        start = end
    middle, height = room.left + room.width / 2, room.bottom + room.height / 2
    inside = room.width * (1 - _RING_SHARE) - 2
    sheet.write(middle, height, wrapped(text.co2e(total_kg), inside, TITLE_PT, strong=True), _TOTAL)
    sheet.write(middle, height - 0.5, "in total", _OF_TOTAL)


def _write_list(sheet: Sheet, ring: Room, table: pd.DataFrame, *, wide: bool) -> None:
    body, count = sheet.body, len(table)
    left = ring.right + _APART_MM if wide else body.left
    top = ring.bottom + (ring.height + count * _ENTRY_MM) / 2 if wide else ring.bottom - _APART_MM / 2
    total_kg = float(table["co2e_kg"].sum())
    for place, (scope, kg) in enumerate(zip(table["scope"], table["co2e_kg"], strict=True)):
        middle = top - (place + 0.5) * _ENTRY_MM
        sheet.swatch(
            left, middle + line_height(LABEL_PT) / 2, _SWATCH_MM, sheet.theme.scope_colour(str(scope))
        )
        beside = left + _SWATCH_MM + _BESIDE_MM
        sheet.write(beside, middle, f"Scope {scope}", _NAME)
        words = f"{text.co2e(float(kg))}, {text.share(float(kg) / total_kg)}"
        sheet.write(beside, middle - 0.3, words, _AMOUNT)
