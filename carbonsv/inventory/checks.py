"""Known totals: what the user knows from elsewhere is added up again from the records at every load.

A known total holds where the records come to within half of its last digit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from carbonsv.engine.exact_sum import total
from carbonsv.engine.records import coded, combined
from carbonsv.errors import CarbonsvError
from carbonsv.model import text
from carbonsv.model.issue import Issue
from carbonsv.units.convert import conversion_factor
from carbonsv.units.names import read_unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.library.factor_library import FactorLibrary

NARROWING = ("activity", "site", "supplier", "meter", "reference")
_SHOWN_DECIMALS = 3
_NEEDED = MappingProxyType(
    {"quantity": "the total", "unit": "its unit", "start": "its first day", "end": "its last day"}
)


@dataclass(frozen=True, slots=True)
class Check:
    """A known total beside what the records come to.

    Attributes:
        id: of the known total.
        known, found: in its unit; `found` is nan where a record cannot be converted to it.
        records: how many were added up.
    """

    id: str
    about: str
    unit: str
    known: float
    found: float
    records: int
    trouble: str = ""

    @property
    def difference(self) -> float:
        """What the records come to more (or less, below zero) than the known total, in its unit."""
        return float(Fraction(self.found) - Fraction(self.known))

    @property
    def is_finished(self) -> bool:
        """Whether the total has been typed with its unit and its days."""
        return bool(self.unit) and math.isfinite(self.known)

    @property
    def holds(self) -> bool:
        """Whether the records come to the known total, to its last digit."""
        return not self.trouble and abs(self.difference) <= half_of_last_digit(self.known)

    def issue(self) -> Issue:
        """Say by how much the records differ from the known total."""
        opening = f"{self.about}: the known total is {_amount(self.known, self.unit)}, "
        hint = (
            "Look for records that are missing, entered twice or in another unit, or correct the known total."
        )
        if not self.is_finished:
            sentence = f"A known total cannot be checked yet: {self.trouble}"
            return Issue(self.id, "known-total-unfinished", "notice", sentence, "Finish it, or delete it.")
        if self.trouble:
            sentence = f"{opening}but it cannot be checked. {self.trouble}"
            return Issue(self.id, "known-total-unusable", "warning", sentence, hint)
        more = "more" if self.difference > 0 else "less"
        come = "1 record comes" if self.records == 1 else f"{self.records:,} records come"
        sentence = (
            f"{opening}but {come} to {_amount(self.found, self.unit)}: "
            f"{_amount(abs(self.difference), self.unit)} {more}."
        )
        return Issue(self.id, "known-total-differs", "warning", sentence, hint)


def check_totals(
    known: pd.DataFrame,
    activities: pd.DataFrame,
    library: FactorLibrary,
    names: Mapping[str, str] | None = None,
) -> list[Check]:
    """Add up the records of every known total.

    Args:
        known: (k rows) columns as resources/schema/known_total.csv.
        activities: (n rows) columns as resources/schema/activity.csv.
        library: for fuels measured in another unit.
        names: of activities, sites and meters, by id.
    """
    return [_check(row, activities, library, names or {}) for row in known.to_dict("records")]


def known_total_issues(
    known: pd.DataFrame,
    activities: pd.DataFrame,
    library: FactorLibrary,
    names: Mapping[str, str] | None = None,
) -> list[Issue]:
    """Return an issue for every known total that the records do not come to."""
    return [one.issue() for one in check_totals(known, activities, library, names) if not one.holds]


def contributions_to(
    row: Mapping[str, Any], activities: pd.DataFrame, library: FactorLibrary
) -> pd.DataFrame:
    """Return the records that a known total is held against, the largest first, with what they count.

    Args:
        row: of the known total.
        activities: (n rows) columns as resources/schema/activity.csv.
        library: for fuels measured in another unit.

    Returns:
        (m rows) columns of activity, blank text where nothing is said, and counted [unit of the total].
    """
    chosen = _chosen(row, activities)
    table = chosen.assign(
        reference=chosen["reference"].astype("object").fillna(""), counted=_counted(row, chosen, library)
    )
    return table.sort_values("counted", ascending=False, kind="stable")


def half_of_last_digit(value: float) -> float:
    """Return half of the last digit a number was given with: 0.5 for 48210, 0.05 for 12.5."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    places = min(exponent, 0) if isinstance(exponent, int) else 0
    return float(Fraction(1, 2) * Fraction(Decimal(1).scaleb(places)))


def _check(
    row: Mapping[str, Any], activities: pd.DataFrame, library: FactorLibrary, names: Mapping[str, str]
) -> Check:
    missing = [words for column, words in _NEEDED.items() if pd.isna(row[column])]
    if missing:
        return Check(row["id"], "", "", math.nan, math.nan, 0, f"it needs {_listed(missing)}.")
    chosen, about = _chosen(row, activities), _about(row, names)
    try:
        unit = read_unit(row["unit"])
        found = total(_counted(row, chosen, library))
    except CarbonsvError as error:
        return Check(row["id"], about, row["unit"], row["quantity"], math.nan, len(chosen), str(error))
    return Check(row["id"], about, unit, row["quantity"], found, len(chosen))


def _counted(row: Mapping[str, Any], chosen: pd.DataFrame, library: FactorLibrary) -> NDArray[np.float64]:
    """Return (n,) what each record counts towards a known total: its quantity by its days in the period."""
    quantities = _quantities(chosen, read_unit(row["unit"]), library)
    shares: NDArray[np.float64] = _shares(chosen, row["start"], row["end"]).to_numpy(dtype=np.float64)
    return quantities * shares


def _chosen(row: Mapping[str, Any], activities: pd.DataFrame) -> pd.DataFrame:
    inside = (activities["start"] <= row["end"]) & (activities["end"] >= row["start"])
    inside &= activities["quantity"].notna() & activities["unit"].notna()
    for name in NARROWING:
        if _given(row.get(name)):
            inside &= activities[name] == row[name]
    return activities[inside]


def _shares(records: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.Series:
    """Return (n,) the share of each record's days that lie in the period."""
    day = pd.Timedelta(days=1)
    inside = records["end"].clip(upper=end) - records["start"].clip(lower=start) + day
    return inside / (records["end"] - records["start"] + day)


def _quantities(records: pd.DataFrame, unit: str, library: FactorLibrary) -> NDArray[np.float64]:
    """Return (n,) quantities in another unit, asked once of each pair of activity and unit."""
    columns = [coded(records, name) for name in ("activity", "unit")]
    number, codes = combined(columns)
    texts = [[*column.values, ""] for column in columns]  # a blank is code -1, the last one
    pairs = [tuple(text[code] for text, code in zip(texts, pair, strict=True)) for pair in codes.tolist()]
    factors = np.array([_factor(activity, of, unit, library) for activity, of in pairs], dtype=np.float64)
    quantities: NDArray[np.float64] = records["quantity"].to_numpy(dtype=np.float64) * factors[number]
    return quantities


def _factor(activity: str, of: str, unit: str, library: FactorLibrary) -> float:
    """Return what a quantity of an activity is multiplied by, through its fuel where it is one."""
    catalogue = library.catalogue
    kind = catalogue.find(activity) if activity in catalogue else None
    fuel = library.fuel(kind.lines[0].series) if kind and kind.lines else None
    return conversion_factor(of, unit, fuel)


def _about(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    narrowed = [names.get(row[name], str(row[name])) for name in NARROWING if _given(row.get(name))]
    return f"{', '.join(narrowed) or 'All records'}, {text.period(row['start'], row['end'])}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _given(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _amount(value: float, unit: str) -> str:
    return f"{text.quantity(round(value, _SHOWN_DECIMALS))} {unit}"
