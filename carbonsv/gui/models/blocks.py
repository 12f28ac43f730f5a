"""Blocks of cells, as a spreadsheet puts them on the clipboard."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Block = list[list[str]]


def read_block(clipboard: str) -> Block:
    """Return the cells of a tab-separated block; quoted cells may hold line ends, as in spreadsheets."""
    lines = clipboard.rstrip("\r\n").splitlines(keepends=True)
    return list(csv.reader(lines, delimiter="\t")) if clipboard.strip() else []


def write_block(cells: Block) -> str:
    """Return cells as a tab-separated block."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in cells)


def headed(cells: Block, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the columns that the first line of a block names, nothing when it is not a line of headings.

    Args:
        cells: the block.
        names: the columns by what they are called, in small letters.

    Returns:
        The column of each cell of the first line; blank where a heading is not known.
    """
    first = [cell.strip().casefold() for cell in cells[0]] if len(cells) > 1 else []
    found = tuple(names.get(cell, "") for cell in first)
    known = sum(map(bool, found))
    return found if known > 1 and known * 2 > len(found) else ()
