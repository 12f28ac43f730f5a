"""The years to come: emissions by scope with the plan, beside the path of each target."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from matplotlib.collections import PolyCollection

from carbonsv.charts.axis import ABOVE_MM, BELOW_MM, axis_up, names_below, ticks_width
from carbonsv.charts.chart import Chart
from carbonsv.charts.key import Entry, draw_key, key_height
from carbonsv.charts.scale import Scale, scale_of
from carbonsv.charts.sheet import Line, Room, Sheet, new_sheet
from carbonsv.charts.theme import LIGHT, ChartTheme, drawing
from carbonsv.model import text
from carbonsv.model.classification import SCOPES, scope_label
from carbonsv.plan.targets import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes

    from carbonsv.plan.targets import Target
    from carbonsv.plan.trajectory import Outlook

    Corner = tuple[float, float]

_LEAST_COLUMNS_MM = 40.0
_FEW_YEARS = 12  # of which each has its number
_COLUMN_SHARE = 0.78  # of a year's room
_WITHOUT = "Without projects"
_WITHOUT_LINE = Line(1.0, (1, 1.5))
_TARGET_LINES = (Line(1.6), Line(1.6, (4, 1.6)), Line(1.6, (6, 1.5, 1, 1.5)))
_HALO_PT = 1.8  # of surface around a target's line, so that it is seen on every column


def plan_trajectory(
    outlook: Outlook,
    targets: Sequence[Target],
    caption: str,
    theme: ChartTheme = LIGHT,
    width_mm: float = 160,
    height_mm: float = 90,
) -> Chart:
    """Draw a column for each year, stacked by scope, and a line with its goal for each absolute target.

    Args:
        outlook: emissions of each year and scope; those without projects are drawn as an outline.
        targets: intensity targets, and those by the other method of scope 2, are left out.
        caption: the sources, and what was assumed of the grid.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is taller where its words need it.
    """
    drawn = [one for one in targets if one.per == TOTAL and one.is_comparable(outlook.method)]
    amounts, outlined = outlook.amounts_kg, outlook.unplanned is not None
    title = f"Emissions with the plan, {min(amounts)} to {max(amounts)}"
    key = _key(drawn, theme, outlined=outlined)
    outline = [fsum(one.values()) for one in outlook.unplanned_kg.values()] if outlined else []
    with drawing():
        least = key_height(key, width_mm) + ABOVE_MM + _LEAST_COLUMNS_MM + BELOW_MM
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, least)
        _draw(sheet, amounts, drawn, outline, draw_key(sheet, key))
    return Chart(sheet.figure, title, alt_trajectory(outlook, targets), caption, outlook.planned)


def alt_trajectory(outlook: Outlook, targets: Sequence[Target]) -> str:
    """Say where emissions begin and end, and whether the plan reaches each target."""
    amounts, method = outlook.amounts_kg, outlook.method
    first, last = min(amounts), max(amounts)
    start, end = (text.co2e(fsum(amounts[year].values())) for year in (first, last))
    sentence = f"With the plan emissions go from {start} in {first} to {end} in {last}."
    return " ".join([sentence, *(one.outcome(amounts, method) for one in targets if one.per == TOTAL)])


def _key(targets: Sequence[Target], theme: ChartTheme, *, outlined: bool) -> list[Entry]:
    entries = [Entry(scope_label(scope), theme.scope_colour(scope)) for scope in SCOPES]
    if outlined:
        entries.append(Entry(_WITHOUT, theme.ink, _WITHOUT_LINE))
    return entries + [Entry(one.name, theme.ink, _line(place)) for place, one in enumerate(targets)]


def _line(place: int) -> Line:
    """Return how the line of a target is drawn; lines differ without colour."""
    return _TARGET_LINES[place % len(_TARGET_LINES)]


def _draw(
    sheet: Sheet,
    amounts: dict[int, dict[str, float]],
    targets: Sequence[Target],
    outline: Sequence[float],
    key_mm: float,
) -> None:
    years = list(amounts)
    scale = _scale(amounts, targets, outline)
    body, left = sheet.body, ticks_width(scale)
    height = body.height - key_mm - ABOVE_MM - BELOW_MM
    room = Room(body.left + left, body.bottom + BELOW_MM, body.width - left, height)
    axes = sheet.axes(room)
    axes.set_xlim(0, len(years))
    axes.set_ylim(scale.low, scale.low + scale.span)
    axis_up(sheet, axes, room, scale)
    for scope, corners in _columns(amounts.values(), scale).items():
        colour, edge = sheet.theme.scope_colour(scope), sheet.theme.surface
        axes.add_collection(
            PolyCollection(corners, facecolor=colour, edgecolor=edge, linewidth=0.4, zorder=2), autolim=False
        )
    if outline:
        _draw_outline(axes, [kg / scale.kg_per_unit for kg in outline], sheet.theme)
    for place, target in enumerate(targets):
        _draw_path(axes, target, years, scale, (sheet.theme, _line(place)))
    names_below(sheet, room, [str(year) for year in years], 1 if len(years) <= _FEW_YEARS else 2)


def _draw_outline(axes: Axes, tops: Sequence[float], theme: ChartTheme) -> None:
    steps, style, width = range(len(tops) + 1), _WITHOUT_LINE.style, _WITHOUT_LINE.width_pt
    axes.stairs(tops, steps, baseline=None, color=theme.ink, linewidth=width, linestyle=style, zorder=2.5)


def _draw_path(
    axes: Axes, target: Target, years: Sequence[int], scale: Scale, look: tuple[ChartTheme, Line]
) -> None:
    """Draw a target's path as far as its year, with a dot at its goal."""
    theme, line = look
    shown = [year for year in years if year <= target.target_year]
    places = [year - years[0] + 0.5 for year in shown]
    path = [target.at(year) / scale.kg_per_unit for year in shown]
    axes.plot(places, path, color=theme.surface, linewidth=line.width_pt + _HALO_PT, zorder=3)
    axes.plot(places, path, color=theme.ink, linewidth=line.width_pt, linestyle=line.style, zorder=4)
    if target.target_year in shown:
        axes.scatter(
            places[-1], path[-1], 20, color=theme.ink, edgecolor=theme.surface, clip_on=False, zorder=5
        )


def _scale(
    amounts: dict[int, dict[str, float]], targets: Sequence[Target], outline: Sequence[float]
) -> Scale:
    columns = [list(one.values()) for one in amounts.values()]
    ends = [fsum(kg for kg in one if (kg > 0) == up) for one in columns for up in (True, False)]
    return scale_of([*ends, *outline, *(one.at(year) for one in targets for year in amounts)])


def _columns(years: Iterable[dict[str, float]], scale: Scale) -> dict[str, list[list[Corner]]]:
    """Return the corners of each year's part of each scope: positive ones up from zero, others down."""
    half = _COLUMN_SHARE / 2
    corners: dict[str, list[list[Corner]]] = {scope: [] for scope in SCOPES}
    for place, parts in enumerate(years):
        left, right = place + 0.5 - half, place + 0.5 + half
        ends = {True: 0.0, False: 0.0}
        for scope in SCOPES:
            size = parts.get(scope, 0.0) / scale.kg_per_unit
            start, end = ends[size > 0], ends[size > 0] + size
            corners[scope].append([(left, start), (left, end), (right, end), (right, start)])
            ends[size > 0] = end
    return corners
