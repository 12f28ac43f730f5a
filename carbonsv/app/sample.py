"""The sample organisation: fictitious, and marked so."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from carbonsv.errors import UnusableFileError
from carbonsv.model import tables
from carbonsv.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = RESOURCES / "sample"


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every row of the sample with the name of its table, typed.

    Raises:
        UnusableFileError: a file of the sample is not as its table declares.
    """
    for table in tables.document_tables():
        path = SAMPLE / f"{table.name}.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file, strict=True):
                    values, issues = tables.coerce(table.name, row)
                    if issues:
                        raise UnusableFileError(path, issues[0].sentence.rstrip("."))
                    yield table.name, values
