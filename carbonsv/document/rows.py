"""Rows in and out of the tables of a document."""

# ruff: noqa: S608  names in statements come from the column contracts; values are always bound

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from carbonsv.document.hashes import Block, block_of
from carbonsv.document.history import Batch, Edit, Parts, Payload
from carbonsv.document.schema import META, PLACED_RUN, quoted, stored_tables
from carbonsv.errors import EditError, shortened
from carbonsv.model.tables import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import apsw

    from carbonsv.document.runs import Runs
    from carbonsv.model.tables import Column, Table


def read(
    connection: apsw.Connection, runs: Runs, contract: Table, row_id: str
) -> tuple[int, dict[str, Any]] | None:
    """Return the position and the values of one row, or None when there is no such row."""
    found: Any = connection.execute(
        f'SELECT "position", {quoted(contract)} FROM "{contract.name}" WHERE "id" = ?',
        (row_id,),
    ).fetchall()
    if found:
        values = zip(contract.columns, found[0][1:], strict=True)
        return found[0][0], {column.name: _typed(column, value) for column, value in values}
    holding = runs.holding(contract, row_id)
    if holding is None:
        return None
    placed, place = holding
    run = runs.unpacked(placed.hash)
    return placed.first + place, {c.name: _typed(c, run.values(c)[place]) for c in contract.columns}


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
    if column.type == "number" and type(value) in (int, float):
        return float(value) + 0.0  # SQLite knows no negative zero: here it is an ordinary one
    if column.type == "integer" and type(value) is float and value.is_integer():
        return int(value)
    return value


def perform(connection: apsw.Connection, runs: Runs, payload: Payload) -> tuple[Payload, set[Block]]:
    """Carry out edits.

    Returns:
        The edits, complete with positions and rows as they were before, and the blocks that have changed.

    Raises:
        EditError: a row is not as the edit expects it, or a value cannot be stored.
    """
    table = _Rows(connection, runs)
    if isinstance(payload, Parts):
        return Parts(tuple(table.perform(part) for part in payload.parts)), table.touched
    return table.perform(payload), table.touched


class _Rows:
    """The rows of a document while edits are carried out on them."""

    def __init__(self, connection: apsw.Connection, runs: Runs) -> None:
        self._connection, self._runs = connection, runs
        self.touched: set[Block] = set()

    def perform(self, payload: tuple[Edit, ...] | Batch) -> tuple[Edit, ...] | Batch:
        for name in {part.table for part in ([payload] if isinstance(payload, Batch) else payload)}:
            if name not in stored_tables() or name in (META.name, PLACED_RUN.name):
                raise EditError(name, "", "a document does not store this table")
        if isinstance(payload, Batch):
            self._remove(payload) if payload.removed else self._place(payload)
            return payload
        done = (self._edit(edit) for edit in payload)
        return tuple(edit for edit in done if edit.before != edit.after)

    def _place(self, batch: Batch) -> None:
        if self._runs.has_any_id(stored_tables()[batch.table], batch):
            raise EditError(batch.table, "id", "an id is in the document already")
        self.touched |= self._runs.place(batch)

    def _remove(self, batch: Batch) -> None:
        gone, blocks = self._runs.take_out(batch)
        last = batch.first + batch.size - 1
        self._connection.execute(
            f'DELETE FROM "{batch.table}" WHERE "position" BETWEEN ? AND ?', (batch.first, last)
        )
        if gone + self._connection.changes() != batch.size:
            raise EditError(batch.table, batch.runs[0].lowest, "other rows have taken its place")
        self.touched |= blocks
        self.touched |= {(batch.table, block) for block in range(block_of(batch.first), block_of(last) + 1)}

    def _edit(self, edit: Edit) -> Edit:
        contract = stored_tables()[edit.table]
        found = read(self._connection, self._runs, contract, edit.id)
        if edit.before is None:
            return self._insert(contract, edit, found is not None)
        if found is None:
            raise EditError(edit.table, edit.id, "there is no such row")
        position, now = found
        _expect(edit, storable(contract, edit.id, edit.before), now)
        if edit.after is None:
            self._touch(contract, position)
            self._connection.execute(f'DELETE FROM "{edit.table}" WHERE "position" = ?', (position,))
            return Edit(edit.table, edit.id, now, None, position)
        return self._update(contract, Edit(edit.table, edit.id, now, edit.after, position))

    def _insert(self, contract: Table, edit: Edit, exists: bool) -> Edit:  # noqa: FBT001
        if exists or not edit.id or edit.after is None:
            raise EditError(edit.table, edit.id, "the id is taken" if exists else "the id is blank")
        after = storable(contract, edit.id, {**dict.fromkeys(contract.names), **edit.after, "id": edit.id})
        position = self._free_position(edit)
        marks = ", ".join("?" * (len(contract.columns) + 1))
        self._connection.execute(
            f'INSERT INTO "{contract.name}" VALUES ({marks})', (position, *after.values())
        )
        self.touched.add((contract.name, block_of(position)))
        return Edit(edit.table, edit.id, None, after, position)

    def _free_position(self, edit: Edit) -> int:
        taken = f'SELECT 1 FROM "{edit.table}" WHERE "position" = ?'
        wanted = edit.position
        if wanted is None or self._connection.execute(taken, (wanted,)).get is not None:
            return self._runs.next_position(edit.table)
        return wanted if self._runs.at(edit.table, wanted) is None else self._runs.next_position(edit.table)

    def _update(self, contract: Table, edit: Edit) -> Edit:
        after, before = storable(contract, edit.id, edit.after or {}), edit.before or {}
        if after.get("id", edit.id) != edit.id:
            raise EditError(edit.table, edit.id, "its id cannot change")
        after = {name: value for name, value in after.items() if value != before[name]}
        if after:
            self._touch(contract, edit.position or 0)
            assignments = ", ".join(f'"{name}" = ?' for name in after)
            self._connection.execute(
                f'UPDATE "{edit.table}" SET {assignments} WHERE "position" = ?',
                (*after.values(), edit.position),
            )
        return Edit(edit.table, edit.id, {name: before[name] for name in after}, after, edit.position)

    def _touch(self, contract: Table, position: int) -> None:
        """Note that a row changes; the run it lies in is made into rows first."""
        placed = self._runs.at(contract.name, position)
        if placed is not None:
            self.touched |= self._runs.make_rows(contract, placed)
        self.touched.add((contract.name, block_of(position)))


def _expect(edit: Edit, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    for name, value in before.items():
        if now[name] != value:
            raise EditError(edit.table, edit.id, f"{name} is {now[name]!r} now, not {value!r}")
