"""Rows and cells of a file of readings that are none: what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.half_hourly import notes
from carbonsv.activities.half_hourly.times import read_stamps
from carbonsv.activities.tables.left_out import LeftOut, Sifted, notes_among, repeated_headings, row_text
from carbonsv.activities.tables.total_rows import is_total_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.half_hourly.layout import Layout
    from carbonsv.model.issue import Issue

_FIRST_CELLS = 6  # among which the word of a total stands
_NAMING = ("meter", "site", "channel", "date", "stamp")


def sift_readings(table: TextTable, layout: Layout) -> Sifted:
    """Part the rows of readings from repeated headings, notes, totals and rows whose date cannot be read.

    Args:
        table: (n rows) below the headings.
        layout: where its columns stand.
    """
    left_out: list[LeftOut] = []
    dates = table.columns[layout.roles["stamp"] if "stamp" in layout.roles else layout.roles["date"]]
    good = read_stamps(list(dates.texts)).good[dates.codes]
    data = np.ones(len(table), bool)
    headings = repeated_headings(table)
    reasons = [("heading", "it repeats the headings", headings)]
    reasons.append(("note", "it is a line of text", notes_among(table, ~good & ~headings)))
    reasons.append(("total", "it says it is a total", _totals(table, layout, good)))
    reasons.append(("refused", "no date can be read in it", ~good))
    for kind, why, rows in reasons:
        left_out += [
            LeftOut(int(table.rows[row]), why, row_text(table, row), kind)
            for row in np.flatnonzero(rows & data).tolist()
        ]
        data &= ~rows
    ordered = tuple(sorted(left_out, key=lambda one: one.row))
    return Sifted(data, ordered, tuple(_said(ordered, layout)))


def _totals(table: TextTable, layout: Layout, good: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return (n,) the rows that a name calls a total; without a date any of the first cells may do so."""
    totals = np.zeros(len(table), bool)
    for role in _NAMING:
        if role in layout.roles:
            totals |= table.columns[layout.roles[role]].flags(is_total_text)
    for row in np.flatnonzero(~good & ~totals).tolist():
        totals[row] = any(is_total_text(cell) for cell in table.cells(row)[:_FIRST_CELLS])
    return totals


def _said(left_out: Sequence[LeftOut], layout: Layout) -> list[Issue]:
    """Say which rows are totals, and which have no date that can be read."""
    issues = []
    totals = np.array([one.row for one in left_out if one.kind == "total"], np.int64)
    if len(totals):
        sentence = f"Total rows were left out: {notes.row_numbers(totals)}."
        issues.append(notes.note("total-row", "notice", sentence))
    refused = np.array([one.row for one in left_out if one.kind == "refused"], np.int64)
    if len(refused):
        named = layout.names[layout.roles.get("date", layout.roles.get("stamp", 0))]
        sentence = (
            f"No date can be read in {notes.row_numbers(refused)} (column “{named}”); they were left out."
        )
        hint = "Correct the dates and import the file again."
        issues.append(notes.note("unreadable-date", "error", sentence, hint))
    return issues


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
