"""What people call a row: the names that stand in tables in place of ids, and mean them when typed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.app.results.record_columns import RecordColumns
from carbonsv.model import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    import pandas as pd
    from numpy.typing import NDArray

    from carbonsv.app.stored_tables import Tables
    from carbonsv.library.catalogue import ActivityKind

Names = dict[str, str]
_NAME_COLUMNS = ("name", "label", "title")
_ALSO_CALLED = ("number", "postcode")  # what a bill prints in place of the name
_NAMELESS = {"activity"}  # a record is called by nothing but its id


@cache
def named_tables() -> tuple[str, ...]:
    """Return the tables that others refer to by a name."""
    targets = {column.target for table in tables.document_tables() for column in table.columns}
    return tuple(sorted(target for target in targets - _NAMELESS if target))


def names_by_id(frame: pd.DataFrame) -> Names:
    """Return the name of every row of a table, its id where it has none."""
    column = next((name for name in _NAME_COLUMNS if name in frame), "id")
    return dict(zip(frame["id"], frame[column].fillna(frame["id"]).map(str), strict=True))


def ids_by_name(document: Tables) -> dict[str, Names]:
    """Return the ids of rows that others refer to, by everything they may be called.

    A name counts as written and without regard to case and spaces; a number or a postcode that one row
    alone has counts too: the MPAN of a meter, with or without its spaces.
    """
    return {table: _by_name(document.frame(table)) for table in named_tables()}


def plain_name(text: str) -> str:
    """Return a name without regard to case and spaces: AB12 CDE and ab12cde are one registration."""
    return "".join(text.split()).casefold()


def _by_name(frame: pd.DataFrame) -> Names:
    found: Names = {}
    for column in _ALSO_CALLED:
        if column in frame:
            found |= _by_sole_name(zip(frame["id"], frame[column], strict=True))
    for row_id, name in names_by_id(frame).items():
        found |= {plain_name(name): row_id, name.casefold(): row_id}
    for row_id, name in names_by_id(frame).items():
        found |= {row_id: row_id, name: row_id}
    return found


def _by_sole_name(named: Iterable[tuple[str, object]]) -> Names:
    """Return ids by what they are called, leaving out what several rows are called."""
    found: dict[str, set[str]] = {}
    for row_id, name in named:
        if isinstance(name, str):
            for word in (name, name.casefold(), plain_name(name)):
                found.setdefault(word, set()).add(row_id)
    return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1}


def shown_names(
    table: str, frames: Mapping[str, pd.DataFrame], catalogue: Iterable[ActivityKind]
) -> dict[str, tuple[str, Names]]:
    """Return what is shown in place of the ids of a table.

    Args:
        table: its name.
        frames: the document's tables.
        catalogue: the activity kinds.

    Returns:
        By the name of the column that is shown, `site_name` or `activity_label`: the column of ids, and
        what each id is called.
    """
    found: dict[str, tuple[str, Names]] = {}
    for column in tables.table(table).columns:
        if column.type == "activity":
            found[f"{column.name}_label"] = (column.name, {kind.id: kind.label for kind in catalogue})
        elif column.target and column.target not in _NAMELESS:
            found[f"{column.name}_name"] = (column.name, names_by_id(frames[column.target]))
    return found


def with_names(
    frame: pd.DataFrame, table: str, frames: Mapping[str, pd.DataFrame], catalogue: Iterable[ActivityKind]
) -> pd.DataFrame:
    """Return (n rows) with a name beside every id: `site_name` beside `site`, `activity_label` beside it."""
    columns = RecordColumns(frame)
    shown = shown_names(table, frames, catalogue)
    return frame.assign(**{more: _named(columns, *about) for more, about in shown.items()})


def _named(columns: RecordColumns, column: str, names: Mapping[str, str]) -> NDArray[Any]:
    """Return (n,) what each id is called, an unknown one by itself."""
    coded = columns.coded(column)
    called = np.array([*(names.get(one, one) for one in coded.values), ""], dtype=object)
    return called[coded.codes]
