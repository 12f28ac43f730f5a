"""Why a claim is worth what it is, written out: quantity, factor, additionality, carbon value, prices, today.

The window, the documents and the command line show this text.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from carbonsv.library.citation import cite
from carbonsv.model import text
from carbonsv.value.appraisal import CASH
from carbonsv.value.carbon_value import discount_factor, price_ratio, published_value

if TYPE_CHECKING:
    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.library.value_packs import ValuePacks
    from carbonsv.value.additionality import Step
    from carbonsv.value.appraisal import Appraisal, YearValue
    from carbonsv.value.carbon_value import Range
    from carbonsv.value.measures import Term


def explain_claim(one: Appraisal, packs: ValuePacks, library: FactorLibrary) -> str:
    """Write out every year of a claim, from the quantities to the pounds, with every source."""
    parts = [_heading(one)]
    parts += [
        f"{issue.severity.capitalize()}: {issue.sentence} {issue.hint}".rstrip() for issue in one.issues
    ]
    parts += [_year(one, year, packs, library) for year in one.years]
    return "\n\n".join(part for part in parts if part)


def _heading(one: Appraisal) -> str:
    claim, measure = one.claim, one.measure
    if measure is None:
        return claim.name
    unit = measure.unit_of(claim.unit)
    lines = [f"{claim.name}: {measure.title} ({measure.id}), {one.ledger}"]
    if not math.isnan(one.change):
        lines.append(f"   {_change(one, unit)}")
    lines.append(f"   Rule: {measure.help} {measure.rule_source}.")
    return "\n".join(lines)


def _change(one: Appraisal, unit: str) -> str:
    before, now = one.claim.baseline_quantity, one.claim.current_quantity
    if one.measure and one.measure.delivered:
        first, second, word = now, 0.0 if math.isnan(before) else before, "done"
    else:
        first, second, word = before, now, "saved"
    return f"{text.quantity(first)} − {text.quantity(second)} = {text.worked(one.change)} {unit} {word}"


def _year(one: Appraisal, year: YearValue, packs: ValuePacks, library: FactorLibrary) -> str:
    """Write out one year; blank where it has no figure."""
    if one.ledger == CASH and not math.isnan(year.cash_gbp):
        saved = f"{year.year}: {text.worked(year.cash_gbp)} GBP of tax or cost not paid."
        return f"{saved} {_cash_source(one, packs)}"
    if math.isnan(year.gross_t):
        return ""
    lines = [f"{year.year} (year {year.position})"]
    for term in year.change.terms:
        lines += _term(term, library)
    lines.append(f"   Gross: {text.worked(year.gross_t)} t CO₂e")
    lines += [_step(step) for step in year.steps if step.kept_share != 1]
    lines.append(f"   Net: {text.worked(year.net_t)} t CO₂e")
    if not math.isnan(year.value_gbp.central):
        lines += _pounds(one, year, packs)
    return "\n".join(lines)


def _term(term: Term, library: FactorLibrary) -> list[str]:
    given = f"{text.worked(term.quantity)} {term.unit}"
    if term.line is None:
        return [f"   {given} = {text.worked(term.co2e_kg)} kg CO₂e, as the claim gives it"]
    factor = term.line.factor
    in_factor_unit = term.quantity * term.line.conversion
    converted = "" if term.line.conversion == 1 else f" = {text.worked(in_factor_unit)} {factor.uom}"
    sign = "" if term.co2e_kg * term.quantity >= 0 else "− "
    arithmetic = f"{given}{converted} × {text.factor(factor.value_kg)} kg CO₂e {_per(factor.uom)}"
    return [
        f"   {sign}{arithmetic} = {text.worked(abs(term.co2e_kg) if sign else term.co2e_kg)} kg CO₂e",
        f"      Factor: {factor.title} ({factor.factor_id})",
        f"      Source: {cite(library.packs[factor.pack_id], factor)}",
        f"      Why: {term.line.rule} The factor of the current year on both sides.",
    ]


def _step(step: Step) -> str:
    name = step.name.replace("_", "-")
    kept = f"× {text.factor(step.kept_share)}"
    return f"   {kept} after {name} = {text.worked(step.left_t)} t CO₂e"


def _pounds(one: Appraisal, year: YearValue, packs: ValuePacks) -> list[str]:
    value = published_value(year.year, packs)
    price_year = one.claim.price_year or value.price_year
    published = (
        f"{text.factor(value.low_gbp)}, {text.factor(value.central_gbp)}, {text.factor(value.high_gbp)}"
    )
    per_tonne = f"{published} GBP per t CO₂e, {value.price_year} prices"
    lines = [
        f"   Carbon value of {year.year}, low, central, high: {per_tonne}",
        f"      Source: {packs.citations['carbon-values'].source}, {value.source_row}",
    ]
    if price_year != value.price_year:
        ratio = price_ratio(value.price_year, price_year, packs.deflator)
        index = packs.deflator.index
        division = f"{text.factor(index[price_year])} / {text.factor(index[value.price_year])}"
        lines += [
            f"   Prices of {price_year}: × {division} = × {text.factor(ratio)}",
            f"      Source: {packs.citations['gdp-deflator'].source}",
        ]
    lines.append(f"   Value, low, central, high: {_gbp(year.value_gbp)} in {price_year} prices")
    if year.year != year.base_year:
        factor = discount_factor(year.year - year.base_year, packs.bands)
        lines += [
            f"   Present value in {year.base_year}: × {text.factor(factor)} = {_gbp(year.present_value_gbp)}",
            f"      Source: {packs.citations['discount-rates'].source}",
        ]
    return lines


def _gbp(value: Range) -> str:
    return f"{text.worked(value.low)}, {text.worked(value.central)}, {text.worked(value.high)} GBP"


def _cash_source(one: Appraisal, packs: ValuePacks) -> str:
    named = one.claim.variant.removesuffix("-lower")
    known = packs.citations.get(named)
    source = f"Source: {known.source}. " if known else ""
    return f"{source}A tax is a transfer: it is no part of social value."


def _per(uom: str) -> str:
    """Return the unit after its “per”, which some units of the source bring with them."""
    return uom if uom.startswith("per ") else f"per {uom}"
