"""Files for the tables beside the records: contacts, a purchase ledger, licensed proxies, damage costs.

Headings are the columns' own names or labels. A row with a cell that cannot be read, or without one that is
required, is left out and said; the others come in as one change.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.activities.dates import read_day
from carbonsv.activities.own_table import read_own_table
from carbonsv.app.editing import ID_BYTES
from carbonsv.app.file_import import FileImport
from carbonsv.errors import CarbonsvError
from carbonsv.model import tables
from carbonsv.model.issue import Issue
from carbonsv.units.quantity import read_number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from carbonsv.app.session import Session

FIRST_ROW = 2  # row 1 of a file holds the headings


def import_table(session: Session, table: str, path: Path) -> FileImport:
    """Add the rows of a file to a table of the document, as one change that can be undone.

    Raises:
        UnusableFileError: the file cannot be read, or names no column of the table.
        UnknownNameError: there is no such table.
    """
    contract = tables.table(table)
    texts = read_own_table(path, contract.names)
    taken = set(session.document.frame(table)["id"])
    rows: list[dict[str, Any]] = []
    issues: list[Issue] = []
    for number, row in enumerate(texts.to_dict("records"), FIRST_ROW):
        values, found = _read(contract, row, number)
        if not found and values["id"] in taken:
            found = [_issue(number, "record-exists", f"the id {values['id']} is in the document already.")]
        issues += found
        if not found:
            taken.add(values["id"])
            rows.append(values)
    if rows:
        session.insert_frame(f"Import {path.name}", table, _frame(contract, rows))
    return FileImport(path.name, len(rows), tuple(issues))


def _read(contract: tables.Table, row: Mapping[str, str], number: int) -> tuple[dict[str, Any], list[Issue]]:
    """Read one row; numbers and days as people write them."""
    given: dict[str, Any] = {"id": row.get("id") or secrets.token_hex(ID_BYTES)}
    issues = []
    for column in contract.columns:
        text = row.get(column.name, "")
        if not text or column.name == "id":
            continue
        try:
            given[column.name] = _typed(column, text)
        except CarbonsvError as error:
            issues.append(_issue(number, f"unreadable-{column.type}", f"{column.label}: {error}", error.hint))
    values, found = tables.coerce(contract.name, given)
    issues += [_issue(number, one.code, one.sentence, one.hint) for one in found]
    return values, issues


def _typed(column: tables.Column, text: str) -> object:
    if column.type in {"number", "integer"}:
        return read_number(text)
    if column.type == "date":
        return read_day(text)
    return text.casefold() if column.choices else text


def _frame(contract: tables.Table, rows: list[dict[str, Any]]) -> pd.DataFrame:
    dtypes = {column.name: column.dtype for column in contract.columns}
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)


def _issue(number: int, code: str, sentence: str, hint: str = "") -> Issue:
    return Issue(f"row-{number}", code, "error", f"Row {number}: {sentence}", hint)
