"""From one reporting year to the next: what activity, factors and boundary did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.charts.caption import caption_of, pack_ids, source_names
from carbonsv.charts.chart import Chart
from carbonsv.charts.sheet import new_sheet
from carbonsv.charts.spans import Span, draw_spans, spans_height
from carbonsv.charts.theme import LIGHT, ChartTheme, drawing
from carbonsv.charts.words import listed
from carbonsv.inventory.compare import adding_up
from carbonsv.inventory.split import EFFECTS
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.inventory.compare import Comparison

_STEP_KG = 10.0  # the last digit of tonnes as they are shown
_NOT_FROM_ZERO = "The axis does not begin at zero."


def year_waterfall(
    comparison: Comparison, theme: ChartTheme = LIGHT, width_mm: float = 160, height_mm: float = 0
) -> Chart:
    """Draw the change between two years as steps from one total to the other.

    The totals are marks and the steps are bars, so that the axis need not begin at zero. The amounts shown
    add up: each effect is rounded so that they do.

    Args:
        comparison: the two years.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is as tall as its rows need.
    """
    before, after = comparison.before, comparison.after
    title = f"Change of emissions, {before.label} to {after.label}"
    effects = comparison.effects.as_kg()
    shown = _shown(effects)
    spans = _spans(comparison, effects, shown, theme)
    caption = _caption(comparison)
    amounts = [comparison.before_kg, *effects.values(), comparison.after_kg]
    table = pd.DataFrame({"step": [one.name for one in spans], "co2e_kg": amounts})
    with drawing():
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, spans_height(spans, width_mm))
        draw_spans(sheet, spans)
    return Chart(sheet.figure, title, alt_waterfall(comparison, shown), caption, table)


def alt_waterfall(comparison: Comparison, shown_kg: dict[str, float]) -> str:
    """Say from what to what emissions changed, and by which effects.

    Args:
        comparison: the two years.
        shown_kg: [kg CO2e] of each effect as it is shown.
    """
    change_kg = float(comparison.effects.change)
    verb = "rose" if change_kg > 0 else "fell" if change_kg < 0 else "stayed the same"
    ends = f"from {text.co2e(comparison.before_kg)} in {comparison.before.label} "
    ends += f"to {text.co2e(comparison.after_kg)} in {comparison.after.label}"
    parts = [f"the {name} effect is {signed(shown_kg[name])} t CO₂e" for name in EFFECTS]
    return f"Emissions {verb} {ends}, scope 2 {comparison.method}-based: {listed(parts)}."


def signed(co2e_kg: float) -> str:
    """Return a change in tonnes with its sign."""
    words = text.tonnes(co2e_kg)
    return f"+{words}" if co2e_kg > 0 and words != text.tonnes(0) else words


def _shown(effects: dict[str, float]) -> dict[str, float]:
    return dict(zip(effects, adding_up(list(effects.values()), _STEP_KG), strict=True))


def _spans(
    comparison: Comparison, effects: dict[str, float], shown: dict[str, float], theme: ChartTheme
) -> list[Span]:
    reached, spans = comparison.before_kg, [_mark(comparison.before.label, comparison.before_kg, theme)]
    for name, kg in effects.items():
        colour = _colour(shown[name], theme)
        spans.append(Span(f"{name.capitalize()} effect", reached, reached + kg, signed(shown[name]), colour))
        reached += kg
    return [*spans, _mark(comparison.after.label, comparison.after_kg, theme)]


def _colour(shown_kg: float, theme: ChartTheme) -> str:
    if not shown_kg:
        return theme.muted
    return theme.series[2] if shown_kg > 0 else theme.accent


def _mark(label: str, co2e_kg: float, theme: ChartTheme) -> Span:
    return Span(label, co2e_kg, co2e_kg, text.tonnes(co2e_kg), theme.ink)


def _caption(comparison: Comparison) -> str:
    packs = sorted({*pack_ids(comparison.before), *pack_ids(comparison.after)})
    opening = caption_of(comparison.before).split("; ")[0]
    sources = "; ".join([opening, *source_names(packs)])
    breaks = sorted({one.year for one in comparison.breaks})
    broken = f" Method breaks in the factors of {listed([str(one) for one in breaks])}." if breaks else ""
    return f"{sources}; scope 2 {comparison.method}-based; amounts in t CO₂e. {_NOT_FROM_ZERO}{broken}"
