"""The key of a chart: squares of colour with their names, in as many rows as they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.charts.sheet import Sheet, Style, body_width
from carbonsv.charts.theme import LABEL_PT, line_height, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_SQUARE_MM = 2.6
_BESIDE_MM = 1.2
_BETWEEN_MM = 5.0
_ROW_MM = line_height(LABEL_PT) + 0.8

Entry = tuple[str, str]


def key_height(entries: Sequence[Entry], width_mm: float) -> float:
    """Return [mm] the height of a key of (name, colour) on a sheet so wide [mm]."""
    return len(_rows(entries, body_width(width_mm))) * _ROW_MM


def draw_key(sheet: Sheet, entries: Sequence[Entry]) -> float:
    """Draw a key at the top of a sheet's body and return [mm] its height."""
    rows = _rows(entries, sheet.body.width)
    for place, row in enumerate(rows):
        left, height = sheet.body.left, sheet.body.top - (place + 0.5) * _ROW_MM
        for name, colour in row:
            sheet.swatch(left, height, _SQUARE_MM, colour)
            sheet.write(left + _SQUARE_MM + _BESIDE_MM, height, name, Style())
            left += _entry_width(name) + _BETWEEN_MM
    return len(rows) * _ROW_MM


def _rows(entries: Sequence[Entry], width_mm: float) -> list[list[Entry]]:
    rows: list[list[Entry]] = []
    left = 0.0
    for entry in entries:
        width = _entry_width(entry[0])
        if not rows or left + width > width_mm:
            rows.append([])
            left = 0.0
        rows[-1].append(entry)
        left += width + _BETWEEN_MM
    return rows


def _entry_width(name: str) -> float:
    return _SQUARE_MM + _BESIDE_MM + width_of(name, LABEL_PT)
