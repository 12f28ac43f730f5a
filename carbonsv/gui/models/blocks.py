"""Blocks of cells, as a spreadsheet puts them on the clipboard."""

from __future__ import annotations

import csv

Block = list[list[str]]


def read_block(clipboard: str) -> Block:
    """Return the cells of a tab-separated block; quoted cells may hold line ends, as in spreadsheets."""
    lines = clipboard.rstrip("\r\n").splitlines(keepends=True)
    return list(csv.reader(lines, delimiter="\t")) if clipboard.strip() else []


def write_block(cells: Block) -> str:
    """Return cells as a tab-separated block."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in cells)
