"""Reduction projects: what each saves of what is left, and the marginal abatement cost curve.

Projects on the same activity act one after the other, each on what the ones before have left, so that no
tonne is counted twice and the savings add up to the whole reduction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from carbonsv.engine.uncertainty import series_of
from carbonsv.errors import CarbonsvError
from carbonsv.library.future import follows_the_grid
from carbonsv.library.match import Need, match
from carbonsv.model.classification import SCOPES
from carbonsv.model.text import KG_PER_TONNE
from carbonsv.plan.unfinished import issue_of, refuse_unfinished
from carbonsv.units.convert import conversion_factor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.model.issue import Issue
    from carbonsv.model.policy import FactorPolicy
    from carbonsv.plan.starting_point import StartingPoint, Values

BOTH = "both"


@dataclass(frozen=True, eq=False)
class Project:
    """A reduction project, ready to act on a starting point.

    Attributes:
        per_group: (g,) [unit of the project per unit of the group]; 0 for groups it does not touch.
        saved_share: share of what is left that it saves, or None where it saves a quantity.
        saved_quantity: quantity it saves in a year, in its own unit.
        added_grid_kg, added_other_kg: (3,) [kg CO2e per unit saved] of what takes its place, by scope.
        yearly_cost_gbp: [GBP] a year: capital spread over its life less the yearly saving.
    """

    id: str
    label: str
    owner: str
    start: date
    life_years: float
    capital_gbp: float
    yearly_saving_gbp: float
    per_group: Values
    saved_share: float | None
    saved_quantity: float
    added_grid_kg: Values
    added_other_kg: Values

    @property
    def yearly_cost_gbp(self) -> float:
        """[GBP per year] capital over its life, not discounted, less the yearly saving."""
        return self.capital_gbp / self.life_years - self.yearly_saving_gbp


@dataclass(frozen=True, eq=False)
class Left:
    """What projects have left of a starting point.

    Attributes:
        share: (g,) share of each group that is left.
        added_grid_kg, added_other_kg: (3,) [kg CO2e] of what took the place of the rest.
    """

    share: Values
    added_grid_kg: Values
    added_other_kg: Values

    def scopes_kg(self, point: StartingPoint, grid: float = 1.0) -> Values:
        """Return (3,) [kg CO2e] by scope, with the factor of the grid at this share of the starting one."""
        per_group = point.other_kg + point.grid_kg * grid
        return np.asarray(self.share @ per_group + self.added_other_kg + self.added_grid_kg * grid)


def nothing_done(point: StartingPoint) -> Left:
    """Return everything as it is left before any project."""
    return Left(np.ones(len(point.groups)), np.zeros(len(SCOPES)), np.zeros(len(SCOPES)))


def after(point: StartingPoint, left: Left, project: Project, part: float = 1.0) -> Left:
    """Return what a project leaves of what was left.

    Args:
        point: the starting point.
        left: what the projects before have left.
        project: the next one.
        part: share of the year in which it is in effect.
    """
    touched = project.per_group > 0
    open_quantity = float((point.quantity * project.per_group * left.share)[touched].sum())
    if project.saved_share is not None:
        share = project.saved_share * part
    elif open_quantity > 0:
        share = min(project.saved_quantity * part / open_quantity, 1.0)
    else:
        share = 0.0
    saved = open_quantity * share
    kept = np.where(touched, left.share * (1 - share), left.share)
    return Left(
        kept,
        left.added_grid_kg + project.added_grid_kg * saved,
        left.added_other_kg + project.added_other_kg * saved,
    )


def abatement_curve(point: StartingPoint, projects: Sequence[Project]) -> pd.DataFrame:
    """Return the marginal abatement cost curve, from the cheapest tonne to the dearest.

    Projects are put in order by what a tonne would cost if each were alone, and then act in that order on
    what is left: the savings add up to the reduction of all together. Costs are not discounted.

    Returns:
        (p rows) id, label, saved_kg [kg CO2e a year], cost_gbp_per_t [GBP per t CO2e, nan where nothing is
        saved], yearly_cost_gbp, from_kg (where its bar begins).
    """
    alone = {one.id: _saved_kg(point, nothing_done(point), one) for one in projects}
    order = sorted(projects, key=lambda one: (_cost_per_t(one, alone[one.id]), one.id))
    left, rows, reached = nothing_done(point), [], 0.0
    for one in order:
        saved_kg = _saved_kg(point, left, one)
        cost = _cost_per_t(one, saved_kg)
        rows.append((one.id, one.label, saved_kg, cost, one.yearly_cost_gbp, reached))
        left, reached = after(point, left, one), reached + saved_kg
    numbers = ["saved_kg", "cost_gbp_per_t", "yearly_cost_gbp", "from_kg"]
    table = pd.DataFrame(rows, columns=["id", "label", *numbers]).astype(dict.fromkeys(numbers, "float64"))
    return table.assign(cost_gbp_per_t=table["cost_gbp_per_t"].replace(float("inf"), float("nan")))


def read_projects(
    table: pd.DataFrame, point: StartingPoint, library: FactorLibrary, policy: FactorPolicy, method: str
) -> tuple[list[Project], list[Issue]]:
    """Make the projects of a document ready for a starting point.

    Args:
        table: (p rows) columns as resources/schema/project.csv.
        point: the starting point.
        library: for units of fuels, and the factors of what takes an activity's place.
        policy: how those factors are chosen.
        method: location or market, for scope 2.

    Returns:
        The projects in the order of their start, and an issue for each that cannot be used.
    """
    projects, issues = [], []
    for row in table.sort_values(["start", "id"], kind="stable").to_dict("records"):
        try:
            projects.append(_project(row, point, library, policy, method))
        except CarbonsvError as error:
            issues.append(issue_of("project", row["id"], error))
    return projects, issues


class UnusableProjectError(CarbonsvError):
    """A project does not say enough to be worked out."""

    def __init__(self, label: str, reason: str, hint: str) -> None:
        """Name the project and the reason as a clause without a full stop."""
        super().__init__(f"The project “{label}” cannot be worked out: {reason}.", hint)


def _project(
    row: dict[str, Any], point: StartingPoint, library: FactorLibrary, policy: FactorPolicy, method: str
) -> Project:
    refuse_unfinished("project", row)
    share, quantity = _number(row["saved_share"]), _number(row["saved_quantity"])
    label = row["label"]
    if (share is None) == (quantity is None):
        raise UnusableProjectError(label, "it needs a share or a quantity, not both", "Enter one of them.")
    if share is not None and not 0 <= share <= 1:
        raise UnusableProjectError(label, f"{share} is no share", "Enter a share from 0 to 1.")
    if not row["life_years"] > 0:
        raise UnusableProjectError(label, "it lasts no time", "Enter how many years it lasts.")
    unit = row["unit"] if isinstance(row["unit"], str) else ""
    per_group = _per_group(row, unit, point, library)
    if not (per_group > 0).any():
        reason = f"the year has no {row['activity']} there in a unit that fits"
        raise UnusableProjectError(label, reason, "Check the activity, the site and the unit.")
    added = _added(row, unit, point, library, policy, method)
    return Project(
        row["id"],
        label,
        row["owner"] if isinstance(row["owner"], str) else "",
        row["start"].date(),
        float(row["life_years"]),
        float(row["capital_gbp"]),
        float(row["yearly_saving_gbp"]),
        per_group,
        share,
        quantity or 0.0,
        *added,
    )


def _per_group(row: dict[str, Any], unit: str, point: StartingPoint, library: FactorLibrary) -> Values:
    kind = library.catalogue.find(row["activity"])
    fuel = library.fuel(kind.lines[0].series) if kind.lines else None
    site = row["site"] if isinstance(row["site"], str) else ""
    ratios = []
    for group in point.groups.itertuples(index=False):
        fits = group.activity in {row["activity"], kind.id} and site in {"", group.site}
        try:
            ratios.append(conversion_factor(group.unit, unit or group.unit, fuel) if fits else 0.0)
        except CarbonsvError:
            ratios.append(0.0)
    return np.array(ratios, dtype=np.float64)


def _added(
    row: dict[str, Any],
    unit: str,
    point: StartingPoint,
    library: FactorLibrary,
    policy: FactorPolicy,
    method: str,
) -> tuple[Values, Values]:
    """Return (3,) and (3,) [kg CO2e per unit saved] of what takes its place: following the grid, and not."""
    grid_kg, other_kg = np.zeros(len(SCOPES)), np.zeros(len(SCOPES))
    instead, ratio = row["replaced_by"], _number(row["replaced_ratio"])
    if not isinstance(instead, str) or ratio is None:
        return grid_kg, other_kg
    if not unit:
        raise UnusableProjectError(row["label"], "what takes its place needs a unit saved", "Enter the unit.")
    own_unit = row["replaced_unit"] if isinstance(row["replaced_unit"], str) else unit
    found = match(Need(instead, own_unit, point.year), library, policy)
    if not found.lines:
        raise UnusableProjectError(
            row["label"], f"{instead} has no factor", "Choose another activity or unit."
        )
    for line in found.lines:
        if line.recipe.scope in SCOPES and line.recipe.method in {method, BOTH}:
            part_kg = ratio * line.conversion * line.factor.co2e_kg
            into = grid_kg if follows_the_grid(series_of(line.factor.factor_id)) else other_kg
            into[SCOPES.index(line.recipe.scope)] += part_kg
    return grid_kg, other_kg


def _saved_kg(point: StartingPoint, left: Left, project: Project) -> float:
    then = after(point, left, project)
    return float(left.scopes_kg(point).sum() - then.scopes_kg(point).sum())


def _cost_per_t(project: Project, saved_kg: float) -> float:
    """Return [GBP per t CO2e]; what saves nothing comes last."""
    return project.yearly_cost_gbp / saved_kg * KG_PER_TONNE if saved_kg > 0 else float("inf")


def _number(value: Any) -> float | None:
    return None if value is None or value != value else float(value)  # noqa: PLR0124 - nan
