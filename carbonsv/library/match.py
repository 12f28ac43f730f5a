"""Which factor applies to an activity, a unit and a year, and why.

Matching is done once per distinct (activity, unit, factor year); the records only carry its number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from carbonsv.errors import CarbonsvError, DimensionError
from carbonsv.library.catalogue import ActivityKind, LineRecipe
from carbonsv.library.prices import deflated, deflator_notice
from carbonsv.model.issue import Issue
from carbonsv.units.convert import conversion_factor, dimension
from carbonsv.units.names import read_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.library.factor import Factor
    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.model.policy import FactorPolicy


FUEL_AND_ENERGY_RELATED = 3  # the number of the scope 3 category


@dataclass(frozen=True, slots=True)
class Need:
    """What a record asks of the library; `activity` is a kind's name, or a factor id."""

    activity: str
    unit: str
    year: int
    scope: str = ""
    category: int | None = None


@dataclass(frozen=True, slots=True)
class MatchedLine:
    """A factor for one emission line of a need.

    Attributes:
        conversion: [factor unit per record unit] the quantity is multiplied by this first.
        rule: why this factor and this row, in words.
        non_kyoto_kg: [kg CO2e per factor unit] of which from gases outside the Kyoto basket.
    """

    factor: Factor
    recipe: LineRecipe
    conversion: float
    rule: str
    non_kyoto_kg: float = 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """The emission lines of a need, and what is to be said about it (with no record id yet)."""

    lines: tuple[MatchedLine, ...]
    issues: tuple[Issue, ...] = ()


def match(need: Need, library: FactorLibrary, policy: FactorPolicy) -> Match:
    """Find the factors of every emission line of a need.

    Returns:
        The lines, or none and an error issue that says why not.
    """
    try:
        unit = read_unit(need.unit)
        if need.activity in library.catalogue or "/" not in need.activity or ":" not in need.activity:
            return _match_kind(need, unit, library, policy)
        return _match_factor(need, unit, library)
    except CarbonsvError as error:
        return Match((), (Issue("", _code(error), "error", str(error), error.hint),))


def _match_kind(need: Need, unit: str, library: FactorLibrary, policy: FactorPolicy) -> Match:
    kind = library.catalogue.find(need.activity)
    lines: list[MatchedLine] = []
    for recipe in kind.lines:
        if policy.allows(recipe.condition):
            factors = _valued(library.factors(recipe.series, need.year))
            if factors:
                line = _with_non_kyoto(_line(recipe, factors, unit, library), library)
                lines.append(deflated(line, need.year, library))
            elif recipe.required:
                return Match((), (_no_factor(kind, recipe, need, library),))
    moved = _moved(lines, need)
    notices = (*_year_notice(moved, need, library), *deflator_notice(moved, need.year, library))
    return Match(moved, notices)


def _match_factor(need: Need, unit: str, library: FactorLibrary) -> Match:
    """Match a factor that is named by its id: one line, with the scope and category it usually has."""
    factor = library.factor(need.activity)
    if not _valued((factor,)):
        return Match((), (_no_value(factor),))
    recipe = library.catalogue.recipe_of_series(factor.series) or _printed_recipe(factor)
    method = "both" if recipe.method == "both" else "location"
    line = _with_non_kyoto(_line(replace(recipe, method=method), (factor,), unit, library), library)
    return Match(_moved((replace(line, rule="The record names this factor."),), need))


def _line(recipe: LineRecipe, factors: Sequence[Factor], unit: str, library: FactorLibrary) -> MatchedLine:
    """Choose the row published for the unit; convert only when no row fits."""
    same = [factor for factor in factors if factor.unit == unit]
    if not same and dimension(unit) == "energy":  # a bill's kWh is gross calorific value
        same = [factor for factor in factors if factor.unit == f"{unit} (Gross CV)"]
    if same:
        return MatchedLine(same[0], recipe, 1.0, f"The source has a row per {same[0].uom}.")
    fuel = library.fuel(recipe.series)
    ratios = [(ratio, factor) for factor in factors if (ratio := _ratio(unit, factor, library)) is not None]
    if not ratios:
        fitting = ", ".join(dict.fromkeys(factor.unit for factor in factors))
        raise DimensionError(unit, fitting, f"Units that fit: {fitting}.")
    ratio, factor = min(ratios, key=lambda pair: _distance(unit, pair[1].unit, pair[0]))
    through = (
        f", by {fuel.source} ({fuel.name})" if fuel and dimension(unit) != dimension(factor.unit) else ""
    )
    return MatchedLine(factor, recipe, ratio, f"1 {unit} = {ratio:.10g} {factor.uom}{through}.")


def _with_non_kyoto(line: MatchedLine, library: FactorLibrary) -> MatchedLine:
    """Add which part of a refrigerant's factor the Kyoto basket leaves out.

    Editions before 2022 print only the total; the nearest one that prints the parts says which they are.
    """
    if not line.recipe.of_which_non_kyoto:
        return line
    own_year = library.packs[line.factor.pack_id].year
    for year in sorted(library.years, key=lambda one: abs(one - own_year)):
        for part in library.factors(line.recipe.of_which_non_kyoto, year):
            if part.unit == line.factor.unit:
                part_kg = min(part.co2e_kg, line.factor.co2e_kg) if part.has_co2e else 0.0
                return replace(line, non_kyoto_kg=part_kg)
    return line


def _ratio(unit: str, factor: Factor, library: FactorLibrary) -> float | None:
    """Return [factor unit per unit], None where there is no way from one to the other.

    Two energy units that do not say gross or net mean the same; where one says it, or another dimension is
    converted to energy, the basis of the factor counts.
    """
    unmarked = dimension(unit) == "energy" and not unit.endswith(" CV)")
    target = factor.unit if unmarked else library.unit_with_basis(factor)
    try:
        return conversion_factor(unit, target, library.fuel(factor.series))
    except CarbonsvError:
        return None


def _distance(unit: str, factor_unit: str, ratio: float) -> tuple[bool, bool, float]:
    """Order rows: the same dimension first, then gross before net, then the unit nearest in size."""
    other = dimension(unit) != dimension(factor_unit)
    other_basis = factor_unit.endswith("(Net CV)") != unit.endswith("(Net CV)")
    return other, other_basis, abs(math.log10(ratio))


def _moved(lines: Sequence[MatchedLine], need: Need) -> tuple[MatchedLine, ...]:
    """Report lines under the scope the record asks for, if it asks for one."""
    if not need.scope:
        return tuple(lines)
    kept = (line for line in lines if need.scope == "2" or line.recipe.method != "market")
    return tuple(replace(line, recipe=_moved_recipe(line.recipe, need)) for line in kept)


def _moved_recipe(recipe: LineRecipe, need: Need) -> LineRecipe:
    """Move a recipe: biogenic CO2 stays outside, upstream lines follow into a scope 3 category.

    What comes before fuel and energy of scope 1 or 2 is fuel- and energy-related (category 3).

    Source: GHG Protocol Scope 3 Standard (2011), ch. 5.
    """
    if recipe.lifecycle == "biogenic":
        return recipe
    upstream = recipe.lifecycle not in {"direct", "generation", "upstream"}
    if upstream and need.scope != "3":
        return replace(recipe, category=FUEL_AND_ENERGY_RELATED)
    method = recipe.method if need.scope == "2" else "both"
    category = need.category if need.scope == "3" else None
    return replace(recipe, scope=need.scope, category=category, method=method)


def _valued(factors: Sequence[Factor]) -> tuple[Factor, ...]:
    return tuple(factor for factor in factors if factor.has_co2e or factor.is_biogenic)


def _printed_recipe(factor: Factor) -> LineRecipe:
    """Return a recipe from what the workbook prints, for a factor no activity kind uses."""
    scope = factor.scope.removeprefix("Scope ") if factor.scope.startswith("Scope ") else "outside"
    lifecycle = "wtt" if factor.series.startswith("wtt-") else "direct"
    return LineRecipe(factor.series, lifecycle, scope, None, "both", required=True, condition="")


def _no_factor(kind: ActivityKind, recipe: LineRecipe, need: Need, library: FactorLibrary) -> Issue:
    year = library.pack_year(need.year)
    others = [str(one) for one in library.years if _valued(library.factors(recipe.series, one))]
    hint = (
        f"It has one in {', '.join(others)}."
        if others
        else "Choose another activity, or enter a factor of your own."
    )
    sentence = f"{kind.label} has no factor in the {year} factor set ({recipe.series})."
    return Issue("", "no-factor", "error", sentence, hint)


def _no_value(factor: Factor) -> Issue:
    if factor.energy_kwh == factor.energy_kwh:
        sentence = f"{factor.factor_id} gives energy per {factor.uom}, not emissions."
        return Issue(
            "", "energy-only-factor", "error", sentence, "Use the vehicle's emission factor instead."
        )
    sentence = f"{factor.factor_id} has no value in the source: it is not available, which is not zero."
    return Issue("", "no-factor", "error", sentence, "Choose another factor, or enter one of your own.")


def _year_notice(lines: Sequence[MatchedLine], need: Need, library: FactorLibrary) -> tuple[Issue, ...]:
    year = library.pack_year(need.year)
    if year == need.year or all(line.factor.pack_id not in library.yearly_ids for line in lines):
        return ()
    sentence = f"There is no factor set for {need.year}: the factors of {year} are used."
    hint = "Import the official workbook of that year under Factors when it is published."
    return (Issue("", "factor-year-missing", "warning", sentence, hint),)


def _code(error: CarbonsvError) -> str:
    codes = {"DimensionError": "wrong-dimension", "UnknownNameError": "unknown-name"}
    return codes.get(type(error).__name__, "unreadable-unit")
