"""Tables as data frames, kept in step with the document edit by edit.

Text is pandas `str` (missing: NaN), numbers and integers float64, dates datetime64[s].
Frames handed out share memory with the kept ones: copy-on-write keeps them apart.
"""

# ruff: noqa: S608  names in statements come from the column contracts; values are always bound
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carbonsv.document.history import Batch, Edit, Parts, Payload
from carbonsv.document.rows import plain
from carbonsv.document.schema import stored_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import apsw
    import numpy as np
    import pandas as pd

    from carbonsv.model.tables import Column, Table

_ROWS_AT_ONCE = 16 * 1024
_SEPARATOR = "\x1f"  # the unit separator: no stored text holds control characters
_STEPWISE = 200  # edits; beyond that reading the table again is quicker
_FEW_VALUES = ("ref", "choice", "unit", "activity", "date")


class Frames:
    """The frames of one document, read when first asked for."""

    def __init__(self, connection: apsw.Connection) -> None:
        """Read from this connection."""
        self._connection = connection
        self._kept: dict[str, tuple[np.ndarray, pd.DataFrame]] = {}

    def frame(self, contract: Table) -> pd.DataFrame:
        """Return (n rows) of a table, in order of position."""
        if contract.name not in self._kept:
            self._kept[contract.name] = _read(self._connection, contract)
        return self._kept[contract.name][1].copy(deep=False)

    def follow(self, payload: Payload) -> None:
        """Bring the kept frames in step with edits that have just been committed."""
        if isinstance(payload, Parts):
            for part in payload.parts:
                self.follow(part)
            return
        if isinstance(payload, Batch) or len(payload) > _STEPWISE:
            for name in {payload.table} if isinstance(payload, Batch) else {edit.table for edit in payload}:
                self._kept.pop(name, None)
            return
        for edit in payload:
            if edit.table in self._kept:
                self._kept[edit.table] = _stepped(*self._kept[edit.table], edit)


def _stepped(positions: np.ndarray, frame: pd.DataFrame, edit: Edit) -> tuple[np.ndarray, pd.DataFrame]:
    import numpy as np  # noqa: PLC0415

    position = edit.position or 0
    row = int(np.searchsorted(positions, position))
    if edit.before is None:
        return np.insert(positions, row, position), _with_row(frame, row, edit)
    if edit.after is None:
        kept = np.delete(np.arange(len(frame)), row)
        return np.delete(positions, row), frame.take(kept).reset_index(drop=True)
    contract = stored_tables()[edit.table]
    for name, value in edit.after.items():
        place = frame.columns.get_loc(name)
        frame.iloc[row, place] = _one(contract.column(name), value)[0]
    return positions, frame


def _with_row(frame: pd.DataFrame, row: int, edit: Edit) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415

    values: Mapping[str, Any] = edit.after or {}
    contract = stored_tables()[edit.table]
    new = pd.DataFrame({column.name: _one(column, values[column.name]) for column in contract.columns})
    return pd.concat([frame.iloc[:row], new, frame.iloc[row:]], ignore_index=True)


def _one(column: Column, value: Any) -> Any:
    return _array(column, [("" if value is None else value) if column.is_text else value])


def _read(connection: apsw.Connection, contract: Table) -> tuple[np.ndarray, pd.DataFrame]:
    import pandas as pd  # noqa: PLC0415

    positions = _positions(connection, contract)
    filled = _filled(connection, contract)
    values = _texts(connection, contract, [column for column in filled if column.is_text])
    values |= {c.name: _column(connection, contract, c.name) for c in filled if not c.is_text}
    arrays = {
        column.name: _array(column, values.pop(column.name))
        if column.name in values
        else _blanks(column, len(positions))
        for column in contract.columns
    }
    return positions, pd.DataFrame(arrays, copy=False)


def _positions(connection: apsw.Connection, contract: Table) -> np.ndarray:
    import numpy as np  # noqa: PLC0415

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
            parts = text.split(_SEPARATOR)
            if len(parts) != count:
                raise ValueError(column.name)
            values[column.name] += share(parts)
    return values


def _chunks(connection: apsw.Connection, contract: Table, joined: str) -> Iterator[Any]:
    first = f'SELECT min("position") FROM "{contract.name}" WHERE "position" >= ?'
    chunk = f'SELECT count(*), {joined} FROM "{contract.name}" NOT INDEXED WHERE "position" BETWEEN ? AND ?'
    start: Any = connection.execute(first, (-(2**63),)).get
    while start is not None:
        yield connection.execute(chunk, (start, start + _ROWS_AT_ONCE - 1)).fetchall()[0]
        start = connection.execute(first, (start + _ROWS_AT_ONCE,)).get


def _sharing(column: Column) -> Callable[[list[str]], list[str]]:
    """Return what lets equal texts of a column with few different ones share their memory."""
    if column.type not in _FEW_VALUES:
        return list
    seen: dict[str, str] = {}
    return lambda parts: list(map(seen.setdefault, parts, parts))


def _array(column: Column, values: list[Any]) -> Any:
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    if column.type == "date":
        return np.array(values, dtype="datetime64[s]")
    if column.type == "boolean":
        return pd.array([None if value is None else bool(value) for value in values], dtype="boolean")
    if not column.is_text:
        return np.array(values, dtype="float64")  # None becomes NaN
    objects = np.array(values, dtype=object)
    objects[objects == ""] = np.nan
    return pd.array(objects, dtype="str")


def _blanks(column: Column, size: int) -> Any:
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    if column.type == "date":
        return np.full(size, "NaT", dtype="datetime64[s]")
    if column.type in ("number", "integer"):
        return np.full(size, np.nan)
    return pd.array(np.full(size, np.nan, dtype=object), dtype=column.dtype)


def columns_of(contract: Table, frame: pd.DataFrame) -> dict[str, list[Any]]:
    """Return (n rows) of a frame as lists of values in the form they are stored.

    Columns the frame lacks take their default. Dates may be datetime64 or ISO text.
    """
    return {
        column.name: _stored(column, frame[column.name])
        if column.name in frame.columns
        else [column.default] * len(frame)
        for column in contract.columns
    }


def _stored(column: Column, values: pd.Series) -> list[Any]:
    import numpy as np  # noqa: PLC0415

    if column.type == "date" and values.dtype.kind == "M":
        days, places = np.unique(values.to_numpy("datetime64[D]"), return_inverse=True)
        texts = [None if day == "NaT" else day for day in np.datetime_as_string(days).tolist()]
        return [texts[place] for place in places.tolist()]
    if column.type == "number" and values.dtype.kind == "f":
        numbers: list[Any] = values.tolist()
        return [None if value != value else value for value in numbers] if values.hasnans else numbers  # noqa: PLR0124
    if column.type == "boolean":  # its blanks cannot be compared with anything
        return [plain(column, value) for value in values.to_numpy(dtype=object, na_value=None).tolist()]
    given: list[Any] = values.to_numpy(dtype=object).tolist()
    blanks = given.count("")
    if blanks == len(given):
        return [None] * len(given)
    if set(map(type, given)) == {str}:
        return [value or None for value in given] if blanks else given
    return [plain(column, value) for value in given]
