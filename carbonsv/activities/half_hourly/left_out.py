"""Rows and cells of a file of readings that are none: what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.half_hourly import notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.half_hourly.layout import Layout
    from carbonsv.activities.text_table import TextTable
    from carbonsv.model.issue import Issue

_TOTALS = ("total", "grand total", "sum", "subtotal", "sub total", "average", "mean", "min", "max")
_FIRST_CELLS = 6  # among which the word stands


def left_out(table: TextTable, layout: Layout, good: NDArray[np.bool_]) -> list[Issue]:
    """Say which rows have no date: totals, and those that cannot be read."""
    if good.all():
        return []
    bad = np.flatnonzero(~good)
    total = np.array([_is_total(table.cells(int(place))) for place in bad], bool)
    issues = []
    if total.any():
        rows = notes.row_numbers(table.rows[bad[total]])
        issues.append(notes.note("total-row", "notice", f"Total rows were left out: {rows}."))
    if not total.all():
        rows = notes.row_numbers(table.rows[bad[~total]])
        named = layout.names[layout.roles.get("date", layout.roles.get("stamp", 0))]
        sentence = f"No date can be read in {rows} (column “{named}”); they were left out."
        issues.append(
            notes.note("unreadable-date", "error", sentence, "Correct the dates and import the file again.")
        )
    return issues


def _is_total(cells: tuple[str, ...]) -> bool:
    return any(
        cell.casefold().startswith(
            ("total", "grand total", "sum", "subtotal", "average", "mean", "min", "max")
        )
        for cell in cells[:6]
    )


def not_readings(table: TextTable, bad: NDArray[np.bool_], unknown_flags: Sequence[str]) -> list[Issue]:
    """Say which cells hold something that is not a reading, and which flags are not known.

    Args:
        table: (n rows).
        bad: (n, k) cells that hold something else.
        unknown_flags: as they stand.
    """
    issues = []
    if bad.any():
        rows = notes.row_numbers(table.rows[np.flatnonzero(bad.any(axis=1))])
        sentence = f"{notes.counted(int(bad.sum()), 'cell')} in {rows} cannot be read as numbers."
        hint = "Nothing was put in their place; correct them and import the file again."
        issues.append(notes.note("unreadable-quantity", "error", sentence, hint))
    if unknown_flags:
        flags = notes.some(list(dict.fromkeys(unknown_flags)))
        sentence = f"These flags are not known, and their readings count as measured: {flags}."
        issues.append(notes.note("unknown-flag", "warning", sentence))
    return issues
