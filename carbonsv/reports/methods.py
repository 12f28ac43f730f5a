"""What several documents say of their method, in the words of the document's own choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.charts.caption import pack_ids, source_names
from carbonsv.charts.words import listed
from carbonsv.library.pack import pack_hash
from carbonsv.model import text
from carbonsv.reports.content import Table
from carbonsv.reports.crp_fields import BOUNDARIES

if TYPE_CHECKING:
    from carbonsv.inventory.inventory import Inventory
    from carbonsv.reports.basis import Basis

_HASH_SHOWN = 16
_FACTOR_YEARS = {
    "majority": "The factors are those of the calendar year that holds most of the reporting year",
    "detailed": "The factors are those of the calendar years that each record's days lie in",
}
_FLIGHTS = {
    "with": "Flights include the extra warming at altitude (radiative forcing).",
    "without": "Flights leave out the extra warming at altitude (radiative forcing).",
}


def boundary_words(basis: Basis) -> str:
    """Return the consolidation approach as a sentence."""
    approach = BOUNDARIES.get(str(basis.organisation.get("consolidation_approach")), "not stated")
    return f"The consolidation approach is {approach[:1].lower()}{approach[1:]} (GHG Protocol, chapter 3)."


def factor_words(inventory: Inventory) -> str:
    """Return which factors were used, and how their year was chosen, as sentences."""
    policy = inventory.policy
    named = source_names(pack_ids(inventory))
    used = f": {listed(named)}." if named else "."
    return f"{_FACTOR_YEARS[policy.factor_year]}{used} {_FLIGHTS[policy.radiative_forcing]}"


def market_words(inventory: Inventory) -> str:
    """Return how the market-based figures of scope 2 came about."""
    covered, used = inventory.coverage.covered_kwh, inventory.coverage.used_kwh
    if not used:
        return "Scope 2 is given by both methods; no electricity that instruments could cover is counted."
    return (
        f"Scope 2 is given by both methods. Contractual instruments cover {text.number(covered)} of "
        f"{text.number(used)} kWh ({text.share(covered / used)}); the rest takes the residual mix where one "
        "was entered, else the location-based factor."
    )


def packs_table(inventory: Inventory, basis: Basis) -> Table:
    """Return the sources of factors with their editions and fingerprints."""
    packs = [basis.library.packs[one] for one in pack_ids(inventory)]
    rows = tuple((one.title, one.edition or str(one.year), pack_hash(one)[:_HASH_SHOWN]) for one in packs)
    return Table("Sources of the factors", ("Source", "Edition", "SHA-256 (start)"), rows, numbers=2)


def attributions(inventory: Inventory, basis: Basis) -> str:
    """Return the attribution that each source of factors asks for, each once."""
    said = dict.fromkeys(basis.library.packs[one].attribution for one in pack_ids(inventory))
    return "\n".join(one for one in said if one)
