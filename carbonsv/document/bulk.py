"""Many rows of several tables as one change: what an import of any size puts into a document."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from carbonsv.document.frames import columns_of
from carbonsv.document.history import Batch, Edit, Parts, Payload
from carbonsv.document.rows import next_position
from carbonsv.document.schema import stored_tables
from carbonsv.errors import EditError
from carbonsv.model.tables import column_refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import apsw
    import pandas as pd

_LOOKED_AT = 1_000  # rows that show whether values repeat
_ID_DIGITS = 10  # of an id in hex, as rows typed one by one have


def fresh_ids(count: int) -> list[str]:
    """Return ids for new rows: numbered on from a random one, so that a million have no two alike."""
    first = secrets.randbelow(16**_ID_DIGITS - count)
    return [f"{number:0{_ID_DIGITS}x}" for number in range(first, first + count)]


def bulk_payload(
    connection: apsw.Connection, frames: Mapping[str, pd.DataFrame], edits: Sequence[Edit] = ()
) -> Payload:
    """Return what inserts the rows of data frames, then carries out edits, as one change.

    Args:
        connection: of the document.
        frames: by table, (n rows) each; tables without rows are left out.
        edits: of single rows, carried out after the insertions.

    Raises:
        EditError: a value cannot be stored.
    """
    batches = [_batch(connection, name, frame) for name, frame in frames.items() if len(frame)]
    if len(batches) == 1 and not edits:
        return batches[0]
    return Parts((*batches, tuple(edits)))


def _different(values: Sequence[object]) -> Sequence[object]:
    """Return every different value once where the first rows show that they repeat; else all of them."""
    first = values[:_LOOKED_AT]
    return list(dict.fromkeys(values)) if 2 * len(dict.fromkeys(first)) < len(first) else values


def _batch(connection: apsw.Connection, name: str, frame: pd.DataFrame) -> Batch:
    contract = stored_tables()[name]
    columns = columns_of(contract, frame)
    for column in contract.columns:
        value, reason = column_refusal(column, _different(columns[column.name]))
        if reason:
            raise EditError(name, str(value), f"{column.name}: {reason}")
    return Batch(name, next_position(connection, name), columns)
