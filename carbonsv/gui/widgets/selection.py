"""Which rows and columns of a table are selected, without looking at single cells: there may be millions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView


def selected_rows(view: QTableView) -> list[int]:
    """Return the rows with a selected cell, from top to bottom."""
    rows: set[int] = set()
    for block in view.selectionModel().selection().toList():
        rows.update(range(block.top(), block.bottom() + 1))
    return sorted(rows)


def selected_columns(view: QTableView) -> list[int]:
    """Return the columns in view with a selected cell, as they stand from the left."""
    columns: set[int] = set()
    for block in view.selectionModel().selection().toList():
        columns.update(range(block.left(), block.right() + 1))
    return [column for column in shown_columns(view) if column in columns]


def shown_columns(view: QTableView) -> list[int]:
    """Return the columns that are not hidden, as they stand from the left."""
    header = view.horizontalHeader()
    columns = [header.logicalIndex(place) for place in range(header.count())]
    return [column for column in columns if not header.isSectionHidden(column)]
