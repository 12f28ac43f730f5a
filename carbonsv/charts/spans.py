"""Horizontal spans between two amounts, with the name on the left and a label beside the span."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.charts.axis import BELOW_MM, axis_across
from carbonsv.charts.scale import Scale, scale_of
from carbonsv.charts.sheet import Room, Sheet, Style, body_width
from carbonsv.charts.theme import LABEL_PT, line_height, width_of
from carbonsv.charts.words import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

_NAME_SHARE = 0.45  # of the width of the sheet at most
_BESIDE_MM = 2.0
_BETWEEN_ROWS_MM = 2.2
_THICKEST_MM = 6.0
_THICKNESS_SHARE = 0.62  # of a row
_AROUND_SHARE = 0.08  # of the axis, left free on either side
_LEAST_BARS_SHARE = 0.35  # of the width of the sheet; with less, words stand above the bars
_LEAST_NAME_SHARE = 0.3  # of the width; with less beside it, a label stands below its name
_BAR_BELOW_MM = 4.0
_EDGE_PT = 0.8  # of its own colour, so that the shortest bar is seen
_LEAST_MARKED_SHARE = 0.03  # of the axis: a shorter bar has no room for a mark
_INSET_MM = 5.0  # of the axis, so that its first and last numbers have room
_NAME = Style(across="right")
_LABEL = Style(strong=True)
_NAME_ABOVE = Style(along="bottom", backed=True)
_LABEL_ABOVE = Style(strong=True, across="right", along="bottom", backed=True)


@dataclass(frozen=True, slots=True)
class Span:
    """One row: a bar from one amount to another, or a mark where both are the same amount.

    Attributes:
        name: what it is.
        start, end: [kg CO2e, or GBP on an axis of GBP]; nan where there is no amount, only a label.
        label: its amount as text.
        colour: of the bar or the mark.
        middle: [as the ends] where a mark stands on the bar; nan for none.
    """

    name: str
    start: float
    end: float
    label: str
    colour: str
    middle: float = math.nan


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where names, bars and labels go: beside each other, or on a narrow sheet names and labels above bars.

    Attributes:
        names, labels: broken into lines; a label is blank where it stands below its name.
        left, right: [mm] kept free beside the bars.
        row_mm: [mm] the least height of a row.
        above: whether names and labels stand above their bars.
    """

    names: list[str]
    labels: list[str]
    left: float
    right: float
    row_mm: float
    above: bool


def spans_height(spans: Sequence[Span], width_mm: float) -> float:
    """Return [mm] the least height of spans on a sheet so wide [mm]."""
    return len(spans) * _layout(spans, body_width(width_mm)).row_mm + BELOW_MM


def draw_spans(
    sheet: Sheet, spans: Sequence[Span], line_at: float | None = None, scale: Scale | None = None
) -> None:
    """Draw spans from the top down over the whole body of a sheet.

    The axis runs where the spans are and need not begin at zero: lengths are changes, not amounts.

    Args:
        sheet: with title and caption.
        spans: the rows.
        line_at: [as the ends of spans] where a line runs through all bars.
        scale: the axis; that of emissions around the spans where it is not given.
    """
    body, scale = sheet.body, scale or span_scale(spans)
    layout = _layout(spans, body.width)
    width = body.width - layout.left - layout.right
    room = Room(body.left + layout.left, body.bottom + BELOW_MM, width, body.height - BELOW_MM)
    axes = sheet.axes(room)
    axes.set_xlim(scale.low, scale.low + scale.span)
    axes.set_ylim(0, room.height)
    axis_across(sheet, axes, room, scale)
    pitch = room.height / len(spans)
    for place, one in enumerate(spans):
        top = room.height - place * pitch
        _draw_row(sheet, axes, room, (top, pitch), (one, layout, place, scale))
        if line_at is not None:
            at, low, high = line_at / scale.kg_per_unit, *_bar_room(layout.above, top, pitch)
            axes.vlines(at, low, high, color=sheet.theme.ink, linewidth=0.8, zorder=2.5)


def _layout(spans: Sequence[Span], width_mm: float) -> _Layout:
    names = [wrapped(one.name, _NAME_SHARE * width_mm, LABEL_PT) for one in spans]
    left = max(width_of(name, LABEL_PT) for name in names) + _BESIDE_MM
    widest_label = max(width_of(one.label, LABEL_PT, strong=True) for one in spans)
    right = widest_label + _BESIDE_MM
    if width_mm - left - right >= _LEAST_BARS_SHARE * width_mm:
        lines = max(name.count("\n") + 1 for name in names)
        labels = [one.label for one in spans]
        return _Layout(
            names, labels, left, right, lines * line_height(LABEL_PT) + _BETWEEN_ROWS_MM, above=False
        )
    room = width_mm - widest_label - 2 * _BESIDE_MM
    labels = [one.label for one in spans]
    if room < _LEAST_NAME_SHARE * width_mm:  # the label stands below the name
        both = [
            (wrapped(one.name, width_mm, LABEL_PT), wrapped(one.label, width_mm, LABEL_PT)) for one in spans
        ]
        names = [f"{name}\n{label}" for name, label in both]
        labels = [""] * len(spans)
    else:
        names = [wrapped(one.name, room, LABEL_PT) for one in spans]
    lines = max(name.count("\n") + 1 for name in names)
    row_mm = lines * line_height(LABEL_PT) + _BAR_BELOW_MM + _BETWEEN_ROWS_MM
    return _Layout(names, labels, _INSET_MM, _INSET_MM, row_mm, above=True)


def _draw_row(
    sheet: Sheet, axes: Axes, room: Room, row_mm: tuple[float, float], drawn: tuple[Span, _Layout, int, Scale]
) -> None:
    """Draw one row: its bar, its name and its label.

    Args:
        sheet: to write on.
        axes: to draw on.
        room: of the bars.
        row_mm: [mm] top and height of the row.
        drawn: the span, the layout, its place in it, and the axis.
    """
    (top, pitch), (one, layout, place, scale) = row_mm, drawn
    name, label = layout.names[place], layout.labels[place]
    low, high = _bar_room(layout.above, top, pitch)
    middle, thickness = (low + high) / 2, min(_THICKEST_MM, high - low)
    end = _draw_span(axes, one, scale, (middle, thickness), sheet.theme.surface)
    if layout.above:
        line = room.bottom + high + 0.5
        sheet.write(sheet.body.left, line, name, _NAME_ABOVE)
        if label:
            sheet.write(sheet.body.right, line, label, _LABEL_ABOVE)
        return
    sheet.write(room.left - _BESIDE_MM, room.bottom + middle, name, _NAME)
    sheet.write(room.left + scale.share(end) * room.width + 1, room.bottom + middle, label, _LABEL)


def _bar_room(above: bool, top: float, pitch: float) -> tuple[float, float]:  # noqa: FBT001 - of one layout
    """Return [mm] lower and upper end of the room that a bar has in its row."""
    if above:
        foot = top - pitch + _BETWEEN_ROWS_MM / 2
        return foot, foot + _BAR_BELOW_MM
    middle, half = top - pitch / 2, _THICKNESS_SHARE * pitch / 2
    return middle - half, middle + half


def span_scale(spans: Sequence[Span]) -> Scale:
    """Return the axis that shows all spans with some room around them, not necessarily from zero."""
    ends = [end for one in spans for end in (one.start, one.end) if not math.isnan(end)]
    usual = scale_of(ends)
    low, high = min(ends) / usual.kg_per_unit, max(ends) / usual.kg_per_unit
    if low == high:
        return usual
    around = (high - low) * _AROUND_SHARE
    low = low - around if low > around or low < 0 else 0.0
    return Scale(usual.unit, usual.kg_per_unit, low, high + around if high > 0 else max(high + around, 0.0))


def _draw_span(axes: Axes, one: Span, scale: Scale, row_mm: tuple[float, float], mark: str) -> float:
    """Draw one row and return [unit] its right end."""
    middle, thickness = row_mm
    if math.isnan(one.end):
        return max(scale.low, 0.0)
    start, end = one.start / scale.kg_per_unit, one.end / scale.kg_per_unit
    if start == end:
        axes.vlines(
            end, middle - thickness / 2, middle + thickness / 2, color=one.colour, linewidth=2.5, zorder=3
        )
    else:
        low, size = min(start, end), abs(end - start)
        axes.barh(middle, size, height=thickness, left=low, color=one.colour, linewidth=_EDGE_PT, zorder=2)
    if abs(end - start) > _LEAST_MARKED_SHARE * scale.span and not math.isnan(one.middle):
        at, half = one.middle / scale.kg_per_unit, thickness / 2
        axes.vlines(at, middle - half, middle + half, color=mark, linewidth=1.6, zorder=3)
    return max(start, end)
