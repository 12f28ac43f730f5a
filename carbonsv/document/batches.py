"""Batches of a million rows put into their table and written down, by column wherever that is quicker."""

# ruff: noqa: S608  names in statements come from the column contracts; values are always bound

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from carbonsv.document.schema import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import apsw

    from carbonsv.model.tables import Table


def insert(
    connection: apsw.Connection, contract: Table, first: int, columns: Mapping[str, Sequence[Any]]
) -> None:
    """Insert (n rows) with positions from `first`; columns that are blank throughout are not sent row by row.

    Raises:
        apsw.ConstraintError: an id is blank, double, or there already.
    """
    filled = [name for name in contract.names if not _is_blank(columns[name])]
    marks = ", ".join("?" if name in filled else "NULL" for name in contract.names)
    statement = f'INSERT INTO "{contract.name}" ("position", {quoted(contract)}) VALUES (?, {marks})'
    count = len(columns[contract.names[0]])
    rows = zip(range(first, first + count), *(columns[name] for name in filled), strict=True)
    connection.executemany(statement, rows)


def as_json(columns: Mapping[str, Sequence[Any]]) -> str:
    """Return columns as the JSON object of one list for each, as json.dumps writes it without spaces."""
    parts = (f"{json.dumps(name)}:{_list_json(values)}" for name, values in columns.items())
    return "{" + ",".join(parts) + "}"


def _list_json(values: Sequence[Any]) -> str:
    """Write one column; texts without anything to escape, and blanks, are joined at once."""
    if not values:
        return "[]"
    if _is_blank(values):
        return "[" + "null," * (len(values) - 1) + "null]"
    if set(map(type, values)) == {str}:
        text = '["' + '","'.join(values) + '"]'
        if text.count('"') == 2 * len(values) and "\\" not in text and text.isprintable():
            return text
    return json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _is_blank(values: Sequence[Any]) -> bool:
    """Whether a column has nothing in any row."""
    return bool(values) and values[0] is None and values.count(None) == len(values)
