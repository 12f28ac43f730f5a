"""A reference table: published values beside the factors, kept as a package that can be checked."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.errors import UnusableFileError
from carbonsv.library.data_package import (
    DESCRIPTION_FILE,
    FactorSource,
    json_text,
    licence_of,
    moment,
    resource,
)
from carbonsv.paths import FACTORS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class ReferenceTable:
    """A table with its origin; every value is text exactly as it is to be written, blank where absent."""

    name: str
    title: str
    version: str
    created: str
    source: FactorSource
    source_sha256: str
    licence: str
    key: tuple[str, ...]
    rows: Sequence[Mapping[str, str]]


@cache
def reference_columns(name: str) -> tuple[dict[str, str], ...]:
    """Return the columns of a reference table, or of its family: name, type, unit and description."""
    with (FACTORS / "reference_columns.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row for row in csv.DictReader(file) if fnmatchcase(name, row["table"]))


def write_table(table: ReferenceTable, folder: Path) -> None:
    """Write a reference table; the same table always gives the same bytes."""
    content = _csv_text(table).encode()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{table.name}.csv").write_bytes(content)
    (folder / DESCRIPTION_FILE).write_bytes(json_text(_description(table, content)).encode())


def read_table(name: str, folder: Path = FACTORS) -> pd.DataFrame:
    """Read a reference table by name: text as text, numbers as floats, NaN where the source has none.

    Raises:
        UnusableFileError: when the table is missing or was altered.
    """
    path = folder / name / f"{name}.csv"
    try:
        content = path.read_bytes()
        facts = json.loads((path.parent / DESCRIPTION_FILE).read_bytes())["carbonsv"]
    except (OSError, ValueError, KeyError) as error:
        raise UnusableFileError(path, "the table or its description cannot be read") from error
    if hashlib.sha256(content).hexdigest() != facts["table_sha256"]:
        raise UnusableFileError(path, f"its content is not what {DESCRIPTION_FILE} in {name} describes")
    types = {"string": "str", "number": "float64", "integer": "int64"}
    columns = reference_columns(name)
    blanks = {column["name"]: [""] for column in columns if column["type"] == "number"}
    dtypes = {column["name"]: types[column["type"]] for column in columns}
    return pd.read_csv(io.BytesIO(content), dtype=dtypes, keep_default_na=False, na_values=blanks)


def _csv_text(table: ReferenceTable) -> str:
    text = io.StringIO()
    names = [column["name"] for column in reference_columns(table.name)]
    writer = csv.DictWriter(text, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(table.rows)
    return text.getvalue()


def _description(table: ReferenceTable, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": table.name,
        "title": table.title,
        "version": table.version,
        "created": moment(table.created),
        "licenses": [licence_of(table.licence)],
        "sources": [table.source.as_source()],
        "attribution": table.source.attribution,
        "carbonsv": {
            "kind": "reference-table",
            "source_sha256": table.source_sha256,
            "rows": len(table.rows),
            "table_sha256": hashlib.sha256(content).hexdigest(),
        },
        "resources": [resource(f"{table.name}.csv", reference_columns(table.name), list(table.key))],
    }
