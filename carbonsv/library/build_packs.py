"""Makes the shipped packs again from the published files, so that anyone can check them byte for byte."""

from __future__ import annotations

import csv
import hashlib
from typing import TYPE_CHECKING

from carbonsv.errors import UnusableFileError
from carbonsv.library.pack import FactorPack, write_pack
from carbonsv.library.reference_package import ReferenceTable, write_table
from carbonsv.library.reference_tables import (
    fuel_properties,
    gdp_deflator,
    gwp,
    haul_definition,
    refrigerant_blends,
    uk_spend,
)
from carbonsv.library.uk_workbook import read_workbook
from carbonsv.library.value_tables import VALUE_TABLES
from carbonsv.paths import FACTORS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Importer = Callable[[Path], FactorPack | ReferenceTable]

_IMPORTERS: Mapping[str, Importer] = {
    "flat-file": read_workbook,
    "gwp": gwp,
    "refrigerant-blends": refrigerant_blends,
    "fuel-properties": fuel_properties,
    "haul-definition": haul_definition,
    "uk-spend": uk_spend,
    "gdp-deflator": gdp_deflator,
    **VALUE_TABLES,
}


def build_packs(sources: Path, target: Path) -> list[str]:
    """Import every source that `factors/pack_sources.csv` lists, and write its pack into a folder.

    Returns:
        The ids of the packs, in the order of the list.

    Raises:
        UnusableFileError: when a source is missing or is not the file that was listed.
    """
    with (FACTORS / "pack_sources.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    for row in listed:
        _check(sources / row["file"], row["sha256"])
    for row in listed:
        _write(_IMPORTERS[row["importer"]](sources / row["file"]), target / row["pack"])
    return [row["pack"] for row in listed]


def _check(path: Path, sha256: str) -> None:
    if not path.is_file():
        raise UnusableFileError(path, f"it is not in the folder {path.parent}")
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise UnusableFileError(path, "it is another file than the one the packs were made from")


def _write(imported: FactorPack | ReferenceTable, folder: Path) -> None:
    if isinstance(imported, FactorPack):
        write_pack(imported, folder)
    else:
        write_table(imported, folder)
