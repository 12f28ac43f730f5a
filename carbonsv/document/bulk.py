"""Many rows of several tables as one change: what an import of any size puts into a document."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from carbonsv.document.attachments import EVIDENCE
from carbonsv.document.history import Batch, Edit, Parts
from carbonsv.document.schema import stored_tables
from carbonsv.errors import EditError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from carbonsv.document.history import Payload
    from carbonsv.model.tables import Table

_ID_DIGITS = 10  # of an id in hex, as rows typed one by one have
_LOWER_DIGITS = 3  # that are written once for all ids
_LOWER = 16**_LOWER_DIGITS
ROW_BY_ROW = (EVIDENCE,)  # tables that are looked into where they stand


@dataclass(frozen=True, slots=True, eq=False)
class Bulk:
    """An import as the document takes it.

    Args:
        payload: the change.
        contents: of its runs, by hash.
        frames: the rows by table, as the document has them once they are in it.
    """

    payload: Payload
    contents: dict[str, bytes] = field(default_factory=dict)
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)


def fresh_ids(count: int) -> list[str]:
    """Return ids for new rows: numbered on from a random one, so that a million have no two alike."""
    first = secrets.randbelow(16**_ID_DIGITS - count)
    last = first + count - 1
    lower = [f"{number:0{_LOWER_DIGITS}x}" for number in range(_LOWER)]
    upper = (
        f"{number:0{_ID_DIGITS - _LOWER_DIGITS}x}" for number in range(first // _LOWER, last // _LOWER + 1)
    )
    ids = [high + low for high in upper for low in lower]
    return ids[first % _LOWER : first % _LOWER + count]


def bulk_of(
    frames: Mapping[str, pd.DataFrame], next_position: Callable[[str], int], edits: Sequence[Edit] = ()
) -> Bulk:
    """Return what inserts the rows of data frames, then carries out edits, as one change.

    Args:
        frames: by table, (n rows) each; tables without rows are left out.
        next_position: given a table, returns the place after its last row.
        edits: of single rows, carried out after the insertions.

    Raises:
        EditError: a value cannot be stored, or an id is blank or double.
    """
    parts: list[tuple[Edit, ...] | Batch] = []
    bulk = Bulk(())
    for name, frame in frames.items():
        if not len(frame):
            continue
        contract = stored_tables()[name]
        if name in ROW_BY_ROW:
            parts.append(_insertions(contract, frame))
        else:
            parts.append(_batch(contract, frame, next_position(name), bulk))
    payload: Payload = parts[0] if len(parts) == 1 and not edits else Parts((*parts, tuple(edits)))
    return Bulk(payload, bulk.contents, bulk.frames)


def _batch(contract: Table, frame: pd.DataFrame, first: int, bulk: Bulk) -> Batch:
    from carbonsv.document.packable import made_packable  # noqa: PLC0415 - pandas is loaded late
    from carbonsv.document.packing import pack  # noqa: PLC0415

    rows = made_packable(contract, frame)
    if not _are_different(rows.frame["id"]):
        raise EditError(contract.name, "id", "an id is blank or double")
    runs = []
    for run, content in pack(contract, rows.columns, len(frame)):
        runs.append(run)
        bulk.contents[run.hash] = content
    bulk.frames[contract.name] = rows.frame
    return Batch(contract.name, first, tuple(runs))


def _are_different(ids: pd.Series) -> bool:
    """Whether no id is blank or double; ids that only rise, as fresh ones do, are told without a set."""
    if ids.hasnans:
        return False
    values = ids.to_numpy(dtype=object)
    return bool((values[1:] > values[:-1]).all()) or len(set(values.tolist())) == len(values)


def _insertions(contract: Table, frame: pd.DataFrame) -> tuple[Edit, ...]:
    from carbonsv.document.packable import stored_columns  # noqa: PLC0415 - pandas is loaded late

    columns = stored_columns(contract, frame)
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    return tuple(Edit(contract.name, str(row["id"]), None, row) for row in rows)
