"""Blocks of cells, as a spreadsheet puts them on the clipboard."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Block = list[list[str]]


def read_block(clipboard: str) -> Block:
    """Return the cells of a tab-separated block; quoted cells may hold line ends, as in spreadsheets."""
    lines = clipboard.rstrip("\r\n").splitlines(keepends=True)
    return list(csv.reader(lines, delimiter="\t")) if clipboard.strip() else []


def write_block(cells: Block) -> str:
    """Return cells as a tab-separated block."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in cells)


def arranged(
    cells: Block, shown: Sequence[str], declared: Sequence[str], present: Callable[[int, str], str]
) -> tuple[str, Block]:
    """Return a block in the order in which the session declares the columns, and its first column.

    Args:
        cells: the block as it was copied.
        shown: the columns it lies on, in the order in which the table shows them.
        declared: all columns in the session's order.
        present: the text that a row of the block has now in a column between those.
    """
    names = shown[: max(len(line) for line in cells)]
    places = sorted(declared.index(name) for name in names)
    between = declared[places[0] : places[-1] + 1]
    given = [dict(zip(names, line, strict=False)) for line in cells]
    return between[0], [
        [line[name] if name in line else present(row, name) for name in between]
        for row, line in enumerate(given)
    ]
