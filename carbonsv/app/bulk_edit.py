"""One column of many records given one value, as one change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.app import naming
from carbonsv.app.editing import typed
from carbonsv.app.entry import Vocabulary, read_cell
from carbonsv.errors import CarbonsvError
from carbonsv.model import tables
from carbonsv.model.text import quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.app.session import Session


def give_all(session: Session, table: str, column: str, text: str, ids: Sequence[str]) -> str:
    """Put a text into a column of several rows as one change.

    Returns:
        The sentence why a row refuses the text, which changes none of them; nothing when it was done.
    """
    known = Vocabulary(session.library.catalogue, naming.ids_by_name(session.document))
    rows = (session.document.row(table, row_id) for row_id in ids)
    try:
        edits = [edit for row in rows for edit in typed(table, row, column, text, known)]
        if edits:
            session.apply(_label(table, column, len(edits)), edits)
    except CarbonsvError as error:
        return f"{error} {error.hint}".strip()
    return ""


def _label(table: str, column: str, count: int) -> str:
    label = tables.table(table).column(column).label.lower()
    return f"Change {label} of {count:,} rows" if count > 1 else f"Change {label}"


def how_read(session: Session, table: str, row_id: str, text: str) -> tuple[str, bool]:
    """Return what a text typed as a quantity means, `120 litres` for `3x40 l`, or why it would be refused.

    Returns:
        A sentence, and whether it is a refusal.
    """
    row = session.document.row(table, row_id)
    try:
        values = read_cell(table, row, "quantity", text, Vocabulary(session.library.catalogue, {}))
    except CarbonsvError as error:
        return f"{error} {error.hint}".strip(), True
    if values.get("quantity") is None:
        return "", False
    return f"{quantity(values['quantity'])} {values.get('unit') or ''}".strip(), False
