"""Locked reporting years: what has been reported can no longer be changed by an edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from carbonsv.document.history import UndoStack
from carbonsv.inventory.base_year import LockedYearError, locked_years_touched

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from carbonsv.app.stored_tables import Tables
    from carbonsv.document.document import Document
    from carbonsv.document.history import Edit


def refuse_locked(document: Document, edits: Iterable[Edit]) -> None:
    """Refuse edits that would change the numbers of a locked year.

    Raises:
        LockedYearError: with the names of the years.
    """
    years = document.frame("reporting_year")
    if not _any_locked(years):
        return
    for edit in edits:
        before = document.row(edit.table, edit.id) if edit.before is not None else None
        after = None if edit.after is None else {**(before or {}), **edit.after}
        _refuse(locked_years_touched(years, edit.table, before, after))


def refuse_locked_frames(document: Tables, frames: Mapping[str, pd.DataFrame]) -> None:
    """Refuse rows that would be added to a locked year.

    Raises:
        LockedYearError: with the names of the years.
    """
    years = document.frame("reporting_year")
    if not _any_locked(years):
        return
    for table, frame in frames.items():
        for row in _different(frame).to_dict("records"):
            _refuse(locked_years_touched(years, table, None, row))


def _different(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each period: only its days decide which years a new row touches."""
    days = [name for name in ("start", "end") if name in frame.columns]
    return frame.drop_duplicates(days) if days else frame.head(1)


def refuse_locked_step(document: Document, kind: Literal["undo", "redo"]) -> None:
    """Refuse an undo or redo that would change the numbers of a locked year.

    Raises:
        LockedYearError: with the names of the years.
    """
    years = document.frame("reporting_year")
    if not _any_locked(years):
        return
    stack = UndoStack()
    for change in reversed(document.history()):
        stack.follow(change.kind, change.number, change.target)
    for number in (stack.done if kind == "undo" else stack.undone)[-1:]:
        for edit in document.edits_of(number):
            _refuse(locked_years_touched(years, edit.table, edit.before, edit.after))


def _any_locked(years: pd.DataFrame) -> bool:
    return bool(years["locked"].fillna(value=False).any())


def _refuse(names: tuple[str, ...]) -> None:
    if names:
        raise LockedYearError(names)
