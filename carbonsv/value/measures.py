"""The change of emissions a claim stands for: both sides by the factor of the current year.

A grid that became cleaner is not the organisation's doing: with one factor for both sides, an unchanged
quantity claims nothing, though the footprint fell.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.errors import CarbonsvError
from carbonsv.library.match import Need, match
from carbonsv.library.measures import CHANGE, REPLACEMENT
from carbonsv.model.issue import Issue
from carbonsv.model.policy import FactorPolicy
from carbonsv.units.convert import convert, dimension, fitting_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.library.match import MatchedLine
    from carbonsv.library.measures import Measure, MeasureLine
    from carbonsv.value.claim import Claim


TAKEN_OVER = "taken-over"  # what drives the miles now: as many as were saved, unless the claim says otherwise


@dataclass(frozen=True, slots=True)
class Term:
    """One factor's part of a change.

    Attributes:
        quantity: [unit] the change, or what took its place.
        line: the factor; None where the tonnes were given.
        co2e_kg: [kg CO2e] positive where emissions fall.
        traded: whether the emissions are under the UK Emissions Trading Scheme.
    """

    quantity: float
    unit: str
    line: MatchedLine | None
    co2e_kg: float
    traded: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """The gross change of one year with its parts, and what is to be said about it."""

    terms: tuple[Term, ...]
    issues: tuple[Issue, ...] = ()

    @property
    def co2e_kg(self) -> float:
        """[kg CO2e] gross, exact sum of the parts; nan where it cannot be worked out."""
        return math.fsum(term.co2e_kg for term in self.terms) if self.terms else math.nan

    @property
    def traded_kg(self) -> float:
        """[kg CO2e] of which under the UK Emissions Trading Scheme."""
        return math.fsum(term.co2e_kg for term in self.terms if term.traded)


NO_CHANGE = Change(())


def quantity_change(claim: Claim, measure: Measure) -> float:
    """Return the change [unit of the claim]: before - now, or now - before for what is delivered.

    What is delivered has nothing before it where the baseline is blank; otherwise blank is not assessed.
    """
    if measure.delivered:
        before = 0.0 if math.isnan(claim.baseline_quantity) else claim.baseline_quantity
        return claim.current_quantity - before
    return claim.baseline_quantity - claim.current_quantity


def subject_of(claim: Claim, measure: Measure) -> str:
    """Return what the claim saves: film, board, food; blank where the measure saves one thing only."""
    named = (line.subject for line in measure.lines if line.variant == claim.variant and line.subject)
    return next(named, measure.subject)


def emission_change(claim: Claim, measure: Measure, year: int, library: FactorLibrary) -> Change:
    """Return the change of emissions of a claim in a year.

    Args:
        claim: with a quantity before and now.
        measure: its rule.
        year: whose factors count, for both sides.
        library: the factors.

    Returns:
        [kg CO2e] part by part, or none and an error that says why not.
    """
    try:
        unit = fitting_unit(measure.unit_of(claim.unit), measure.dimensions)
        change = quantity_change(claim, measure)
        if dimension(unit) == "co2e":
            return Change((Term(change, unit, None, convert(change, unit, "kg CO2e")),))
        lines = [(line, change, unit) for line in _lines(claim.variant, CHANGE, measure)]
        lines += [(line, _taken_over(claim, change), unit) for line in taken_over_lines(claim, measure)]
        lines += _replacement_lines(claim, measure, library)
    except CarbonsvError as error:
        return Change((), (_error(claim, "unusable-claim", str(error), error.hint),))
    terms: list[Term] = []
    issues: list[Issue] = []
    for line, quantity, measured_in in lines:
        found, said = _terms(line, quantity, measured_in, year, library)
        terms += found
        issues += [_about(claim, issue) for issue in said]
    if any(issue.severity == "error" for issue in issues):
        return Change((), tuple(dict.fromkeys(issues)))
    return Change(tuple(terms), tuple(dict.fromkeys(issues)))


class VariantError(CarbonsvError):
    """A claim does not say, or does not know, which variant of its measure it is."""

    def __init__(self, column: str, given: str, known: Sequence[str]) -> None:
        """Name the column and what it can hold."""
        said = f"“{given}” is not known" if given else "it is blank"
        choices = ", ".join(one or "blank" for one in known)
        super().__init__(f"The {column} cannot be used: {said}.", f"It can be: {choices}.")


def _lines(variant: str, quantity: str, measure: Measure) -> list[MeasureLine]:
    known = measure.variants if quantity == CHANGE else measure.replacements
    if variant not in known:
        raise VariantError("variant" if quantity == CHANGE else "replacement", variant, known)
    return [line for line in measure.lines if line.quantity == quantity and line.variant == variant]


def taken_over_lines(claim: Claim, measure: Measure) -> list[MeasureLine]:
    """Return the lines of what took the saved quantity over, such as the electric vans."""
    return [one for one in measure.lines if one.quantity == TAKEN_OVER and one.variant == claim.variant]


def _taken_over(claim: Claim, change: float) -> float:
    given = claim.replacement_quantity
    return change if math.isnan(given) else given


def _replacement_lines(
    claim: Claim, measure: Measure, library: FactorLibrary
) -> list[tuple[MeasureLine, float, str]]:
    if math.isnan(claim.replacement_quantity) or taken_over_lines(claim, measure):
        return []
    named = claim.replacement or (measure.replacements[0] if len(measure.replacements) == 1 else "")
    lines = _lines(named, REPLACEMENT, measure)
    units = [library.catalogue.find(line.activity).default_unit for line in lines]
    return [(line, claim.replacement_quantity, unit) for line, unit in zip(lines, units, strict=True)]


def _terms(
    rule: MeasureLine, quantity: float, unit: str, year: int, library: FactorLibrary
) -> tuple[list[Term], tuple[Issue, ...]]:
    """Match one line of a rule and multiply; market-based lines tell of contracts, not of what was done."""
    found = match(Need(rule.activity, unit, year), library, FactorPolicy())
    counted = [
        line
        for line in found.lines
        if line.recipe.lifecycle in rule.lifecycles and line.recipe.method != "market"
    ]
    terms = [
        Term(
            quantity,
            unit,
            line,
            rule.sign * quantity * line.conversion * line.factor.value_kg,
            rule.traded and line.recipe.lifecycle != "direct",
        )
        for line in counted
    ]
    return terms, found.issues


def _about(claim: Claim, issue: Issue) -> Issue:
    return Issue(claim.id, issue.code, issue.severity, f"Claim {claim.name}: {issue.sentence}", issue.hint)


def _error(claim: Claim, code: str, sentence: str, hint: str = "") -> Issue:
    return Issue(claim.id, code, "error", f"Claim {claim.name}: {sentence}", hint)
