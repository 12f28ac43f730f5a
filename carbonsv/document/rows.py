"""Rows in and out of the tables of a document."""

# ruff: noqa: S608  names in statements come from the column contracts; values are always bound

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import apsw

from carbonsv.document import batches
from carbonsv.document.hashes import Block, block_of
from carbonsv.document.history import Batch, Edit, Parts, Payload
from carbonsv.document.schema import quoted, stored_tables
from carbonsv.errors import EditError, shortened
from carbonsv.model.tables import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.model.tables import Column, Table


def read(connection: apsw.Connection, contract: Table, row_id: str) -> tuple[int, dict[str, Any]] | None:
    """Return the position and the values of one row, or None when there is no such row."""
    found: Any = connection.execute(
        f'SELECT "position", {quoted(contract)} FROM "{contract.name}" WHERE "id" = ?',
        (row_id,),
    ).fetchall()
    if not found:
        return None
    values = zip(contract.columns, found[0][1:], strict=True)
    return found[0][0], {column.name: _typed(column, value) for column, value in values}


def _typed(column: Column, value: Any) -> Any:
    return bool(value) if column.type == "boolean" and value is not None else value


def storable(contract: Table, row_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values in the form they are stored.

    Raises:
        EditError: a value does not fit its column.
    """
    return {name: _storable(contract, row_id, contract.column(name), value) for name, value in values.items()}


def _storable(contract: Table, row_id: str, column: Column, given: Any) -> Any:
    value = plain(column, given)
    if reason := refusal(column, value):
        raise EditError(contract.name, row_id, f"{column.name} “{shortened(str(given))}” {reason}")
    return value


def plain(column: Column, value: Any) -> Any:
    """Return a value without what NumPy, pandas or a form have wrapped around it; blanks become None."""
    if value is None or value == "" or value != value:  # noqa: PLR0124  NaN and NaT
        return None
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    value = value.item() if hasattr(value, "item") else value
    if column.type == "number" and type(value) is int:
        return float(value)
    if column.type == "integer" and type(value) is float and value.is_integer():
        return int(value)
    return value


def perform(connection: apsw.Connection, payload: Payload) -> Payload:
    """Carry out edits, and return them complete: with positions, and rows as they were before.

    Raises:
        EditError: a row is not as the edit expects it, or a value cannot be stored.
    """
    if isinstance(payload, Parts):
        return Parts(tuple(_perform_part(connection, part) for part in payload.parts))
    return _perform_part(connection, payload)


def _perform_part(connection: apsw.Connection, payload: tuple[Edit, ...] | Batch) -> tuple[Edit, ...] | Batch:
    if isinstance(payload, Batch):
        return _perform_batch(connection, payload)
    done = (_perform_edit(connection, edit) for edit in payload)
    return tuple(edit for edit in done if edit.before != edit.after)


def _perform_batch(connection: apsw.Connection, batch: Batch) -> Batch:
    contract = stored_tables()[batch.table]
    if batch.removed:
        _remove_batch(connection, batch)
        return batch
    try:
        batches.insert(connection, contract, batch.first, batch.columns)
    except apsw.ConstraintError as error:
        raise EditError(contract.name, "id", "an id is blank, double, or in the document already") from error
    return batch


def _remove_batch(connection: apsw.Connection, batch: Batch) -> None:
    last = batch.first + batch.size - 1
    connection.execute(
        f'DELETE FROM "{batch.table}" WHERE "position" BETWEEN ? AND ?',
        (batch.first, last),
    )
    if connection.changes() != batch.size:
        raise EditError(batch.table, batch.columns["id"][0], "other rows have taken its place")


def _perform_edit(connection: apsw.Connection, edit: Edit) -> Edit:
    contract = stored_tables()[edit.table]
    found = read(connection, contract, edit.id)
    if edit.before is None:
        return _insert(connection, contract, edit, found is not None)
    if found is None:
        raise EditError(edit.table, edit.id, "there is no such row")
    position, now = found
    _expect(edit, storable(contract, edit.id, edit.before), now)
    if edit.after is None:
        connection.execute(f'DELETE FROM "{edit.table}" WHERE "position" = ?', (position,))
        return Edit(edit.table, edit.id, now, None, position)
    return _update(connection, contract, Edit(edit.table, edit.id, now, edit.after, position))


def _expect(edit: Edit, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    for name, value in before.items():
        if now[name] != value:
            raise EditError(edit.table, edit.id, f"{name} is {now[name]!r} now, not {value!r}")


def _insert(connection: apsw.Connection, contract: Table, edit: Edit, exists: bool) -> Edit:  # noqa: FBT001
    if exists or not edit.id or edit.after is None:
        raise EditError(edit.table, edit.id, "the id is taken" if exists else "the id is blank")
    after = storable(contract, edit.id, {**dict.fromkeys(contract.names), **edit.after, "id": edit.id})
    position = _free_position(connection, edit)
    marks = ", ".join("?" * (len(contract.columns) + 1))
    connection.execute(f'INSERT INTO "{contract.name}" VALUES ({marks})', (position, *after.values()))
    return Edit(edit.table, edit.id, None, after, position)


def _free_position(connection: apsw.Connection, edit: Edit) -> int:
    taken = f'SELECT 1 FROM "{edit.table}" WHERE "position" = ?'
    if edit.position is not None and not connection.execute(taken, (edit.position,)).fetchall():
        return edit.position
    return next_position(connection, edit.table)


def next_position(connection: apsw.Connection, table_name: str) -> int:
    """Return the place after the last row of a table."""
    return int(connection.execute(f'SELECT ifnull(max("position"), 0) + 1 FROM "{table_name}"').get)


def _update(connection: apsw.Connection, contract: Table, edit: Edit) -> Edit:
    after, before = storable(contract, edit.id, edit.after or {}), edit.before or {}
    if after.get("id", edit.id) != edit.id:
        raise EditError(edit.table, edit.id, "its id cannot change")
    after = {name: value for name, value in after.items() if value != before[name]}
    if after:
        assignments = ", ".join(f'"{name}" = ?' for name in after)
        connection.execute(
            f'UPDATE "{edit.table}" SET {assignments} WHERE "position" = ?',
            (*after.values(), edit.position),
        )
    return Edit(edit.table, edit.id, {name: before[name] for name in after}, after, edit.position)


def touched(payload: Payload) -> set[Block]:
    """Return the blocks whose rows some edits have changed."""
    if isinstance(payload, Parts):
        return {block for part in payload.parts for block in touched(part)}
    if isinstance(payload, Batch):
        last = block_of(payload.first + payload.size - 1)
        return {(payload.table, block) for block in range(block_of(payload.first), last + 1)}
    return {(edit.table, block_of(edit.position or 0)) for edit in payload}
