"""A whole table read as a data frame: the rows that stand in it, and the packed runs between them."""

# ruff: noqa: S608  names in statements come from the column contracts; values are always bound
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import apsw
import numpy as np
import pandas as pd

from carbonsv.document.frames import array_of
from carbonsv.document.packable import blanks, handed_out
from carbonsv.document.packing import SEPARATOR, Texts
from carbonsv.document.runs import placed_runs
from carbonsv.document.scrutiny import scrutinise, scrutinise_ids, scrutinise_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from carbonsv.document.history import Batch
    from carbonsv.document.runs import Placed, Runs
    from carbonsv.document.unpacking import Unpacked
    from carbonsv.model.tables import Column, Table

_ROWS_AT_ONCE = 16 * 1024
_FEW_VALUES = ("ref", "choice", "unit", "activity", "date")
_BLANK = {"number": np.nan, "integer": np.nan, "boolean": np.nan, "date": np.datetime64("NaT", "s")}

Arrays = dict[str, Any]  # (n rows) of each column: an array, or texts by their codes


def read_table(
    connection: apsw.Connection, runs: Runs, contract: Table
) -> tuple[NDArray[np.int64], pd.DataFrame]:
    """Return the positions of (n rows) of a table, and the rows, in order of position.

    Raises:
        ValueError: what is stored is not what the program writes.
    """
    positions = _positions(connection, contract)
    rows = _row_arrays(connection, contract) if len(positions) else {}
    placed = runs.placed(contract.name)
    places, packed = _run_arrays(runs, contract, placed)
    if placed:
        scrutinise_ids(rows.get("id"), placed, packed["id"])
    together = np.concatenate([positions, places])
    order = np.argsort(together, kind="stable") if len(places) else np.arange(len(together))
    if (np.diff(together[order]) <= 0).any():
        raise ValueError("two rows have the same place")
    sorted_already = bool((np.diff(order) == 1).all())
    arrays: Arrays = {}
    for column in contract.columns:
        own, others = rows.pop(column.name, None), packed.pop(column.name, None)
        values = _together(column, (own, len(positions)), (others, len(places)))
        if values is not None:
            arrays[column.name] = values if sorted_already else _taken(values, order)
    return together[order], _frame(contract, arrays, len(together))


def read_batch(runs: Runs, contract: Table, batch: Batch) -> pd.DataFrame:
    """Return (n rows) as a batch brought them, in order of position, whatever has become of its runs.

    Raises:
        ValueError: what is stored is not what the program writes.
    """
    placed = placed_runs(batch)
    places, arrays = _run_arrays(runs, contract, placed)
    scrutinise_ids(None, placed, arrays["id"])
    return _frame(contract, arrays, len(places))


def _frame(contract: Table, arrays: Arrays, size: int) -> pd.DataFrame:
    """Return a frame of columns, blank those that hold nothing."""
    columns = {
        column.name: handed_out(column, arrays.pop(column.name))
        if column.name in arrays
        else blanks(column, size)
        for column in contract.columns
    }
    return pd.DataFrame(columns, copy=False)


def _together(
    column: Column, rows: tuple[Any, int], packed: tuple[NDArray[Any] | Texts | None, int]
) -> NDArray[Any] | Texts | None:
    """Return the values of the rows that stand in the table, and then of those in runs."""
    values, size = packed
    if not isinstance(values, Texts):
        return _joined(column, (rows, (values, size)))
    if not rows[1]:
        return values
    known = {text: code for code, text in enumerate(values.texts)}
    own = _blank_array(column, rows[1]) if rows[0] is None else rows[0]
    codes = np.array([known.setdefault(text, len(known)) for text in own], np.intp)
    return Texts(np.concatenate([codes, values.codes]), np.array(list(known), dtype=object))


def _taken(values: NDArray[Any] | Texts, order: NDArray[np.intp]) -> NDArray[Any] | Texts:
    return Texts(values.codes[order], values.texts) if isinstance(values, Texts) else values[order]


def _joined(column: Column, parts: tuple[tuple[NDArray[Any] | None, int], ...]) -> NDArray[Any] | None:
    """Return the values of parts one after the other, or None where all are blank."""
    filled = [(values, size) for values, size in parts if size]
    if all(values is None for values, _ in filled):
        return None
    arrays = [_blank_array(column, size) if values is None else values for values, size in filled]
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)


def _blank_array(column: Column, size: int) -> NDArray[Any]:
    return np.full(size, _BLANK[column.type]) if column.type in _BLANK else np.full(size, "", dtype=object)


def _run_arrays(runs: Runs, contract: Table, placed: Sequence[Placed]) -> tuple[NDArray[np.int64], Arrays]:
    """Return the positions of the rows in runs, and the columns that hold anything."""
    unpacked = [runs.unpacked(one.hash) for one in placed]
    if any(run.rows != one.size for run, one in zip(unpacked, placed, strict=True)):
        raise ValueError("a run has another number of rows than was placed")
    arrays: Arrays = {}
    for column in contract.columns:
        values = _packed_column(column, unpacked)
        if values is not None:
            arrays[column.name] = values
    places = [np.arange(one.first, one.first + one.size, dtype=np.int64) for one in placed]
    return np.concatenate([np.zeros(0, np.int64), *places]), arrays


def _packed_column(column: Column, runs: Sequence[Unpacked]) -> NDArray[Any] | Texts | None:
    """Return the values of a column of runs, one after the other; None where all are blank."""
    if column.name != "id" and runs and all(run.is_coded(column) for run in runs):
        if not any(column.name in run.parts for run in runs):
            return None
        known = {"": 0}
        codes = np.concatenate([run.coded(column, known) for run in runs])
        return Texts(codes, np.array(list(known), dtype=object))
    share = dict[str, str]().setdefault
    return _joined(column, tuple((run.array(column, share), run.rows) for run in runs))


def _row_arrays(connection: apsw.Connection, contract: Table) -> dict[str, NDArray[Any]]:
    """Return the columns that hold anything of the rows that stand in the table itself."""
    filled = _filled(connection, contract)
    values: dict[str, Any] = _texts(connection, contract, [column for column in filled if column.is_text])
    values |= {c.name: _column(connection, contract, c.name) for c in filled if not c.is_text}
    arrays = {column.name: array_of(column, values.pop(column.name)) for column in filled}
    for column in filled:
        scrutinise(column, arrays[column.name])
    return arrays


def _positions(connection: apsw.Connection, contract: Table) -> NDArray[np.int64]:
    span = f'SELECT count(*), ifnull(min("position"), 1), ifnull(max("position"), 0) FROM "{contract.name}"'
    found: Any = connection.execute(span).fetchall()[0]
    count, first, last = found
    if last - first + 1 == count:  # no gaps, as after most imports
        return np.arange(first, last + 1, dtype="int64")
    return np.array(_column(connection, contract, "position"), dtype="int64")


def _filled(connection: apsw.Connection, contract: Table) -> list[Column]:
    """Return the columns that hold anything at all: many of a million records are blank throughout."""
    counted = ", ".join(f'count("{column.name}")' for column in contract.columns)
    counts: Any = connection.execute(f'SELECT {counted} FROM "{contract.name}"').fetchall()[0]
    return [column for column, count in zip(contract.columns, counts, strict=True) if count]


def _column(connection: apsw.Connection, contract: Table, name: str) -> list[Any]:
    rows = connection.execute(f'SELECT "{name}" FROM "{contract.name}" NOT INDEXED ORDER BY "position"')
    return [value for (value,) in rows]


def _texts(connection: apsw.Connection, contract: Table, columns: list[Column]) -> dict[str, list[str]]:
    """Read text columns many rows at a time: SQLite joins them, Python splits them, blanks are empty."""
    joined = ", ".join(f"group_concat(ifnull(\"{column.name}\", ''), char(31))" for column in columns)
    values: dict[str, list[str]] = {column.name: [] for column in columns}
    shared = [_sharing(column) for column in columns]
    for count, *texts in _chunks(connection, contract, joined) if columns else ():
        for column, text, share in zip(columns, texts, shared, strict=True):
            parts = text.split(SEPARATOR)
            if len(parts) != count:
                raise ValueError(column.name)
            scrutinise_texts(column, parts, text.encode())
            values[column.name] += share(parts)
    return values


def _chunks(connection: apsw.Connection, contract: Table, joined: str) -> Iterator[Any]:
    first = f'SELECT min("position") FROM "{contract.name}" WHERE "position" >= ?'
    chunk = f'SELECT count(*), {joined} FROM "{contract.name}" NOT INDEXED WHERE "position" BETWEEN ? AND ?'
    start: Any = connection.execute(first, (-(2**63),)).get
    while start is not None:
        yield from _pieces(connection, chunk, start, _ROWS_AT_ONCE)
        start = connection.execute(first, (start + _ROWS_AT_ONCE,)).get


def _pieces(connection: apsw.Connection, chunk: str, start: int, size: int) -> Iterator[Any]:
    """Yield the rows of some positions together; where their texts are too long for that, by halves."""
    try:
        found: Any = connection.execute(chunk, (start, start + size - 1)).fetchall()[0]
    except apsw.TooBigError:
        if size == 1:
            raise
        yield from _pieces(connection, chunk, start, size // 2)
        yield from _pieces(connection, chunk, start + size // 2, size - size // 2)
    else:
        if found[0]:
            yield found


def _sharing(column: Column) -> Callable[[list[str]], list[str]]:
    """Return what lets equal texts of a column with few different ones share their memory."""
    if column.type not in _FEW_VALUES:
        return list
    seen: dict[str, str] = {}
    return lambda parts: list(map(seen.setdefault, parts, parts))
