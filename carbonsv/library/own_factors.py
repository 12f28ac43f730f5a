"""The user's own factors, with source, year and licence, as a pack and kinds beside the official ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.library.catalogue import ActivityKind, LineRecipe
from carbonsv.library.pack import FactorPack, factor_table
from carbonsv.units.convert import dimension
from carbonsv.units.names import read_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

PACK_ID = "own"


def own_pack(own: pd.DataFrame) -> FactorPack:
    """Return the user's own factors as a pack.

    Args:
        own: (n rows) columns as resources/schema/own_factor.csv.
    """
    return FactorPack(
        id=PACK_ID,
        kind="own-factors",
        title="Own factors of this document",
        year=0,
        edition="",
        updated="",
        sha256="",
        publisher="",
        source="entered by the user",
        licence="as stated with each factor",
        attribution="",
        sheet="",
        rows_read=len(own),
        factors=factor_table(_factor(row) for row in own.to_dict("records")),
    )


def own_kinds(own: pd.DataFrame) -> list[ActivityKind]:
    """Return an activity kind `own/<id>` for each of the user's own factors."""
    return [_kind(row) for row in own.to_dict("records")]


def _factor(row: Mapping[str, Any]) -> dict[str, Any]:
    key = f"own/{row['id']}:{row['unit']}"
    biogenic = row["gas"] == "biogenic-co2"
    return {
        "factor_id": f"{PACK_ID}/{key}",
        "series_key": key,
        "source_id": str(row["id"]),
        "scope": f"Scope {row['scope']}",
        "level1": "Own factor",
        "level2": row["label"],
        "uom": row["unit"],
        "co2_kg" if biogenic else "co2e_kg": float(row["co2e_kg_per_unit"]),
        "source_cell": f"{row['source']}, {row['year']:.0f}",
        "note": f"Licence: {row['licence']}",
    }


def _kind(row: Mapping[str, Any]) -> ActivityKind:
    biogenic = row["gas"] == "biogenic-co2"
    category = None if biogenic or row["scope"] != "3" or pd.isna(row["category"]) else int(row["category"])
    recipe = LineRecipe(
        series=f"own/{row['id']}",
        lifecycle="biogenic" if biogenic else "direct",
        scope="outside" if biogenic else str(row["scope"]),
        category=category,
        method="both",
        required=True,
        condition="",
    )
    unit = read_unit(row["unit"])
    words = ("own factor",)
    return ActivityKind(
        f"own/{row['id']}", "procurement", row["label"], words, unit, (dimension(unit),), (recipe,)
    )
