"""The years to come: emissions by scope and year, with projects, and the factor of the grid held or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.model.classification import SCOPES
from carbonsv.plan.projects import after, nothing_done

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.plan.projects import Project
    from carbonsv.plan.starting_point import StartingPoint

_MONTHS_A_YEAR = 12
_GRID = "uk-electricity/electricity-generated/electricity-uk"
_PER = "kWh"


@dataclass(frozen=True, eq=False)
class Outlook:
    """The years to come as they are shown: emissions with a plan, and those without.

    Attributes:
        planned: (y x 3 rows) year, scope, co2e_kg [kg CO2e], as `trajectory` gives.
        unplanned: the same years and scopes without any project, where it is to be shown.
        method: location or market, for scope 2 of both.
    """

    planned: pd.DataFrame
    unplanned: pd.DataFrame | None = None
    method: str = "location"

    @property
    def amounts_kg(self) -> dict[int, dict[str, float]]:
        """[kg CO2e] with the plan, by year and scope, the years in their order."""
        return amounts_kg(self.planned)

    @property
    def unplanned_kg(self) -> dict[int, dict[str, float]]:
        """[kg CO2e] without any project; with the plan where it is not known apart."""
        return amounts_kg(self.planned if self.unplanned is None else self.unplanned)


def amounts_kg(table: pd.DataFrame) -> dict[int, dict[str, float]]:
    """Return [kg CO2e] by year and scope, the years in their order.

    Args:
        table: (y x 3 rows) year, scope, co2e_kg [kg CO2e].
    """
    found: dict[int, dict[str, float]] = {}
    for year, scope, co2e_kg in zip(table["year"], table["scope"], table["co2e_kg"], strict=True):
        found.setdefault(int(year), {})[scope] = float(co2e_kg)
    return dict(sorted(found.items()))


def trajectory(
    point: StartingPoint,
    projects: Sequence[Project],
    last_year: int,
    grid: Mapping[int, float] | None = None,
    active: frozenset[str] | None = None,
) -> pd.DataFrame:
    """Return emissions of every calendar year from the starting year on.

    Activity stays as it is but for the projects, which act in the order of their start, each on what is left
    and for the part of a year in which it is in effect.

    Args:
        point: the starting point.
        projects: those that may count.
        last_year: the last calendar year.
        grid: factor of the grid by year as a share of the starting year's; held where not given.
        active: ids of the projects that count; all where not given.

    Returns:
        (y x 3 rows) year, scope, co2e_kg [kg CO2e].
    """
    chosen = [one for one in projects if active is None or one.id in active]
    chosen.sort(key=lambda one: (one.start, one.id))
    rows = []
    for year in range(point.year, last_year + 1):
        left = nothing_done(point)
        if year > point.year:  # what was already done then is in the starting year's own records
            for one in chosen:
                part = part_of_year(one, year)
                left = after(point, left, one, part) if part else left
        amounts = left.scopes_kg(point, (grid or {}).get(year, 1.0))
        rows += [(year, scope, float(kg)) for scope, kg in zip(SCOPES, amounts, strict=True)]
    return pd.DataFrame(rows, columns=["year", "scope", "co2e_kg"])


def part_of_year(project: Project, year: int) -> float:
    """Return the share of a calendar year's days in which a project is in effect."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    start, end = max(project.start, first), min(_end(project), last)
    return max((end - start).days + 1, 0) / ((last - first).days + 1)


def grid_shares(
    path: pd.DataFrame, start_year: int, start_kg_per_kwh: float, last_year: int
) -> dict[int, float]:
    """Return the factor of the grid by year as a share of the starting year's, by the user's own path.

    Between two years of the path it changes evenly; after the last one it is held.

    Args:
        path: (k rows) columns as resources/schema/grid_path.csv.
        start_year: the year of the starting point.
        start_kg_per_kwh: [kg CO2e/kWh] the factor it was worked out with.
        last_year: the last calendar year wanted.
    """
    known = {start_year: start_kg_per_kwh}
    known |= {
        int(row.year): row.co2e_kg_per_kwh for row in path.itertuples(index=False) if row.year > start_year
    }
    return {year: _between(known, year) / start_kg_per_kwh for year in range(start_year, last_year + 1)}


def grid_kg_per_kwh(library: FactorLibrary, year: int) -> float:
    """Return [kg CO2e/kWh] the factor of grid electricity that answers for a year."""
    return next(one.co2e_kg for one in library.factors(_GRID, year) if one.unit == _PER)


def _between(known: Mapping[int, float], year: int) -> float:
    before = max(one for one in known if one <= year)
    later = [one for one in known if one > year]
    if not later:
        return known[before]
    nearest = min(later)
    step = (known[nearest] - known[before]) / (nearest - before)
    return known[before] + step * (year - before)


def _end(project: Project) -> date:
    """Return the last day a project is in effect."""
    months = round(project.life_years * _MONTHS_A_YEAR) + project.start.month - 1
    year = min(project.start.year + months // _MONTHS_A_YEAR, date.max.year)
    month = months % _MONTHS_A_YEAR + 1
    return date(year, month, 1) + timedelta(days=project.start.day - 2)
