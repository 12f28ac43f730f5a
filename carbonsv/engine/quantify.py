"""Emission lines from activity records: one line per record and part of the life of what was used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from carbonsv.engine.days import Pieces, calendar_years, cut, day_numbers, segments, year_starts
from carbonsv.engine.plan import Plan, make_plan
from carbonsv.engine.records import Coded, Records, combined, names, read_records, select
from carbonsv.library.match import MatchedLine, Need

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.engine.days import Days
    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.model.issue import Issue
    from carbonsv.model.policy import FactorPolicy

GASES = ("co2_kg", "ch4_kg", "n2o_kg")
NEED = ("activity", "unit", "scope", "category")  # what a record asks of the library, besides a year
LABELS: Mapping[str, Callable[[MatchedLine], object]] = {
    "factor_id": attrgetter("factor.factor_id"),
    "factor_unit": attrgetter("factor.uom"),
    "lifecycle": attrgetter("recipe.lifecycle"),
    "scope": attrgetter("recipe.scope"),
    "category": attrgetter("recipe.category"),
    "method": attrgetter("recipe.method"),
}


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
    need_of, needs = distinct_needs(records.text, years)
    plan = make_plan(needs, library, policy)
    source, plan_line = plan.expand(need_of)
    lines = _lines(activities, records, quantity, plan, source, plan_line)
    found = match_issues(plan, need_of, lambda chosen: names(activities, records.position[chosen]))
    return Quantification(lines, (*issues, *found), plan, plan_line)


def _by_factor_year(
    records: Records, library: FactorLibrary, policy: FactorPolicy
) -> tuple[Records, Coded, NDArray[np.float64]]:
    """Give each record its factor year; one of several years is cut, or takes most of its days.

    Source: Government conversion factors for company reporting, introduction: two approaches.
    """
    if policy.factor_year == "majority" and policy.reporting_year is not None:
        return records, one_year(policy.reporting_year.majority_year, len(records.start)), records.quantity
    starts = _year_starts(records, library)
    values = tuple(str(year) for year in calendar_years(starts[:-1]).tolist())
    newest = values.index(str(library.years[-1]))
    first, last = segments(records.start, starts), segments(records.end, starts)
    if (first == last).all():
        return records, Coded(np.where(first < 0, newest, first), values), records.quantity
    dated, undated = np.flatnonzero(first >= 0), np.flatnonzero(first < 0)
    start, end = (day_numbers(dates[dated]) for dates in (records.start, records.end))
    pieces = cut(start, end, starts)
    if policy.factor_year == "majority":
        pieces = _largest(pieces, len(dated))
    chosen = np.concatenate([dated[pieces.record], undated])
    order = np.argsort(chosen, kind="stable")
    years = np.concatenate([pieces.segment, np.full(len(undated), newest)])[order]
    share = np.concatenate([pieces.share, np.ones(len(undated))])[order]
    found = select(records, chosen[order])
    return found, Coded(years, values), found.quantity * share


def one_year(year: int, count: int) -> Coded:
    """Return the same factor year for every record."""
    return Coded(np.zeros(count, dtype=np.int8), (str(year),))


def _year_starts(records: Records, library: FactorLibrary) -> Days:
    """Return the first days of all years of the records and of the newest, which those undated take."""
    newest = np.array([library.years[-1] - 1970]).astype("datetime64[Y]").astype("datetime64[D]")
    dated = ~np.isnat(records.start)
    days = [day_numbers(dates) for dates in (newest, records.start[dated], records.end[dated])]
    covered = np.concatenate(days)
    return year_starts(int(covered.min()), int(covered.max()))


def _largest(pieces: Pieces, count: int) -> Pieces:
    """Keep the piece with most days of each record, the later one on a tie, with the whole quantity."""
    order = np.lexsort((pieces.segment, pieces.share, pieces.record))
    last = np.flatnonzero(np.append(np.diff(pieces.record[order]) > 0, [True]))
    return Pieces(np.arange(count), pieces.segment[order][last], np.ones(count))


def distinct_needs(text: Mapping[str, Coded], years: Coded) -> tuple[NDArray[np.int64], list[Need]]:
    """Number the distinct needs of records.

    Args:
        text: activity, unit, scope and category of each record.
        years: the factor year of each record.

    Returns:
        (n,) need of each record, and the needs.
    """
    columns = [*(text[name] for name in NEED), years]
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
    in_factor_unit = times(quantity[source], plan.conversion, plan_line)
    columns = {
        "id": _ids(activities, records.position[source]),
        **line_labels(plan.lines, plan_line),
        "quantity_in_factor_unit": in_factor_unit,
        **{name: times(in_factor_unit, plan.factor_values(name), plan_line) for name in ("co2e_kg", *GASES)},
    }
    order = ("id", "factor_id", "lifecycle", "scope", "category", "method", "quantity_in_factor_unit")
    return pd.DataFrame(
        {name: columns[name] for name in (*order, "factor_unit", "co2e_kg", *GASES)}, copy=False
    )


def times(
    quantity: NDArray[np.float64], per_unit: NDArray[np.float64], plan_line: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return (m,) the quantity of each line times the value of its plan line."""
    values = per_unit[plan_line]
    values *= quantity  # in place: a million lines are quicker without another array
    return values


def _ids(activities: pd.DataFrame, position: NDArray[Any]) -> pd.Series:
    if "id" not in activities:
        return pd.Series(position + 1)
    return activities["id"].take(position).reset_index(drop=True)


def line_labels(
    lines: Sequence[MatchedLine], plan_line: NDArray[np.int64], chosen: Iterable[str] = LABELS
) -> dict[str, pd.Categorical]:
    """Return text columns of emission lines as categories: factor, lifecycle, scope, category, method."""
    return {name: _categories([LABELS[name](line) for line in lines], plan_line) for name in chosen}


def _categories(values: list[object], plan_line: NDArray[np.int64]) -> pd.Categorical:
    distinct = list(dict.fromkeys(value for value in values if value is not None))
    code = {value: place for place, value in enumerate(distinct)}
    smallest = np.min_scalar_type(-len(distinct) - 1)
    codes = np.array([code.get(value, -1) for value in values], dtype=smallest)
    return pd.Categorical.from_codes(codes[plan_line], categories=distinct, validate=False)


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
