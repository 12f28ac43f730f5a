"""How sure a total is, in words, and what makes it unsure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.charts.tornado import input_name
from carbonsv.engine.uncertainty import analytic, contributions
from carbonsv.inventory.drill import uncertain_terms
from carbonsv.model import text
from carbonsv.reports.content import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carbonsv.inventory.inventory import Inventory
    from carbonsv.reports.basis import Basis

MOST_CAUSES = 5


def interval_words(inventory: Inventory) -> str:
    """Return the 95 % interval of the total as a paragraph."""
    if inventory.lines.empty:
        return "There is nothing to be uncertain about: the year has no emissions."
    spread = analytic(uncertain_terms(inventory))
    return (
        f"The location-based total is {text.co2e(spread.co2e_kg)}. With 95 % confidence it lies between "
        f"{text.co2e(spread.low_kg)} and {text.co2e(spread.high_kg)}. How well each quantity and each factor "
        "is known is rated by the pedigree approach of the GHG Protocol; every quantity and every factor "
        "varies on its own, and lines that share one vary together."
    )


def largest_causes(inventory: Inventory, basis: Basis) -> list[Table]:
    """Return the five inputs that cause most of the uncertainty; nothing where there is none."""
    if inventory.lines.empty:
        return []
    table = contributions(uncertain_terms(inventory)).head(MOST_CAUSES)
    names = _names(inventory, basis)
    rows = tuple(
        (input_name(row, names), text.co2e(row["co2e_kg"]), text.share(row["variance_share"]))
        for row in table.to_dict("records")
    )
    header = ("Quantity or factor", "Emissions through it", "Share of the uncertainty")
    return [Table("What causes most of the uncertainty", header, rows, numbers=2)]


def _names(inventory: Inventory, basis: Basis) -> dict[str, str]:
    """Return the names of factors, activities and sites by id; codes of industries are left out."""
    sites = basis.tables["site"]
    kinds = {kind.id: kind.label for kind in basis.library.catalogue}
    factors = {line.factor.factor_id: _in_words(line.factor.labels) for line in inventory.cube.plan.lines}
    return factors | kinds | dict(zip(sites["id"], sites["name"], strict=True))


def _in_words(labels: Iterable[str]) -> str:
    return " › ".join(label for label in labels if any(letter.isalpha() for letter in label))
