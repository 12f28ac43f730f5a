"""How a folder of data describes itself: the words of a Frictionless Data Package.

Source: Frictionless Data, Data Package and Table Schema specifications, version 1.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from carbonsv.errors import UnknownNameError
from carbonsv.paths import FACTORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DESCRIPTION_FILE = "datapackage.json"


@dataclass(frozen=True, slots=True)
class FactorSource:
    """Where data were published, by whom, and the sentence to print beside them."""

    title: str
    publisher: str
    attribution: str

    def as_source(self) -> dict[str, str]:
        """Return the entry of a Data Package's list of sources."""
        return {"title": self.title, "publisher": self.publisher}


@cache
def _licences() -> dict[str, dict[str, str]]:
    with (FACTORS / "licences.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def licence_of(name: str) -> dict[str, str]:
    """Return a licence by its short name, with title and address.

    Raises:
        UnknownNameError: when the licence is not in `factors/licences.csv`.
    """
    try:
        return dict(_licences()[name])
    except KeyError as error:
        raise UnknownNameError("licence", name, tuple(_licences())) from error


def resource(file: str, columns: Iterable[Mapping[str, str]], key: list[str]) -> dict[str, Any]:
    """Describe one CSV file of a package: its columns with type, unit and meaning, and its key."""
    return {
        "name": file.removesuffix(".csv"),
        "path": file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in columns],
            "primaryKey": key,
            "missingValues": [""],
        },
    }


def moment(day: str) -> str:
    """Return a day as the specification wants it; what is not known stays empty."""
    return f"{day}T00:00:00Z" if day else ""


def json_text(description: Mapping[str, Any]) -> str:
    """Write a description so that the same content is always the same text."""
    return json.dumps(description, ensure_ascii=False, indent=2) + "\n"


def _field(column: Mapping[str, str]) -> dict[str, str]:
    field = {"name": column["name"], "type": column["type"], "description": column["description"]}
    return field | ({"unit": column["unit"]} if column["unit"] else {})
