"""Files for the tables beside the records: contacts, a purchase ledger, licensed proxies, damage costs.

Headings are the columns' own names or labels, or what ledgers commonly call them. A row with a cell that
cannot be read, or without one that is required, is left out and said; the others come in as one change.
"""

from __future__ import annotations

import csv
import secrets
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.activities.columns.dates import read_day
from carbonsv.activities.own_table import read_own_table
from carbonsv.app.editing import ID_BYTES
from carbonsv.app.importing.records_file import FileImport
from carbonsv.app.social.words import FOLDER
from carbonsv.errors import CarbonsvError, UnknownNameError
from carbonsv.model import tables
from carbonsv.model.issue import Issue
from carbonsv.units.quantity import read_number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from carbonsv.app.session import Session


@cache
def kinds() -> dict[str, str]:
    """Return the tables that `--as` can name, by their names there: contacts, proxies."""
    return {row["kind"]: row["table"] for row in _rows("imports")}


def is_kind(name: str) -> bool:
    """Whether a file of this kind belongs to a table beside the records."""
    return name in kinds()


def import_kind(session: Session, kind: str, path: Path, *, dry_run: bool = False) -> FileImport:
    """Add the rows of a file of one kind, as `carbonsv import --as KIND` does.

    Raises:
        UnknownNameError: there is no such kind.
        UnusableFileError: the file cannot be read.
    """
    if kind not in kinds():
        raise UnknownNameError("kind of table", kind, tuple(kinds()))
    return import_table(session, kinds()[kind], path, dry_run=dry_run)


def import_table(session: Session, table: str, path: Path, *, dry_run: bool = False) -> FileImport:
    """Add the rows of a file to a table of the document, as one change that can be undone.

    Raises:
        UnusableFileError: the file cannot be read, or names no column of the table.
        UnknownNameError: there is no such table.
    """
    contract = tables.table(table)
    texts = _own_names(read_own_table(path, [*contract.names, *_headings(contract)]), contract)
    taken = set(session.document.frame(table)["id"])
    rows: list[dict[str, Any]] = []
    issues: list[Issue] = []
    for number, row in zip(texts.index, texts.to_dict("records"), strict=True):
        values, found = _read(contract, row, number)
        if not found and values["id"] in taken:
            found = [_issue(number, "record-exists", f"the id {values['id']} is in the document already.")]
        issues += found
        if not found:
            taken.add(values["id"])
            rows.append(values)
    if rows and not dry_run:
        session.insert_frame(f"Import {path.name}", table, _frame(contract, rows))
    return FileImport(path.name, len(rows), tuple(issues))


def _headings(contract: tables.Table) -> dict[str, str]:
    """Return the columns by what else a file may call them, written as headings are compared."""
    known = {_slug(column.label): column.name for column in contract.columns}
    known |= {_slug(f"{one.label} ({one.unit})"): one.name for one in contract.columns if one.unit}
    for row in _rows("headings"):
        if row["table"] == contract.name:
            known |= {_slug(heading): row["column"] for heading in row["headings"].split("|")}
    return {heading: name for heading, name in known.items() if heading not in contract.names}


def _own_names(texts: pd.DataFrame, contract: tables.Table) -> pd.DataFrame:
    """Return the columns by their own names; where a file has two for one column, the own name counts."""
    headings = _headings(contract)
    named = texts[[name for name in contract.names if name in texts]]
    for heading in texts.columns:
        if heading not in contract.names and headings[heading] not in named:
            named = named.assign(**{headings[heading]: texts[heading]})
    return named


def _slug(heading: str) -> str:
    return heading.strip().casefold().replace(" ", "_")


@cache
def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


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
