"""A factor pack: the emission factors of one edition of one source, as a folder that can be checked."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
from dataclasses import dataclass
from functools import cache, lru_cache
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
    from collections.abc import Iterable
    from pathlib import Path

FACTORS_FILE = "factors.csv"


@dataclass(frozen=True, eq=False)
class FactorPack:
    """One edition of one source of emission factors, with what is needed to cite it.

    `factors` has one row per factor and the columns of `factors/columns.csv`: labels as text, values as
    floats (NaN where the source has none). `sha256` is the fingerprint of the source, not of this copy.
    """

    id: str
    kind: str
    title: str
    year: int
    edition: str
    updated: str
    sha256: str
    publisher: str
    source: str
    licence: str
    attribution: str
    sheet: str
    rows_read: int
    factors: pd.DataFrame


@cache
def factor_columns() -> tuple[dict[str, str], ...]:
    """Return the columns of every factor pack: name, type, unit and description."""
    with (FACTORS / "columns.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def number_columns() -> list[str]:
    """Return the names of the columns that hold values."""
    return [column["name"] for column in factor_columns() if column["type"] == "number"]


def text_columns() -> list[str]:
    """Return the names of the columns that hold labels, cells and notes."""
    return [column["name"] for column in factor_columns() if column["type"] == "string"]


def factor_table(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Arrange factors in the columns of a pack; absent values become NaN, absent labels empty.

    Args:
        rows: (n) one factor each, by column name.

    Returns:
        (n rows) labels as text, values [kg CO2e or kWh per unit] as floats.
    """
    blank: dict[str, Any] = dict.fromkeys(text_columns(), "") | dict.fromkeys(number_columns(), math.nan)
    names = [column["name"] for column in factor_columns()]
    types = dict.fromkeys(text_columns(), "str") | dict.fromkeys(number_columns(), "float64")
    return pd.DataFrame([blank | row for row in rows], columns=names).astype(types)


def pack_ids(folder: Path = FACTORS) -> list[str]:
    """Return the ids of the packs in use in a folder; superseded editions (`id@edition`) are left out."""
    names = (path.parent.name for path in folder.glob(f"*/{FACTORS_FILE}"))
    return sorted(name for name in names if "@" not in name)


@lru_cache(maxsize=32)
def pack_hash(pack: FactorPack) -> str:
    """Return the SHA-256 of the pack's factors as they are written, the same on every machine."""
    return _sha256(_csv_bytes(pack.factors))


def write_pack(pack: FactorPack, folder: Path) -> None:
    """Write a pack as a Frictionless Data Package; the same pack always gives the same bytes."""
    content = _csv_bytes(pack.factors)
    folder.mkdir(parents=True, exist_ok=True)
    _replace(folder / FACTORS_FILE, content)
    _replace(folder / DESCRIPTION_FILE, json_text(_description(pack, _sha256(content))).encode())


def read_pack(folder: Path) -> FactorPack:
    """Read a pack, after checking that its factors are the ones that were written.

    Raises:
        UnusableFileError: when the folder is no pack, or its factors were altered.
    """
    description = _read_description(folder / DESCRIPTION_FILE)
    facts = description["carbonsv"]
    content = _read_bytes(folder / FACTORS_FILE)
    if _sha256(content) != facts["factors_sha256"]:
        raise UnusableFileError(
            folder / FACTORS_FILE,
            f"its content is not what {DESCRIPTION_FILE} in {folder.name} describes",
            "Import the official workbook again, or restore the folder from the installation.",
        )
    source = description["sources"][0]
    return FactorPack(
        id=description["name"],
        kind=facts["kind"],
        title=description["title"],
        year=facts["year"],
        edition=description["version"],
        updated=description["created"].partition("T")[0],
        sha256=facts["source_sha256"],
        publisher=source["publisher"],
        source=source["title"],
        licence=description["licenses"][0]["name"],
        attribution=description["attribution"],
        sheet=facts["sheet"],
        rows_read=facts["rows_read"],
        factors=_read_factors(content),
    )


def _description(pack: FactorPack, factors_sha256: str) -> dict[str, Any]:
    valued = pack.factors[number_columns()].notna()
    origin = FactorSource(pack.source, pack.publisher, pack.attribution)
    return {
        "profile": "tabular-data-package",
        "name": pack.id,
        "title": pack.title,
        "version": pack.edition,
        "created": moment(pack.updated),
        "licenses": [licence_of(pack.licence)],
        "sources": [origin.as_source()],
        "attribution": pack.attribution,
        "carbonsv": {
            "kind": pack.kind,
            "year": pack.year,
            "source_sha256": pack.sha256,
            "sheet": pack.sheet,
            "rows_read": pack.rows_read,
            "factors": len(pack.factors),
            "values": int(valued.to_numpy().sum()),
            "factors_sha256": factors_sha256,
        },
        "resources": [resource(FACTORS_FILE, factor_columns(), ["factor_id"])],
    }


def _csv_bytes(factors: pd.DataFrame) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(factors.columns)
    writer.writerows(zip(*(_texts(factors[name]) for name in factors.columns), strict=True))
    return text.getvalue().encode()


def _texts(column: pd.Series) -> list[str]:
    if column.dtype != "float64":
        return list(column)
    return ["" if value != value else repr(value) for value in column.tolist()]  # noqa: PLR0124 - NaN


def _read_factors(content: bytes) -> pd.DataFrame:
    """Only a blank number is absent: a label may well read “NA”."""
    numbers = number_columns()
    types = dict.fromkeys(text_columns(), "str") | dict.fromkeys(numbers, "float64")
    blanks = {name: [""] for name in numbers}
    return pd.read_csv(io.BytesIO(content), dtype=types, keep_default_na=False, na_values=blanks)


def _read_description(path: Path) -> dict[str, Any]:
    try:
        description = json.loads(_read_bytes(path))
    except ValueError as error:
        raise UnusableFileError(path, "it is not JSON text") from error
    if not isinstance(description, dict) or "carbonsv" not in description:
        raise UnusableFileError(path, "it does not describe a factor pack of this program")
    return description


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnusableFileError(
            path, f"the folder {path.parent.name} has no readable file of this name"
        ) from error


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
