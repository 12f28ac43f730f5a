"""Known totals: what the user knows from elsewhere is added up again from the records at every load.

A known total holds where the records come to within half of its last digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.engine.exact_sum import total
from carbonsv.errors import CarbonsvError
from carbonsv.model import text
from carbonsv.model.issue import Issue
from carbonsv.units.convert import conversion_factor
from carbonsv.units.names import read_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.library.factor_library import FactorLibrary

NARROWING = ("activity", "site", "supplier", "meter", "reference")
_SHOWN_DECIMALS = 3


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
    def holds(self) -> bool:
        """Whether the records come to the known total, to its last digit."""
        return not self.trouble and abs(self.difference) <= half_of_last_digit(self.known)

    def issue(self) -> Issue:
        """Say by how much the records differ from the known total."""
        opening = f"{self.about}: the known total is {_amount(self.known, self.unit)}, "
        hint = (
            "Look for records that are missing, entered twice or in another unit, or correct the known total."
        )
        if self.trouble:
            return Issue(
                self.id,
                "known-total-unusable",
                "warning",
                f"{opening}but it cannot be checked. {self.trouble}",
                hint,
            )
        more = "more" if self.difference > 0 else "less"
        sentence = (
            f"{opening}but {self.records} records come to {_amount(self.found, self.unit)}: "
            f"{_amount(abs(self.difference), self.unit)} {more}."
        )
        return Issue(self.id, "known-total-differs", "warning", sentence, hint)


def check_totals(known: pd.DataFrame, activities: pd.DataFrame, library: FactorLibrary) -> list[Check]:
    """Add up the records of every known total.

    Args:
        known: (k rows) columns as resources/schema/known_total.csv.
        activities: (n rows) columns as resources/schema/activity.csv.
        library: for fuels measured in another unit.
    """
    return [_check(row, activities, library) for row in known.to_dict("records")]


def known_total_issues(known: pd.DataFrame, activities: pd.DataFrame, library: FactorLibrary) -> list[Issue]:
    """Return an issue for every known total that the records do not come to."""
    return [one.issue() for one in check_totals(known, activities, library) if not one.holds]


def half_of_last_digit(value: float) -> float:
    """Return half of the last digit a number was given with: 0.5 for 48210, 0.05 for 12.5."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    places = min(exponent, 0) if isinstance(exponent, int) else 0
    return float(Fraction(1, 2) * Fraction(Decimal(1).scaleb(places)))


def _check(row: Mapping[str, Any], activities: pd.DataFrame, library: FactorLibrary) -> Check:
    chosen = _chosen(row, activities)
    about = _about(row)
    try:
        unit = read_unit(row["unit"])
        quantities = [_in_unit(one, unit, library) for one in chosen.to_dict("records")]
    except CarbonsvError as error:
        return Check(row["id"], about, row["unit"], row["quantity"], float("nan"), len(chosen), str(error))
    shares = _shares(chosen, row["start"], row["end"])
    found = total(pd.Series(quantities, dtype="float64").to_numpy() * shares.to_numpy())
    return Check(row["id"], about, unit, row["quantity"], found, len(chosen))


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


def _in_unit(record: Mapping[str, Any], unit: str, library: FactorLibrary) -> float:
    """Return the quantity of a record in another unit, through its fuel where it is one."""
    catalogue = library.catalogue
    kind = catalogue.find(record["activity"]) if record["activity"] in catalogue else None
    fuel = library.fuel(kind.lines[0].series) if kind and kind.lines else None
    return float(record["quantity"]) * conversion_factor(record["unit"], unit, fuel)


def _about(row: Mapping[str, Any]) -> str:
    narrowed = [str(row[name]) for name in NARROWING if _given(row.get(name))]
    return f"{', '.join(narrowed) or 'All records'}, {text.period(row['start'], row['end'])}"


def _given(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _amount(value: float, unit: str) -> str:
    return f"{text.quantity(round(value, _SHOWN_DECIMALS))} {unit}"
