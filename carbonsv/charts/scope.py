"""Emissions by scope, with both methods of scope 2 side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.charts.alt import EMPTY, alt_scopes
from carbonsv.charts.bars import Bar, bars_height, draw_bars
from carbonsv.charts.caption import caption_of
from carbonsv.charts.chart import Chart
from carbonsv.charts.sheet import new_sheet, write_empty
from carbonsv.charts.theme import LIGHT, ChartTheme, drawing

if TYPE_CHECKING:
    from carbonsv.inventory.inventory import Inventory

_MARKET = 2  # place of the bar that is another view of scope 2


def scope_bar(
    inventory: Inventory, theme: ChartTheme = LIGHT, width_mm: float = 160, height_mm: float = 70
) -> Chart:
    """Draw scope 1, scope 2 by both methods, and scope 3 as bars.

    The market-based bar is hollow: it replaces the location-based one and is not added to it.

    Args:
        inventory: the reporting year.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is taller where its words need it.

    Source: GHG Protocol Scope 2 Guidance (2015), ch. 7: both methods are reported.
    """
    table, title, caption = (
        inventory.by_scope(),
        f"Emissions by scope, {inventory.label}",
        caption_of(inventory),
    )
    colours = (theme.series[0], theme.series[1], theme.series[1], theme.series[2])
    with drawing():
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, bars_height(table["label"], width_mm))
        if inventory.lines.empty:
            write_empty(sheet)
            return Chart(sheet.figure, title, EMPTY, caption, table)
        rows = zip(table["label"], table["co2e_kg"], colours, strict=True)
        draw_bars(sheet, [Bar(*row, hollow=place == _MARKET) for place, row in enumerate(rows)])
    return Chart(sheet.figure, title, alt_scopes(inventory), caption, table)
