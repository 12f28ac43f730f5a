"""The emissions of single records as tables show them, kept in step with edits."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.engine.quantify import quantify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carbonsv.app.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class RecordResult:
    """The emissions of one record over its whole period, or the sentence why there are none.

    Attributes:
        co2e_kg: [kg CO2e] scopes 1, 2 (location-based) and 3; nan where they cannot be worked out.
    """

    co2e_kg: float
    sentence: str


_UNKNOWN = RecordResult(math.nan, "")


class RecordResults:
    """Results by record id."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Work out every record once."""
        self._results = _quantified(snapshot, snapshot.tables["activity"])

    def of(self, ids: Iterable[str]) -> list[RecordResult]:
        """Return the result of each record."""
        return [self._results.get(one, _UNKNOWN) for one in ids]

    def follow(self, snapshot: Snapshot, ids: set[str]) -> None:
        """Work out again the records that an edit touched."""
        activities = snapshot.tables["activity"]
        self._results |= _quantified(snapshot, activities[activities["id"].isin(ids)])


def _quantified(snapshot: Snapshot, activities: pd.DataFrame) -> dict[str, RecordResult]:
    """Quantify records by the policy of the reporting year that each one starts in."""
    results: dict[str, RecordResult] = {}
    rest = activities
    for year_id in snapshot.year_ids:
        _, period = snapshot.year(year_id)
        inside = (rest["end"] >= pd.Timestamp(period.start)) & (rest["start"] <= pd.Timestamp(period.end))
        results |= _by_policy(snapshot, rest[inside], period)
        rest = rest[~inside]
    return results | _by_policy(snapshot, rest, None)


def _by_policy(snapshot: Snapshot, activities: pd.DataFrame, period: object) -> dict[str, RecordResult]:
    if activities.empty:
        return {}
    found = quantify(activities, snapshot.library, snapshot.policy(period))  # type: ignore[arg-type]
    counted = found.lines[(found.lines["scope"] != "outside") & (found.lines["method"] != "market")]
    sums = counted.groupby("id", sort=False)["co2e_kg"].sum()
    results = {name: RecordResult(value, "") for name, value in sums.items()}
    for issue in found.issues:
        value = results.get(issue.record, _UNKNOWN).co2e_kg
        results[issue.record] = RecordResult(value, f"{issue.sentence} {issue.hint}".strip())
    return results
