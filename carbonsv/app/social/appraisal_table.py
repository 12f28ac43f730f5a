"""A table of measure claims appraised row by row: what the command line reads and writes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.model.issue import Issue
from carbonsv.value.appraisal import NO_RANGE, Appraisal, appraise
from carbonsv.value.claim import read_claim
from carbonsv.value.double_counting import clashes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.library.value_packs import ValuePacks
    from carbonsv.value.appraisal import YearValue
    from carbonsv.value.double_counting import Clash

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
    made = [*map(_with_notice, made, _seen_before(made))]
    for clash in clashes(made):
        made = [_with_clash(one, clash) if one.claim.id == clash.refused else one for one in made]
    return made, [issue for one in made for issue in one.issues]


def as_frame(appraisals: Sequence[Appraisal]) -> pd.DataFrame:
    """Return (m rows) one per claim and year, unrounded; what is not valued is blank."""
    rows = [_row(one, year) for one in appraisals for year in one.years]
    return pd.DataFrame(rows, columns=list(_COLUMNS_OUT)).astype({"year": "Int64", "price_year": "Int64"})


def _seen_before(made: Sequence[Appraisal]) -> list[bool]:
    """Say of each row whether an earlier one has its id."""
    first: dict[str, int] = {}
    return [first.setdefault(one.claim.id, place) != place for place, one in enumerate(made)]


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


def _row(one: Appraisal, year: YearValue) -> dict[str, Any]:
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
        "issues": " | ".join(f"{issue.code}: {issue.sentence}" for issue in one.issues),
        "measure": claim.measure,
        "change": one.change,
        "unit": claim.unit or (one.measure.unit if one.measure else ""),
        "price_year": claim.price_year,
        "cash_gbp": year.cash_gbp,
    }


def _with_clash(one: Appraisal, clash: Clash) -> Appraisal:
    """Return a claim that counts the tonnes of another: without a value where that is certain."""
    issues = (*one.issues, clash.issue)
    if not clash.certain:
        return replace(one, issues=issues)
    years = tuple(replace(year, value_gbp=NO_RANGE, present_value_gbp=NO_RANGE) for year in one.years)
    return replace(one, years=years, issues=issues)


def _with_notice(one: Appraisal, seen: bool) -> Appraisal:  # noqa: FBT001 - said of each row in turn
    """Say where two rows have one id."""
    if not seen:
        return one
    sentence = f"Claim {one.claim.name}: another row has the id {one.claim.id} too."
    issue = Issue(one.claim.id, "duplicate-id", "warning", sentence, "Give each row an id of its own.")
    return replace(one, issues=(*one.issues, issue))
