"""Where an interval comes from: how well quantities and factors are known, and how that adds up."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from carbonsv.engine.uncertainty import DRAWS
from carbonsv.library.pedigree import INDICATORS, pedigree
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.engine.uncertainty import Spread, Terms

_SQUARE = 2  # uncertainty factors are squares of the geometric standard deviation
_SOURCE = "GHG Protocol, Quantitative Inventory Uncertainty (2011); IPCC 2006 Guidelines vol. 1, ch. 3"


def explain_spread(label: str, method: str, terms: Terms, exact: Spread, drawn: Spread) -> str:
    """Write out the interval of a total by its moments and by draws.

    Args:
        label: of the reporting year.
        method: location or market, for scope 2.
        terms: what the total depends on.
        exact: from the moments.
        drawn: from draws.
    """
    depends = (
        f"It depends on quantities (activity, unit, site and data quality): {len(terms.sources):,}; "
        f"factors: {len(terms.factors):,}; products of the two: {len(terms.co2e_kg):,}."
    )
    return "\n".join(
        [
            f"95 % interval of the total, {label}, {method}-based: {_interval(exact)}",
            "",
            f"Total as reported: {text.worked(exact.co2e_kg)} kg CO₂e",
            depends,
            "Each quantity and factor is lognormal about its value, as wide as the pedigree approach says.",
            "Products that share a quantity or a factor vary together.",
            "",
            f"1. By moments: {_moments(exact)}; a lognormal total with these (Fenton and Wilkinson)",
            f"   95 % interval: {_interval(exact)}",
            f"2. By {DRAWS:,} seeded draws: {_moments(drawn)}",
            f"   95 % interval: {_interval(drawn)}",
            "",
            f"Source: {_SOURCE}.",
        ]
    )


def explain_quantity(label: str, terms: Terms, source: int, present: Spread, width_kg: float) -> str:
    """Write out how well one quantity is known, and what measuring it would change.

    Args:
        label: what the quantity is.
        terms: what the total depends on.
        source: place of the quantity among the sources.
        present: the total with its interval now.
        width_kg: [kg CO2e] of the interval if the quantity were measured.
    """
    found = pedigree().judgement("record", str(terms.sources["quality"].iloc[source]))
    sigma = float(terms.source_sigma[source])
    factors = {name: pedigree().factors[name, found.levels[name]] for name in INDICATORS}
    rest = (sigma * _SQUARE) ** 2 - math.fsum(math.log(one) ** 2 for one in factors.values())
    basic = math.exp(math.sqrt(max(rest, 0.0)))
    levels = [
        f"   {name}: {found.levels[name].replace('-', ' ')}, {text.factor(value)}"
        for name, value in factors.items()
    ]
    narrower = f"{text.co2e(width_kg)} wide instead of {text.co2e(present.width_kg)}"
    return "\n".join(
        [
            label,
            "",
            f"Emissions through it: {text.worked(float(terms.by_source_kg[source]))} kg CO₂e",
            f"How it is known: {found.match.replace('-', ' ')} ({found.why})",
            "Uncertainty factors, each the square of a geometric standard deviation:",
            *levels,
            f"   basic, by what is measured: {text.number(basic)}",
            f"Together exp(√(sum of squared logarithms)) = {text.number(math.exp(_SQUARE * sigma))}",
            "",
            f"If it were measured, the interval of the total would be {narrower}.",
            "",
            f"Source: {_SOURCE}.",
        ]
    )


def _moments(spread: Spread) -> str:
    mean, deviation = text.worked(spread.mean_kg), text.worked(spread.deviation_kg)
    return f"mean {mean} kg CO₂e, standard deviation {deviation} kg CO₂e"


def _interval(spread: Spread) -> str:
    return f"{text.co2e(spread.low_kg)} to {text.co2e(spread.high_kg)}"
