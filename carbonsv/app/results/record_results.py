"""The emissions of single records as tables show them.

Few things decide what one unit of a record emits: activity, unit, own scope and category, and days.
Each combination of them is worked out once, for one unit; every record is its quantity times that.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from carbonsv.app.results.record_columns import RecordColumns
from carbonsv.engine.quantify import quantify
from carbonsv.engine.records import Coded, combined

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from carbonsv.app.snapshot import Snapshot

_NEEDS = ("activity", "unit", "scope", "category")
_DAYS = ("start", "end")


@dataclass(frozen=True, eq=False)
class RecordResults:
    """The emissions of every record over its whole period, and what is wrong with it.

    Attributes:
        co2e_kg: (n,) [kg CO2e] scopes 1, 2 (location-based) and 3; nan where they cannot be worked out.
        case_of: (n,) the combination that each record belongs to.
        remarks: (k,) what is wrong with the records of each combination, after the words that name one.
        ids: (n,) of the records.
    """

    co2e_kg: NDArray[np.float64]
    case_of: NDArray[Any]
    remarks: tuple[str, ...]
    ids: NDArray[Any]

    def sentence(self, place: int) -> str:
        """Return what is wrong with the record at a place, or nothing."""
        remark = self.remarks[self.case_of[place]]
        return remark and f"Record {self.ids[place]}{remark}"

    def sentences(self, places: NDArray[np.int64]) -> list[str]:
        """Return what is wrong with each record."""
        has_remark = np.array([*map(bool, self.remarks), False])[self.case_of[places]]
        found = [""] * len(places)
        for row in np.flatnonzero(has_remark).tolist():
            found[row] = self.sentence(places[row])
        return found


def record_results(snapshot: Snapshot, columns: RecordColumns | None = None) -> RecordResults:
    """Work out every record of a document.

    Args:
        snapshot: the document.
        columns: its activity table, where it is known by code already.
    """
    columns = columns or RecordColumns(snapshot.tables["activity"])
    quantity = columns.values("quantity")
    case_of, cases = _cases(snapshot, columns, np.isfinite(quantity))
    per_unit, remarks = _worked_out(snapshot, cases)
    return RecordResults(quantity * per_unit[case_of], case_of, remarks, columns.values("id"))


def _cases(
    snapshot: Snapshot, columns: RecordColumns, measured: NDArray[np.bool_]
) -> tuple[NDArray[Any], pd.DataFrame]:
    """Number the combinations; return (n,) that of each record, and a sample of each: one unit of it.

    The days are combined first: there are many of either, and few pairs of them.
    """
    period_of, periods = combined([columns.coded(name) for name in _DAYS])
    period_of = _alike(snapshot, columns, periods)[period_of]
    given = [*(columns.coded(name) for name in _NEEDS), Coded(measured.astype(np.int8), ("", "1"))]
    case_of, codes = combined([*given, Coded(period_of, ("",) * len(periods))])
    days = periods[codes[:, -1]]
    sample: dict[str, object] = {"id": [str(number) for number in range(len(codes))]}
    for name, found in zip(_NEEDS, codes.T, strict=False):
        sample[name] = _typed(columns, name, found)
    for name, found in zip(_DAYS, days.T, strict=True):
        sample[name] = _typed(columns, name, found)
    sample["quantity"] = np.where(codes[:, len(_NEEDS)] == 1, 1.0, math.nan)
    return case_of, pd.DataFrame(sample)


def _alike(snapshot: Snapshot, columns: RecordColumns, periods: NDArray[Any]) -> NDArray[np.int64]:
    """Return (p,) for each pair of days the first one that has the same factors.

    By the majority approach all records of a reporting year have the factors of one year.
    """
    like = np.arange(len(periods))
    if snapshot.organisation["factor_year_policy"] != "majority":
        return like
    start, end = (_days(columns, name)[codes] for name, codes in zip(_DAYS, periods.T, strict=True))
    rest = start <= end  # neither missing nor reversed
    for year_id in snapshot.year_ids:
        _, period = snapshot.year(year_id)
        inside = rest & (end >= np.datetime64(period.start)) & (start <= np.datetime64(period.end))
        like[inside] = like[inside].min(initial=len(periods))
        rest &= ~inside
    return like


def _days(columns: RecordColumns, name: str) -> NDArray[np.datetime64]:
    """Return the distinct days of a column, with a missing one for the code of a blank."""
    return np.array([*columns.coded(name).values, None], dtype="datetime64[D]")


def _typed(columns: RecordColumns, name: str, codes: NDArray[Any]) -> pd.Series:
    """Return the values behind codes, as the document would hold them."""
    values = [*columns.coded(name).values, None]
    return pd.Series([values[code] for code in codes.tolist()], dtype=columns.frame[name].dtype)


def _worked_out(snapshot: Snapshot, cases: pd.DataFrame) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """Quantify one unit of each case by the policy of the reporting year that its days lie in.

    Returns:
        (k,) [kg CO2e per unit], and (k,) what is wrong with such records.
    """
    per_unit, remarks = np.full(len(cases), math.nan), [""] * len(cases)
    rest = cases
    for year_id in snapshot.year_ids:
        _, period = snapshot.year(year_id)
        inside = (rest["end"] >= pd.Timestamp(period.start)) & (rest["start"] <= pd.Timestamp(period.end))
        _by_policy(snapshot, rest[inside], period, per_unit, remarks)
        rest = rest[~inside]
    _by_policy(snapshot, rest, None, per_unit, remarks)
    return per_unit, tuple(remarks)


def _by_policy(
    snapshot: Snapshot,
    cases: pd.DataFrame,
    period: object,
    per_unit: NDArray[np.float64],
    remarks: list[str],
) -> None:
    if cases.empty:
        return
    found = quantify(cases, snapshot.library, snapshot.policy(period))  # type: ignore[arg-type]
    counted = found.lines[(found.lines["scope"] != "outside") & (found.lines["method"] != "market")]
    sums = counted.groupby("id", sort=False)["co2e_kg"].sum()
    per_unit[sums.index.astype(int)] = sums.to_numpy()
    for issue in found.issues:
        about = f"{issue.sentence} {issue.hint}".strip()
        remarks[int(issue.record)] = about.removeprefix(f"Record {issue.record}")
