"""Every site by month, one small panel each, all on the same scale."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.charts.alt import EMPTY
from carbonsv.charts.caption import caption_of
from carbonsv.charts.chart import Chart
from carbonsv.charts.scale import Scale, scale_of
from carbonsv.charts.sheet import Room, Sheet, Style, body_width, new_sheet, write_empty
from carbonsv.charts.theme import LABEL_PT, LIGHT, SMALL_PT, ChartTheme, drawing, line_height, width_of
from carbonsv.charts.words import wrapped
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from carbonsv.inventory.inventory import Inventory

WHOLE = "Whole organisation"
_PANEL_MM = 44.0  # the least width of a panel
_COLUMNS_MM = 18.0
_BETWEEN_MM = 5.0
_BELOW_MM = line_height(SMALL_PT) + 1.0
_NAME = Style(strong=True, along="top")
_TOTAL = Style(SMALL_PT, muted=True, along="top")
_END = Style(SMALL_PT, muted=True, along="top")
_LAST = Style(SMALL_PT, muted=True, across="right", along="top")
_NAMED = 3  # sites in the alternative text


def site_multiples(
    inventory: Inventory,
    theme: ChartTheme = LIGHT,
    width_mm: float = 160,
    height_mm: float = 0,
    *,
    names: Mapping[str, str] | None = None,
) -> Chart:
    """Draw a small panel of months for every site, the largest first, scope 2 location-based.

    Args:
        inventory: the reporting year.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is as tall as its sites need.
        names: of the sites, by id.
    """
    table = inventory.by(["site", "month"])
    title, caption = f"Emissions by site and month, {inventory.label}", caption_of(inventory)
    if len(table):
        caption += (
            f"; one scale for all, the tallest column is {text.co2e(table['co2e_kg'].max())} in a month"
        )
    with drawing():
        if table.empty:
            sheet = new_sheet(title, caption, theme, width_mm, height_mm, _COLUMNS_MM)
            write_empty(sheet)
            return Chart(sheet.figure, title, EMPTY, caption, table)
        panels = _panels(inventory, table, names or {})
        columns, panel_mm = _grid(len(panels), body_width(width_mm))
        labels = [wrapped(name, panel_mm, LABEL_PT, strong=True) for name, _ in panels]
        head_mm = max(label.count("\n") + 1 for label in labels) * line_height(LABEL_PT)
        row_mm = head_mm + line_height(SMALL_PT) + 1.5 + _COLUMNS_MM + _BELOW_MM + _BETWEEN_MM
        rows = -(-len(panels) // columns)
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, rows * row_mm)
        scale = scale_of(kg for _, amounts in panels for kg in amounts.values())
        for place, (label, (_, amounts)) in enumerate(zip(labels, panels, strict=True)):
            left = sheet.body.left + place % columns * (panel_mm + _BETWEEN_MM)
            top = sheet.body.top - place // columns * row_mm
            _draw(sheet, label, amounts, (scale, Room(left, top - row_mm, panel_mm, row_mm), head_mm))
    return Chart(sheet.figure, title, alt_sites(panels), caption, table)


def alt_sites(panels: Sequence[tuple[str, Mapping[pd.Timestamp, float]]]) -> str:
    """Say what the largest sites emit, and how many more there are."""
    shown = [f"{name} {text.co2e(fsum(amounts.values()))}" for name, amounts in panels[:_NAMED]]
    left = len(panels) - _NAMED
    more = f"; {left} more {'is' if left == 1 else 'are'} smaller" if left > 0 else ""
    return f"Emissions by site and month, scope 2 location-based: {'; '.join(shown)}{more}."


def _panels(
    inventory: Inventory, table: pd.DataFrame, names: Mapping[str, str]
) -> list[tuple[str, dict[pd.Timestamp, float]]]:
    months = pd.period_range(inventory.start, inventory.end, freq="M").to_timestamp()
    found = []
    for site, rows in table.groupby("site", sort=False, observed=True):
        known = dict(zip(rows["month"], rows["co2e_kg"], strict=True))
        amounts = {month: float(known.get(month, float("nan"))) for month in months}
        given = {month: kg for month, kg in amounts.items() if kg == kg}  # noqa: PLR0124 - nan
        found.append((names.get(site, str(site) or WHOLE), given, list(months)))
    found.sort(key=lambda one: -fsum(one[1].values()))
    return [(name, {month: given.get(month, 0.0) for month in whole}) for name, given, whole in found]


def _grid(count: int, width_mm: float) -> tuple[int, float]:
    """Return how many panels stand beside each other, and [mm] how wide each is."""
    columns = max(1, min(count, int((width_mm + _BETWEEN_MM) // (_PANEL_MM + _BETWEEN_MM))))
    return columns, (width_mm - (columns - 1) * _BETWEEN_MM) / columns


def _draw(
    sheet: Sheet, label: str, amounts: Mapping[pd.Timestamp, float], where: tuple[Scale, Room, float]
) -> None:
    scale, panel, head_mm = where
    sheet.write(panel.left, panel.top, label, _NAME)
    below = panel.top - head_mm
    total = text.co2e(fsum(amounts.values()))
    sheet.write(panel.left, below, total, _TOTAL)
    foot = below - line_height(SMALL_PT) - 1.5 - _COLUMNS_MM
    axes = sheet.axes(Room(panel.left, foot, panel.width, _COLUMNS_MM))
    axes.set_xlim(0, len(amounts))
    axes.set_ylim(scale.low, scale.low + scale.span)
    axes.axhline(0, color=sheet.theme.muted, linewidth=0.8, zorder=3)
    for place, kg in enumerate(amounts.values()):
        axes.bar(place + 0.5, kg / scale.kg_per_unit, 0.72, color=sheet.theme.accent, zorder=2)
    first, last = min(amounts), max(amounts)
    sheet.write(panel.left, foot - 0.5, _month(first), _END)
    if first != last and width_of(_month(first), SMALL_PT) + width_of(_month(last), SMALL_PT) < panel.width:
        sheet.write(panel.right, foot - 0.5, _month(last), _LAST)


def _month(month: pd.Timestamp) -> str:
    return f"{text.short_month(month)} {month.year}"
