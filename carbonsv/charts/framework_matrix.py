"""Which claims serve which priorities: a row for each priority, a column for each measure claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.charts.chart import Chart
from carbonsv.charts.listing import list_height, numbered, write_list
from carbonsv.charts.sheet import Room, Sheet, Style, body_width, new_sheet, write_empty
from carbonsv.charts.theme import (
    LABEL_PT,
    LIGHT,
    MM_PER_INCH,
    POINTS_PER_INCH,
    SMALL_PT,
    ChartTheme,
    drawing,
    line_height,
    width_of,
)
from carbonsv.charts.words import listed, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.library.measures import Priority
    from carbonsv.value.frameworks import Matrix, MatrixRow

    Key = tuple[str, str]

EMPTY = "No claims yet, so that no priority is covered."
_LEAST_BODY_MM = 25.0
_NAME_SHARE = 0.5  # of the width
_BESIDE_MM = 2.0
_BETWEEN_MM = 1.8
_WIDEST_MM = 9.0
_DOT_SHARE = 0.62  # of a column or a row, the smaller one
_LARGEST_DOT_MM = 3.6
_NUMBERS_MM = line_height(SMALL_PT) + 1.0
_NAME = Style(across="right")
_LEAD = Style(strong=True, across="right")
_NUMBER = Style(SMALL_PT, muted=True, across="center", along="bottom")


def framework_matrix(
    matrix: Matrix,
    framework: str,
    caption: str,
    theme: ChartTheme = LIGHT,
    width_mm: float = 160,
    height_mm: float = 0,
    *,
    lead: Sequence[Key] = (),
) -> Chart:
    """Draw a dot where a claimed measure serves a priority; a row without a dot is not covered.

    Columns are numbered; the list below says what each is. Lead priorities are in bold.

    Args:
        matrix: of one framework.
        framework: its title.
        caption: whose mapping it is.
        theme: the colours.
        width_mm: [mm].
        height_mm: [mm]; the chart is as tall as its words need.
        lead: framework and code of the priorities led with.
    """
    title = f"Priorities covered, {framework}"
    rows = [row for row in matrix.rows if row.claims]
    table = matrix_table(matrix, rows)
    with drawing():
        if not rows or not matrix.priorities:
            sheet = new_sheet(title, caption, theme, width_mm, height_mm, _LEAST_BODY_MM)
            write_empty(sheet, "No claims yet", "Add claims on the Social value page.")
            return Chart(sheet.figure, title, EMPTY, caption, table)
        width = body_width(width_mm)
        entries = numbered([(f"{row.title}: {', '.join(row.claims)}", "") for row in rows], width)
        names = [
            wrapped(f"{one.code} {one.title}", _NAME_SHARE * width - _BESIDE_MM, LABEL_PT, strong=True)
            for one in matrix.priorities
        ]
        least = _NUMBERS_MM + sum(_height(name) for name in names) + list_height(entries)
        sheet = new_sheet(title, caption, theme, width_mm, height_mm, least)
        write_list(sheet, entries, sheet.body.bottom + list_height(entries))
        grid = sheet.with_foot(list_height(entries))
        _draw(grid, matrix.priorities, rows, names, frozenset(lead))
    return Chart(sheet.figure, title, alt_matrix(matrix, framework), caption, table)


def matrix_table(matrix: Matrix, rows: Sequence[MatrixRow]) -> pd.DataFrame:
    """Return (p rows) code, priority, and for each measure that is claimed whether it serves the priority."""
    return pd.DataFrame(
        [
            {
                "code": one.code,
                "priority": one.title,
                **{row.title: (one.framework, one.code) in row.codes for row in rows},
            }
            for one in matrix.priorities
        ],
        columns=["code", "priority", *dict.fromkeys(row.title for row in rows)],
    )


def alt_matrix(matrix: Matrix, framework: str) -> str:
    """Say how many priorities are covered, and which are not."""
    missing = [f"{one.code} {one.title}" for one in matrix.uncovered]
    covered = len(matrix.priorities) - len(missing)
    opening = f"Claims serve {covered} of {len(matrix.priorities)} priorities of {framework}."
    return f"{opening} Not covered: {listed(missing)}." if missing else opening


def _height(name: str) -> float:
    return (name.count("\n") + 1) * line_height(LABEL_PT) + _BETWEEN_MM


def _draw(
    sheet: Sheet,
    priorities: Sequence[Priority],
    rows: Sequence[MatrixRow],
    names: Sequence[str],
    lead: frozenset[Key],
) -> None:
    body = sheet.body
    left = max(width_of(name, LABEL_PT, strong=True) for name in names) + _BESIDE_MM
    pitch = min((body.width - left) / len(rows), _WIDEST_MM)
    room = Room(body.left + left, body.bottom, pitch * len(rows), body.height - _NUMBERS_MM)
    stretch = room.height / sum(_height(name) for name in names)
    axes = sheet.axes(room)
    axes.set_xlim(0, room.width)
    axes.set_ylim(0, room.height)
    top = room.height
    for one, name in zip(priorities, names, strict=True):
        height = _height(name) * stretch
        middle, key = top - height / 2, (one.framework, one.code)
        axes.axhline(top - height, color=sheet.theme.grid, linewidth=0.6)
        sheet.write(room.left - _BESIDE_MM, room.bottom + middle, name, _LEAD if key in lead else _NAME)
        served = [(place + 0.5) * pitch for place, row in enumerate(rows) if key in row.codes]
        dot_mm = min(_DOT_SHARE * min(pitch, height), _LARGEST_DOT_MM)
        axes.scatter(served, [middle] * len(served), _points(dot_mm), color=sheet.theme.accent, zorder=3)
        top -= height
    _write_numbers(sheet, room, len(rows), pitch)


def _points(size_mm: float) -> float:
    """Return [pt²] the area that a dot of this width [mm] has for matplotlib."""
    return (size_mm / MM_PER_INCH * POINTS_PER_INCH) ** 2


def _write_numbers(sheet: Sheet, room: Room, count: int, pitch: float) -> None:
    """Write the numbers of the columns, every one or as many as have room."""
    widest = width_of(str(count), SMALL_PT) + 0.8
    every = max(1, -int(-widest // pitch))
    for place in range(0, count, every):
        sheet.write(room.left + (place + 0.5) * pitch, room.top + 0.6, str(place + 1), _NUMBER)
