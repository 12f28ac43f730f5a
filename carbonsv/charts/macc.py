"""The marginal abatement cost curve: what a tonne costs, and how many tonnes there are at that cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.charts.axis import ABOVE_MM, BELOW_MM, axis_up, ticks_width, write_ticks_across
from carbonsv.charts.chart import Chart
from carbonsv.charts.listing import list_height, numbered, write_list
from carbonsv.charts.scale import Scale, scale_of
from carbonsv.charts.sheet import Room, Sheet, Style, body_width, new_sheet, write_empty
from carbonsv.charts.theme import LIGHT, SMALL_PT, ChartTheme, drawing, line_height, width_of
from carbonsv.model import text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

EMPTY = "No reduction projects yet."
_COST_UNIT = "GBP per t CO₂e"
_LEAST_BARS_MM = 40.0
_HALF = 0.5
_NUMBERS_MM = line_height(SMALL_PT)  # below bars that reach the foot of the axis
_NUMBER = Style(SMALL_PT, strong=True, across="center", along="bottom")
_NUMBER_BELOW = Style(SMALL_PT, strong=True, across="center", along="top")


def abatement_cost_curve(
    curve: pd.DataFrame,
    caption: str,
    theme: ChartTheme = LIGHT,
    width_mm: float = 160,
    height_mm: float = 100,
) -> Chart:
    """Draw every project as a bar as wide as what it saves a year and as high as what a tonne costs.

    Bars are numbered; the list below says what each is, because a narrow bar has no room for its name.

    Args:
        curve: (p rows) label, saved_kg, cost_gbp_per_t, from_kg, from the cheapest tonne to the dearest.
        caption: the sources.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is taller where its list needs it.
    """
    title = "What a tonne saved costs"
    with drawing():
        if curve.empty:
            sheet = new_sheet(title, caption, theme, width_mm, 0, _LEAST_BARS_MM)
            write_empty(sheet, EMPTY.rstrip("."), "Add them on the Plan page.")
            return Chart(sheet.figure, title, EMPTY, caption, curve)
        entries = numbered(_entries(curve), body_width(width_mm))
        list_mm = list_height(entries)
        least = ABOVE_MM + _LEAST_BARS_MM + _NUMBERS_MM + BELOW_MM + list_mm
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, least)
        _draw(sheet, curve, list_mm)
        write_list(sheet, entries, sheet.body.bottom + list_mm)
    return Chart(sheet.figure, title, alt_curve(curve), caption, curve)


def alt_curve(curve: pd.DataFrame) -> str:
    """Say what all projects save, how much of it saves money, and the cheapest and the dearest."""
    all_kg, paying_kg = curve["saved_kg"].sum(), curve["saved_kg"][curve["cost_gbp_per_t"] < 0].sum()
    counted = curve[curve["cost_gbp_per_t"].notna()]
    count = f"{len(curve)} projects save" if len(curve) > 1 else "One project saves"
    opening = f"{count} {text.co2e(all_kg)} a year, of which {text.co2e(paying_kg)} pay for themselves."
    if counted.empty:
        return opening
    first, last = counted.iloc[0], counted.iloc[-1]
    cheapest = f"The cheapest is {first['label']} at {text.pounds(first['cost_gbp_per_t'])} a tonne"
    return f"{opening} {cheapest}, the dearest {last['label']} at {text.pounds(last['cost_gbp_per_t'])}."


def _draw(sheet: Sheet, curve: pd.DataFrame, list_mm: float) -> None:
    costs = curve["cost_gbp_per_t"].fillna(0.0)
    scale = Scale(_COST_UNIT, 1.0, min(0.0, costs.min()), max(0.0, costs.max()))
    across = scale_of([curve["saved_kg"].clip(lower=0).sum()])
    body, left = sheet.body, ticks_width(scale)
    foot, right = list_mm + BELOW_MM + _NUMBERS_MM, _half_of_last(across)
    width, height = body.width - left - right, body.height - foot - ABOVE_MM
    room = Room(body.left + left, body.bottom + foot, width, height)
    axes = sheet.axes(room)
    axes.set_xlim(0, across.span)
    axes.set_ylim(scale.low, scale.low + scale.span)
    axis_up(sheet, axes, room, scale)
    ticks = across.ticks_across(room.width)
    write_ticks_across(sheet, room, across, ticks, f"{across.unit} saved a year", _NUMBERS_MM)
    _bars(sheet, axes, curve, (room, scale, across))


def _bars(sheet: Sheet, axes: Axes, curve: pd.DataFrame, where: tuple[Room, Scale, Scale]) -> None:
    """Draw the bars all at once, which is much quicker, and number those that are wide enough."""
    room, scale, across = where
    written = room.left  # [mm] the right end of the last number
    reached = 0.0
    bars: list[tuple[float, float, float]] = []  # left end, cost and width
    for number, row in enumerate(curve.to_dict("records"), 1):
        width = max(row["saved_kg"], 0.0) / across.kg_per_unit
        cost = row["cost_gbp_per_t"]
        if width == 0 or cost != cost:  # noqa: PLR0124 - nan
            continue
        bars.append((reached, cost, width))
        middle = room.left + (reached + width / 2) / across.span * room.width
        half = width_of(str(number), SMALL_PT, strong=True) / 2
        fits = 2 * half <= width / across.span * room.width  # a wider one would lie on the next bar
        if fits and middle - half > written:
            end = room.bottom + scale.share(cost) * room.height
            up = cost >= 0
            sheet.write(middle, end + (0.5 if up else -0.5), str(number), _NUMBER if up else _NUMBER_BELOW)
            written = middle + half + 0.5
        reached += width
    if bars:
        lefts, costs, widths = zip(*bars, strict=True)
        theme = sheet.theme
        colours = [theme.accent if cost < 0 else theme.series[2] for cost in costs]
        axes.bar(
            lefts,
            costs,
            widths,
            align="edge",
            color=colours,
            edgecolor=theme.surface,
            linewidth=0.6,
            zorder=2,
        )


def _half_of_last(across: Scale) -> float:
    """Return [mm] how far the last number below the bars may reach beyond them."""
    return max(width_of(text.number(tick), SMALL_PT) for tick in across.ticks()) * _HALF


def _entries(curve: pd.DataFrame) -> list[tuple[str, str]]:
    """Return name and amounts of every project."""
    rows = curve.to_dict("records")
    return [
        (row["label"], f"{text.co2e(row['saved_kg'])}, {text.pounds(row['cost_gbp_per_t'])}/t")
        for row in rows
    ]
