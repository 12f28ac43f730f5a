"""Whether rows and packed runs stand where they can: looked at whenever a document is opened."""

# ruff: noqa: S608  names in statements come from the column contracts
from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from carbonsv.document.bulk import ROW_BY_ROW
from carbonsv.document.format import LAST_POSITION, ROWS_PER_RUN
from carbonsv.document.runs import run_name
from carbonsv.document.schema import PLACED_RUN, stored_tables
from carbonsv.model.tables import DOCUMENT_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import apsw

_WITH_RUNS = frozenset(DOCUMENT_TABLES) - frozenset(ROW_BY_ROW)
_RUNS = f'SELECT "table_name", "first", "size", "hash", "id" FROM "{PLACED_RUN.name}" ORDER BY 1, 2'
_MISSING = (
    f'SELECT "id" FROM "{PLACED_RUN.name}"'
    ' WHERE NOT EXISTS (SELECT 1 FROM "run" WHERE "run"."hash" = "placed_run"."hash")'
)


def misplaced(connection: apsw.Connection) -> Iterator[str]:
    """Yield a clause for each table or run that stands where the program puts none."""
    for name in stored_tables():
        ends = f'SELECT ifnull(min("position"), 1), ifnull(max("position"), 1) FROM "{name}"'
        found: Any = connection.execute(ends).fetchall()[0]
        first, last = found
        if first < 1 or last > LAST_POSITION:
            yield f"rows of {name} are in places that no row can have"
    runs: Any = connection.execute(_RUNS).fetchall()
    for table, first, size, _, name in runs:
        if not _can_stand(table, first, size) or name != run_name(table, first):
            yield f"imported rows ({str(name)[:32]}) stand where none can"
    for one, following in pairwise(runs):
        if one[0] == following[0] and one[1] + one[2] > following[1]:
            yield f"imported rows of {one[0]} stand in the same place"
    if len({(table, content) for table, _, _, content, _ in runs}) < len(runs):
        yield "the same imported rows stand in a table twice"
    for (name,) in connection.execute(_MISSING):
        yield f"the imported rows {name} are missing"


def _can_stand(table: str, first: int, size: int) -> bool:
    return table in _WITH_RUNS and 1 <= size <= ROWS_PER_RUN and 1 <= first <= LAST_POSITION
