"""One claim appraised: gross and net tonnes, and pounds, for every year of its effect.

ESV = change x additionality x carbon value of the year of emission x price ratio. The present value comes
beside the undiscounted series and never takes its place.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from carbonsv.errors import CarbonsvError
from carbonsv.library.measures import TYPED_TONNES
from carbonsv.model.issue import Issue
from carbonsv.model.text import KG_PER_TONNE
from carbonsv.value.additionality import Step, waterfall
from carbonsv.value.carbon_value import Range, carbon_value, discount_factor
from carbonsv.value.cash import cash_saved
from carbonsv.value.measures import (
    NO_CHANGE,
    Change,
    emission_change,
    quantity_change,
    taken_over_lines,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.library.measures import Measure
    from carbonsv.library.value_packs import ValuePacks
    from carbonsv.value.claim import Claim

CASH, INFLUENCED, OWN_UNITS = "private cash", "influenced", "own units"
_NAN = math.nan
NO_RANGE = Range(_NAN, _NAN, _NAN)


@dataclass(frozen=True, slots=True)
class YearValue:
    """The effect of a claim in one year; nan stands for what is not assessed or not valued, never 0.

    Attributes:
        position: 1 in the first year of the effect.
        base_year: the year that the present value is of.
        change: the parts of the gross change.
        gross_t, net_t: [t CO2e] before and after additionality; negative for a rise.
        steps: from gross to net.
        value_gbp: [GBP in prices of the price year] low, central and high.
        present_value_gbp: the same, discounted to the base year.
        traded_t: [t CO2e] of the net change under the UK Emissions Trading Scheme.
        cash_gbp: [GBP of the year] tax not paid, in the private cash ledger only.
    """

    year: int
    position: int
    base_year: int
    change: Change = NO_CHANGE
    gross_t: float = _NAN
    net_t: float = _NAN
    steps: tuple[Step, ...] = ()
    value_gbp: Range = NO_RANGE
    present_value_gbp: Range = NO_RANGE
    traded_t: float = _NAN
    cash_gbp: float = _NAN

    @property
    def traded_gbp(self) -> Range:
        """The part of the value that rests on emissions under the UK Emissions Trading Scheme [GBP]."""
        if not self.net_t or math.isnan(self.value_gbp.central):
            return self.value_gbp.times(0)
        return self.value_gbp.times(self.traded_t / self.net_t)


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A claim with its yearly values and everything that is to be said about it.

    Attributes:
        change: [unit of the claim] before - now, or what was delivered; nan where not assessed.
        measure: None where the claim names none that is known.
    """

    claim: Claim
    measure: Measure | None
    change: float
    years: tuple[YearValue, ...]
    issues: tuple[Issue, ...]

    @property
    def ledger(self) -> str:
        """The ledger the claim belongs to; blank where its measure is not known."""
        return self.measure.ledger if self.measure else ""

    @property
    def is_counted(self) -> bool:
        """Whether the claim has a figure in tonnes or pounds for at least one year."""
        return any(not math.isnan(one.net_t) or not math.isnan(one.cash_gbp) for one in self.years)

    @property
    def has_error(self) -> bool:
        """Whether something keeps the claim from being counted."""
        return any(issue.severity == "error" for issue in self.issues)


def appraise(
    claim: Claim,
    packs: ValuePacks,
    library: FactorLibrary,
    known_issues: Sequence[Issue] = (),
    base_year: int | None = None,
) -> Appraisal:
    """Appraise one claim.

    Args:
        claim: the claim.
        packs: carbon values, prices, discount rates, taxes and the catalogue of measures.
        library: the emission factors.
        known_issues: what was found when the claim was read.
        base_year: the year later ones are discounted to; None for the first year of the claim.

    Returns:
        A value for every year of the effect, and the issues; with an error the years are blank.
    """
    issues = list(known_issues)
    measure = _find(claim, packs, issues)
    change = quantity_change(claim, measure) if measure else _NAN
    if measure and not _errors(issues):
        issues += _refusals(claim, measure, change)
    if measure and not math.isnan(change) and not _errors(issues):
        issues += _notices(claim, measure)
    base = claim.year if base_year is None else base_year
    blank = tuple(YearValue(year, place, base) for place, year in enumerate(claim.span, 1))
    if measure is None or math.isnan(change) or _errors(issues):
        return Appraisal(claim, measure, change, blank, tuple(dict.fromkeys(issues)))
    years = []
    for one in blank:
        value, said = _year(claim, measure, one, packs, library)
        years.append(value)
        issues += said
    return Appraisal(claim, measure, change, tuple(years), tuple(dict.fromkeys(issues)))


def _find(claim: Claim, packs: ValuePacks, issues: list[Issue]) -> Measure | None:
    if not claim.measure:
        return None
    try:
        return packs.catalogue.find(claim.measure)
    except CarbonsvError as error:
        issues.append(_issue(claim, "unknown-measure", "error", str(error), error.hint))
        return None


def _refusals(claim: Claim, measure: Measure, change: float) -> list[Issue]:
    """Return why a claim cannot be counted."""
    found = []
    if math.isnan(change):
        both = math.isnan(claim.baseline_quantity) and math.isnan(claim.current_quantity)
        severity = "notice" if both else "error"
        missing = "baseline" if math.isnan(claim.baseline_quantity) and not measure.delivered else "current"
        sentence = "not assessed: no quantities are given." if both else f"the {missing} quantity is blank."
        hint = "Blank is not assessed, and is never counted as 0."
        found.append(_issue(claim, "not-assessed", severity, sentence, hint))
    deadweight = claim.additionality.deadweight
    if claim.counterfactual and deadweight:
        sentence = "the baseline is already what would have happened, so that deadweight must be 0."
        hint = "Set deadweight to 0, or give what was used before as the baseline."
        found.append(_issue(claim, "deadweight-counted-twice", "error", sentence, hint))
    attribution = claim.additionality.attribution
    if measure.ledger == INFLUENCED and (attribution is None or attribution >= 1):
        sentence = "what others do is never all our doing: attribution must be given and be below 1."
        found.append(_issue(claim, "attribution-missing", "error", sentence, "A third is written 0.33."))
    return found


def _notices(claim: Claim, measure: Measure) -> list[Issue]:
    """Return what a reader of the claim must know."""
    found = []
    blank = claim.additionality.unstated(claim.years)
    if measure.valued and blank:
        names = ", ".join(name.replace("_", "-") for name in blank)
        sentence = f"no additionality adjustment for {names}: blank counts as no deduction."
        hint = "Say how much would have happened anyway, even if that is 0."
        found.append(_issue(claim, "no-additionality-adjustment", "warning", sentence, hint))
    if measure.replacements and math.isnan(claim.replacement_quantity):
        named = ", ".join(measure.replacements)
        sentence = f"nothing is given that took the place of the miles ({named}): it counts as none."
        hint = "Give replacement and replacement_quantity, so that the change is net."
        found.append(_issue(claim, "replacement-not-given", "warning", sentence, hint))
    if taken_over_lines(claim, measure) and math.isnan(claim.replacement_quantity):
        sentence = "nothing confirms what took the place of the miles: as many as were saved are counted."
        hint = "Give the miles of the electric vehicles as replacement_quantity."
        found.append(_issue(claim, "taken-over-not-confirmed", "warning", sentence, hint))
    if not measure.valued and measure.ledger != CASH:
        sentence = f"{measure.title} is not valued in pounds; it is shown in its own unit."
        found.append(_issue(claim, "not-valued", "notice", sentence))
    return found


def _year(
    claim: Claim, measure: Measure, blank: YearValue, packs: ValuePacks, library: FactorLibrary
) -> tuple[YearValue, list[Issue]]:
    """Work out one year of a claim."""
    if measure.ledger == CASH:
        cash_gbp, said = cash_saved(claim, measure, blank.year, packs)
        return replace(blank, cash_gbp=cash_gbp), said
    if not measure.lines and measure.id != TYPED_TONNES and "co2e" not in measure.dimensions:
        return blank, []
    change = emission_change(claim, measure, blank.year, library)
    gross_t = change.co2e_kg / KG_PER_TONNE
    if math.isnan(gross_t):
        return blank, list(change.issues)
    issues = list(change.issues)
    steps = waterfall(gross_t, claim.additionality, blank.position)
    value, present = _pounds(claim, measure, blank, steps[-1].left_t, packs, issues)
    if gross_t < 0 and measure.valued:
        sentence = f"emissions rise in {blank.year}: the rise is counted in full."
        issues.append(_issue(claim, "emissions-rise", "notice", sentence))
    traded_t = change.traded_kg / KG_PER_TONNE * (steps[-1].left_t / gross_t if gross_t else 1.0)
    worked_out = replace(
        blank,
        change=change,
        gross_t=gross_t,
        net_t=steps[-1].left_t,
        steps=steps,
        value_gbp=value,
        present_value_gbp=present,
        traded_t=traded_t,
    )
    return worked_out, issues


def _pounds(
    claim: Claim, measure: Measure, one: YearValue, net_t: float, packs: ValuePacks, issues: list[Issue]
) -> tuple[Range, Range]:
    """Value the net change of a year, and discount it to the base year."""
    if not measure.valued:
        return NO_RANGE, NO_RANGE
    try:
        value = carbon_value(one.year, claim.price_year, packs).times(net_t)
    except CarbonsvError as error:
        issues.append(_issue(claim, "no-value", "error", str(error), error.hint))
        return NO_RANGE, NO_RANGE
    return value, value.times(discount_factor(one.year - one.base_year, packs.bands))


def _errors(issues: Sequence[Issue]) -> bool:
    return any(issue.severity == "error" for issue in issues)


def _issue(claim: Claim, code: str, severity: str, sentence: str, hint: str = "") -> Issue:
    return Issue(claim.id, code, severity, f"Claim {claim.name}: {sentence}", hint)  # type: ignore[arg-type]
