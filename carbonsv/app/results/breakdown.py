"""What a footprint is made of: totals by one axis, what stands apart from them, and what is left out."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from carbonsv.app.social.value import SocialValue, shipped_packs
from carbonsv.inventory.exclusions import Category, Exclusion, exclusions, unexplained_categories
from carbonsv.inventory.explain_total import explain_part
from carbonsv.inventory.inventory import NOT_BY_GAS
from carbonsv.model import text
from carbonsv.model.classification import category_label
from carbonsv.value.ledgers import OFFSETS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.inventory.inventory import Inventory

WHOLE = "Whole organisation"
GASES = MappingProxyType(
    {
        "co2": "Carbon dioxide (CO₂)",
        "ch4": "Methane (CH₄)",
        "n2o": "Nitrous oxide (N₂O)",
        NOT_BY_GAS: "Published as CO₂e, not by gas",
    }
)
QUALITIES = MappingProxyType(
    {
        "measured": "Measured",
        "invoiced": "Invoiced",
        "estimated-part": "Estimated from part of the data",
        "estimated-proxy": "Estimated from something else",
        "spend": "From money spent",
        "": "Not said",
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the total.

    Attributes:
        id: unique among the parts.
        label: what it is.
        axes: its values, by which its lines and records are found.
        location_kg, market_kg: [kg CO2e] by both methods of scope 2.
    """

    id: str
    label: str
    axes: Mapping[str, object]
    location_kg: float
    market_kg: float


@dataclass(frozen=True, slots=True)
class Cover:
    """A contractual instrument: what its certificates count in the year, and how much they cover.

    Attributes:
        certificate_kwh: [kWh], infinite where it counts none.
        covered_kwh: [kWh] never more than was used.
    """

    kind: str
    source: str
    certificate_kwh: float
    covered_kwh: float


@dataclass(frozen=True, eq=False)
class Breakdown:
    """A reporting year's footprint, by one axis.

    Attributes:
        has_records: whether the document has any, of whatever year.
        inventory: of the year.
        year_id: of the year.
        parts: of the total, in the order of the axis; activities from the largest down.
        covers: contractual instruments of scope 2.
        excluded: categories that are left out, with their reasons.
        unexplained: categories of scope 3 that are neither counted nor excluded.
        offsets_t: [t CO2e] offsets and woodland units retired by the claims; nan where there are none.
    """

    has_records: bool
    inventory: Inventory
    year_id: str
    by: str
    parts: tuple[Part, ...]
    covers: tuple[Cover, ...]
    excluded: tuple[Exclusion, ...]
    unexplained: tuple[Category, ...]
    offsets_t: float


def year_id_of(snapshot: Snapshot, year_id: str | None) -> str:
    """Return the id of a reporting year, by default of the last one.

    Raises:
        NoReportingYearError: there is none.
    """
    snapshot.year(year_id)
    return year_id or snapshot.year_ids[-1]


def breakdown(snapshot: Snapshot, year_id: str | None, by: str) -> Breakdown:
    """Break the footprint of a reporting year down.

    Args:
        snapshot: the document.
        year_id: of the reporting year; None for the last one.
        by: category, site, month, gas, activity or quality.
    """
    inventory, year = snapshot.inventory(year_id), year_id_of(snapshot, year_id)
    excluded = exclusions(snapshot.tables["excluded_category"], year)
    return Breakdown(
        has_records=len(snapshot.tables["activity"]) > 0,
        inventory=inventory,
        year_id=year,
        by=by,
        parts=_parts(inventory, by, _labels(snapshot, by)),
        covers=_covers(inventory, snapshot.tables["instrument"]),
        excluded=tuple(excluded),
        unexplained=tuple(unexplained_categories(inventory, excluded)),
        offsets_t=_offsets_t(snapshot),
    )


def explain(snapshot: Snapshot, year_id: str | None, part: Part, method: str = "location") -> str:
    """Write out a part of the total as the sum of quantities times factors."""
    label = f"{part.label}, {method}-based"
    return explain_part(snapshot.inventory(year_id), snapshot.library, label, part.axes, method)


def _parts(inventory: Inventory, by: str, label: Callable[[Mapping[str, Any]], str]) -> tuple[Part, ...]:
    keys = ["scope", "category"] if by == "category" else [by]
    location, market = (inventory.by([by], method) for method in ("location", "market"))
    table = location.merge(market, on=keys, how="outer", suffixes=("", "_market"))
    table = table.fillna({"co2e_kg": 0.0, "co2e_kg_market": 0.0})
    if by in {"activity", "site"}:
        table = table.sort_values("co2e_kg", ascending=False, kind="stable")
    parts = []
    for row in table.to_dict("records"):
        axes = {key: row[key] for key in keys}
        name = "|".join(str(value) for value in axes.values())
        parts.append(Part(name, label(axes), axes, row["co2e_kg"], row["co2e_kg_market"]))
    return tuple(parts)


def _labels(snapshot: Snapshot, by: str) -> Callable[[Mapping[str, Any]], str]:
    """Return how the values of an axis are called."""
    if by == "category":
        return lambda axes: category_label(axes["scope"], category_number(axes["category"]))
    if by == "month":
        return lambda axes: text.month(axes["month"])
    names = _names(snapshot, by)
    return lambda axes: names.get(axes[by], str(axes[by]))


def _names(snapshot: Snapshot, by: str) -> Mapping[str, str]:
    if by == "site":
        sites = snapshot.tables["site"]
        return {**dict(zip(sites["id"], sites["name"], strict=True)), "": WHOLE}
    if by == "activity":
        return {kind.id: kind.label for kind in snapshot.library.catalogue}
    return {"gas": GASES, "quality": QUALITIES}[by]


def category_number(value: object) -> int | None:
    """Return the number of a category, None where a scope has none."""
    return None if value in {None, ""} or value != value else int(str(value).partition(".")[0])  # noqa: PLR0124


def _offsets_t(snapshot: Snapshot) -> float:
    """Return [t CO2e] offsets and woodland units retired, of all claims of the document."""
    claims = snapshot.tables["measure_claim"]
    measures = shipped_packs().catalogue.measures.values()
    mine = claims[claims["measure"].isin([one.id for one in measures if one.ledger == OFFSETS])]
    if mine.empty:
        return math.nan
    ledgers = SocialValue.of(replace(snapshot, tables={**snapshot.tables, "measure_claim": mine})).ledgers
    return ledgers.offsets_t + ledgers.woodland_t if ledgers.offsets else math.nan


def _covers(inventory: Inventory, instruments: pd.DataFrame) -> tuple[Cover, ...]:
    sources = dict(zip(instruments["id"], instruments["source"].fillna(""), strict=True))
    return tuple(
        Cover(row["kind"], sources.get(row["id"], ""), row["certificate_kwh"], row["covered_kwh"])
        for row in inventory.coverage.by_instrument.to_dict("records")
    )
