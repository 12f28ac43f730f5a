"""What happened to a document, in words; what can be taken back, and which rows can come back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from carbonsv.document.history import Edit, UndoStack, describe
from carbonsv.errors import EditError
from carbonsv.model import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.app.session import Session
    from carbonsv.document.document import Document
    from carbonsv.document.history import Change
    from carbonsv.library.catalogue import Catalogue

Step = Literal["undo", "redo"]
MOST_LINES = 200
_KINDS = {
    "created": "Begun",
    "edit": "Edit",
    "import": "Import",
    "merge": "Merge",
    "factors": "Factors kept",
    "upgrade": "Upgrade",
    "undo": "Undo",
    "redo": "Redo",
}
_WHOLESALE = {"import", "created", "factors", "upgrade"}  # too many rows to write out one by one
_NAMES = ("name", "label", "title")


def history_frame(document: Document) -> pd.DataFrame:
    """Return (n changes) id, time [local], label, kind, author, the newest first."""
    changes = document.history()
    return pd.DataFrame(
        {
            "id": [str(change.number) for change in changes],
            "time": [_local(change.time) for change in changes],
            "label": [change.label for change in changes],
            "kind": [_KINDS.get(change.kind, change.kind) for change in changes],
            "author": [change.author for change in changes],
        }
    )


def details(document: Document, catalogue: Catalogue, number: int) -> str:
    """Write out what a change did, row by row."""
    change = _changes(document)[number]
    if _origin(document, change).kind in _WHOLESALE:
        return f"{change.label}. All its rows belong to one change and are not listed one by one."
    edits = document.edits_of(number)
    lines = [f"{_subject(document, catalogue, edit)}: {_done(edit)}" for edit in edits[:MOST_LINES]]
    more = [f"And {len(edits) - MOST_LINES:,} more."] if len(edits) > MOST_LINES else []
    return "\n".join([*lines, *more])


def is_about_import(document: Document, step: Step) -> bool:
    """Whether the next undo or redo takes back or does again a whole import: any number of rows."""
    stack = _stack(document)
    numbers = stack.done if step == "undo" else stack.undone
    return bool(numbers) and _changes(document)[numbers[-1]].kind == "import"


def undone_by(document: Document, number: int) -> list[str]:
    """Return the labels of the changes that going back to a change takes back, the newest first."""
    changes = _changes(document)
    return [changes[one].label for one in reversed(_stack(document).done) if one > number]


def restorable(document: Document, number: int) -> list[Edit]:
    """Return the edits that bring back the rows which a change deleted and which are still gone."""
    if _origin(document, _changes(document)[number]).kind in _WHOLESALE:
        return []
    gone = [edit for edit in document.edits_of(number) if edit.after is None]
    return [Edit(one.table, one.id, None, one.before) for one in gone if _row(document, one) is None]


def undo_back_to(session: Session, number: int) -> None:
    """Take back, one by one, every change after a change of the history; each is a new change."""
    for _ in undone_by(session.document, number):
        session.undo()


def restore(session: Session, number: int) -> None:
    """Bring back the rows that a change of the history deleted, as a new change."""
    edits = restorable(session.document, number)
    if edits:
        session.apply(f"Restore {len(edits)} rows" if len(edits) > 1 else "Restore a row", edits)


def _changes(document: Document) -> dict[int, Change]:
    return {change.number: change for change in document.history()}


def _origin(document: Document, change: Change) -> Change:
    """Return the change that an undo or redo speaks of in the end."""
    changes = _changes(document)
    while change.target is not None:
        change = changes[change.target]
    return change


def _stack(document: Document) -> UndoStack:
    stack = UndoStack()
    for change in reversed(document.history()):
        stack.follow(change.kind, change.number, change.target)
    return stack


def _subject(document: Document, catalogue: Catalogue, edit: Edit) -> str:
    """Say which row an edit is about: its table, its name, and for a record its first day."""
    row = {**(edit.before or {}), **(_row(document, edit) or edit.after or {})}
    table = "Record" if edit.table == "activity" else edit.table.replace("_", " ").capitalize()
    return " ".join([table, *_names(row, catalogue)])


def _names(row: dict[str, Any], catalogue: Catalogue) -> list[str]:
    known = next((str(row[name]) for name in _NAMES if row.get(name)), "")
    kind = str(row.get("activity") or "")
    label = catalogue.find(kind).label if kind in catalogue else kind
    name = known or label or str(row.get("id") or "")
    return [f"“{name}”", *([f"from {row['start']}"] if row.get("start") else [])]


def _done(edit: Edit) -> str:
    if edit.before is None:
        return "added"
    return "deleted" if edit.after is None else describe(edit)


def _row(document: Document, edit: Edit) -> dict[str, Any] | None:
    if edit.table not in _stored():
        return None
    try:
        return document.row(edit.table, edit.id)
    except EditError:
        return None


def _stored() -> Sequence[str]:
    return [table.name for table in tables.document_tables()]


def _local(time: str) -> datetime:
    """Return a moment on the user's own clock."""
    return datetime.fromisoformat(time).replace(tzinfo=UTC).astimezone().replace(tzinfo=None)
