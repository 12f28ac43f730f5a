"""Runs of imported rows in a document: kept once under their hash, placed, found again, made into rows."""

# ruff: noqa: S608  names in statements come from the column contracts; values are always bound

from __future__ import annotations

from dataclasses import astuple, dataclass
from itertools import accumulate, count, starmap
from typing import TYPE_CHECKING, Any

import apsw

from carbonsv.document.hashes import Block, block_of, digest
from carbonsv.document.schema import PLACED_RUN, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from carbonsv.document.history import Batch, Run
    from carbonsv.document.unpacking import Unpacked
    from carbonsv.model.tables import Table

_PLACED = (
    'SELECT "position", "first", "size", "hash", "lowest", "highest"'
    f' FROM "{PLACED_RUN.name}" WHERE "table_name" = ?'
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A run where it stands.

    Args:
        place: its own position among the placed runs.
        first: the position of its first row in the table.
        size: its rows.
        hash: which run it is.
        lowest: the first of its ids, sorted.
        highest: the last of its ids, sorted.
    """

    place: int
    first: int
    size: int
    hash: str
    lowest: str
    highest: str


class Runs:
    """The runs of one document."""

    def __init__(self, connection: apsw.Connection) -> None:
        """Read from, and write to, this connection."""
        self._connection = connection
        self._marks: dict[str, NDArray[np.int64]] = {}  # what a run holds never changes

    def keep(self, contents: Mapping[str, bytes]) -> None:
        """Keep the content of runs under their hashes, inside the caller's transaction."""
        self._connection.executemany('INSERT OR IGNORE INTO "run" VALUES (?, ?)', contents.items())

    def copy_to(self, other: Runs) -> None:
        """Keep the content of every run in another document too."""
        rows: Any = self._connection.execute('SELECT "hash", "content" FROM "run"')
        for content_hash, content in rows:
            other.keep({content_hash: content})

    def unpacked(self, content_hash: str) -> Unpacked:
        """Return a run.

        Raises:
            ValueError: it is not there, or not what the program writes.
        """
        from carbonsv.document.unpacking import unpack  # noqa: PLC0415 - NumPy is loaded late

        found: Any = self._connection.execute(
            'SELECT "content" FROM "run" WHERE "hash" = ?', (content_hash,)
        ).get
        if isinstance(found, bytes):
            return unpack(found)
        raise ValueError("a run of imported rows is missing")

    def placed(self, table: str) -> list[Placed]:
        """Return the runs that stand in a table, in order of position."""
        return [Placed(*row) for row in self._rows(f'{_PLACED} ORDER BY "first"', (table,))]

    def holding(self, contract: Table, row_id: str) -> tuple[Placed, int] | None:
        """Return the run that holds a row, and the place of the row in it."""
        between = f'{_PLACED} AND "lowest" <= ? AND "highest" >= ?'
        for placed in starmap(Placed, self._rows(between, (contract.name, row_id, row_id))):
            if self._may_hold(contract, placed.hash, row_id):
                ids = self.unpacked(placed.hash).values(contract.column("id"))
                if row_id in ids:
                    return placed, ids.index(row_id)
        return None

    def at(self, table: str, position: int) -> Placed | None:
        """Return the run that a position of a table lies in."""
        inside = f'{_PLACED} AND "first" <= ? AND "first" + "size" > ?'
        found = self._rows(inside, (table, position, position))
        return Placed(*found[0]) if found else None

    def next_position(self, table: str) -> int:
        """Return the place after the last row of a table."""
        row = f'SELECT ifnull(max("position"), 0) + 1 FROM "{table}"'
        run = f'SELECT ifnull(max("first" + "size"), 1) FROM "{PLACED_RUN.name}" WHERE "table_name" = ?'
        return max(int(self._connection.execute(row).get), int(self._connection.execute(run, (table,)).get))

    def place(self, batch: Batch) -> set[Block]:
        """Let runs stand in their table; return the blocks that have changed."""
        rows = [
            (one.place, run_name(batch.table, one.first), batch.table, *astuple(one)[1:])
            for one in placed_runs(batch, self.next_position(PLACED_RUN.name))
        ]
        self._connection.executemany(
            f'INSERT INTO "{PLACED_RUN.name}" ("position", {quoted(PLACED_RUN)}) VALUES (?,?,?,?,?,?,?,?)',
            rows,
        )
        return {(PLACED_RUN.name, block_of(row[0])) for row in rows}

    def take_out(self, batch: Batch) -> tuple[int, set[Block]]:
        """Take out the runs of a batch that still stand; return how many rows went, and the blocks."""
        end = batch.first + batch.size
        gone = [one for one in self.placed(batch.table) if batch.first <= one.first < end]
        self._remove(gone)
        return sum(one.size for one in gone), {(PLACED_RUN.name, block_of(one.place)) for one in gone}

    def make_rows(self, contract: Table, placed: Placed) -> set[Block]:
        """Make a run into rows of its table, so that they can be edited; return what has changed."""
        unpacked = self.unpacked(placed.hash)
        columns = {column.name: unpacked.values(column) for column in contract.columns}
        try:
            insert_rows(self._connection, contract, placed.first, columns)
        except apsw.ConstraintError as error:
            raise ValueError("rows of an import are in their table already") from error
        self._remove([placed])
        blocks = range(block_of(placed.first), block_of(placed.first + placed.size - 1) + 1)
        return {(PLACED_RUN.name, block_of(placed.place)), *((contract.name, block) for block in blocks)}

    def columns_of(self, contract: Table, batch: Batch, names: Sequence[str] = ()) -> dict[str, list[Any]]:
        """Return (n rows) of columns of a batch as rows have them; of every column where none is named."""
        columns: dict[str, list[Any]] = {name: [] for name in names or contract.names}
        for run in batch.runs:
            unpacked = self.unpacked(run.hash)
            for name in columns:
                columns[name] += unpacked.values(contract.column(name))
        return columns

    def has_any_id(self, contract: Table, batch: Batch) -> bool:
        """Whether a row of the table, in a run or not, has an id that a batch brings."""
        wanted: set[str] = set()
        for low, high in _spans(batch.runs):
            rows = f'SELECT "id" FROM "{contract.name}" WHERE "id" BETWEEN ? AND ?'
            runs = f'{_PLACED} AND "lowest" <= ? AND "highest" >= ?'
            near = [row[0] for row in self._rows(rows, (low, high))]
            for placed in starmap(Placed, self._rows(runs, (contract.name, high, low))):
                near += self.unpacked(placed.hash).values(contract.column("id"))
            if near and not wanted:
                wanted = set(self.columns_of(contract, batch, ("id",))["id"])
            if near and not wanted.isdisjoint(near):
                return True
        return False

    def damage(self) -> Iterator[str]:
        """Yield a clause for each run that is not as it was written."""
        rows: Any = self._connection.execute('SELECT "hash", "content" FROM "run"')
        for written, content in rows:
            if digest(content) != written:
                yield f"imported rows ({str(written)[:12]}) are not as they were written"

    def _may_hold(self, contract: Table, content_hash: str, row_id: str) -> bool:
        """Whether a run can hold an id: where many runs might, most are told by their marks alone."""
        import numpy as np  # noqa: PLC0415

        if content_hash not in self._marks:
            ids = self.unpacked(content_hash).values(contract.column("id"))
            self._marks[content_hash] = np.sort(np.fromiter(map(hash, ids), np.int64, len(ids)))
        marks, mark = self._marks[content_hash], hash(row_id)
        place = int(np.searchsorted(marks, mark))
        return place < len(marks) and int(marks[place]) == mark

    def _remove(self, runs: Sequence[Placed]) -> None:
        statement = f'DELETE FROM "{PLACED_RUN.name}" WHERE "position" = ?'
        self._connection.executemany(statement, [(one.place,) for one in runs])

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[Any]:
        return self._connection.execute(sql, values).fetchall()


def run_name(table: str, first: int) -> str:
    """Return the id of a placed run: its table and its first position in one."""
    return f"{table}/{first}"


def placed_runs(batch: Batch, place: int = 1) -> list[Placed]:
    """Return where the runs of a batch stand, their own positions counted from `place`."""
    firsts = accumulate((run.size for run in batch.runs), initial=batch.first)
    return [
        Placed(number, first, run.size, run.hash, run.lowest, run.highest)
        for number, first, run in zip(count(place), firsts, batch.runs, strict=False)
    ]


def insert_rows(
    connection: apsw.Connection, contract: Table, first: int, columns: Mapping[str, Sequence[Any]]
) -> None:
    """Insert (n rows) with positions from `first`."""
    marks = ", ".join("?" * (len(contract.columns) + 1))
    size = len(columns["id"])
    rows = zip(range(first, first + size), *(columns[name] for name in contract.names), strict=True)
    connection.executemany(
        f'INSERT INTO "{contract.name}" ("position", {quoted(contract)}) VALUES ({marks})', rows
    )


def _spans(runs: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """Yield the spans of ids that runs hold, those that overlap as one."""
    ordered = sorted((run.lowest, run.highest) for run in runs)
    low, high = ordered[0]
    for next_low, next_high in ordered[1:]:
        if next_low <= high:
            high = max(high, next_high)
        else:
            yield low, high
            low, high = next_low, next_high
    yield low, high
