"""Values the user may use and the program may not ship: licensed proxies, and damage costs of pollutants.

They are valued only by a table of the user's own, stand on lines of their own, and carry their licence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from carbonsv.model.issue import Issue
from carbonsv.value.additionality import Additionality
from carbonsv.value.carbon_value import Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NOT_VALUED = "not valued"


@dataclass(frozen=True, slots=True)
class Proxy:
    """A financial proxy of a licensed set [GBP per unit], with the licence that goes with every figure."""

    code: str
    title: str
    unit: str
    value_gbp: float
    year: int
    licence: str
    source: str


@dataclass(frozen=True, slots=True)
class ProxyClaim:
    """What was done, valued by a licensed proxy."""

    id: str
    proxy: str
    quantity: float
    additionality: Additionality = field(default_factory=Additionality)


@dataclass(frozen=True, slots=True)
class ProxyValue:
    """The value of a proxy claim [GBP, prices of the proxy's year] with the licence it stands under."""

    claim: str
    proxy: Proxy
    quantity: float
    net_gbp: float

    @property
    def caption(self) -> str:
        """What must be printed beside the figure."""
        one = self.proxy
        return f"{one.title} ({one.code}, {one.year}): {one.source}, {one.licence}"


def proxy_issues(proxies: Iterable[Proxy]) -> list[Issue]:
    """Return why proxies cannot be used: each needs its licence, source and year."""
    found = []
    for one in proxies:
        missing = [
            name
            for name, value in (("licence", one.licence), ("source", one.source), ("year", one.year))
            if not value
        ]
        if missing:
            sentence = f"The proxy {one.code} cannot be used: it has no {' and no '.join(missing)}."
            found.append(Issue(one.code, "proxy-without-licence", "error", sentence))
    return found


def proxy_values(
    claims: Iterable[ProxyClaim], proxies: Sequence[Proxy]
) -> tuple[list[ProxyValue], list[Issue]]:
    """Value claims by licensed proxies; one without a usable proxy stays without a value."""
    issues = proxy_issues(proxies)
    refused = {issue.record for issue in issues}
    known = {one.code: one for one in proxies if one.code not in refused}
    values = []
    for claim in claims:
        proxy = known.get(claim.proxy)
        if proxy is None:
            sentence = f"Claim {claim.id} names the proxy {claim.proxy}, which is not in the imported sheet."
            issues.append(
                Issue(claim.id, "unknown-proxy", "error", sentence, "Import the sheet that has it.")
            )
            continue
        net_gbp = claim.quantity * proxy.value_gbp * claim.additionality.factor(1)
        values.append(ProxyValue(claim.id, proxy, claim.quantity, net_gbp))
    return values, issues


@dataclass(frozen=True, slots=True)
class DamageCost:
    """What a tonne of a pollutant costs [GBP/tonne], from a table the user filled in."""

    pollutant: str
    sector: str
    low_gbp: float
    central_gbp: float
    high_gbp: float
    price_year: int | None
    source_url: str


@dataclass(frozen=True, slots=True)
class Pollutant:
    """Tonnes of an air pollutant avoided in a year; nan is not assessed."""

    id: str
    pollutant: str
    sector: str
    tonnes: float


@dataclass(frozen=True, slots=True)
class PollutantValue:
    """Tonnes with their value [GBP in prices of the table's year]; nan without an imported table."""

    pollutant: Pollutant
    value_gbp: Range
    price_year: int | None

    @property
    def status(self) -> str:
        """Return valued, not valued or not assessed; none of them is 0."""
        if math.isnan(self.pollutant.tonnes):
            return "not assessed"
        return NOT_VALUED if math.isnan(self.value_gbp.central) else "valued"


def damage_cost_issues(costs: Iterable[DamageCost]) -> list[Issue]:
    """Return the rows that are refused: those without price year, address or central value."""
    found = []
    for one in costs:
        if _is_usable(one):
            continue
        sentence = f"The damage cost of {one.pollutant}, {one.sector}, cannot be used: a cell of it is blank."
        hint = "Central value, price year and web address must all be filled in."
        found.append(
            Issue(f"{one.pollutant}/{one.sector}", "damage-cost-incomplete", "error", sentence, hint)
        )
    return found


def pollutant_values(pollutants: Iterable[Pollutant], costs: Iterable[DamageCost]) -> list[PollutantValue]:
    """Value tonnes by the imported table; what has no row there is not valued."""
    known = {(one.pollutant.casefold(), one.sector.casefold()): one for one in costs if _is_usable(one)}
    return [_valued(one, known) for one in pollutants]


def _valued(one: Pollutant, known: Mapping[tuple[str, str], DamageCost]) -> PollutantValue:
    cost = known.get((one.pollutant.casefold(), one.sector.casefold()))
    if cost is None:
        return PollutantValue(one, Range(math.nan, math.nan, math.nan), None)
    value = Range(cost.low_gbp, cost.central_gbp, cost.high_gbp).times(one.tonnes)
    return PollutantValue(one, value, cost.price_year)


def _is_usable(cost: DamageCost) -> bool:
    return bool(cost.price_year and cost.source_url) and not math.isnan(cost.central_gbp)
