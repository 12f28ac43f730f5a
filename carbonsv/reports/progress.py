"""The progress graph of a Carbon Reduction Plan: each year since the baseline, and the projection."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.charts.bars import Bar, bars_height, draw_bars
from carbonsv.charts.caption import PROGRAM, source_names
from carbonsv.charts.chart import Chart
from carbonsv.charts.sheet import new_sheet
from carbonsv.charts.theme import LIGHT, ChartTheme, drawing
from carbonsv.charts.words import listed
from carbonsv.model import text
from carbonsv.reports.plain import showable

if TYPE_CHECKING:
    from carbonsv.reports.reduction_plan import ReductionPlan

_WIDTH_MM = 160.0
_YEARS_SHOWN = 12


def progress_chart(plan: ReductionPlan, theme: ChartTheme = LIGHT) -> Chart:
    """Draw the emissions a plan counts as bars: baseline, later years, and hollow the projection."""
    rows = [(_name(plan, place), one.total_kg) for place, one in enumerate(plan.between)][-_YEARS_SHOWN:]
    bars = [Bar(name, co2e_kg, theme.series[0]) for name, co2e_kg in rows]
    if plan.projection:
        rows.append((f"{plan.projection.year}, projected", plan.projection.co2e_kg))
        bars.append(Bar(*rows[-1], theme.accent, hollow=True))
    title = "Emissions counted in this plan, by year"
    caption = "; ".join([PROGRAM, *source_names(list(plan.factor_packs))])
    with drawing():
        height_mm = bars_height([name for name, _ in rows], _WIDTH_MM)
        sheet = new_sheet(title, caption, theme, _WIDTH_MM, 0, height_mm)
        draw_bars(sheet, bars)
    table = pd.DataFrame(rows, columns=["year", "co2e_kg"])
    words = listed([f"{name}: {text.co2e(co2e_kg)}" for name, co2e_kg in rows])
    return Chart(sheet.figure, title, f"Emissions counted in this plan. {words}.", caption, table)


def _name(plan: ReductionPlan, place: int) -> str:
    label = showable(plan.between[place].label)
    return f"{label}, baseline" if place == 0 and len(plan.between) > 1 else label
