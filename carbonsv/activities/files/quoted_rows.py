"""Text files each of whose rows was put between quotation marks as a whole, as some exports do twice."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_DELIMITERS = (",", ";", "\t", "|")
_FEWEST = 2  # rows that must be parted alike


def parted_again(rows: Sequence[list[str]]) -> list[list[str]]:
    """Return the rows with their only cell parted where a delimiter parts all alike; else as they are."""
    filled = [row[0] for row in rows if row and row[0].strip()]
    if len(filled) < _FEWEST or any(len(row) > 1 for row in rows):
        return list(rows)
    for delimiter in _DELIMITERS:
        widths = {len(cells) for cells in csv.reader(filled, delimiter=delimiter)}
        if len(widths) == 1 and widths.pop() > 1:
            return [next(csv.reader(row, delimiter=delimiter), []) if row else [] for row in rows]
    return list(rows)
