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

_STEPWISE = 200  # edits; beyond that reading the table again is quicker


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
        for edit in edits:
            if edit.table in self._kept:
                self._kept[edit.table] = _stepped(*self._kept[edit.table], edit)

    def _follow_batch(self, batch: Batch, added: pd.DataFrame | None) -> None:
        before = self._kept.pop(batch.table, None)
        if before is not None and added is not None:
            self._kept[batch.table] = _with_rows(*before, batch.first, added)


def _with_rows(
    positions: np.ndarray, frame: pd.DataFrame, first: int, added: pd.DataFrame
) -> tuple[np.ndarray, pd.DataFrame]:
    """Return a table with rows after its last one."""
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    places = np.arange(first, first + len(added), dtype="int64")
    together = pd.concat([frame, added], ignore_index=True) if len(frame) else added
    return np.concatenate([positions, places]), together


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
    from carbonsv.document.packable import blanks, handed_out  # noqa: PLC0415

    if value is None:
        return blanks(column, 1)
    return handed_out(column, array_of(column, [value]))


def array_of(column: Column, values: Sequence[Any]) -> NDArray[Any]:
    """Return (n) stored values of a column as an array: float64, datetime64[s], or objects for texts."""
    import numpy as np  # noqa: PLC0415

    if column.type == "date":
        return np.array(values, dtype="datetime64[s]")
    return np.array(values, dtype=object if column.is_text else "float64")  # None becomes NaN
