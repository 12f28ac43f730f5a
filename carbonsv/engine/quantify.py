"""Emission lines from activity records: one line per record and part of the life of what was used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.engine.days import Pieces, calendar_years, cut, year_starts
from carbonsv.engine.plan import Plan, make_plan
from carbonsv.engine.records import NO_DAY, Coded, Records, combined, names, read_records
from carbonsv.library.match import MatchedLine, Need

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.model.issue import Issue
    from carbonsv.model.policy import FactorPolicy

GASES = ("co2_kg", "ch4_kg", "n2o_kg")


@dataclass(frozen=True, eq=False)
class Quantification:
    """Emission lines with the issues found on the way.

    Attributes:
        lines: (m lines) columns as resources/schema/emission_line.csv; unrounded.
        issues: what is wrong with single records; a record with an error has no lines.
        plan: the matched factors; `plan_line` (m,) says which one each line uses.
    """

    lines: pd.DataFrame
    issues: tuple[Issue, ...]
    plan: Plan
    plan_line: NDArray[np.int64]


def quantify(activities: pd.DataFrame, library: FactorLibrary, policy: FactorPolicy) -> Quantification:
    """Quantify the emissions of every activity record.

    Args:
        activities: (n rows) one record per row, columns as resources/schema/activity.csv; `activity` is a
            kind of the catalogue or the id of a factor.
        library: the factors and the catalogue.
        policy: which year's factor, and radiative forcing for flights.

    Returns:
        (m lines) [kg CO2e] per record and lifecycle stage, and an issue for each record that has no factor.

    Source: GHG Protocol Corporate Standard (2004), ch. 6.
    """
    records, issues = read_records(activities, dates_required=False)
    records, years, quantity = _by_factor_year(records, library, policy)
    need_of, needs = distinct_needs(records, years)
    plan = make_plan(needs, library, policy)
    source, plan_line = plan.expand(need_of)
    lines = _lines(activities, records, quantity, plan, source, plan_line)
    found = match_issues(plan, need_of, lambda chosen: names(activities, records.position[chosen]))
    return Quantification(lines, (*issues, *found), plan, plan_line)


def factor_years(records: Records, library: FactorLibrary, policy: FactorPolicy) -> NDArray[np.int64] | None:
    """Return (n,) the factor year of each record where no record has to be cut, else None.

    Source: Government conversion factors for company reporting, introduction: two approaches.
    """
    if policy.factor_year == "majority" and policy.reporting_year is not None:
        return np.full(len(records.quantity), policy.reporting_year.majority_year)
    undated = records.start == NO_DAY
    newest = library.years[-1]
    first, last = (np.where(undated, newest, calendar_years(day)) for day in (records.start, records.end))
    return first if (first == last).all() else None


def _by_factor_year(
    records: Records, library: FactorLibrary, policy: FactorPolicy
) -> tuple[Records, NDArray[np.int64], NDArray[np.float64]]:
    """Give each record its factor year; one of several years is cut, or takes most of its days."""
    years = factor_years(records, library, policy)
    if years is not None:
        return records, years, records.quantity
    dated = np.flatnonzero(records.start != NO_DAY)
    start, end = records.start[dated], records.end[dated]
    starts = year_starts(start.min(), end.max())
    pieces = cut(start, end, starts)
    if policy.factor_year == "majority":
        pieces = _largest(pieces, len(dated))
    undated = np.flatnonzero(records.start == NO_DAY)
    chosen = np.concatenate([dated[pieces.record], undated])
    order = np.argsort(chosen, kind="stable")
    newest = np.full(len(undated), library.years[-1])
    years = np.concatenate([calendar_years(starts)[pieces.segment], newest])[order]
    quantity = (records.quantity[chosen] * np.concatenate([pieces.share, np.ones(len(undated))]))[order]
    return select(records, chosen[order]), years, quantity


def _largest(pieces: Pieces, count: int) -> Pieces:
    """Keep the piece with most days of each record, the later one on a tie, with the whole quantity."""
    order = np.lexsort((pieces.segment, pieces.share, pieces.record))
    last = np.flatnonzero(np.append(np.diff(pieces.record[order]) > 0, [True]))
    return Pieces(np.arange(count), pieces.segment[order][last], np.ones(count))


def select(records: Records, chosen: NDArray[np.int64]) -> Records:
    """Return records by place, repeated where asked."""
    text = {name: Coded(column.codes[chosen], column.values) for name, column in records.text.items()}
    return Records(
        records.position[chosen], records.quantity[chosen], records.start[chosen], records.end[chosen], text
    )


def distinct_needs(records: Records, years: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[Need]]:
    """Number the distinct needs of records.

    Returns:
        (n,) need of each record, and the needs.
    """
    names = ("activity", "unit", "scope", "category")
    year_values, year_codes = np.unique(years, return_inverse=True) if len(years) else (years, years)
    year = Coded(year_codes, tuple(str(value) for value in year_values.tolist()))
    columns = [*(records.text[name] for name in names), year]
    need_of, codes = combined(columns)
    texts = [
        [column.values[code] if code >= 0 else "" for column, code in zip(columns, row, strict=True)]
        for row in codes.tolist()
    ]
    return need_of, [
        Need(activity, unit, int(factor_year), scope, int(category) if category else None)
        for activity, unit, scope, category, factor_year in texts
    ]


def _lines(
    activities: pd.DataFrame,
    records: Records,
    quantity: NDArray[np.float64],
    plan: Plan,
    source: NDArray[np.int64],
    plan_line: NDArray[np.int64],
) -> pd.DataFrame:
    position = records.position[source]
    in_factor_unit = quantity[source] * plan.conversion[plan_line]
    columns = {
        "id": _ids(activities, position),
        **line_labels(plan.lines, plan_line),
        "quantity_in_factor_unit": in_factor_unit,
        "co2e_kg": in_factor_unit * plan.co2e_kg_per_unit[plan_line],
    }
    columns |= {gas: in_factor_unit * plan.factor_values(gas)[plan_line] for gas in GASES}
    order = ("id", "factor_id", "lifecycle", "scope", "category", "method", "quantity_in_factor_unit")
    return pd.DataFrame(
        {name: columns[name] for name in (*order, "factor_unit", "co2e_kg", *GASES)}, copy=False
    )


def _ids(activities: pd.DataFrame, position: NDArray[np.int64]) -> pd.Series:
    if "id" not in activities:
        return pd.Series(position + 1)
    return activities["id"].take(position).reset_index(drop=True)


def line_labels(lines: Sequence[MatchedLine], plan_line: NDArray[np.int64]) -> dict[str, pd.Categorical]:
    """Return the text columns of emission lines as categories: factor, lifecycle, scope, category, method."""
    texts: dict[str, list[object]] = {
        "factor_id": [line.factor.factor_id for line in lines],
        "factor_unit": [line.factor.uom for line in lines],
        "lifecycle": [line.recipe.lifecycle for line in lines],
        "scope": [line.recipe.scope for line in lines],
        "category": [line.recipe.category for line in lines],
        "method": [line.recipe.method for line in lines],
    }
    return {name: _categories(values, plan_line) for name, values in texts.items()}


def _categories(values: list[object], plan_line: NDArray[np.int64]) -> pd.Categorical:
    distinct = list(dict.fromkeys(value for value in values if value is not None))
    code = {value: place for place, value in enumerate(distinct)}
    codes = np.array([code.get(value, -1) for value in values], dtype=np.int32)
    return pd.Categorical.from_codes(codes[plan_line], categories=distinct)


def match_issues(
    plan: Plan, need_of: NDArray[np.int64], names_of: Callable[[NDArray[np.int64]], list[str]]
) -> list[Issue]:
    """Repeat what was said about each need for every record that has it."""
    found = []
    for number, one in enumerate(plan.matches):
        if one.issues:
            for name in names_of(np.flatnonzero(need_of == number)):
                found += [
                    replace(issue, record=name, sentence=f"Record {name}: {issue.sentence}")
                    for issue in one.issues
                ]
    return found
