"""What people call a row: the names that stand in tables in place of ids, and mean them when typed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from carbonsv.model import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from carbonsv.document.document import Document
    from carbonsv.library.catalogue import Catalogue

Names = dict[str, str]
_NAME_COLUMNS = ("name", "label", "title")
_NAMELESS = {"activity"}  # a record is called by nothing but its id


@cache
def named_tables() -> tuple[str, ...]:
    """Return the tables that others refer to by a name."""
    targets = {column.target for table in tables.document_tables() for column in table.columns}
    return tuple(sorted(target for target in targets - _NAMELESS if target))


def names_by_id(document: Document, table: str) -> Names:
    """Return the name of every row of a table, its id where it has none."""
    frame = document.frame(table)
    column = next((name for name in _NAME_COLUMNS if name in frame), "id")
    return dict(zip(frame["id"], frame[column].fillna(frame["id"]).map(str), strict=True))


def ids_by_name(document: Document) -> dict[str, Names]:
    """Return the ids of rows that others refer to, by id and by name as written and in small letters."""
    return {table: _by_name(names_by_id(document, table)) for table in named_tables()}


def _by_name(names: Mapping[str, str]) -> Names:
    found: Names = {}
    for row_id, name in names.items():
        found |= {row_id: row_id, name: row_id, name.casefold(): row_id}
    return found


def with_names(frame: pd.DataFrame, table: str, document: Document, catalogue: Catalogue) -> pd.DataFrame:
    """Return (n rows) with a name beside every id: `site_name` beside `site`, `activity_label` beside it.

    Args:
        frame: rows of the table.
        table: its name.
        document: where the names are.
        catalogue: the activity kinds.
    """
    more: dict[str, object] = {}
    for column in tables.table(table).columns:
        if column.type == "activity":
            labels = {kind.id: kind.label for kind in catalogue}
            more[f"{column.name}_label"] = _named(frame[column.name], labels)
        elif column.target and column.target not in _NAMELESS:
            more[f"{column.name}_name"] = _named(frame[column.name], names_by_id(document, column.target))
    return frame.assign(**more)


def _named(ids: pd.Series, names: Mapping[str, str]) -> list[str]:
    """Return what each id is called, an unknown one by itself."""
    return [names.get(one, one) if isinstance(one, str) else "" for one in ids.tolist()]
