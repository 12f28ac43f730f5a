"""Evidence that this program has written, read back as the tables of a document, nothing lost."""

from __future__ import annotations

import base64
import binascii
import json
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from carbonsv.activities.files.watched_child import Limits, read_in_child
from carbonsv.app.importing.evidence_child import FILES
from carbonsv.errors import UnusableFileError, shortened
from carbonsv.model import tables
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.activities.files.watch import Watch
    from carbonsv.model.tables import Column

LIMITS = Limits(
    least_memory_bytes=1_500_000_000,  # what the reader's own code takes of the address space, and more
    memory_per_byte=40,
    least_seconds=20.0,
    seconds_per_megabyte=4.0,
    usual_seconds_per_megabyte=0.3,
)
_READER = "carbonsv.app.importing.evidence_child"
_LOOKED_AT = 100_000  # bytes of a workbook's list of sheets
_HEAD = 200  # bytes
_SHEETS = (b'"activity"', b'"emission lines"', b'"about"')
_MARK = b'"format": "carbonsv-evidence-'


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceFile:
    """The tables of a document that a file holds.

    Attributes:
        frames: (n rows) each by name of the table, columns and types as resources/schema.
        files: the content of attached files by their SHA-256.
        issues: cells that could not be used.
    """

    frames: Mapping[str, pd.DataFrame]
    files: Mapping[str, bytes]
    issues: tuple[Issue, ...]


def is_evidence(path: Path) -> bool:
    """Whether a file is an evidence workbook, or evidence as JSON, of this program."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if not head.startswith(b"PK"):
            return _MARK in head
        with zipfile.ZipFile(path) as archive, archive.open("xl/workbook.xml") as listed:
            sheets = listed.read(_LOOKED_AT)
        return all(name in sheets for name in _SHEETS)
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return False


def read_evidence(path: Path, watch: Watch) -> EvidenceFile:
    """Read evidence in a process of its own that has limits and can be ended at any moment.

    Raises:
        UnusableFileError: it cannot be read within the limits, or is no evidence.
        StoppedError: the user stopped it.
    """
    with tempfile.TemporaryDirectory(prefix="carbonsv-") as folder:
        out = Path(folder) / "tables"
        read_in_child(_READER, path, out, LIMITS, watch)
        lines = [json.loads(line) for line in out.read_text("utf-8").split("\n") if line]
    refused = next((line for line in lines if "error" in line), None)
    if refused:
        reason = str(refused["error"]).partition(" cannot be used: ")[2].rstrip(".")
        raise UnusableFileError(path, reason, refused["hint"])
    issues: list[Issue] = []
    frames = {
        line["table"]: _frame(line["table"], line["columns"], issues) for line in lines if "table" in line
    }
    if "activity" not in frames:
        frames["activity"] = tables.empty_frame("activity")
    pieces = {name: one for line in lines for name, one in line.get(FILES, {}).items()}
    return EvidenceFile(frames, _contents(pieces, issues), tuple(issues))


def _frame(name: str, given: Mapping[str, list[Any]], issues: list[Issue]) -> pd.DataFrame:
    """Return the rows of a table in its own columns and types; a cell that cannot be used is blank."""
    contract = tables.table(name)
    count = len(next(iter(given.values()), []))
    columns = {
        one.name: _values(name, one, given.get(one.name, [one.default] * count), issues)
        for one in contract.columns
    }
    return pd.DataFrame({one.name: _array(one, columns[one.name]) for one in contract.columns})


def _values(name: str, column: Column, given: list[Any], issues: list[Issue]) -> list[Any]:
    values = [_stored(column, value) for value in given]
    wrong, _ = tables.column_refusal(column, values)
    if wrong is None:
        return values
    reasons = {value: tables.refusal(column, value) for value in dict.fromkeys(values)}
    for value, reason in reasons.items():
        if reason:
            sentence = f"{name}: {column.label} “{shortened(str(value))}” cannot be used: {reason}."
            issues.append(
                Issue("", f"unreadable-{column.type}", "error", sentence, "The cell is left blank.")
            )
    return [None if reasons[value] else value for value in values]


def _stored(column: Column, value: Any) -> Any:
    """Return a cell in the form that its column stores, as far as it can be."""
    if value is None or value == "":
        return None
    if column.type == "number" and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if column.type == "integer" and isinstance(value, float) and value.is_integer():
        return int(value)
    if column.type == "boolean" and value in (0, 1):
        return bool(value)
    if column.is_text and isinstance(value, float):  # typed into the workbook without being text there
        return repr(int(value)) if value.is_integer() else repr(value)
    return value


def _array(column: Column, values: list[Any]) -> Any:
    """Return a column as frames of a document have it."""
    if column.type == "date":
        return np.array(values, dtype="datetime64[s]")
    if column.type == "boolean":
        return np.array(values, dtype=object)  # blanks as None: a document takes them as they are
    if not column.is_text:
        return np.array([np.nan if value is None else value for value in values], dtype="float64")
    return pd.array(
        np.array([np.nan if value is None else value for value in values], dtype=object), dtype="str"
    )


def _contents(pieces: Mapping[str, list[str]], issues: list[Issue]) -> dict[str, bytes]:
    found = {}
    for key, texts in pieces.items():
        try:
            found[key] = b"".join(base64.b64decode(text, validate=True) for text in texts)
        except (binascii.Error, ValueError):
            sentence = f"The attached file {key[:12]} cannot be used: its content is not base64."
            issues.append(Issue("", "file-unreadable", "error", sentence))
    return found
