"""The plan of a document: starting point, projects, targets and the path of the grid, ready for switches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.charts.caption import caption_of
from carbonsv.document.history import Edit
from carbonsv.errors import CarbonsvError
from carbonsv.inventory.intensity import intensities
from carbonsv.plan.effect import effect_by_year
from carbonsv.plan.projects import Project, abatement_curve, read_projects
from carbonsv.plan.starting_point import StartingPoint, starting_point
from carbonsv.plan.targets import Target, UnusableTargetError, covered_kg, make_target
from carbonsv.plan.trajectory import Outlook, grid_kg_per_kwh, grid_shares, trajectory
from carbonsv.plan.unfinished import issue_of, refuse_unfinished

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import pandas as pd

    from carbonsv.app.session import Session
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.inventory.inventory import Inventory
    from carbonsv.model.issue import Issue

LEAST_YEARS = 10


@dataclass(frozen=True, eq=False)
class Plan:
    """Everything that switches need: nothing is read or matched again.

    Attributes:
        inventory: the year it starts from.
        point: its emissions by activity, site and scope.
        projects: all that can be worked out.
        active: ids of those that the document counts.
        targets: all that have a path.
        grid: factor of the grid by year as a share of the starting year's; empty where the user has no path.
        issues: for projects and targets that cannot be used.
        method: location or market, for scope 2.
    """

    inventory: Inventory
    point: StartingPoint
    projects: tuple[Project, ...]
    active: frozenset[str]
    targets: tuple[Target, ...]
    grid: Mapping[int, float]
    issues: tuple[Issue, ...]
    method: str = "location"

    @property
    def last_year(self) -> int:
        """The last calendar year shown: that of the last target, and some years at least."""
        return max([self.point.year + LEAST_YEARS, *(one.target_year for one in self.targets)])

    def curve(self, active: frozenset[str] | None = None) -> pd.DataFrame:
        """Return the abatement cost curve of the projects that count."""
        chosen = self.active if active is None else active
        return abatement_curve(self.point, [one for one in self.projects if one.id in chosen])

    def trajectory(self, active: frozenset[str] | None = None, *, hold_grid: bool = False) -> pd.DataFrame:
        """Return emissions by year and scope, with the factor of the grid held or by the user's path."""
        chosen = self.active if active is None else active
        grid = {} if hold_grid else self.grid
        return trajectory(self.point, self.projects, self.last_year, grid, chosen)

    def outlook(self, active: frozenset[str] | None = None, *, hold_grid: bool = False) -> Outlook:
        """Return the years to come with the projects that count, beside those without any."""
        planned = self.trajectory(active, hold_grid=hold_grid)
        return Outlook(planned, self.trajectory(frozenset(), hold_grid=hold_grid), self.method)

    def effects(self, active: frozenset[str] | None = None, *, hold_grid: bool = False) -> pd.DataFrame:
        """Return emissions by year and scope, each beside the difference that the projects make."""
        return effect_by_year(self.outlook(active, hold_grid=hold_grid))

    def target_sentences(self, outlook: Outlook) -> tuple[str, ...]:
        """Say of each target whether it is reached in these years, and of an intensity what it asks."""
        planned = outlook.amounts_kg
        return tuple(one.outcome(planned, self.method) for one in self.targets)

    def curve_caption(self) -> str:
        """Return the sources of the abatement cost curve, and how its costs are worked out."""
        return f"{caption_of(self.inventory)}; capital spread over the life, not discounted"

    def trajectory_caption(self, *, hold_grid: bool = False) -> str:
        """Return the sources of the trajectory, and what is assumed of activity and the grid."""
        grid = self.grid_words(hold_grid=hold_grid)
        assumed = "activity as in that year but for projects, each for its life"
        return f"{caption_of(self.inventory)}; scope 2 {self.method}-based; {assumed}; {grid}"

    def grid_words(self, *, hold_grid: bool = False) -> str:
        """Say what is assumed of the grid."""
        return "grid factor by the path entered" if self.grid and not hold_grid else "grid factor held"


def plan_of(snapshot: Snapshot, year_id: str | None = None, method: str = "location") -> Plan:
    """Return the plan that starts from a reporting year, the last one by default."""
    inventory = snapshot.inventory(year_id)
    point = starting_point(inventory, method)
    table = snapshot.tables["project"]
    policy = snapshot.policy(inventory.period)
    projects, issues = read_projects(table, point, snapshot.library, policy, method)
    targets, refused = _targets(snapshot)
    active = frozenset(table["id"][table["active"].fillna(value=True).astype(bool)])
    last = max([point.year + LEAST_YEARS, *(one.target_year for one in targets)])
    return Plan(
        inventory,
        point,
        tuple(projects),
        active,
        tuple(targets),
        _grid(snapshot, point.year, last),
        (*issues, *refused),
        method,
    )


def count_projects(session: Session, active: frozenset[str]) -> None:
    """Let the document's plan count these projects and no others, as one change that can be undone."""
    projects = session.document.frame("project")
    now = projects["active"].fillna(value=True).astype(bool)
    edits = [
        Edit("project", row_id, {}, {"active": row_id in active})
        for row_id, counted in zip(projects["id"], now, strict=True)
        if counted != (row_id in active)
    ]
    if edits:
        session.apply("Count projects in the plan", edits)


def _targets(snapshot: Snapshot) -> tuple[list[Target], list[Issue]]:
    found, issues = [], []
    for row in snapshot.tables["target"].to_dict("records"):
        try:
            found.append(_target(snapshot, row))
        except CarbonsvError as error:
            issues.append(issue_of("target", row["id"], error))
    return found, issues


def _target(snapshot: Snapshot, row: dict[str, Any]) -> Target:
    refuse_unfinished("target", row)
    base = snapshot.inventory(row["base_year"])
    base_kg = covered_kg(base, row["scopes"], row["method"])
    if row["per"] == "total":
        return make_target(row, base.period.majority_year, base_kg)
    years = snapshot.tables["reporting_year"]
    year = years[years["id"] == row["base_year"]].to_dict("records")[0]
    measures = snapshot.tables["intensity_measure"]
    table = intensities(base, year, snapshot.tables["site"], measures, row["method"])
    chosen = table[table["per"] == row["per"]]
    if row["per"] == "measure":
        chosen = chosen[chosen["name"] == row["measure"]]
    if chosen.empty:
        raise UnusableTargetError(row["label"], "its base year says no amount of its measure")
    return make_target(row, base.period.majority_year, base_kg / float(chosen["quantity"].iloc[0]))


def _grid(snapshot: Snapshot, start_year: int, last_year: int) -> dict[int, float]:
    """Return the path of the grid by the rows that are finished."""
    path = snapshot.tables["grid_path"].dropna(subset=["year", "co2e_kg_per_kwh"])
    if path.empty:
        return {}
    return grid_shares(path, start_year, grid_kg_per_kwh(snapshot.library, start_year), last_year)
