"""Tables as data frames, kept in step with the document edit by edit.

Text is pandas `str` (missing: NaN), numbers and integers float64, dates datetime64[s].
Frames handed out share memory with the kept ones: copy-on-write keeps them apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carbonsv.document.history import Batch, Edit, Parts, Payload
from carbonsv.document.schema import stored_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import apsw
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from carbonsv.document.runs import Runs
    from carbonsv.model.tables import Column, Table

_STEPWISE = 2_000  # edits; beyond that reading the table again is quicker


class Frames:
    """The frames of one document, read when first asked for."""

    def __init__(self, connection: apsw.Connection, runs: Runs) -> None:
        """Read from this connection, and its runs."""
        self._connection, self._runs = connection, runs
        self._kept: dict[str, tuple[np.ndarray, pd.DataFrame]] = {}

    def frame(self, contract: Table) -> pd.DataFrame:
        """Return (n rows) of a table, in order of position."""
        if contract.name not in self._kept:
            from carbonsv.document.reading import read_table  # noqa: PLC0415 - pandas is loaded late

            self._kept[contract.name] = read_table(self._connection, self._runs, contract)
        return self._kept[contract.name][1].copy(deep=False)

    def follow(self, payload: Payload, added: Mapping[str, pd.DataFrame] | None = None) -> None:
        """Bring the kept frames in step with edits that have just been committed.

        Args:
            payload: what was done.
            added: the rows of its batches by table, where they are at hand.
        """
        for part in payload.parts if isinstance(payload, Parts) else (payload,):
            if isinstance(part, Batch):
                self._follow_batch(part, (added or {}).get(part.table))
            elif len(part) > _STEPWISE:
                for name in {edit.table for edit in part}:
                    self._kept.pop(name, None)
            else:
                self._step(part)

    def _step(self, edits: tuple[Edit, ...]) -> None:
        for name in dict.fromkeys(edit.table for edit in edits):
            if name in self._kept:
                mine = [edit for edit in edits if edit.table == name]
                self._kept[name] = _stepped(stored_tables()[name], *self._kept[name], mine)

    def _follow_batch(self, batch: Batch, added: pd.DataFrame | None) -> None:
        before = self._kept.get(batch.table)
        if before is None:
            return
        rows = self._rows_of(batch) if added is None and not batch.removed else added
        if batch.removed:
            self._kept[batch.table] = _without_rows(*before, batch)
        elif rows is not None and (not len(before[0]) or before[0][-1] < batch.first):
            self._kept[batch.table] = _with_rows(*before, batch.first, rows)
        else:
            del self._kept[batch.table]

    def _rows_of(self, batch: Batch) -> pd.DataFrame | None:
        """Return the rows of a batch; None where they cannot be read, which reading the table will say."""
        from carbonsv.document.reading import read_batch  # noqa: PLC0415 - pandas is loaded late

        try:
            return read_batch(self._runs, stored_tables()[batch.table], batch)
        except ValueError:
            return None


def _with_rows(
    positions: np.ndarray, frame: pd.DataFrame, first: int, added: pd.DataFrame
) -> tuple[np.ndarray, pd.DataFrame]:
    """Return a table with rows after its last one."""
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    places = np.arange(first, first + len(added), dtype="int64")
    together = pd.concat([frame, added], ignore_index=True) if len(frame) else added
    return np.concatenate([positions, places]), together


def _without_rows(
    positions: np.ndarray, frame: pd.DataFrame, batch: Batch
) -> tuple[np.ndarray, pd.DataFrame]:
    """Return a table without the rows of a batch."""
    kept = (positions < batch.first) | (positions >= batch.first + batch.size)
    return positions[kept], frame[kept].reset_index(drop=True)


def _stepped(
    contract: Table, positions: np.ndarray, frame: pd.DataFrame, edits: Sequence[Edit]
) -> tuple[np.ndarray, pd.DataFrame]:
    """Carry out edits on a frame; however many rows come and go, all of it is moved once."""
    import numpy as np  # noqa: PLC0415

    added: dict[int, dict[str, Any]] = {}
    cells: dict[str, dict[int, Any]] = {}
    gone: list[int] = []
    for edit in edits:
        position = edit.position or 0
        if edit.before is None:
            added[position] = dict(edit.after or {})
        elif edit.after is None:
            if added.pop(position, None) is None:
                gone.append(position)
        elif position in added:
            added[position] |= edit.after
        else:
            for name, value in edit.after.items():
                cells.setdefault(name, {})[position] = value
    for name, values in cells.items():
        rows = np.searchsorted(positions, list(values))
        frame.iloc[rows, frame.columns.get_loc(name)] = _column(contract.column(name), list(values.values()))
    if gone:
        kept = ~np.isin(positions, gone)
        positions, frame = positions[kept], frame[kept].reset_index(drop=True)
    return _with_added(contract, positions, frame, added) if added else (positions, frame)


def _with_added(
    contract: Table, positions: np.ndarray, frame: pd.DataFrame, added: Mapping[int, Mapping[str, Any]]
) -> tuple[np.ndarray, pd.DataFrame]:
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    rows = list(added.values())
    columns = {one.name: _column(one, [row[one.name] for row in rows]) for one in contract.columns}
    frame = pd.concat([frame, pd.DataFrame(columns)], ignore_index=True)
    positions = np.concatenate([positions, np.array(list(added), dtype="int64")])
    if (np.diff(positions) > 0).all():
        return positions, frame
    order = np.argsort(positions)
    return positions[order], frame.take(order).reset_index(drop=True)


def _column(column: Column, values: Sequence[Any]) -> Any:
    """Return (n) stored values as a frame has them."""
    from carbonsv.document.packable import blanks, handed_out  # noqa: PLC0415

    if all(value is None for value in values):
        return blanks(column, len(values))
    texts = column.is_text and column.type != "date"
    return handed_out(column, array_of(column, [value or "" for value in values] if texts else values))


def array_of(column: Column, values: Sequence[Any]) -> NDArray[Any]:
    """Return (n) stored values of a column as an array: float64, datetime64[s], or objects for texts."""
    import numpy as np  # noqa: PLC0415

    if column.type == "date":
        return np.array(values, dtype="datetime64[s]")
    return np.array(values, dtype=object if column.is_text else "float64")  # None becomes NaN
