"""What is typed into the one row of a document's statement: the row begins with the first thing typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.app import editing, naming
from carbonsv.app.entry import Vocabulary, read_cell
from carbonsv.document.history import Edit
from carbonsv.errors import CarbonsvError
from carbonsv.model import tables

if TYPE_CHECKING:
    from carbonsv.app.session import Session


def enter(session: Session, table: str, column: str, text: str) -> str:
    """Put a typed text into a statement; return the sentence why not, or nothing when it was done.

    Args:
        session: with the document.
        table: one that holds a single row, such as carbon_reduction_plan.
        column: the column typed into.
        text: what was typed.
    """
    row_id = str(tables.table(table).column("id").default)
    if row_id in set(session.document.frame(table)["id"]):
        return session.set_cell(table, row_id, column, text)
    row = editing.full_row(table, {"id": row_id})
    try:
        values = read_cell(table, row, column, text, _vocabulary(session))
        label = f"Change {tables.table(table).column(column).label.lower()}"
        session.apply(label, [Edit(table, row_id, None, row | values)])
    except CarbonsvError as error:
        return f"{error} {error.hint}".strip()
    return ""


def _vocabulary(session: Session) -> Vocabulary:
    return Vocabulary(session.library.catalogue, naming.ids_by_name(session.document))
