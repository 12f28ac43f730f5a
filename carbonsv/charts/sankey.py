"""Where emissions come from and where they are counted: activity to scope to category."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from types import MappingProxyType
from typing import TYPE_CHECKING

from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from carbonsv.charts.alt import EMPTY
from carbonsv.charts.caption import caption_of
from carbonsv.charts.chart import Chart
from carbonsv.charts.flows import Slot, band_ends, flow_scale, least_height, placed
from carbonsv.charts.scale import scale_of
from carbonsv.charts.sheet import Sheet, Style, body_width, new_sheet, write_empty
from carbonsv.charts.theme import LIGHT, SMALL_PT, ChartTheme, drawing, line_height
from carbonsv.charts.words import listed, wrapped
from carbonsv.model import text
from carbonsv.model.classification import category_label, scope_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from carbonsv.charts.flows import Node
    from carbonsv.charts.scale import Scale
    from carbonsv.inventory.inventory import Inventory

MOST_ACTIVITIES = 8
OTHERS = "All other activities"
_MIDDLE = "scope"
_WORDS_SHARES = MappingProxyType({"activity": 0.3, _MIDDLE: 0.36, "category": 0.3})  # of the width
_ROOMY = 1.25  # times the height of the labels, so that bands have room
_NODE_MM = 2.4
_BESIDE_MM = 1.5
_GAP_MM = 1.6
_LEAST_FLOW_MM = 60.0
_FLOW_ALPHA = 0.42
_NAMED = 3
_LEFT = Style(SMALL_PT, across="right")
_ABOVE = Style(SMALL_PT, strong=True, across="center")
_RIGHT = Style(SMALL_PT)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of nodes: its name, the label of each node in lines, and what each needs."""

    name: str
    words: dict[str, str]
    slots: list[Slot]


@dataclass(frozen=True, slots=True)
class _Band:
    """A band: [mm] foot and top where it starts and where it ends, and the scope that colours it."""

    start: tuple[float, float]
    end: tuple[float, float]
    scope: str


def flow_chart(
    inventory: Inventory,
    theme: ChartTheme = LIGHT,
    width_mm: float = 160,
    height_mm: float = 100,
    *,
    names: Mapping[str, str] | None = None,
) -> Chart:
    """Draw bands as wide as emissions from the largest activities to their scopes and categories.

    Scope 2 is location-based. A band cannot be less than nothing wide: amounts below zero are left out of
    the picture, which the caption says, and stay in the data.

    Args:
        inventory: the reporting year.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is taller where its words need it.
        names: of activities by id.
    """
    title, caption = f"From activity to category, {inventory.label}", caption_of(inventory)
    table = flow_table(inventory, names or {})
    drawn = _of_largest(table[table["co2e_kg"] > 0])
    left_out = int((table["co2e_kg"] < 0).sum())
    if left_out:
        caption += f"; {left_out} below zero not drawn, {text.co2e(table['co2e_kg'].clip(upper=0).sum())}"
    scale = scale_of(drawn["co2e_kg"])
    with drawing():
        if drawn.empty:
            sheet = new_sheet(title, caption, theme, width_mm, height_mm, _LEAST_FLOW_MM)
            write_empty(sheet)
            return Chart(sheet.figure, title, EMPTY, caption, table)
        columns = _columns(drawn, body_width(width_mm), scale)
        least = least_height([one.slots for one in columns], _GAP_MM) * _ROOMY
        caption += f"; amounts in {scale.unit}"
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, max(least, _LEAST_FLOW_MM))
        _draw(sheet, drawn, columns)
    return Chart(sheet.figure, title, alt_flows(drawn), caption, table)


def flow_table(inventory: Inventory, names: Mapping[str, str]) -> pd.DataFrame:
    """Return (k rows) activity, scope, category, co2e_kg [kg CO2e], in words, from the largest down."""
    table = inventory.by(["activity", "category"])
    numbers = [int(one) if one not in {"", None} else None for one in table["category"]]
    labels = [category_label(str(scope), one) for scope, one in zip(table["scope"], numbers, strict=True)]
    kinds = [names.get(str(one), str(one)) for one in table["activity"]]
    scopes = [scope_label(str(scope)) for scope in table["scope"]]
    found = table.assign(activity=kinds, scope=scopes, category=labels)
    found = found[["activity", "scope", "category", "co2e_kg"]]
    return found.sort_values("co2e_kg", ascending=False, kind="stable", ignore_index=True)


def alt_flows(table: pd.DataFrame) -> str:
    """Say which activities, scope and category most of the emissions flow through."""
    total_kg = fsum(table["co2e_kg"])
    kinds = _amounts(table, "activity")
    first = [f"{name} {text.co2e(kg)}" for name, kg in kinds.items() if name != OTHERS][:_NAMED]
    scope, scope_kg = max(_amounts(table, "scope").items(), key=lambda one: one[1])
    category, kg = max(_amounts(table, "category").items(), key=lambda one: one[1])
    opening = f"Of {text.co2e(total_kg)}, scope 2 location-based, most comes from {listed(first)}."
    largest = f"The largest scope is {scope} with {text.co2e(scope_kg)}"
    return f"{opening} {largest}, the largest category {category} with {text.co2e(kg)}."


def _of_largest(table: pd.DataFrame) -> pd.DataFrame:
    """Put all but the largest activities together."""
    kinds = _amounts(table, "activity")
    if len(kinds) <= MOST_ACTIVITIES:
        return table
    kept = set(list(kinds)[: MOST_ACTIVITIES - 1])
    return table.assign(activity=[one if one in kept else OTHERS for one in table["activity"]])


def _amounts(table: pd.DataFrame, name: str) -> dict[str, float]:
    """Return [kg CO2e] of each node of a column: activities from the largest down, others in their order."""
    found: dict[str, list[float]] = {}
    for node, kg in zip(table[name], table["co2e_kg"], strict=True):
        found.setdefault(node, []).append(float(kg))
    amounts = {node: fsum(parts) for node, parts in found.items()}
    if name == "activity":
        return dict(sorted(amounts.items(), key=lambda one: (one[0] == OTHERS, -one[1])))
    return dict(sorted(amounts.items(), key=lambda one: _order(one[0])))


def _order(label: str) -> tuple[str, int]:
    """Return the place of `Scope 3.11 Use of sold products` among scopes and categories."""
    number = label.split()[1]
    scope, _, category = number.partition(".")
    return scope, int(category or 0)


def _columns(table: pd.DataFrame, width_mm: float, scale: Scale) -> list[_Column]:
    columns = []
    for name, share in _WORDS_SHARES.items():
        amounts = _amounts(table, name)
        said = {
            node: wrapped(f"{node} {scale.label(kg)}", share * width_mm - _BESIDE_MM, SMALL_PT, strong=True)
            for node, kg in amounts.items()
        }
        heights = [(one.count("\n") + 1) * line_height(SMALL_PT) for one in said.values()]
        pairs = zip(amounts.values(), heights, strict=True)
        columns.append(_Column(name, said, [Slot(kg, height, name == _MIDDLE) for kg, height in pairs]))
    return columns


def _draw(sheet: Sheet, table: pd.DataFrame, columns: Sequence[_Column]) -> None:
    body, side = sheet.body, _WORDS_SHARES["activity"] * sheet.body.width
    scale = flow_scale([one.slots for one in columns], body.height, _GAP_MM)
    nodes = [
        dict(zip(one.words, placed(one.slots, body.top, body.height, scale), strict=True)) for one in columns
    ]
    edges = (body.left + side, body.left + (body.width - _NODE_MM) / 2, body.right - side - _NODE_MM)
    axes = sheet.axes(body)
    axes.set_xlim(body.left, body.right)
    axes.set_ylim(body.bottom, body.top)
    for place in range(len(columns) - 1):
        names = (columns[place].name, columns[place + 1].name)
        across = (edges[place] + _NODE_MM, edges[place + 1])
        bands = _bands(table, names, nodes[place : place + 2], scale)
        _draw_bands(axes, bands, across, sheet.theme)
    for place, column in enumerate(columns):
        _draw_nodes(sheet, axes, column, nodes[place], edges[place])


def _bands(
    table: pd.DataFrame, names: tuple[str, str], nodes: Sequence[Mapping[str, Node]], scale: float
) -> list[_Band]:
    """Return the bands between two columns, those of one scope and node next to each other."""
    amounts: dict[tuple[str, str, str], list[float]] = {}
    for start, end, scope, kg in zip(
        table[names[0]], table[names[1]], table["scope"], table["co2e_kg"], strict=True
    ):
        amounts.setdefault((start, end, scope), []).append(float(kg))
    places = [{name: place for place, name in enumerate(column)} for column in nodes]
    order = sorted(amounts, key=lambda one: (places[0][one[0]], places[1][one[1]]))
    starts = band_ends(nodes[0], [(one[0], fsum(amounts[one])) for one in order], scale)
    back = sorted(amounts, key=lambda one: (places[1][one[1]], places[0][one[0]]))
    found = band_ends(nodes[1], [(one[1], fsum(amounts[one])) for one in back], scale)
    ends = dict(zip(back, found, strict=True))
    return [_Band(start, ends[one], one[2]) for one, start in zip(order, starts, strict=True)]


def _draw_bands(axes: Axes, bands: Sequence[_Band], across: tuple[float, float], theme: ChartTheme) -> None:
    left, right = across
    middle = (left + right) / 2
    curve, line = Path.CURVE4, Path.LINETO
    codes = [Path.MOVETO, curve, curve, curve, line, curve, curve, curve, Path.CLOSEPOLY]
    for band in bands:
        (foot, top), (end_foot, end_top) = band.start, band.end
        upper = [(left, top), (middle, top), (middle, end_top), (right, end_top)]
        lower = [(right, end_foot), (middle, end_foot), (middle, foot), (left, foot)]
        path = Path([*upper, *lower, (left, top)], codes)
        colour = theme.scope_colour(band.scope.split()[1])
        axes.add_patch(PathPatch(path, facecolor=colour, alpha=_FLOW_ALPHA, linewidth=0, zorder=1))


def _draw_nodes(sheet: Sheet, axes: Axes, column: _Column, nodes: Mapping[str, Node], left: float) -> None:
    styles = {"activity": (_LEFT, left - _BESIDE_MM), _MIDDLE: (_ABOVE, left + _NODE_MM / 2)}
    style, x_mm = styles.get(column.name, (_RIGHT, left + _NODE_MM + _BESIDE_MM))
    for name, node in nodes.items():
        corner, height = (left, node.foot), node.top - node.foot
        axes.add_patch(Rectangle(corner, _NODE_MM, height, color=sheet.theme.ink, linewidth=0, zorder=2))
        sheet.write(x_mm, node.words, column.words[name], style)
