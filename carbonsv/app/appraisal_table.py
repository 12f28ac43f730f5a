"""A table of measure claims appraised row by row: what the command line reads and writes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.value.appraisal import NO_RANGE, Appraisal, appraise
from carbonsv.value.claim import read_claim
from carbonsv.value.double_counting import clashes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.library.value_packs import ValuePacks
    from carbonsv.model.issue import Issue
    from carbonsv.value.appraisal import YearValue

COLUMNS_IN = (
    "id",
    "measure",
    "baseline_quantity",
    "current_quantity",
    "unit",
    "year",
    "years",
    "price_year",
    "deadweight",
    "displacement",
    "leakage",
    "substitution",
    "attribution",
    "drop_off",
    "title",
    "variant",
    "replacement",
    "replacement_quantity",
    "baseline_basis",
    "site",
    "coverage",
    "part",
)
FIRST_ROW = 2  # row 1 of a file holds the headings


def appraise_rows(
    rows: Sequence[Mapping[str, Any]], packs: ValuePacks, library: FactorLibrary
) -> tuple[list[Appraisal], list[Issue]]:
    """Appraise every row; one that cannot be read does not stop the others.

    Returns:
        An appraisal per row, and all issues. A row that certainly counts the tonnes of another has no value.
    """
    read = [read_claim(row, f"row-{number}") for number, row in enumerate(rows, FIRST_ROW)]
    made = [appraise(claim, packs, library, found) for claim, found in read]
    found = clashes(made)
    refused = {clash.refused for clash in found if clash.certain}
    issues = [issue for one in made for issue in one.issues] + [clash.issue for clash in found]
    return [_refused(one) if one.claim.id in refused else one for one in made], issues


def as_frame(appraisals: Sequence[Appraisal], issues: Sequence[Issue]) -> pd.DataFrame:
    """Return (m rows) one per claim and year, unrounded; what is not valued is blank."""
    said: dict[str, list[str]] = {}
    for issue in issues:
        said.setdefault(issue.record, []).append(f"{issue.code}: {issue.sentence}")
    rows = [_row(one, year, said) for one in appraisals for year in one.years]
    return pd.DataFrame(rows, columns=list(_COLUMNS_OUT)).astype({"year": "Int64", "price_year": "Int64"})


_COLUMNS_OUT = (
    "id",
    "year",
    "co2e_t_gross",
    "co2e_t_net",
    "low_gbp",
    "central_gbp",
    "high_gbp",
    "present_value_central_gbp",
    "ledger",
    "issues",
    "measure",
    "change",
    "unit",
    "price_year",
    "cash_gbp",
)


def _row(one: Appraisal, year: YearValue, said: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    claim = one.claim
    return {
        "id": claim.id,
        "year": year.year or None,
        "co2e_t_gross": year.gross_t,
        "co2e_t_net": year.net_t,
        "low_gbp": year.value_gbp.low,
        "central_gbp": year.value_gbp.central,
        "high_gbp": year.value_gbp.high,
        "present_value_central_gbp": year.present_value_gbp.central,
        "ledger": one.ledger,
        "issues": " | ".join(said.get(claim.id, [])),
        "measure": claim.measure,
        "change": one.change,
        "unit": claim.unit or (one.measure.unit if one.measure else ""),
        "price_year": claim.price_year,
        "cash_gbp": year.cash_gbp,
    }


def _refused(one: Appraisal) -> Appraisal:
    """Return a claim whose tonnes another one counts, without a value."""
    years = tuple(replace(year, value_gbp=NO_RANGE, present_value_gbp=NO_RANGE) for year in one.years)
    return replace(one, years=years)
