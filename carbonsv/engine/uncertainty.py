"""How uncertain a total is, and which quantities and factors cause it.

Every quantity of a source (activity, unit, site, data quality) and every factor is an independent lognormal
input whose median is the value itself. A factor is one input however many lines it is in, and so are the
months of a source: their errors go together. Lines are summed into terms, one for each pair of source and
factor, so that 10,000 draws touch some hundred terms whatever the number of records.

Source: GHG Protocol, Quantitative Inventory Uncertainty (2011); IPCC 2006 Guidelines vol. 1, ch. 3.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from carbonsv.engine.draws import Products, draw_sum
from carbonsv.engine.exact_sum import group_sums, total
from carbonsv.engine.records import distinct_rows
from carbonsv.library.pedigree import BEST_QUALITY

if TYPE_CHECKING:
    from carbonsv.library.pedigree import Pedigree

Values = NDArray[np.float64]
Codes = NDArray[np.int64]

SOURCE = ["activity", "unit", "site", "quality"]
COVERAGE_SHARE = 0.95
DRAWS = 10_000
_TAIL = (1 - COVERAGE_SHARE) / 2
_DEVIATES = NormalDist().inv_cdf(1 - _TAIL)


@dataclass(frozen=True, eq=False)
class Terms:
    """Emissions by pair of source and factor.

    Attributes:
        sources: (s rows) activity, unit, site, quality.
        factors: (f) factor ids.
        source, factor: (t,) the two inputs of each term.
        co2e_kg: (t,) [kg CO2e] of each term.
        source_sigma, factor_sigma: (s,) and (f,) standard deviation of the logarithm.
    """

    sources: pd.DataFrame
    factors: tuple[str, ...]
    source: Codes
    factor: Codes
    co2e_kg: Values
    source_sigma: Values
    factor_sigma: Values

    @cached_property
    def by_source_kg(self) -> Values:
        """(s,) [kg CO2e] through each source."""
        return group_sums(self.co2e_kg, self.source, len(self.sources))

    @cached_property
    def by_factor_kg(self) -> Values:
        """(f,) [kg CO2e] through each factor."""
        return group_sums(self.co2e_kg, self.factor, len(self.factors))

    @cached_property
    def moments(self) -> _Moments:
        """The mean and the variance of the total, in parts."""
        return _moments(self)


@dataclass(frozen=True, slots=True)
class Spread:
    """A total with its distribution.

    Attributes:
        co2e_kg: [kg CO2e] the total as it is reported.
        mean_kg, deviation_kg: [kg CO2e] mean and standard deviation of what it may be.
        low_kg, high_kg: [kg CO2e] ends of the 95 % interval.
    """

    co2e_kg: float
    mean_kg: float
    deviation_kg: float
    low_kg: float
    high_kg: float

    @property
    def width_kg(self) -> float:
        """[kg CO2e] from end to end of the interval."""
        return self.high_kg - self.low_kg


def terms_of(lines: pd.DataFrame, pedigree: Pedigree) -> Terms:
    """Sum emission lines into terms.

    Args:
        lines: (m rows) those that count: activity, unit, site, quality, factor_id, factor_unit, co2e_kg.
        pedigree: how well each data quality and each series is known.
    """
    lines = lines[lines["co2e_kg"].notna().to_numpy()]
    if lines.empty:
        return _nothing()
    source_code, sources = distinct_rows(lines, SOURCE)
    factor_code, factors = distinct_rows(lines, ["factor_id"])
    pair = source_code * len(factors) + factor_code
    found, term = np.unique(pair, return_inverse=True)
    co2e_kg = group_sums(lines["co2e_kg"].to_numpy(), term, len(found))
    ids = tuple(factors["factor_id"])
    return Terms(
        sources,
        ids,
        found // len(factors),
        found % len(factors),
        co2e_kg,
        _record_sigma(lines, source_code, sources, pedigree),
        np.array([pedigree.factor_sigma(series_of(one)) for one in ids]),
    )


def series_of(factor_id: str) -> str:
    """Return the series key that the id of a factor ends in; own factors keep their pack's name."""
    pack, _, key = factor_id.partition("/")
    return f"own/{key}" if pack.startswith("own") else key


def analytic(terms: Terms) -> Spread:
    """Return the spread of the total from its exact mean and variance.

    Terms that share a quantity or a factor vary together. The interval is that of the lognormal distribution
    with this mean and variance (Fenton and Wilkinson), or of the normal one where amounts are below zero.

    Source: L. F. Fenton, "The sum of log-normal probability distributions in scatter transmission systems",
    IRE Transactions on Communications Systems 8 (1960).
    """
    found = terms.moments
    mean = math.fsum(found.mean_kg)
    low, high = _interval(mean, found.variance, positive=_all_positive(terms))
    return Spread(total(terms.co2e_kg), mean, math.sqrt(max(found.variance, 0.0)), low, high)


def simulate(terms: Terms, draws: int = DRAWS, seed: int = 0) -> Values:
    """Draw the total many times: the same seed gives the same draws.

    Args:
        terms: emissions by source and factor.
        draws: how many.
        seed: of the generator (PCG64).

    Returns:
        (draws,) [kg CO2e].
    """
    scale_kg = float(np.abs(terms.co2e_kg).max(initial=0.0)) or 1.0
    order = np.argsort(terms.source, kind="stable")
    products = Products(
        np.searchsorted(terms.source[order], np.arange(len(terms.sources) + 1)),
        terms.factor[order],
        (terms.co2e_kg / scale_kg).astype(np.float32)[order],
        terms.source_sigma,
        terms.factor_sigma,
    )
    return draw_sum(products, draws, seed) * scale_kg


def simulated(terms: Terms, draws: int = DRAWS, seed: int = 0) -> Spread:
    """Return the spread of the total from draws."""
    drawn_kg = simulate(terms, draws, seed)
    low, high = np.quantile(drawn_kg, [_TAIL, 1 - _TAIL])
    deviation = float(drawn_kg.std(ddof=1)) if draws > 1 else 0.0
    return Spread(total(terms.co2e_kg), float(drawn_kg.mean()), deviation, float(low), float(high))


def contributions(terms: Terms) -> pd.DataFrame:
    """Return how much each input adds to the uncertainty of the total, from the most down.

    Returns:
        (s + f rows) input (quantity or factor), activity, site, quality, factor_id, co2e_kg [kg CO2e]
        through it, sigma, low_kg and high_kg (what it alone does to the total), variance_share
        (first order: the shares add up to 1).
    """
    quantities = terms.sources.assign(
        input="quantity", factor_id="", co2e_kg=terms.by_source_kg, sigma=terms.source_sigma
    )
    factors = pd.DataFrame(
        {
            "input": "factor",
            "factor_id": list(terms.factors),
            "co2e_kg": terms.by_factor_kg,
            "sigma": terms.factor_sigma,
        }
    )
    table = pd.concat([quantities, factors], ignore_index=True)
    table[SOURCE] = table[SOURCE].fillna("")
    variance = (table["co2e_kg"] * table["sigma"]) ** 2
    all_kg, everything = total(terms.co2e_kg), math.fsum(variance)
    reach = np.expm1(_DEVIATES * table["sigma"]), np.expm1(-_DEVIATES * table["sigma"])
    ends = [all_kg + table["co2e_kg"] * one for one in reach]
    table = table.assign(
        low_kg=np.minimum(*ends),
        high_kg=np.maximum(*ends),
        variance_share=variance / everything if everything else 0.0,
    )
    return table.sort_values("variance_share", ascending=False, kind="stable", ignore_index=True)


def what_to_measure(terms: Terms, pedigree: Pedigree) -> pd.DataFrame:
    """Return which quantity, if it were measured, would narrow the interval of the total most.

    Returns:
        (s rows, by their place among the sources) activity, unit, site, quality, co2e_kg [kg CO2e],
        width_kg (of the interval then) and narrowed_share (of the present width), from the most down;
        measured ones are left out.
    """
    present_kg = analytic(terms).width_kg
    best = pedigree.record_sigma(BEST_QUALITY, "")
    means, variances = _with_better_source(terms, np.minimum(terms.source_sigma, best))
    positive = _all_positive(terms)
    ends = [
        _interval(mean, variance, positive=positive) for mean, variance in zip(means, variances, strict=True)
    ]
    width_kg = np.array([high - low for low, high in ends], dtype=np.float64)
    narrowed = 1 - width_kg / present_kg if present_kg else np.zeros(len(ends))
    table = terms.sources.assign(co2e_kg=terms.by_source_kg, width_kg=width_kg, narrowed_share=narrowed)
    table = table[terms.source_sigma > best]
    return table.sort_values("narrowed_share", ascending=False, kind="stable")


@dataclass(frozen=True, eq=False)
class _Moments:
    """Mean and variance of a total in parts.

    Attributes:
        mean_kg: (t,) mean of each term.
        of_source, of_factor: (t,) squared sigma of its two inputs.
        variance: of the total.
    """

    mean_kg: Values
    of_source: Values
    of_factor: Values
    variance: float


def _moments(terms: Terms) -> _Moments:
    source, factor = terms.source_sigma**2, terms.factor_sigma**2
    of_source, of_factor = source[terms.source], factor[terms.factor]
    mean_kg = terms.co2e_kg * np.exp((of_source + of_factor) / 2)
    parts = [
        _shared(mean_kg, terms.source, len(source)) * np.expm1(source),
        _shared(mean_kg, terms.factor, len(factor)) * np.expm1(factor),
        mean_kg**2 * np.expm1(of_source + of_factor),
    ]
    return _Moments(mean_kg, of_source, of_factor, math.fsum(np.concatenate(parts)))


def _with_better_source(terms: Terms, better_sigma: Values) -> tuple[Values, Values]:
    """Return (s,) mean and (s,) variance of the total if one source alone had its better sigma.

    Only the terms of that source change: each by the same ratio r of their means.
    """
    now, count = terms.moments, len(terms.sources)
    better = better_sigma**2
    of_better = better[terms.source]
    r = np.exp((of_better - now.of_source) / 2)
    step_kg = now.mean_kg * (r - 1)
    by_factor_kg = group_sums(now.mean_kg, terms.factor, len(terms.factors))[terms.factor]
    with_others = 2 * step_kg * (by_factor_kg - now.mean_kg) * np.expm1(now.of_factor)
    alone = now.mean_kg**2 * (r**2 * np.expm1(of_better + now.of_factor))
    alone -= now.mean_kg**2 * np.expm1(now.of_source + now.of_factor)
    inside = _shared(now.mean_kg, terms.source, count)
    own = inside * (
        np.exp(better - terms.source_sigma**2) * np.expm1(better) - np.expm1(terms.source_sigma**2)
    )
    change = own + group_sums(with_others + alone, terms.source, count)
    mean = math.fsum(now.mean_kg) + group_sums(step_kg, terms.source, count)
    return mean, now.variance + change


def _shared(mean_kg: Values, group: Codes, count: int) -> Values:
    """Return (g,) the sum over pairs of different terms that share one input."""
    return group_sums(mean_kg, group, count) ** 2 - group_sums(mean_kg**2, group, count)


def _all_positive(terms: Terms) -> bool:
    return bool((terms.co2e_kg >= 0).all())


def _interval(mean: float, variance: float, *, positive: bool) -> tuple[float, float]:
    if not positive or mean <= 0:
        reach = _DEVIATES * math.sqrt(max(variance, 0.0))
        return mean - reach, mean + reach
    squared = math.log1p(max(variance, 0.0) / mean**2)
    median, reach = mean / math.exp(squared / 2), _DEVIATES * math.sqrt(squared)
    return median * math.exp(-reach), median * math.exp(reach)


def _record_sigma(lines: pd.DataFrame, source: Codes, sources: pd.DataFrame, pedigree: Pedigree) -> Values:
    """Return (s,) the sigma of each source; what a quantity measures is said by the unit of its factor."""
    unit, units = distinct_rows(lines, ["factor_unit"])
    pairs = np.unique(source * len(units) + unit)
    first = pairs[np.searchsorted(pairs, np.arange(len(sources)) * len(units))] % len(units)
    named = list(
        zip(sources["quality"].tolist(), units["factor_unit"].to_numpy()[first].tolist(), strict=True)
    )
    sigma = {one: pedigree.record_sigma(*one) for one in dict.fromkeys(named)}
    return np.array([sigma[one] for one in named])


def _nothing() -> Terms:
    none, codes = np.zeros(0), np.zeros(0, dtype=np.int64)
    return Terms(pd.DataFrame(columns=SOURCE, dtype="str"), (), codes, codes, none, none, none)
