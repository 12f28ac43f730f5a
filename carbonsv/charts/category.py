"""Emissions by category, from the largest down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.charts.alt import EMPTY, alt_categories
from carbonsv.charts.bars import Bar, bars_height, draw_bars
from carbonsv.charts.caption import caption_of
from carbonsv.charts.chart import Chart
from carbonsv.charts.sheet import new_sheet, write_empty
from carbonsv.charts.theme import LIGHT, ChartTheme, drawing

if TYPE_CHECKING:
    from carbonsv.inventory.inventory import Inventory

_LEAST_BODY_MM = 25.0


def category_bar(
    inventory: Inventory, theme: ChartTheme = LIGHT, width_mm: float = 160, height_mm: float = 0
) -> Chart:
    """Draw every category that has data as a bar in the colour of its scope, scope 2 location-based.

    Args:
        inventory: the reporting year.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is as tall as its categories need, and taller where this asks for it.
    """
    table = inventory.by_category().sort_values("co2e_kg", ascending=False, kind="stable", ignore_index=True)
    title, caption = f"Emissions by category, {inventory.label}", caption_of(inventory)
    with drawing():
        if table.empty:
            sheet = new_sheet(title, caption, theme, width_mm, height_mm, _LEAST_BODY_MM)
            write_empty(sheet)
            return Chart(sheet.figure, title, EMPTY, caption, table)
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, bars_height(table["label"], width_mm))
        rows = zip(table["label"], table["co2e_kg"], table["scope"], strict=True)
        draw_bars(sheet, [Bar(label, co2e_kg, theme.scope_colour(scope)) for label, co2e_kg, scope in rows])
    return Chart(sheet.figure, title, alt_categories(table, inventory.total_location_kg), caption, table)
