"""The social value ledgers side by side: low, central and high pounds, and what has none. Never a sum."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.charts.chart import Chart
from carbonsv.charts.scale import Scale
from carbonsv.charts.sheet import Style, body_width, new_sheet, write_empty
from carbonsv.charts.spans import Span, draw_spans, spans_height
from carbonsv.charts.theme import LABEL_PT, LIGHT, ChartTheme, drawing, line_height
from carbonsv.charts.words import wrapped
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.charts.sheet import Sheet
    from carbonsv.value.ledgers import Ledger, Ledgers

EMPTY = "No claims yet."
_NOT_ASSESSED = "not assessed"
_LEAST_BODY_MM = 30.0
_AROUND = 1.08  # of the axis
_LINE = Style(along="top")


def ledger_chart(
    ledgers: Ledgers,
    caption: str,
    theme: ChartTheme = LIGHT,
    width_mm: float = 160,
    height_mm: float = 0,
) -> Chart:
    """Draw each ledger from its low to its high value with a mark at the central one.

    What is not money, and offsets, are written below in their own units. There is no total.

    Args:
        ledgers: of a document.
        caption: prices and sources.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is as tall as its rows need.
    """
    title = "Social value by ledger"
    table = ledger_table(ledgers)
    with drawing():
        if not _has_claims(ledgers):
            sheet = new_sheet(title, caption, theme, width_mm, height_mm, _LEAST_BODY_MM)
            write_empty(sheet, EMPTY.rstrip("."), "Add claims on the Social value page.")
            return Chart(sheet.figure, title, EMPTY, caption, table)
        spans = _spans(ledgers, theme)
        lines = [wrapped(line, body_width(width_mm), LABEL_PT) for line in lines_below(ledgers)]
        below_mm = sum(line.count("\n") + 1 for line in lines) * line_height(LABEL_PT)
        least = spans_height(spans, width_mm) + below_mm
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, least)
        draw_spans(sheet.with_foot(below_mm), spans, scale=_scale(spans))
        _write_below(sheet, lines, below_mm)
    return Chart(sheet.figure, title, alt_ledgers(ledgers), caption, table)


def ledger_table(ledgers: Ledgers) -> pd.DataFrame:
    """Return (3 rows) ledger, claims, net_t [t CO2e], low_gbp, central_gbp, high_gbp [GBP]; nan for none."""
    rows = [_row(one) for one in (ledgers.in_boundary, ledgers.influenced)]
    cash = ledgers.cash_gbp if ledgers.cash else math.nan
    rows.append(("private cash", len(ledgers.cash), math.nan, math.nan, cash, math.nan))
    columns = ["ledger", "claims", "net_t", "low_gbp", "central_gbp", "high_gbp"]
    return pd.DataFrame(rows, columns=columns)


def alt_ledgers(ledgers: Ledgers) -> str:
    """Say each ledger with low, central and high, and that they are not added."""
    parts = [f"{_name(one)}: {_label(one)}" for one in (ledgers.in_boundary, ledgers.influenced)]
    parts.append(f"Private cash: {_cash(ledgers)}")
    return f"{'. '.join(parts)}. The ledgers are not added up. {' '.join(lines_below(ledgers))}".strip()


def lines_below(ledgers: Ledgers) -> list[str]:
    """Return what has no pounds, in its own units, and offsets, a sentence each."""
    lines = [
        f"Not valued in pounds: {one.title}, {text.number(one.quantity)} {text.unit(one.unit)}."
        for one in ledgers.own_units
    ]
    if ledgers.offsets:
        units = f"offsets {text.number(ledgers.offsets_t)}, woodland units {text.number(ledgers.woodland_t)}"
        lines.append(f"Retired, and lowering nothing: {units} t CO₂e.")
    return lines


def _has_claims(ledgers: Ledgers) -> bool:
    counted = (ledgers.in_boundary.claims, ledgers.influenced.claims, ledgers.cash)
    return any((*counted, ledgers.own_units, ledgers.offsets))


def _row(one: Ledger) -> tuple[str, int, float, float, float, float]:
    if not one.claims:
        return one.name, 0, math.nan, math.nan, math.nan, math.nan
    value = one.value_gbp
    return one.name, len(one.claims), one.net_t, value.low, value.central, value.high


def _spans(ledgers: Ledgers, theme: ChartTheme) -> list[Span]:
    colours = (theme.series[0], theme.series[1])
    spans = []
    for one, colour in zip((ledgers.in_boundary, ledgers.influenced), colours, strict=True):
        value = one.value_gbp
        ends = (value.low, value.high, value.central) if one.claims else [math.nan] * 3
        spans.append(Span(_name(one), ends[0], ends[1], _label(one), colour, ends[2]))
    cash = ledgers.cash_gbp if ledgers.cash else math.nan
    return [*spans, Span("Private cash", min(cash, 0.0), max(cash, 0.0), _cash(ledgers), theme.series[2])]


def _name(one: Ledger) -> str:
    return one.name.capitalize()


def _label(one: Ledger) -> str:
    if not one.claims:
        return _NOT_ASSESSED
    value = one.value_gbp
    spread = f"{text.pounds(value.low)} to {text.pounds(value.high)}"
    return f"{text.pounds(value.central)} ({spread}), {text.tonnes(one.net_t * text.KG_PER_TONNE)} t CO₂e"


def _cash(ledgers: Ledgers) -> str:
    return f"{text.pounds(ledgers.cash_gbp)} not paid" if ledgers.cash else _NOT_ASSESSED


def _scale(spans: Sequence[Span]) -> Scale:
    ends = [end for one in spans for end in (one.start, one.end) if not math.isnan(end)]
    low, high = min([0.0, *ends]) * _AROUND, max([0.0, *ends]) * _AROUND
    return Scale("GBP", 1.0, low, high)


def _write_below(sheet: Sheet, lines: Sequence[str], below_mm: float) -> None:
    top = sheet.body.bottom + below_mm
    for line in lines:
        sheet.write(sheet.body.left, top, line, _LINE)
        top -= (line.count("\n") + 1) * line_height(LABEL_PT)
