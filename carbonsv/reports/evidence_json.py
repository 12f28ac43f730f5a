"""The evidence as JSON, for programs; its form is declared in `resources/templates/evidence.schema.json`."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import TYPE_CHECKING, Any

from carbonsv.model import text

if TYPE_CHECKING:
    import pandas as pd

    from carbonsv.inventory.inventory import Inventory
    from carbonsv.reports.evidence import Evidence

FORMAT = "carbonsv-evidence-1"


def json_bytes(evidence: Evidence) -> bytes:
    """Return the evidence as JSON: numbers unrounded, what is not available as null."""
    facts = {
        "format": FORMAT,
        "organisation": evidence.basis.name,
        "made_on": evidence.basis.day.isoformat(),
        "document_head_hash": evidence.basis.head_hash,
        "reporting_year": _year(evidence.inventory),
        "activity": _rows(evidence.activities),
        "factors": [_factor(evidence, one) for one in evidence.factors],
        "emission_lines": _rows(evidence.lines),
        "market_based": _rows(evidence.covered),
        "totals": [_total(name, kg) for name, kg in _totals(evidence.inventory)],
        "issues": [
            {name: getattr(one, name) for name in ("record", "code", "severity", "sentence", "hint")}
            for one in evidence.inventory.issues
        ],
        "history": [
            {name: getattr(one, name) for name in ("number", "time", "author", "label", "hash")}
            for one in evidence.history
        ],
    }
    parts = [f"{json.dumps(name)}: {_written(value)}" for name, value in facts.items()]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _written(value: Any) -> str:
    """Return a value as JSON, a list with a line for each item: quick to write and to look through."""
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(_one, value)) + "\n]"
    return _one(value)


def _one(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _year(inventory: Inventory) -> dict[str, str]:
    return {
        "label": inventory.label,
        "start": inventory.start.isoformat(),
        "end": inventory.end.isoformat(),
        "factor_year": inventory.policy.factor_year,
        "flights_radiative_forcing": inventory.policy.radiative_forcing,
    }


def _factor(evidence: Evidence, factor: Any) -> dict[str, Any]:
    names = ("factor_id", "pack_id", "title", "uom", "co2e_kg", "co2_kg", "ch4_kg", "n2o_kg", "source_cell")
    return {name: _plain(getattr(factor, name)) for name in names} | {"source": evidence.source(factor)}


def _totals(inventory: Inventory) -> list[tuple[str, float]]:
    by_scope = [(str(row["label"]), float(row["co2e_kg"])) for row in inventory.by_scope().to_dict("records")]
    return [
        *by_scope,
        ("Total, location-based", inventory.total_location_kg),
        ("Total, market-based", inventory.total_market_kg),
        ("Outside of scopes: biogenic CO2", inventory.biogenic_co2_kg),
    ]


def _total(name: str, co2e_kg: float) -> dict[str, Any]:
    return {"total": name, "co2e_kg": co2e_kg, "as_shown_t": text.tonnes(co2e_kg)}


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {name: [_plain(value) for value in frame[name].astype("object").tolist()] for name in frame}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _plain(value: Any) -> Any:
    if value is None or value != value or value == "":  # noqa: PLR0124 - nan and NaT
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    return None if isinstance(value, float) and math.isinf(value) else value
