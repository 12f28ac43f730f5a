"""Why a record has the emissions it has, written out line by line.

The window, the evidence workbook and the command line show this text.
"""

from __future__ import annotations

import math
from datetime import date
from textwrap import indent
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.engine.quantify import Quantification, quantify
from carbonsv.library.citation import cite
from carbonsv.model import text
from carbonsv.model.classification import category_label, scope_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.library.match import MatchedLine
    from carbonsv.model.policy import FactorPolicy

LIFECYCLES = {
    "direct": "emissions in use",
    "generation": "generation",
    "wtt": "well-to-tank",
    "t-and-d": "losses in transmission and distribution",
    "wtt-t-and-d": "well-to-tank of those losses",
    "distribution-loss": "distribution loss",
    "wtt-distribution-loss": "well-to-tank of the distribution loss",
    "upstream": "emissions before or after the organisation",
    "biogenic": "biogenic CO₂",
}


def explain(
    record: Mapping[str, object], library: FactorLibrary, policy: FactorPolicy, market: str = ""
) -> str:
    """Write out every emission line of one record: quantity, conversion, factor, source cell and rule.

    Args:
        record: one row, columns as resources/schema/activity.csv.
        library: the factors and the catalogue.
        policy: which year's factor, and radiative forcing for flights.
        market: how contractual instruments change the market-based line, where they do.
    """
    result = quantify(pd.DataFrame([dict(record)]), library, policy)
    parts = [_heading(record, library)]
    parts += [
        f"{issue.severity.capitalize()}: {issue.sentence} {issue.hint}".rstrip() for issue in result.issues
    ]
    for number in range(len(result.lines)):
        covered = bool(market) and result.lines["method"].iloc[number] == "market"
        paragraph = _paragraph(number, result, record, library, policy)
        parts.append(f"{paragraph.splitlines()[0]}\n{indent(market, '   ')}" if covered else paragraph)
    return "\n\n".join(parts)


def _heading(record: Mapping[str, object], library: FactorLibrary) -> str:
    name = str(record["activity"])
    label = library.catalogue.find(name).label if name in library.catalogue else name
    words = [label, f"{text.quantity(_float(record['quantity']))} {record['unit']}"]
    start, end = record.get("start"), record.get("end")
    if isinstance(start, date) and isinstance(end, date) and not pd.isna(start):
        words.append(text.period(start, end))
    return ", ".join(words)


def _paragraph(
    number: int,
    result: Quantification,
    record: Mapping[str, object],
    library: FactorLibrary,
    policy: FactorPolicy,
) -> str:
    row = result.lines.iloc[number]
    line = result.plan.lines[result.plan_line[number]]
    title = f"{number + 1}. {_where(line)}: {LIFECYCLES[line.recipe.lifecycle]}"
    return "\n".join(
        [
            title,
            f"   {_arithmetic(row, line, record)}",
            *(f"   of which {gases}" for gases in [_gases(row)] if gases),
            f"   Factor: {line.factor.title}, per {line.factor.uom} ({line.factor.factor_id})",
            f"   Source: {cite(library.packs[line.factor.pack_id], line.factor)}",
            f"   Why: {line.rule} {_year_rule(line, library, policy)}".rstrip(),
            *(f"   Note: {note}." for note in [line.factor.note] if note),
        ]
    )


def _where(line: MatchedLine) -> str:
    recipe = line.recipe
    if recipe.scope == "outside":
        return scope_label("outside")
    method = f", {recipe.method}-based" if recipe.method != "both" else ""
    return category_label(recipe.scope, recipe.category) + method


def _arithmetic(row: pd.Series, line: MatchedLine, record: Mapping[str, object]) -> str:
    quantity, value = row["quantity_in_factor_unit"], line.factor.value_kg
    emissions_kg = quantity * value
    gas = "CO₂" if line.factor.is_biogenic else "CO₂e"
    given = f"{text.quantity(_float(record['quantity']))} {record['unit']}{_part(row, line, record)}"
    converted = "" if line.conversion == 1 else f" = {text.worked(quantity)} {line.factor.uom}"
    exact = f"{text.worked(emissions_kg)} kg {gas}"
    return f"{given}{converted} × {text.factor(value)} kg {gas} per {line.factor.uom} = {exact}"


def _part(row: pd.Series, line: MatchedLine, record: Mapping[str, object]) -> str:
    """Say how much of the quantity the line counts, where only some of the record's days are its own."""
    part = row["quantity_in_factor_unit"] / line.conversion
    whole = _float(record["quantity"])
    return "" if math.isclose(part, whole) else f", of which {text.worked(part)} {record['unit']} by days"


def _gases(row: pd.Series) -> str:
    names = {"co2_kg": "CO₂", "ch4_kg": "CH₄", "n2o_kg": "N₂O"}
    if math.isnan(row["co2e_kg"]):
        return ""
    known = {name: label for name, label in names.items() if not math.isnan(row[name])}
    return ", ".join(f"{label} {text.worked(row[name])} kg CO₂e" for name, label in known.items())


def _year_rule(line: MatchedLine, library: FactorLibrary, policy: FactorPolicy) -> str:
    if line.factor.pack_id not in library.yearly_ids:
        return ""
    year = library.packs[line.factor.pack_id].year
    if policy.factor_year == "detailed":
        return f"Factors of {year}: each record's days by calendar year."
    if policy.reporting_year:
        period = text.period(policy.reporting_year.start, policy.reporting_year.end)
        return f"Factors of {year}: the year that holds most of {period}."
    return f"Factors of {year}: the year that holds most of the record's days."


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else math.nan
