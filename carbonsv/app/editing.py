"""What typing, pasting and adding rows change in a document, as edits that are not carried out yet."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from carbonsv.app.entry import Vocabulary, read_cell
from carbonsv.document.history import Edit
from carbonsv.errors import CarbonsvError
from carbonsv.inventory.inventory import scope_period
from carbonsv.model import tables
from carbonsv.model.issue import Issue
from carbonsv.model.policy import Period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from carbonsv.document.document import Document

ID_BYTES = 5


def new_id() -> str:
    """Return a short id that no other row has."""
    return secrets.token_hex(ID_BYTES)


def full_row(table: str, values: Mapping[str, object]) -> dict[str, Any]:
    """Return a row with every column: what is given, else the column's default."""
    return {column.name: values.get(column.name, column.default) for column in tables.table(table).columns}


def beginning(name: str, start: date, end: date) -> list[Edit]:
    """Return the edits that begin a document: the organisation and its first reporting year."""
    year = {"id": f"{start:%Y-%m}", "label": scope_period(Period(start, end))}
    rows = {
        "organisation": {"id": "organisation", "name": name},
        "reporting_year": year | {"start": start.isoformat(), "end": end.isoformat()},
    }
    return [Edit(table, row["id"], None, full_row(table, row)) for table, row in rows.items()]


def typed(table: str, row: Mapping[str, Any], column: str, text: str, known: Vocabulary) -> list[Edit]:
    """Return the edit that a text typed into one cell means; none where it changes nothing.

    Raises:
        CarbonsvError: the text is refused; its sentence says why.
    """
    return _update(table, row, read_cell(table, row, column, text, known))


def pasted_block(
    document: Document,
    table: str,
    texts: Sequence[Mapping[str, str]],
    ids: Sequence[str],
    usual: Mapping[str, object],
    known: Vocabulary,
) -> tuple[list[Edit], list[Issue]]:
    """Return the edits of a pasted block: it lies on these rows from the top, then makes new ones.

    Args:
        document: the open document.
        table: name of the table.
        texts: what is pasted, column by column, for each row of the block.
        ids: the rows the block lies on, from the top.
        usual: values of new rows where the block says nothing.
        known: the names that texts may use.
    """
    edits, issues = [], []
    for place, named in enumerate(texts):
        if place < len(ids):
            made, found = pasted_update(table, document.row(table, ids[place]), named, known)
        else:
            made, found = pasted_insert(table, usual, named, known)
        edits += made
        issues += found
    return edits, issues


def pasted_update(
    table: str, row: Mapping[str, Any], texts: Mapping[str, str], known: Vocabulary
) -> tuple[list[Edit], list[Issue]]:
    """Return the edit of pasted texts on a row; cells that are refused keep the value they had."""
    values, issues = _read(table, row, texts, known)
    return _update(table, row, values), issues


def pasted_insert(
    table: str, usual: Mapping[str, object], texts: Mapping[str, str], known: Vocabulary
) -> tuple[list[Edit], list[Issue]]:
    """Return the new row that pasted texts make, with the usual values where they say nothing.

    A text that is refused leaves its cell blank: the usual activity or day in its place would be counted,
    although nobody has said it.
    """
    said = {column for column, text in texts.items() if text.strip()}
    begins = {name: value for name, value in usual.items() if name == "unit" or name not in said}
    row = full_row(table, {**begins, "id": new_id()})
    values, issues = _read(table, row, texts, known)
    if "unit" in said and any(issue.code == "refused-unit" for issue in issues):
        values["unit"] = None  # the usual one was only there for numbers that are read before their unit
    return [Edit(table, row["id"], None, row | values)], issues


def _read(
    table: str, row: Mapping[str, Any], texts: Mapping[str, str], known: Vocabulary
) -> tuple[dict[str, Any], list[Issue]]:
    values: dict[str, Any] = {}
    issues = []
    for column, text in texts.items():
        try:
            values |= read_cell(table, {**row, **values}, column, text, known)
        except CarbonsvError as error:
            issues.append(Issue(row["id"], f"refused-{column}", "error", str(error), error.hint))
    return values, issues


def _update(table: str, row: Mapping[str, Any], values: Mapping[str, Any]) -> list[Edit]:
    changed = {name: value for name, value in values.items() if row.get(name) != value}
    before = {name: row.get(name) for name in changed}
    return [Edit(table, row["id"], before, changed)] if changed else []


def deletions(document: Document, table: str, ids: Sequence[str]) -> list[Edit]:
    """Return the edits that delete rows."""
    return [Edit(table, row_id, document.row(table, row_id), None) for row_id in ids]


def days_of(period: Period) -> dict[str, str]:
    """Return the first and last day of a period as a record holds them."""
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def one_of(table: str) -> str:
    """Return what one row of a table is called."""
    return {"activity": "record", "reporting_year": "reporting year"}.get(table, table.replace("_", " "))
