"""How uncertain the total of a reporting year is, as facts and as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carbonsv.app.commands.output import table_text
from carbonsv.engine.uncertainty import analytic, contributions, simulated, what_to_measure
from carbonsv.inventory.drill import uncertain_terms
from carbonsv.library.pedigree import pedigree
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.inventory.inventory import Inventory

MOST_ROWS = 5


def uncertainty_facts(inventory: Inventory, method: str = "location") -> dict[str, Any]:
    """Return the interval of a total, what causes it, and what to measure better first, unrounded."""
    terms = uncertain_terms(inventory, method)
    exact, drawn = analytic(terms), simulated(terms)
    return {
        "year": inventory.label,
        "method": method,
        "total_kg": exact.co2e_kg,
        "low_kg": exact.low_kg,
        "high_kg": exact.high_kg,
        "draws_low_kg": drawn.low_kg,
        "draws_high_kg": drawn.high_kg,
        "causes": contributions(terms).head(MOST_ROWS),
        "measure_first": what_to_measure(terms, pedigree()).head(MOST_ROWS),
    }


def uncertainty_text(name: str, facts: dict[str, Any]) -> str:
    """Return the same in words and tables."""
    interval = f"{text.co2e(facts['low_kg'])} to {text.co2e(facts['high_kg'])}"
    drawn = f"{text.co2e(facts['draws_low_kg'])} to {text.co2e(facts['draws_high_kg'])}"
    causes = [
        (row["input"], row["factor_id"] or _source(row), text.share(row["variance_share"]))
        for row in facts["causes"].to_dict("records")
    ]
    first = [
        (_source(row), row["quality"] or "not said", text.share(row["narrowed_share"]))
        for row in facts["measure_first"].to_dict("records")
    ]
    return "\n".join(
        [
            f"{name}\n{facts['year']}, {facts['method']}-based: {text.co2e(facts['total_kg'])}",
            f"95 % interval: {interval} (by draws: {drawn})",
            "",
            table_text(("Caused by", "", "Share of variance"), causes),
            "",
            table_text(("Measure first", "Known as", "Interval narrower by"), first),
        ]
    )


def _source(row: dict[str, Any]) -> str:
    return f"{row['activity']} {row['site']}".strip()
