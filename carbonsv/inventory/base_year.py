"""The base year: when it is recalculated, what a restatement says, and what a locked year refuses.

Source: GHG Protocol Corporate Standard (2004), ch. 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.errors import CarbonsvError
from carbonsv.model import text
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.inventory.compare import Comparison

_POLICIES = ("consolidation_approach", "factor_year_policy", "flights_radiative_forcing", "gwp_set")
_CALCULATED = {  # the columns of a table that emissions depend on, whatever the day
    "organisation": _POLICIES,
    "site": ("share",),
    "own_factor": ("unit", "co2e_kg_per_unit", "gas", "scope", "category", "year"),
}
_DATED = {
    "activity": (
        *("site", "activity", "quantity", "unit", "start", "end"),
        *("quality", "scope", "category"),
    ),
    "instrument": ("kind", "site", "start", "end", "certificate_kwh", "co2e_kg_per_kwh"),
}
_OF_THE_YEAR = ("start", "end", "fte", "turnover_gbp")


class LockedYearError(CarbonsvError):
    """An edit touches a reporting year that has been reported."""

    def __init__(self, years: tuple[str, ...]) -> None:
        """Name the years."""
        names = " and ".join(years)
        super().__init__(
            f"{names} is locked: it has been reported and its numbers can no longer change.",
            "Unlock the year on the Organisation page and give the reason of the restatement.",
        )


@dataclass(frozen=True, slots=True)
class Recalculation:
    """A change of a year's emissions against the significance threshold.

    Attributes:
        reported_kg, recalculated_kg: [kg CO2e] as it was reported, and as it would be now.
        threshold_share: share of the reported emissions from which the year is recalculated.
    """

    reported_kg: float
    recalculated_kg: float
    threshold_share: float

    @property
    def change_kg(self) -> float:
        """[kg CO2e] the change."""
        return self.recalculated_kg - self.reported_kg

    @property
    def change_share(self) -> float:
        """Return the change as a share of what was reported; without anything reported all change is new."""
        if self.reported_kg:
            return self.change_kg / abs(self.reported_kg)
        return float("inf") if self.change_kg else 0.0

    @property
    def passed(self) -> bool:
        """Whether the change reaches the significance threshold, upward or downward."""
        return abs(self.change_share) >= self.threshold_share

    def sentence(self) -> str:
        """Say what changed, by how much, and whether the threshold is reached."""
        verdict = "reaches" if self.passed else "is below"
        size = text.share(abs(self.change_share)) if self.reported_kg else "from nothing"
        return (
            f"{text.co2e(self.reported_kg)} as reported are {text.co2e(self.recalculated_kg)} now: "
            f"a change of {size}, which {verdict} the significance threshold of "
            f"{text.share(self.threshold_share)}."
        )


def recalculation(comparison: Comparison, threshold_share: float) -> Recalculation:
    """Return what sites and stages that came or went since the base year would change it by.

    Args:
        comparison: from the base year to a later one.
        threshold_share: share of the base year's emissions.
    """
    base_kg = comparison.before_kg
    return Recalculation(base_kg, base_kg + float(comparison.effects.boundary), threshold_share)


def structural_issues(comparison: Comparison, threshold_share: float) -> list[Issue]:
    """Say when sites that came or went since the base year reach the significance threshold.

    Args:
        comparison: from the base year to a later one.
        threshold_share: share of the base year's emissions.
    """
    found = recalculation(comparison, threshold_share)
    if not found.passed:
        return []
    sentence = (
        f"What is counted changed between {comparison.before.label} and {comparison.after.label} by "
        f"{text.co2e(abs(found.change_kg))}, {text.share(abs(found.change_share))} of the base year, "
        f"which reaches the significance threshold of {text.share(threshold_share)}."
    )
    hint = "Recalculate the base year by your policy and enter the restatement with its reason."
    return [Issue("", "base-year-recalculation", "warning", sentence, hint)]


def reported_kg(restatements: pd.DataFrame, year_id: str) -> float:
    """Return [kg CO2e] the total a year was last restated to; nan where it never was."""
    rows = restatements[restatements["reporting_year"] == year_id].sort_values("date", kind="stable")
    return float(rows["after_kg"].iloc[-1]) if len(rows) else float("nan")


def restatement_issues(restatements: pd.DataFrame, year_id: str, total_kg: float) -> list[Issue]:
    """Say when a year no longer comes to the total it was last restated to, as far as it is shown.

    Args:
        restatements: (r rows) columns as resources/schema/restatement.csv.
        year_id: id of the reporting year.
        total_kg: [kg CO2e] of its inventory now.
    """
    known_kg = reported_kg(restatements, year_id)
    if known_kg != known_kg or text.tonnes(known_kg) == text.tonnes(total_kg):  # noqa: PLR0124 - nan
        return []
    sentence = (
        f"The year was restated to {text.co2e(known_kg)}, but its records now come to {text.co2e(total_kg)}."
    )
    hint = "Undo the change, or enter another restatement with its reason."
    return [Issue(year_id, "restatement-differs", "warning", sentence, hint)]


def locked_years_touched(
    years: pd.DataFrame, table: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> tuple[str, ...]:
    """Return the names of locked reporting years whose numbers an edit would change.

    Args:
        years: (y rows) columns as resources/schema/reporting_year.csv.
        table: the table edited.
        before: the whole row; None for an insertion.
        after: the whole row; None for a deletion.
    """
    locked = years[years["locked"].fillna(value=False).astype(bool)]
    if locked.empty:
        return ()
    if table == "reporting_year":
        row = before or after or {}
        return tuple(locked["label"][locked["id"] == row.get("id")]) if _year_changed(before, after) else ()
    if table in _CALCULATED:
        return tuple(locked["label"]) if _changed(before, after, _CALCULATED[table]) else ()
    if table not in _DATED or not _changed(before, after, _DATED[table]):
        return ()
    inside = [_overlaps(row, locked) for row in (before, after) if row]
    return tuple(locked["label"][inside[0] | inside[-1]])


def _year_changed(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> bool:
    return before is not None and (after is None or _changed(before, after, _OF_THE_YEAR))


def _changed(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, names: tuple[str, ...]
) -> bool:
    if before is None or after is None:
        return True
    return any(before.get(name) != after.get(name) for name in names)


def _overlaps(row: Mapping[str, Any], years: pd.DataFrame) -> pd.Series:
    start, end = pd.Timestamp(row.get("start")), pd.Timestamp(row.get("end"))
    return (years["start"] <= end) & (years["end"] >= start)
