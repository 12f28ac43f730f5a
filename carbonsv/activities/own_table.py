"""Files whose headings are the program's own column names, read as text tables."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.errors import UnusableFileError
from carbonsv.workbooks import read_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def read_own_table(path: Path, known: Sequence[str]) -> pd.DataFrame:
    """Read a CSV or XLSX whose headings are the program's own column names; every cell as text.

    Args:
        path: the file; its first sheet where it is a workbook.
        known: the column names that can be used; others are left out.

    Returns:
        (n rows) the known columns that are there, as stripped text; the index `row` is the row in the file.

    Raises:
        UnusableFileError: it cannot be read, a row has another number of fields, or no column is known.
    """
    rows = _numbered(_workbook_rows(path) if _is_workbook(path) else _csv_rows(path))
    if not rows:
        raise UnusableFileError(path, "it is empty")
    headings = [heading.strip().casefold().replace(" ", "_") for heading in rows[0][1]]
    places = {name: headings.index(name) for name in known if name in headings}
    if not places:
        hint = f"Its first row must name columns such as {', '.join(list(known)[:7])}."
        raise UnusableFileError(path, "its first row names none of the known columns", hint)
    body = pd.Index([number for number, _ in rows[1:]], name="row", dtype="int64")
    columns = {name: [row[place].strip() for _, row in rows[1:]] for name, place in places.items()}
    return pd.DataFrame(columns, index=body, dtype=object)


def _numbered(rows: list[list[str]]) -> list[tuple[int, list[str]]]:
    """Number the rows as they stand in the file, and leave out those that are blank."""
    return [(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]


def _is_workbook(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}
    except OSError as error:
        raise UnusableFileError(path, _why(error)) from error


def _csv_rows(path: Path) -> list[list[str]]:
    try:
        text = path.read_text("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError as error:
        raise UnusableFileError(path, "its text is not UTF-8", "Save it as “CSV UTF-8”.") from error
    except csv.Error as error:
        raise UnusableFileError(path, f"it is not well-formed CSV ({error})") from error
    width = len(next((row for row in rows if row), []))
    for number, row in enumerate(rows, 1):
        if row and len(row) != width:
            reason = f"row {number} has {len(row)} fields where the heading has {width}"
            raise UnusableFileError(path, reason, "Correct that row; nothing was read.")
    return rows


def _workbook_rows(path: Path) -> list[list[str]]:
    sheets = read_sheets(path.read_bytes(), path)
    first = next(iter(sheets.values()), [])
    return [[_cell_text(cell) for cell in row] for row in first]


def _cell_text(cell: object) -> str:
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)


def _why(error: OSError) -> str:
    return (error.strerror or "it cannot be opened").lower()
