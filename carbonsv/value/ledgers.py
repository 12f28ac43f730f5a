"""Three ledgers, and no grand total: what is ours, what we influenced, and what we saved in cash.

Offsets and woodland units, exported electricity and measures that are not valued stand on lines of their
own. A claim whose tonnes another one counts is left out, and said.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.value.appraisal import CASH, INFLUENCED, OWN_UNITS, Appraisal
from carbonsv.value.carbon_value import Range
from carbonsv.value.double_counting import Clash, clashes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from carbonsv.model.issue import Issue
    from carbonsv.value.appraisal import YearValue

IN_BOUNDARY, OFFSETS, APART = "in boundary", "offsets", "apart"
WOODLAND = "woodland-carbon-unit"


@dataclass(frozen=True, slots=True)
class Ledger:
    """One ledger with the claims it counts.

    Attributes:
        gross_t, net_t: [t CO2e] over all years of all claims.
        value_gbp: [GBP in prices of the price year] undiscounted.
        present_value_gbp: [GBP] discounted to the first year of any claim.
        without_traded_gbp: [GBP] the value if emissions under the UK Emissions Trading Scheme counted
            nothing, because the cap lets others emit them.
    """

    name: str
    claims: tuple[Appraisal, ...]
    gross_t: float
    net_t: float
    value_gbp: Range
    present_value_gbp: Range
    without_traded_gbp: Range


@dataclass(frozen=True, slots=True)
class OwnUnits:
    """What was done in the unit of its measure: it has no value in pounds, and is not 0."""

    measure: str
    title: str
    unit: str
    quantity: float
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledgers:
    """Everything claimed, side by side. There is no sum over the ledgers, and none may be made.

    Attributes:
        cash_gbp: [GBP of each year] private cash: taxes not paid.
        offsets: claims of what was retired.
        offsets_t, woodland_t: [t CO2e] retired; they lower nothing.
        apart: lines that stand outside gross, such as exported electricity.
        refused: claims left out because another counts their tonnes.
        not_counted: claims without a figure, each with its issues.
        price_year: of all values; None for that of the published carbon values.
        base_year: the year that present values are of; None without claims.
    """

    in_boundary: Ledger
    influenced: Ledger
    cash: tuple[Appraisal, ...]
    cash_gbp: float
    offsets: tuple[Appraisal, ...]
    offsets_t: float
    woodland_t: float
    apart: tuple[Appraisal, ...]
    own_units: tuple[OwnUnits, ...]
    refused: tuple[Clash, ...]
    not_counted: tuple[Appraisal, ...]
    issues: tuple[Issue, ...]
    price_year: int | None
    base_year: int | None


def make_ledgers(appraisals: Sequence[Appraisal], price_year: int | None = None) -> Ledgers:
    """Enter every claim in its ledger.

    Args:
        appraisals: all in prices of one year, and discounted to one base year.
        price_year: that year.
    """
    refused = _distinct(clashes(appraisals))
    left_out = {clash.refused for clash in refused}
    kept = [one for one in appraisals if one.claim.id not in left_out]
    counted = [one for one in kept if one.is_counted]
    cash = _of(counted, CASH)
    offsets = _of(counted, OFFSETS)
    return Ledgers(
        in_boundary=_ledger(IN_BOUNDARY, counted),
        influenced=_ledger(INFLUENCED, counted),
        cash=cash,
        cash_gbp=_sum(cash, lambda year: year.cash_gbp),
        offsets=offsets,
        offsets_t=_sum([one for one in offsets if one.claim.variant != WOODLAND], lambda year: year.net_t),
        woodland_t=_sum([one for one in offsets if one.claim.variant == WOODLAND], lambda year: year.net_t),
        apart=_of(counted, APART),
        own_units=_own_units(_of(kept, OWN_UNITS)),
        refused=refused,
        not_counted=tuple(one for one in kept if not one.is_counted and not _has_own_unit(one)),
        issues=(*(issue for one in appraisals for issue in one.issues), *(one.issue for one in refused)),
        price_year=price_year,
        base_year=min((one.claim.year for one in appraisals), default=None),
    )


def _ledger(name: str, appraisals: Sequence[Appraisal]) -> Ledger:
    claims = _of(appraisals, name)
    return Ledger(
        name,
        claims,
        _sum(claims, lambda year: year.gross_t),
        _sum(claims, lambda year: year.net_t),
        _range(claims, lambda year: year.value_gbp),
        _range(claims, lambda year: year.present_value_gbp),
        _range(claims, _without_traded),
    )


def _without_traded(year: YearValue) -> Range:
    """Return the value of a year without its emissions under emissions trading."""
    all_, traded = year.value_gbp, year.traded_gbp
    return Range(all_.low - traded.low, all_.central - traded.central, all_.high - traded.high)


def _of(appraisals: Iterable[Appraisal], ledger: str) -> tuple[Appraisal, ...]:
    return tuple(one for one in appraisals if one.ledger == ledger)


def _has_own_unit(one: Appraisal) -> bool:
    return one.ledger == OWN_UNITS and not math.isnan(one.change)


def _own_units(appraisals: Iterable[Appraisal]) -> tuple[OwnUnits, ...]:
    """Add up what was done by measure and unit; what is not assessed is in no sum."""
    found: dict[tuple[str, str], list[Appraisal]] = {}
    for one in appraisals:
        if one.measure and _has_own_unit(one):
            unit = one.measure.unit_of(one.claim.unit)
            found.setdefault((one.measure.id, unit), []).append(one)
    return tuple(
        OwnUnits(
            name,
            claims[0].measure.title if claims[0].measure else "",
            unit,
            math.fsum(one.change for one in claims),
            tuple(one.claim.id for one in claims),
        )
        for (name, unit), claims in found.items()
    )


def _distinct(found: Iterable[Clash]) -> tuple[Clash, ...]:
    """Keep the first reason for each refused claim; one refused by a claim that is out itself comes back."""
    refused: dict[str, Clash] = {}
    for clash in found:
        if clash.kept not in refused and clash.refused not in refused:
            refused[clash.refused] = clash
    return tuple(refused.values())


def _sum(appraisals: Iterable[Appraisal], figure: Callable[[YearValue], float]) -> float:
    """Add a figure over all claims and years; what is not known is in no sum."""
    figures = (figure(year) for one in appraisals for year in one.years)
    return math.fsum(value for value in figures if not math.isnan(value))


def _range(appraisals: Sequence[Appraisal], figure: Callable[[YearValue], Range]) -> Range:
    return Range(
        _sum(appraisals, lambda year: figure(year).low),
        _sum(appraisals, lambda year: figure(year).central),
        _sum(appraisals, lambda year: figure(year).high),
    )
