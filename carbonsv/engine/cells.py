"""The cube: quantities summed exactly into few cells, which are then multiplied instead of the records.

The inventory is linear, so the sum over the records of a cell times the factor is the sum of their lines.
A changed factor or a what-if touches thousands of cells, not millions of records.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from carbonsv.engine.days import all_within, cut, day_numbers, in_order, month_starts, segments
from carbonsv.engine.exact_sum import group_sums
from carbonsv.engine.plan import Plan, make_plan
from carbonsv.engine.quantify import (
    GASES,
    LABELS,
    NEED,
    distinct_needs,
    line_labels,
    match_issues,
    one_year,
    times,
)
from carbonsv.engine.reading import Reading
from carbonsv.engine.records import (
    TEXTS,
    Coded,
    Groups,
    Records,
    combined,
    grouped,
    names,
    select,
    usable,
)
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.engine.days import Days
    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.model.policy import FactorPolicy, Period

MOST_RECORDS_NAMED = 100
Places = NDArray[np.int64]  # of rows
_OWN = {"scope": "own_scope", "category": "own_category", "quantity": "cell_quantity"}  # beside the line's


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """What the cells of a cube were summed from: records, or the parts of them that lie in one month.

    Attributes:
        position: (p,) row of the record of each piece.
        cut_share: (k,) share of the record's days in each of the last pieces; the others are whole records.
        group: (p,) number of the group of each piece.
        used: (c,) number of the group that each cell was made of.
        counted_share: (c,) share of the emissions of each cell's site that counts.
    """

    position: NDArray[np.integer[Any]]
    cut_share: NDArray[np.float64]
    group: NDArray[np.integer[Any]]
    used: Places
    counted_share: NDArray[np.float64]

    def quantities(self, pieces: Places, quantity: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (m,) the quantities of some pieces, of (n,) those of the records."""
        found: NDArray[np.float64] = quantity[self.position[pieces]]
        cut = np.flatnonzero(pieces >= len(self.position) - len(self.cut_share))
        found[cut] *= self.cut_share[pieces[cut] - len(self.position) + len(self.cut_share)]
        return found


@dataclass(frozen=True, eq=False)
class Cube:
    """Cells of a reporting year with the plan that turns them into emission lines.

    Attributes:
        cells: (c rows) activity, unit, site, quality, scope, category, month (its first day), and the
            summed quantity.
        plan: the matched factors.
        source, plan_line: (m,) cell and plan line of each cell line.
        issues: for records that could not be used, and what was said about factors.
        pieces: what the cells were summed from.
    """

    cells: pd.DataFrame
    plan: Plan
    source: NDArray[np.int64]
    plan_line: NDArray[np.int64]
    issues: tuple[Issue, ...]
    pieces: Pieces

    @cached_property
    def quantity(self) -> NDArray[np.float64]:
        """(m,) quantity of each cell line in the unit of its factor."""
        cell = self.cells["quantity"].to_numpy()
        return times(cell[self.source], self.plan.conversion, self.plan_line)

    def co2e_kg(self, co2e_kg_per_unit: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """Return (m,) [kg CO2e] of each cell line, by the plan's factors or by (p,) others."""
        per_unit = self.plan.co2e_kg_per_unit if co2e_kg_per_unit is None else co2e_kg_per_unit
        return times(self.quantity, per_unit, self.plan_line)

    def lines(self, chosen: Places | None = None) -> pd.DataFrame:
        """Return cell lines, all or chosen ones: the cell, the line's labels, [kg CO2e] in all and by gas."""
        places: Places | slice = slice(None) if chosen is None else chosen
        source, plan_line, quantity = self.source[places], self.plan_line[places], self.quantity[places]
        cells = {_OWN.get(name, name): self.cells[name].array.take(source) for name in self.cells}
        values = {"quantity_in_factor_unit": quantity} | {
            name: times(quantity, self.plan.factor_values(name), plan_line) for name in ("co2e_kg", *GASES)
        }
        labels = line_labels(self.plan.lines, plan_line)
        return pd.DataFrame({**cells, **labels, **values}, index=chosen, copy=False)

    def with_quantities(self, quantity: NDArray[np.float64], changed: Places) -> Cube:
        """Return the cube with other quantities of some records: only their cells are summed again.

        Sums are exact, so the cells are to the last bit those of a cube made anew.

        Args:
            quantity: (n,) of every record.
            changed: the rows whose quantity is not what it was; both are finite.
        """
        pieces = self.pieces
        groups = np.unique(pieces.group[np.isin(pieces.position, changed)])
        summed = np.flatnonzero(np.isin(pieces.group, groups))
        of = np.searchsorted(groups, pieces.group[summed])
        sums = group_sums(pieces.quantities(summed, quantity), of, len(groups))
        cells = np.searchsorted(pieces.used, groups)
        every = self.cells["quantity"].to_numpy().copy()
        every[cells] = sums * pieces.counted_share[cells]
        return replace(self, cells=self.cells.assign(quantity=every))

    def column(self, name: str) -> tuple[pd.Series, Places]:
        """Return what a column of `lines` is made of: its values, and (m,) which of them each line has."""
        if name in LABELS:
            every = np.arange(len(self.plan.lines))
            return pd.Series(line_labels(self.plan.lines, every, [name])[name]), self.plan_line
        own = {of_line: of_cell for of_cell, of_line in _OWN.items()}
        return self.cells[own.get(name, name)], self.source


def sum_into_cells(
    activities: pd.DataFrame,
    library: FactorLibrary,
    policy: FactorPolicy,
    period: Period,
    shares: Mapping[str, float] | None = None,
    reading: Reading | None = None,
) -> Cube:
    """Sum the records of a reporting year into cells and match each distinct need once.

    A record of several months is cut by days; days outside the reporting year are left to other years.

    Args:
        activities: (n rows) columns as resources/schema/activity.csv.
        library: the factors and the catalogue.
        policy: which year's factor, and radiative forcing for flights.
        period: the reporting year.
        shares: share of each site's emissions that counts, 0 to 1; 1 where a site is not named.
        reading: the records as arrays, where they have been read already.
    """
    month, records, straddling, issues, cut_share = _read(reading or Reading(activities), period)
    groups, coded = _grouped(records, month)
    used = np.flatnonzero(groups.members)
    most = int(groups.members.max(initial=0))
    quantity = group_sums(records.quantity, groups.of, len(groups.members), most)[used]
    counted_share = _shares(coded["site"], shares or {})
    cells = _cells(coded, quantity * counted_share)
    need_of, needs = distinct_needs(coded, _factor_years(coded["month"], policy, period))
    plan = make_plan(needs, library, policy)
    source, plan_line = plan.expand(need_of)

    def record_names(cells_found: NDArray[np.int64]) -> list[str]:
        rows = np.flatnonzero(np.isin(groups.of, used[cells_found]))
        return names(activities, np.unique(records.position[rows])[:MOST_RECORDS_NAMED])

    found = match_issues(plan, need_of, record_names)
    outside = [_straddles(name, period) for name in names(activities, straddling[:MOST_RECORDS_NAMED])]
    pieces = Pieces(records.position, cut_share, groups.of, used, counted_share)
    return Cube(cells, plan, source, plan_line, (*issues, *outside, *found), pieces)


def _read(
    reading: Reading, period: Period
) -> tuple[Coded, Records, Places, list[Issue], NDArray[np.float64]]:
    """Find the months of records; where each lies within one, their dates need no other check.

    Returns:
        The month of each piece, the pieces as records, the positions of records partly outside, issues for
        records that cannot be used, and the share of the days in each of the last pieces.
    """
    records = reading.records
    starts = _month_starts(period)
    within = all_within(records.start, records.end, starts)
    ordered = within is not None or in_order(records.start, records.end)
    records, issues = usable(reading.activities, records, dates_in_order=ordered)
    if issues:
        within = all_within(records.start, records.end, starts)  # of those that are left
    if within is None:
        month, pieces, straddling, cut_share = _months(records, starts, period)
        return month, pieces, straddling, issues, cut_share
    return _coded_months(within, period), records, np.zeros(0, np.int64), issues, np.zeros(0)


def _month_starts(period: Period) -> Days:
    """Return where the months begin within the period, and the day after it."""
    first, last = _days(period)
    return np.clip(month_starts(first, last), first, last + 1)


def _days(period: Period) -> tuple[int, int]:
    first, last = (int(np.datetime64(day, "D").astype(np.int64)) for day in (period.start, period.end))
    return first, last


def _months(
    records: Records, starts: Days, period: Period
) -> tuple[Coded, Records, Places, NDArray[np.float64]]:
    """Keep the days inside the period; only records that are not within one month of it are cut.

    Returns:
        The month of each kept piece, the pieces as records, the positions of records partly outside, and
        the share of the days in each of the last pieces; the others are whole records.
    """
    month, last_month = segments(records.start, starts), segments(records.end, starts)
    whole = (month == last_month) & (month >= 0)
    cut_month, share, record = _cut_by_month(records, np.flatnonzero(~whole), starts)
    whole_record = np.flatnonzero(whole)
    pieces = select(records, np.concatenate([whole_record, record]))
    pieces.quantity[len(whole_record) :] *= share
    month = np.concatenate([month[whole_record], cut_month])
    outside = (records.start[record] < np.datetime64(period.start)) | (
        records.end[record] > np.datetime64(period.end)
    )
    straddling = np.unique(records.position[record[outside]])
    return _coded_months(month, period), pieces, straddling, share


def _grouped(records: Records, month: Coded) -> tuple[Groups, dict[str, Coded]]:
    """Group records into cells.

    What they ask of the library is numbered first: a few dozen needs instead of every activity times every
    unit keep the tables of possible cells small enough for the processor's cache.

    Returns:
        The groups, and what the records of each cell have in common.
    """
    asked, needs = combined([records.text[name] for name in NEED])
    columns = {name: column for name, column in records.text.items() if name not in NEED} | {"month": month}
    groups = grouped([*columns.values(), Coded(asked, ("",) * len(needs))])
    *codes, need = groups.codes.T
    coded = {name: Coded(needs[need, place], records.text[name].values) for place, name in enumerate(NEED)}
    found = zip(codes, columns.items(), strict=True)
    return groups, coded | {name: Coded(code, column.values) for code, (name, column) in found}


def _cut_by_month(
    records: Records, chosen: NDArray[np.int64], starts: Days
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """Cut some records by month and at the ends of the reporting year; keep the pieces inside it.

    Returns:
        (p,) month, share of the days, and record of each piece.
    """
    start, end = (day_numbers(dates[chosen]) for dates in (records.start, records.end))
    before = min(int(start.min()), int(starts[0]) - 1)
    after = max(int(end.max()), int(starts[-1])) + 1
    pieces = cut(start, end, np.concatenate([[before], starts, [after]]))
    month = pieces.segment - 1  # segment 0 is all that is before the reporting year
    inside = (month >= 0) & (month < len(starts) - 1)
    return month[inside], pieces.share[inside], chosen[pieces.record[inside]]


def _coded_months(month: NDArray[Any], period: Period) -> Coded:
    starts = month_starts(*_days(period))[:-1]
    return Coded(month, tuple(str(day) for day in starts.astype("datetime64[D]")))


def _cells(coded: Mapping[str, Coded], quantity: NDArray[np.float64]) -> pd.DataFrame:
    columns = {name: _categories(coded[name]) for name in TEXTS}
    months = np.array(coded["month"].values, dtype="datetime64[s]")
    return pd.DataFrame({**columns, "month": months[coded["month"].codes], "quantity": quantity}, copy=False)


def _categories(column: Coded) -> pd.Categorical:
    """Return a column as categories of text; what is blank is the empty text, so that it groups as well."""
    codes = (column.codes + 1).astype(np.min_scalar_type(-len(column.values) - 1))
    return pd.Categorical.from_codes(codes, categories=["", *column.values], validate=False)


def _shares(site: Coded, shares: Mapping[str, float]) -> NDArray[np.float64]:
    """Return (c,) the share of each cell's site that counts; the last one is for a blank site, code -1."""
    by_site = [shares.get(name, 1.0) for name in (*site.values, "")]
    return np.array(by_site)[site.codes]


def _factor_years(month: Coded, policy: FactorPolicy, period: Period) -> Coded:
    if policy.factor_year == "majority":
        return one_year((policy.reporting_year or period).majority_year, len(month.codes))
    years = [day[:4] for day in month.values]
    distinct = sorted(set(years))
    return Coded(np.array([distinct.index(year) for year in years])[month.codes], tuple(distinct))


def _straddles(record: str, period: Period) -> Issue:
    sentence = f"Record {record} has days outside {period.start} to {period.end}: only the days inside count."
    return Issue(record, "straddles-reporting-year", "notice", sentence, "Check its first and last day.")
