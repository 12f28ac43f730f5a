"""Tender promises and what was delivered of each."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.charts.chart import Chart
from carbonsv.charts.sheet import Room, Sheet, Style, body_width, new_sheet, write_empty
from carbonsv.charts.theme import LABEL_PT, LIGHT, SMALL_PT, ChartTheme, drawing, line_height
from carbonsv.charts.words import wrapped
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from carbonsv.value.commitments import Commitment

EMPTY = "No commitments yet."
LATE = "late"
_LEAST_BODY_MM = 25.0
_BAR_MM = 3.4
_BETWEEN_MM = 2.8
_NAME = Style(along="top")
_STATE = Style(SMALL_PT, muted=True, along="bottom")
_SHARE = Style(strong=True, across="right")
_SHARE_MM = 18.0  # to the right of a bar


def commitment_chart(
    commitments: Sequence[Commitment],
    today: date,
    caption: str,
    theme: ChartTheme = LIGHT,
    width_mm: float = 160,
    height_mm: float = 0,
) -> Chart:
    """Draw a bar for each promise, filled as far as it was delivered, those that are late first.

    Args:
        commitments: with what was delivered of each up to the day.
        today: the day for which it is said what is late.
        caption: the day, and where it was entered.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is as tall as its promises need.
    """
    title = f"Commitments, {text.day(today)}"
    ordered = sorted(commitments, key=lambda one: (not one.is_late(today), one.due, one.promise))
    table = commitment_table(ordered, today)
    with drawing():
        if not ordered:
            sheet = new_sheet(title, caption, theme, width_mm, height_mm, _LEAST_BODY_MM)
            write_empty(sheet, EMPTY.rstrip("."), "Add what tenders promise on the Social value page.")
            return Chart(sheet.figure, title, EMPTY, caption, table)
        rows = [_words(one, today, body_width(width_mm)) for one in ordered]
        least = sum(_height(*row) for row in rows)
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, least)
        _draw(sheet, ordered, rows, today)
    return Chart(sheet.figure, title, alt_commitments(ordered, today), caption, table)


def commitment_table(commitments: Sequence[Commitment], today: date) -> pd.DataFrame:
    """Return (c rows) promise, quantity, delivered, unit, due, owner, late."""
    rows = [
        (one.promise, one.quantity, one.delivered, one.unit, one.due, one.owner, one.is_late(today))
        for one in commitments
    ]
    columns = ["promise", "quantity", "delivered", "unit", "due", "owner", "late"]
    return pd.DataFrame(rows, columns=columns)


def alt_commitments(commitments: Sequence[Commitment], today: date) -> str:
    """Say how many promises are met and late, and which are late."""
    met, late = sum(one.is_met for one in commitments), [one for one in commitments if one.is_late(today)]
    count = f"{len(commitments)} commitments" if len(commitments) > 1 else "One commitment"
    opening = f"{count} on {text.day(today)}: {met} met, {len(late)} late."
    named = [f"{one.promise} ({text.share(one.share)} of {_amount(one)})" for one in late]
    return f"{opening} Late: {'; '.join(named)}." if named else opening


def _words(one: Commitment, today: date, width_mm: float) -> tuple[str, str]:
    """Return the promise and its state in lines."""
    delivered = f"{text.number(one.delivered)} of {_amount(one)}"
    state = "met" if one.is_met else LATE if one.is_late(today) else "open"
    said = f"{delivered}, due {text.day(one.due)}, {state}"
    owner = f", {one.owner}" if one.owner else ""
    return wrapped(one.promise, width_mm, LABEL_PT), wrapped(said + owner, width_mm, SMALL_PT)


def _amount(one: Commitment) -> str:
    return f"{text.number(one.quantity)} {text.unit(one.unit)}".strip()


def _height(promise: str, state: str) -> float:
    lines = (promise.count("\n") + 1) * line_height(LABEL_PT) + (state.count("\n") + 1) * line_height(
        SMALL_PT
    )
    return lines + _BAR_MM + _BETWEEN_MM + 1


def _draw(
    sheet: Sheet, commitments: Sequence[Commitment], rows: Sequence[tuple[str, str]], today: date
) -> None:
    body, top = sheet.body, sheet.body.top
    extra = (body.height - sum(_height(*row) for row in rows)) / len(rows)
    for one, (promise, state) in zip(commitments, rows, strict=True):
        sheet.write(body.left, top, promise, _NAME)
        foot = top - (promise.count("\n") + 1) * line_height(LABEL_PT) - _BAR_MM
        _draw_bar(sheet, Room(body.left, foot, body.width - _SHARE_MM, _BAR_MM), one, today)
        sheet.write(body.right, foot + _BAR_MM / 2, text.share(one.share), _SHARE)
        below = foot - 0.8 - (state.count("\n") + 1) * line_height(SMALL_PT)
        sheet.write(body.left, below, state, _STATE)
        top -= _height(promise, state) + extra


def _draw_bar(sheet: Sheet, room: Room, one: Commitment, today: date) -> None:
    """Fill the bar as far as it was delivered, at most to its end; an outline is the whole promise."""
    axes, theme = sheet.axes(room), sheet.theme
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    share = 0.0 if math.isnan(one.share) else min(max(one.share, 0.0), 1.0)
    colour = theme.series[2] if one.is_late(today) else theme.accent
    axes.barh(0.5, 1, height=1, color=theme.grid, linewidth=0, zorder=1)
    axes.barh(0.5, share, height=1, color=colour, linewidth=0, zorder=2)
