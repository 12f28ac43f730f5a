"""The years to come: emissions by scope with the plan, beside the path of each target."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from carbonsv.charts.axis import ABOVE_MM, BELOW_MM, axis_up, names_below, ticks_width
from carbonsv.charts.chart import Chart
from carbonsv.charts.key import draw_key, key_height
from carbonsv.charts.scale import Scale, scale_of
from carbonsv.charts.sheet import Room, Sheet, new_sheet
from carbonsv.charts.theme import LIGHT, ChartTheme, drawing
from carbonsv.model import text
from carbonsv.model.classification import SCOPES, scope_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from carbonsv.plan.targets import Target

_LEAST_COLUMNS_MM = 40.0
_COLUMN_SHARE = 0.78  # of a year's room
_TOTAL = "total"


def plan_trajectory(
    table: pd.DataFrame,
    targets: Sequence[Target],
    caption: str,
    theme: ChartTheme = LIGHT,
    width_mm: float = 160,
    height_mm: float = 90,
) -> Chart:
    """Draw a column for each year, stacked by scope, and a line for each absolute target.

    Args:
        table: (y x 3 rows) year, scope, co2e_kg [kg CO2e].
        targets: intensity targets are left out: they have another unit.
        caption: the sources, and what was assumed of the grid.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is taller where its words need it.
    """
    drawn = [one for one in targets if one.per == _TOTAL]
    years = sorted(set(table["year"]))
    title = f"Emissions with the plan, {years[0]} to {years[-1]}"
    key = [(scope_label(scope), theme.scope_colour(scope)) for scope in SCOPES]
    key += [(f"{one.label} (line)", theme.ink) for one in drawn]
    with drawing():
        least = key_height(key, width_mm) + ABOVE_MM + _LEAST_COLUMNS_MM + BELOW_MM
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, least)
        _draw(sheet, table, drawn, years, draw_key(sheet, key))
    return Chart(sheet.figure, title, alt_trajectory(table, targets), caption, table)


def alt_trajectory(table: pd.DataFrame, targets: Sequence[Target]) -> str:
    """Say where emissions begin and end, and whether the plan reaches each target."""
    totals = {int(year): fsum(rows["co2e_kg"]) for year, rows in table.groupby("year")}
    first, last = min(totals), max(totals)
    sentence = f"With the plan emissions go from {text.co2e(totals[first])} in {first} to "
    sentence += f"{text.co2e(totals[last])} in {last}."
    return " ".join([sentence, *(_against(one, totals) for one in targets if one.per == _TOTAL)])


def _against(target: Target, totals: dict[int, float]) -> str:
    year = target.target_year
    if year not in totals:
        return f"{target.label} lies outside these years."
    gap_kg = totals[year] - target.goal
    if gap_kg <= 0:
        return f"{target.label} is reached: {text.co2e(totals[year])} in {year}."
    return f"{target.label} is missed by {text.co2e(gap_kg)} in {year}."


def _draw(
    sheet: Sheet, table: pd.DataFrame, targets: Sequence[Target], years: Sequence[int], key_mm: float
) -> None:
    amounts = {(row.year, row.scope): row.co2e_kg for row in table.itertuples(index=False)}
    scale = _scale(amounts, targets, years)
    body, left = sheet.body, ticks_width(scale)
    height = body.height - key_mm - ABOVE_MM - BELOW_MM
    room = Room(body.left + left, body.bottom + BELOW_MM, body.width - left, height)
    axes = sheet.axes(room)
    axes.set_xlim(0, len(years))
    axes.set_ylim(scale.low, scale.low + scale.span)
    axis_up(sheet, axes, room, scale)
    for place, year in enumerate(years):
        _column(sheet, axes, place + 0.5, [amounts.get((year, scope), 0.0) for scope in SCOPES], scale)
    for target in targets:
        path = [target.at(year) / scale.kg_per_unit for year in years]
        places = [place + 0.5 for place in range(len(years))]
        axes.plot(places, path, color=sheet.theme.surface, linewidth=3.2, zorder=3)
        axes.plot(places, path, color=sheet.theme.ink, linewidth=1.4, zorder=4)
    names_below(sheet, room, [str(year) for year in years])


def _scale(amounts: dict[tuple[int, str], float], targets: Sequence[Target], years: Sequence[int]) -> Scale:
    columns = [[amounts.get((year, scope), 0.0) for scope in SCOPES] for year in years]
    ends = [fsum(kg for kg in one if (kg > 0) == up) for one in columns for up in (True, False)]
    return scale_of([*ends, *(one.at(year) for one in targets for year in years)])


def _column(sheet: Sheet, axes: Axes, place: float, parts: Sequence[float], scale: Scale) -> None:
    """Stack positive amounts up from zero and negative ones down."""
    ends = {True: 0.0, False: 0.0}
    for scope, co2e_kg in zip(SCOPES, parts, strict=True):
        size, start = co2e_kg / scale.kg_per_unit, ends[co2e_kg > 0]
        colour, line = sheet.theme.scope_colour(scope), sheet.theme.surface
        axes.bar(place, size, _COLUMN_SHARE, start, color=colour, edgecolor=line, linewidth=0.4, zorder=2)
        ends[co2e_kg > 0] = start + size
