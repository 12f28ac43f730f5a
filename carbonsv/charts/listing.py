"""A numbered list below a picture, for names that have no room in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.charts.sheet import Style
from carbonsv.charts.theme import LABEL_PT, line_height, width_of
from carbonsv.charts.words import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.charts.sheet import Sheet

    Entry = tuple[str, str]  # a name in lines, and what stands at the right

_BETWEEN_MM = 0.8
_APART_MM = 3.0  # from a name to what stands at the right
_LEAST_NAME_SHARE = 0.35  # of the width; with less, amounts follow their names
_NAME = Style()
_AMOUNT = Style(across="right")


def numbered(entries: Sequence[Entry], width_mm: float) -> list[Entry]:
    """Return names with their numbers, broken into lines that leave room for what stands at the right.

    Args:
        entries: (name, amount as text, which may be blank).
        width_mm: [mm] of the sheet between its edges.
    """
    widest = max((width_of(amount, LABEL_PT) for _, amount in entries), default=0.0)
    room = width_mm - widest - (_APART_MM if widest else 0.0)
    if room < _LEAST_NAME_SHARE * width_mm:
        both = [(f"{name}: {amount}", "") for name, amount in entries]
        return numbered(both, width_mm)
    return [
        (wrapped(f"{number} {name}", room, LABEL_PT), amount)
        for number, (name, amount) in enumerate(entries, 1)
    ]


def list_height(entries: Sequence[Entry]) -> float:
    """Return [mm] the height of a list with some room above it; nothing for no entries."""
    return sum(_height(name) for name, _ in entries) + line_height(LABEL_PT) if entries else 0.0


def write_list(sheet: Sheet, entries: Sequence[Entry], top_mm: float) -> None:
    """Write a list from [mm] a height downwards."""
    top = top_mm - line_height(LABEL_PT)
    for name, amount in entries:
        middle = top - _height(name) / 2
        sheet.write(sheet.body.left, middle, name, _NAME)
        if amount:
            sheet.write(sheet.body.right, middle, amount, _AMOUNT)
        top -= _height(name)


def _height(name: str) -> float:
    return (name.count("\n") + 1) * line_height(LABEL_PT) + _BETWEEN_MM
