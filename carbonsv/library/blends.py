"""Refrigerant blends the official workbook does not list, as factors per kilogram of the blend."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from carbonsv.library.pack import FactorPack, factor_table
from carbonsv.library.uk_names import slug

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KIND = "refrigerant-blends"


@dataclass(frozen=True, slots=True)
class _GwpSet:
    """A set of global warming potentials, and the first factor year it is used for."""

    name: str
    column: str
    year: int


_SETS = (_GwpSet("AR4", "ar4", 2018), _GwpSet("AR5", "ar5", 2023))


def blend_packs(folder: Path) -> list[FactorPack]:
    """Return the blends as one factor pack for each GWP set that the official packs use."""
    description = json.loads((folder / "datapackage.json").read_text("utf-8"))
    with (folder / "refrigerant-blends.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    return [_pack(one, rows, description) for one in _SETS]


def _pack(one: _GwpSet, rows: list[dict[str, str]], description: Mapping[str, Any]) -> FactorPack:
    pack_id = f"refrigerant-blends-{one.column}"
    factors = [_factor(pack_id, one, row, place) for place, row in enumerate(rows, 2)]
    return FactorPack(
        id=pack_id,
        kind=KIND,
        title=f"{description['title']} ({one.name})",
        year=one.year,
        edition=description.get("version", ""),
        updated=description.get("created", ""),
        sha256=description["carbonsv"].get("source_sha256", ""),
        publisher=description["sources"][0].get("publisher", ""),
        source=description["sources"][0]["title"],
        licence=description["licenses"][0]["name"],
        attribution=description.get("attribution", ""),
        sheet="refrigerant-blends.csv",
        rows_read=len(rows),
        factors=factor_table(factor for factor in factors if factor["co2e_kg"] is not None),
    )


def _factor(pack_id: str, one: _GwpSet, row: Mapping[str, str], place: int) -> dict[str, Any]:
    key = f"refrigerant-blends/{slug(row['blend'])}:kg"
    value = row[f"{one.column}_gwp100"]
    return {
        "factor_id": f"{pack_id}/{key}",
        "series_key": key,
        "source_id": f"row {place}",
        "scope": "Scope 1",
        "level1": "Refrigerant blends",
        "level2": row["blend"],
        "uom": "kg",
        "co2e_kg": float(value) if value else None,
        "source_cell": f"refrigerant-blends.csv row {place}",
        "gwp_set": one.name,
        "note": f"GWP {row[f'{one.column}_basis']} from {row['composition']}",
    }
