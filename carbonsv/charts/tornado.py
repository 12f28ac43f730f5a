"""What causes the uncertainty of a total: the inputs that move it most, one bar each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.charts.alt import EMPTY
from carbonsv.charts.caption import caption_of
from carbonsv.charts.chart import Chart
from carbonsv.charts.sheet import new_sheet, write_empty
from carbonsv.charts.spans import Span, draw_spans, spans_height
from carbonsv.charts.theme import LIGHT, ChartTheme, drawing
from carbonsv.engine.uncertainty import analytic, contributions
from carbonsv.inventory.drill import uncertain_terms
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from carbonsv.engine.uncertainty import Spread
    from carbonsv.inventory.inventory import Inventory

MOST_ROWS = 5
_METHOD = "uncertainty by the GHG Protocol pedigree approach, 95 % intervals"
_TOGETHER = "All together"
_LEAST_BODY_MM = 25.0
_LABELS_SHOWN = 2


def tornado(
    inventory: Inventory,
    theme: ChartTheme = LIGHT,
    width_mm: float = 160,
    height_mm: float = 0,
    *,
    names: Mapping[str, str] | None = None,
    most: int = MOST_ROWS,
) -> Chart:
    """Draw how far the most uncertain quantities and factors may move the total, scope 2 location-based.

    Args:
        inventory: the reporting year.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is as tall as its rows need.
        names: of activities, sites and factors, by id.
        most: how many rows below that of the whole.
    """
    title, caption = f"Uncertainty, {inventory.label}", f"{caption_of(inventory)}; {_METHOD}"
    terms = uncertain_terms(inventory)
    table, spread = contributions(terms).head(most), analytic(terms)
    with drawing():
        if table.empty:
            sheet = new_sheet(title, caption, theme, width_mm, height_mm, _LEAST_BODY_MM)
            write_empty(sheet)
            return Chart(sheet.figure, title, EMPTY, caption, table)
        known = factor_names(inventory) | dict(names or {})
        labels = [input_name(row, known) for row in table.to_dict("records")]
        spans = _spans(table, labels, spread, theme)
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, spans_height(spans, width_mm))
        draw_spans(sheet, spans, spread.co2e_kg)
    return Chart(sheet.figure, title, alt_tornado(spread, labels), caption, table.assign(name=labels))


def alt_tornado(spread: Spread, labels: list[str]) -> str:
    """Say the total with its interval, and what moves it most."""
    interval = f"from {text.co2e(spread.low_kg)} to {text.co2e(spread.high_kg)}"
    opening = f"The total of {text.co2e(spread.co2e_kg)} lies {interval} with a probability of 95 %."
    return f"{opening} Most of it is caused by these, from the most down: {'; '.join(labels)}."


def input_name(row: Mapping[str, object], names: Mapping[str, str]) -> str:
    """Return the name of an input: a quantity with its site, or a factor."""
    if row["input"] == "factor":
        factor = str(row["factor_id"])
        return f"Factor: {names.get(factor, factor)}"
    activity, site = str(row["activity"]), str(row["site"])
    place = f", {names.get(site, site)}" if site else ""
    return f"Quantity: {names.get(activity, activity)}{place}"


def factor_names(inventory: Inventory) -> dict[str, str]:
    """Return the printed name of every factor used, by id: its last two labels."""
    factors = {line.factor.factor_id: line.factor for line in inventory.cube.plan.lines}
    return {factor_id: _short(one.labels) or factor_id for factor_id, one in factors.items()}


def _short(labels: Sequence[str]) -> str:
    """Return the two narrowest labels that are words; codes of industries are left out."""
    words = [label for label in labels if any(letter.isalpha() for letter in label)]
    return ", ".join(words[1:][-_LABELS_SHOWN:])


def _spans(table: pd.DataFrame, labels: list[str], spread: Spread, theme: ChartTheme) -> list[Span]:
    colours = {"quantity": theme.series[1], "factor": theme.series[2]}
    spans = [Span(_TOGETHER, spread.low_kg, spread.high_kg, _range(spread.low_kg, spread.high_kg), theme.ink)]
    for name, row in zip(labels, table.to_dict("records"), strict=True):
        low_kg, high_kg = row["low_kg"], row["high_kg"]
        spans.append(Span(name, low_kg, high_kg, _range(low_kg, high_kg), colours[row["input"]]))
    return spans


def _range(low_kg: float, high_kg: float) -> str:
    return f"{text.tonnes(low_kg)} to {text.tonnes(high_kg)}"
