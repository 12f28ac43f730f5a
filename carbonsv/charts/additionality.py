"""From the gross to the net change of a claim: what each deduction takes off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.charts.chart import Chart
from carbonsv.charts.scale import Scale, scale_of
from carbonsv.charts.sheet import new_sheet, write_empty
from carbonsv.charts.spans import Span, draw_spans, spans_height
from carbonsv.charts.theme import LIGHT, ChartTheme, drawing
from carbonsv.charts.words import listed
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.value.appraisal import Appraisal, YearValue

EMPTY = "The claim has no tonnes to show."
_NOT_STATED = "not stated: nothing taken off"
_LEAST_BODY_MM = 25.0
_AROUND = 1.05


def additionality_chart(
    appraisal: Appraisal,
    caption: str,
    theme: ChartTheme = LIGHT,
    width_mm: float = 160,
    height_mm: float = 0,
) -> Chart:
    """Draw the first year of a claim as steps from its gross to its net change in tonnes.

    A share that is not stated takes nothing off, and says so.

    Args:
        appraisal: of the claim.
        caption: sources.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is as tall as its rows need.

    Source: HM Treasury, The Green Book: additionality.
    """
    year = next((one for one in appraisal.years if one.steps), None)
    name = appraisal.claim.name
    title = f"From gross to net, {name}" if year is None else f"From gross to net, {name}, {year.year}"
    table = step_table(year)
    with drawing():
        if year is None:
            sheet = new_sheet(title, caption, theme, width_mm, height_mm, _LEAST_BODY_MM)
            write_empty(sheet, EMPTY.rstrip("."), "Give its quantities on the Social value page.")
            return Chart(sheet.figure, title, EMPTY, caption, table)
        unstated = appraisal.claim.additionality.unstated(len(appraisal.years))
        spans = _spans(year, unstated, theme)
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, spans_height(spans, width_mm))
        draw_spans(sheet, spans, scale=_scale(spans))
    return Chart(sheet.figure, title, alt_additionality(year, unstated), caption, table)


def step_table(year: YearValue | None) -> pd.DataFrame:
    """Return (s rows) step, kept_share, removed_t [t CO2e], left_t [t CO2e]."""
    rows = (
        [] if year is None else [(one.name, one.kept_share, one.removed_t, one.left_t) for one in year.steps]
    )
    return pd.DataFrame(rows, columns=["step", "kept_share", "removed_t", "left_t"])


def alt_additionality(year: YearValue, unstated: Sequence[str]) -> str:
    """Say the gross and the net change, what was taken off, and what is not stated."""
    ends = f"{_tonnes(year.gross_t)} t CO₂e gross become {_tonnes(year.net_t)} t CO₂e net in {year.year}"
    taken = [f"{_words(one.name)} takes {_tonnes(one.removed_t)}" for one in year.steps if one.removed_t]
    middle = f": {listed(taken)}" if taken else ""
    missing = f" Not stated: {listed([_words(one) for one in unstated])}." if unstated else ""
    return f"{ends}{middle}.{missing}"


def _spans(year: YearValue, unstated: Sequence[str], theme: ChartTheme) -> list[Span]:
    kg = text.KG_PER_TONNE
    spans = [Span("Gross change", 0.0, year.gross_t * kg, _tonnes(year.gross_t), theme.series[0])]
    for one in year.steps:
        removed = f"-{_tonnes(one.removed_t)}" if one.removed_t else _tonnes(0.0)
        label = _NOT_STATED if one.name in unstated and not one.removed_t else removed
        before_t = one.left_t + one.removed_t
        name = _words(one.name).capitalize()
        spans.append(Span(name, before_t * kg, one.left_t * kg, label, theme.series[2]))
    return [*spans, Span("Net change", 0.0, year.net_t * kg, _tonnes(year.net_t), theme.accent)]


def _scale(spans: Sequence[Span]) -> Scale:
    """Return an axis from zero: a saving is an amount, and not only a change."""
    return scale_of(end * _AROUND for one in spans for end in (one.start, one.end))


def _words(step: str) -> str:
    return "drop-off" if step == "drop_off" else step


def _tonnes(amount_t: float) -> str:
    return text.tonnes(amount_t * text.KG_PER_TONNE)
