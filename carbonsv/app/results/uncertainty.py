"""How uncertain the total of a reporting year is, worked out in two ways, and what to measure first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.app.results.breakdown import QUALITIES, WHOLE
from carbonsv.engine.uncertainty import Spread, Terms, analytic, simulated, what_to_measure
from carbonsv.inventory.drill import uncertain_terms
from carbonsv.inventory.explain_uncertainty import explain_quantity, explain_spread
from carbonsv.library.pedigree import pedigree

if TYPE_CHECKING:
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.inventory.inventory import Inventory

MOST_ROWS = 10


@dataclass(frozen=True, slots=True)
class ToMeasure:
    """A quantity that would narrow the interval of the total if it were measured.

    Attributes:
        source: its place among the sources of the terms.
        co2e_kg: [kg CO2e] through it.
        width_kg: [kg CO2e] of the interval then.
        narrowed_share: of the present width.
    """

    source: int
    label: str
    site: str
    quality: str
    co2e_kg: float
    width_kg: float
    narrowed_share: float


@dataclass(frozen=True, slots=True)
class QualityShare:
    """How much of the total rests on quantities known in one way; [kg CO2e]."""

    quality: str
    label: str
    co2e_kg: float
    share: float


@dataclass(frozen=True, eq=False)
class UncertaintyResult:
    """The total with its interval.

    Attributes:
        exact: from the moments of the distribution.
        drawn: from seeded draws.
        names: of activities and sites, by id.
        first: what to measure better first, by how much it narrows the interval.
        qualities: the total by how its quantities are known.
    """

    inventory: Inventory
    method: str
    terms: Terms
    exact: Spread
    drawn: Spread
    names: dict[str, str]
    first: tuple[ToMeasure, ...]
    qualities: tuple[QualityShare, ...]


def uncertainty_result(
    snapshot: Snapshot, year_id: str | None = None, method: str = "location"
) -> UncertaintyResult:
    """Work out the uncertainty of the total of a reporting year.

    Args:
        snapshot: the document.
        year_id: of the reporting year; None for the last one.
        method: location or market, for scope 2.
    """
    inventory = snapshot.inventory(year_id)
    terms = uncertain_terms(inventory, method)
    sites = snapshot.tables["site"]
    names = {kind.id: kind.label for kind in snapshot.library.catalogue}
    names |= dict(zip(sites["id"], sites["name"], strict=True))
    return UncertaintyResult(
        inventory=inventory,
        method=method,
        terms=terms,
        exact=analytic(terms),
        drawn=simulated(terms),
        names=names,
        first=_first(terms, names),
        qualities=_qualities(inventory, method),
    )


def explain_interval(result: UncertaintyResult) -> str:
    """Write out where the interval comes from."""
    return explain_spread(result.inventory.label, result.method, result.terms, result.exact, result.drawn)


def explain_to_measure(result: UncertaintyResult, row: ToMeasure) -> str:
    """Write out how well a quantity is known, and what measuring it would change."""
    label = f"{row.label}, {row.site}"
    return explain_quantity(label, result.terms, row.source, result.exact, row.width_kg)


def _first(terms: Terms, names: dict[str, str]) -> tuple[ToMeasure, ...]:
    first = what_to_measure(terms, pedigree()).head(MOST_ROWS)
    return tuple(
        ToMeasure(
            place,
            names.get(row["activity"], row["activity"]),
            names.get(row["site"], row["site"]) or WHOLE,
            row["quality"],
            row["co2e_kg"],
            row["width_kg"],
            row["narrowed_share"],
        )
        for place, row in zip(first.index.tolist(), first.to_dict("records"), strict=True)
    )


def _qualities(inventory: Inventory, method: str) -> tuple[QualityShare, ...]:
    table = inventory.by(["quality"], method).sort_values("co2e_kg", ascending=False, kind="stable")
    total_kg = inventory.total_market_kg if method == "market" else inventory.total_location_kg
    return tuple(
        QualityShare(
            row["quality"],
            QUALITIES.get(row["quality"], row["quality"]),
            row["co2e_kg"],
            row["co2e_kg"] / total_kg if total_kg else 0.0,
        )
        for row in table.to_dict("records")
    )
