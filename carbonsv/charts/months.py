"""Emissions by month as stacked columns, with gaps where a month has no data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.charts.alt import EMPTY, alt_months
from carbonsv.charts.axis import axis_up
from carbonsv.charts.caption import caption_of
from carbonsv.charts.chart import Chart
from carbonsv.charts.key import Entry, draw_key, key_height
from carbonsv.charts.scale import Scale, scale_of
from carbonsv.charts.sheet import Room, Sheet, Style, new_sheet, write_empty
from carbonsv.charts.theme import LIGHT, NOTE_PT, SMALL_PT, ChartTheme, drawing, line_height, width_of
from carbonsv.model import text
from carbonsv.model.classification import SCOPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from carbonsv.inventory.inventory import Inventory
    from carbonsv.model.policy import Period

_KEY = {"1": "Scope 1", "2": "Scope 2, location-based", "3": "Scope 3"}
_LEAST_COLUMNS_MM = 30.0
_COLUMN_SHARE = 0.72  # of a month's room
_ABOVE_MM = line_height(SMALL_PT) * 2 + 1.5
_BELOW_MM = line_height(SMALL_PT) * 2 + 1.5
_TOTAL = Style(SMALL_PT, across="center")
_MONTH = Style(SMALL_PT, across="center", along="baseline")
_YEAR = Style(SMALL_PT, muted=True, across="center", along="baseline")
_GAP = Style(NOTE_PT, muted=True, across="center", along="bottom", upward=True)
_NO_DATA = "no data"


@dataclass(frozen=True, eq=False)
class Columns:
    """The amounts of each month.

    Attributes:
        months: (k) every month of the year.
        co2e_kg: [kg CO2e] by month and scope, only where there is data.
    """

    months: tuple[date, ...]
    co2e_kg: dict[tuple[date, str], float]

    @property
    def scopes(self) -> list[str]:
        """The scopes that have data."""
        return [scope for scope in SCOPES if any(found == scope for _, found in self.co2e_kg)]

    @property
    def missing(self) -> list[date]:
        """The months without data."""
        return [month for month in self.months if not self.parts(month)]

    def parts(self, month: date) -> list[tuple[str, float]]:
        """Return scope and [kg CO2e] of a month, from the foot of its column up."""
        return [(scope, self.co2e_kg[month, scope]) for scope in SCOPES if (month, scope) in self.co2e_kg]

    @property
    def totals_kg(self) -> dict[date, float]:
        """[kg CO2e] of each month that has data."""
        return {month: fsum(kg for _, kg in self.parts(month)) for month in self.months if self.parts(month)}

    @property
    def ends_kg(self) -> list[float]:
        """[kg CO2e] where columns end, above and below zero."""
        parts = [[kg for _, kg in self.parts(month)] for month in self.months]
        return [fsum(kg for kg in one if (kg > 0) == up) for one in parts for up in (True, False)]


def monthly_stack(
    inventory: Inventory, theme: ChartTheme = LIGHT, width_mm: float = 160, height_mm: float = 85
) -> Chart:
    """Draw a column for each month of the year, stacked by scope, scope 2 location-based.

    Args:
        inventory: the reporting year.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is taller where its words need it.
    """
    table, title, caption = (
        inventory.by_month(),
        f"Emissions by month, {inventory.label}",
        caption_of(inventory),
    )
    columns = columns_of(table, inventory.period)
    key = [Entry(_KEY[scope], theme.scope_colour(scope)) for scope in columns.scopes]
    with drawing():
        least = key_height(key, width_mm) + _ABOVE_MM + _LEAST_COLUMNS_MM + _BELOW_MM
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, least)
        if table.empty:
            write_empty(sheet)
            return Chart(sheet.figure, title, EMPTY, caption, table)
        _draw(sheet, columns, draw_key(sheet, key))
    words = alt_months(columns.totals_kg, columns.scopes, columns.missing)
    return Chart(sheet.figure, title, words, caption, table)


def columns_of(table: pd.DataFrame, period: Period) -> Columns:
    """Arrange month, scope, co2e_kg over every month of a period."""
    months = pd.period_range(period.start, period.end, freq="M")
    rows = zip(table["month"], table["scope"], table["co2e_kg"], strict=True)
    amounts = {(date(month.year, month.month, 1), scope): float(co2e_kg) for month, scope, co2e_kg in rows}
    return Columns(tuple(date(month.year, month.month, 1) for month in months), amounts)


def _draw(sheet: Sheet, columns: Columns, key_mm: float) -> None:
    body, scale = sheet.body, scale_of(columns.ends_kg)
    ticks = scale.ticks()
    left = max(width_of(text.number(tick), SMALL_PT) for tick in ticks) + 2
    height = body.height - key_mm - _ABOVE_MM - _BELOW_MM
    room = Room(body.left + left, body.bottom + _BELOW_MM, body.width - left, height)
    axes = sheet.axes(room)
    axes.set_xlim(0, len(columns.months))
    axes.set_ylim(scale.low, scale.low + scale.span)
    axis_up(sheet, axes, room, scale)
    for place, month in enumerate(columns.months):
        _draw_column(sheet, axes, place + 0.5, columns.parts(month), scale)
    _write_totals(sheet, room, columns, scale)
    _write_months(sheet, room, columns)
    _write_gaps(sheet, room, columns, scale)


def _draw_column(
    sheet: Sheet, axes: Axes, place: float, parts: Sequence[tuple[str, float]], scale: Scale
) -> None:
    """Stack positive amounts up from zero and negative ones down."""
    ends = {True: 0.0, False: 0.0}
    for scope, co2e_kg in parts:
        size, start = co2e_kg / scale.kg_per_unit, ends[co2e_kg > 0]
        colour, line = sheet.theme.scope_colour(scope), sheet.theme.surface
        axes.bar(place, size, _COLUMN_SHARE, start, color=colour, edgecolor=line, linewidth=0.5, zorder=2)
        ends[co2e_kg > 0] = start + size


def _write_totals(sheet: Sheet, room: Room, columns: Columns, scale: Scale) -> None:
    """Write each month's total above its column, where the widest one has room.

    Not where amounts below zero make the total less than the height of the column.
    """
    labels = {month: scale.label(co2e_kg) for month, co2e_kg in columns.totals_kg.items()}
    pitch = room.width / len(columns.months)
    if scale.low < 0 or max(width_of(label, SMALL_PT) for label in labels.values()) > pitch - 1:
        return
    for place, month in enumerate(columns.months):
        if month in labels:
            top = fsum(kg for _, kg in columns.parts(month) if kg > 0) / scale.kg_per_unit
            height = room.bottom + scale.share(top) * room.height + 0.6 * line_height(SMALL_PT)
            sheet.write(room.left + (place + 0.5) * pitch, height, labels[month], _TOTAL)


def _write_months(sheet: Sheet, room: Room, columns: Columns) -> None:
    """Write the months below the columns, as many as have room, and the year under its first one."""
    pitch = room.width / len(columns.months)
    widest = max(width_of(text.short_month(month), SMALL_PT) for month in columns.months)
    every = max(1, -int(-(widest + 1) // pitch))
    shown = list(enumerate(columns.months))[::every]
    years = [month.year for _, month in shown]
    height = room.bottom - 0.9 * line_height(SMALL_PT) - 0.5
    for order, (place, month) in enumerate(shown):
        middle = room.left + (place + 0.5) * pitch
        sheet.write(middle, height, text.short_month(month), _MONTH)
        if order == 0 or years[order - 1] != month.year:
            year, below = str(month.year), height - line_height(SMALL_PT)
            sheet.write(middle, below, year, _YEAR)


def _write_gaps(sheet: Sheet, room: Room, columns: Columns, scale: Scale) -> None:
    """Say in the gap of a month that it has no data, so that nobody takes it for zero."""
    pitch, height = room.width / len(columns.months), room.bottom + scale.share(0.0) * room.height + 1
    if pitch < line_height(NOTE_PT):
        return
    for place, month in enumerate(columns.months):
        if month in columns.missing:
            middle = room.left + (place + 0.5) * pitch
            sheet.write(middle, height, _NO_DATA, _GAP)
