"""Tables written for other programs: CSV with every digit, and text kept as text."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TextIO

import pandas as pd

from carbonsv.model.inert import inert

STANDARD_STREAM = "-"


def write_csv(table: pd.DataFrame, target: str) -> None:
    """Write a table as CSV to a file, or to standard output for `-`; numbers unrounded, text kept as text."""
    if target == STANDARD_STREAM:
        _write(table, sys.stdout)
        return
    with Path(target).open("w", encoding="utf-8", newline="") as file:
        _write(table, file)


def _write(table: pd.DataFrame, file: TextIO) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(table.columns)
    columns = [_cells(table[name]) for name in table.columns]
    writer.writerows(zip(*columns, strict=True))


def _cells(column: pd.Series) -> list[str]:
    if pd.api.types.is_float_dtype(column.dtype):
        return ["" if value != value else repr(value) for value in column.tolist()]  # noqa: PLR0124 - nan
    return [_as_text(value) for value in column.astype(object)]


def _as_text(value: object) -> str:
    """Return a cell's text; one that a spreadsheet would take for a formula gets an apostrophe."""
    return inert("" if pd.isna(value) else str(value))
