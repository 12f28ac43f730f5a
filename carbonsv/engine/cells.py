"""The cube: quantities summed exactly into few cells, which are then multiplied instead of the records.

The inventory is linear, so the sum over the records of a cell times the factor is the sum of their lines.
A changed factor or a what-if touches thousands of cells, not millions of records.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.engine.days import calendar_years, cut, month_starts, segments
from carbonsv.engine.exact_sum import group_sums
from carbonsv.engine.plan import Plan, make_plan
from carbonsv.engine.quantify import GASES, distinct_needs, line_labels, match_issues
from carbonsv.engine.records import Coded, Records, combined, names, read_records
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.model.policy import FactorPolicy, Period

AXES = ("activity", "unit", "site", "quality", "scope", "category")
MOST_RECORDS_NAMED = 100


@dataclass(frozen=True, eq=False)
class Cube:
    """Cells of a reporting year with the plan that turns them into emission lines.

    Attributes:
        cells: (c rows) activity, unit, site, quality, scope, category, month (its first day), and the
            summed quantity.
        plan: the matched factors.
        source, plan_line: (m,) cell and plan line of each cell line.
        issues: for records that could not be used, and what was said about factors.
    """

    cells: pd.DataFrame
    plan: Plan
    source: NDArray[np.int64]
    plan_line: NDArray[np.int64]
    issues: tuple[Issue, ...]

    @property
    def quantity(self) -> NDArray[np.float64]:
        """(m,) quantity of each cell line in the unit of its factor."""
        cell = self.cells["quantity"].to_numpy()
        quantity: NDArray[np.float64] = cell[self.source] * self.plan.conversion[self.plan_line]
        return quantity

    def co2e_kg(self, co2e_kg_per_unit: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """Return (m,) [kg CO2e] of each cell line, by the plan's factors or by (p,) others."""
        per_unit = self.plan.co2e_kg_per_unit if co2e_kg_per_unit is None else co2e_kg_per_unit
        return self.quantity * per_unit[self.plan_line]

    def lines(self) -> pd.DataFrame:
        """Return (m rows) the cell lines: the cell, the line's labels, [kg CO2e] in all and by gas."""
        cells = self.cells.iloc[self.source].reset_index(drop=True)
        cells = cells.rename(
            columns={"scope": "own_scope", "category": "own_category", "quantity": "cell_quantity"}
        )
        quantity = self.quantity
        values = {"co2e_kg": self.co2e_kg()} | {
            gas: quantity * self.plan.factor_values(gas)[self.plan_line] for gas in GASES
        }
        labels = line_labels(self.plan.lines, self.plan_line)
        return cells.assign(**labels, quantity_in_factor_unit=quantity, **values)


def sum_into_cells(
    activities: pd.DataFrame,
    library: FactorLibrary,
    policy: FactorPolicy,
    period: Period,
    shares: Mapping[str, float] | None = None,
) -> Cube:
    """Sum the records of a reporting year into cells and match each distinct need once.

    A record of several months is cut by days; days outside the reporting year are left to other years.

    Args:
        activities: (n rows) columns as resources/schema/activity.csv.
        library: the factors and the catalogue.
        policy: which year's factor, and radiative forcing for flights.
        period: the reporting year.
        shares: share of each site's emissions that counts, 0 to 1; 1 where a site is not named.
    """
    records, issues = read_records(activities)
    month, records, straddling = _months(records, period)
    cell_of, codes = combined([*(records.text[name] for name in AXES), month])
    quantity = group_sums(records.quantity, cell_of, len(codes))
    cells = _cells(records, month, codes, quantity, shares or {})
    cell_records = _cell_records(cells, codes, records)
    years = _factor_years(cells, policy, period)
    need_of, needs = distinct_needs(cell_records, years)
    plan = make_plan(needs, library, policy)
    source, plan_line = plan.expand(need_of)

    def record_names(cells_found: NDArray[np.int64]) -> list[str]:
        rows = np.flatnonzero(np.isin(cell_of, cells_found))
        return names(activities, np.unique(records.position[rows])[:MOST_RECORDS_NAMED])

    found = match_issues(plan, need_of, record_names)
    outside = [_straddles(name, period) for name in names(activities, straddling[:MOST_RECORDS_NAMED])]
    return Cube(cells, plan, source, plan_line, (*issues, *outside, *found))


def _months(records: Records, period: Period) -> tuple[Coded, Records, NDArray[np.int64]]:
    """Keep the days inside the period, cut by month.

    Returns:
        The month of each kept piece, the pieces as records, and the positions of records partly outside.
    """
    first, last = (int(np.datetime64(day, "D").astype(np.int64)) for day in (period.start, period.end))
    starts = month_starts(first, last)
    inside = (records.end >= first) & (records.start <= last)
    whole = (records.start >= first) & (records.end <= last)
    straddling = records.position[inside & ~whole]
    if whole.all() and len(whole):
        begin, finish = segments(records.start, starts), segments(records.end, starts)
        if (begin == finish).all():
            return _coded_months(begin, starts), records, straddling
    kept = np.flatnonzero(inside)
    month, share, record = _cut_by_month(records.start[kept], records.end[kept], first, last)
    chosen = kept[record]
    text = {name: Coded(column.codes[chosen], column.values) for name, column in records.text.items()}
    pieces = replace(
        records,
        position=records.position[chosen],
        quantity=records.quantity[chosen] * share,
        start=records.start[chosen],
        end=records.end[chosen],
        text=text,
    )
    return _coded_months(month, starts), pieces, straddling


def _cut_by_month(
    start: NDArray[np.int64], end: NDArray[np.int64], first: int, last: int
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """Cut periods by month and at the ends of the reporting year; keep the pieces inside it."""
    if len(start) == 0:
        return np.zeros(0, np.int64), np.zeros(0), np.zeros(0, np.int64)
    inner = month_starts(first, last)
    inner = np.unique(np.concatenate([[first], inner[(inner > first) & (inner <= last)], [last + 1]]))
    low, high = min(first, int(start.min())), max(last, int(end.max()))
    starts = np.unique(np.concatenate([[low], inner, [high + 1]]))
    pieces = cut(start, end, starts)
    begins = starts[pieces.segment]
    inside = (begins >= first) & (begins <= last)
    month = segments(begins[inside], month_starts(first, last))
    return month, pieces.share[inside], pieces.record[inside]


def _coded_months(month: NDArray[np.int64], starts: NDArray[np.int64]) -> Coded:
    return Coded(month, tuple(str(day) for day in starts[:-1].astype("datetime64[D]")))


def _cells(
    records: Records,
    month: Coded,
    codes: NDArray[np.int64],
    quantity: NDArray[np.float64],
    shares: Mapping[str, float],
) -> pd.DataFrame:
    columns = [*(records.text[name] for name in AXES), month]
    texts = {
        name: [column.values[code] if code >= 0 else "" for code in codes[:, place].tolist()]
        for place, (name, column) in enumerate(zip((*AXES, "month"), columns, strict=True))
    }
    share = np.array([shares.get(site, 1.0) for site in texts["site"]], dtype=np.float64)
    months = np.array(texts.pop("month"), dtype="datetime64[s]")
    return pd.DataFrame({**texts, "month": months, "quantity": quantity * share})


def _cell_records(cells: pd.DataFrame, codes: NDArray[np.int64], records: Records) -> Records:
    """View cells as records, so that needs are numbered in the same way for both."""
    text = {name: Coded(codes[:, place], records.text[name].values) for place, name in enumerate(AXES)}
    day = cells["month"].to_numpy().astype("datetime64[D]").astype(np.int64)
    return Records(np.arange(len(cells)), cells["quantity"].to_numpy(), day, day, text)


def _factor_years(cells: pd.DataFrame, policy: FactorPolicy, period: Period) -> NDArray[np.int64]:
    if policy.factor_year == "majority":
        return np.full(len(cells), (policy.reporting_year or period).majority_year)
    return calendar_years(cells["month"].to_numpy().astype("datetime64[D]").astype(np.int64))


def _straddles(record: str, period: Period) -> Issue:
    sentence = f"Record {record} has days outside {period.start} to {period.end}: only the days inside count."
    return Issue(record, "straddles-reporting-year", "notice", sentence, "Check its first and last day.")
