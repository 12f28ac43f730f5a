"""The key of a chart: squares of colour or pieces of line with their names, in as many rows as needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from carbonsv.charts.sheet import Line, Sheet, Style, body_width
from carbonsv.charts.theme import LABEL_PT, line_height, width_of
from carbonsv.charts.words import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

_SQUARE_MM = 2.6
_LINE_MM = 7.0
_BESIDE_MM = 1.2
_BETWEEN_MM = 5.0
_APART_MM = 0.8  # from one row to the next


class Entry(NamedTuple):
    """One entry: its name, its colour, and how its line is drawn where it is one and not an area."""

    name: str
    colour: str
    line: Line | None = None


def key_height(entries: Sequence[Entry], width_mm: float) -> float:
    """Return [mm] the height of a key on a sheet so wide [mm]."""
    return sum(_row_height(row) for row in _rows(entries, body_width(width_mm)))


def draw_key(sheet: Sheet, entries: Sequence[Entry]) -> float:
    """Draw a key at the top of a sheet's body and return [mm] its height."""
    rows, top = _rows(entries, sheet.body.width), sheet.body.top
    for row in rows:
        left, height = sheet.body.left, top - _row_height(row) / 2
        for entry in row:
            if entry.line:
                sheet.stroke((left, left + _LINE_MM), height, entry.colour, entry.line)
            else:
                sheet.swatch(left, height, _SQUARE_MM, entry.colour)
            sheet.write(left + _sign_width(entry) + _BESIDE_MM, height, entry.name, Style())
            left += _entry_width(entry) + _BETWEEN_MM
        top -= _row_height(row)
    return sheet.body.top - top


def _rows(entries: Sequence[Entry], width_mm: float) -> list[list[Entry]]:
    """Put entries beside each other while there is room; a name wider than the sheet is broken into lines."""
    rows: list[list[Entry]] = []
    left = 0.0
    for entry in entries:
        name = wrapped(entry.name, width_mm - _sign_width(entry) - _BESIDE_MM, LABEL_PT)
        fitting = entry._replace(name=name)
        width = _entry_width(fitting)
        if not rows or left + width > width_mm:
            rows.append([])
            left = 0.0
        rows[-1].append(fitting)
        left += width + _BETWEEN_MM
    return rows


def _row_height(row: Sequence[Entry]) -> float:
    lines = max(entry.name.count("\n") + 1 for entry in row)
    return lines * line_height(LABEL_PT) + _APART_MM


def _entry_width(entry: Entry) -> float:
    return _sign_width(entry) + _BESIDE_MM + width_of(entry.name, LABEL_PT)


def _sign_width(entry: Entry) -> float:
    return _LINE_MM if entry.line else _SQUARE_MM
