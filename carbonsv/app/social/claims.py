"""The claims of a document: typed, drawn from its own records, or followed up at home."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.errors import CarbonsvError
from carbonsv.model.issue import Issue
from carbonsv.model.policy import Period
from carbonsv.units.convert import convert, dimension
from carbonsv.value.claim import Claim, read_claim
from carbonsv.value.community import HomePledge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.units.fuel import FuelProperties

    Row = Mapping[str, Any]

FROM_RECORDS = "records"


def rows_of(snapshot: Snapshot, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table as dictionaries; none where the document has no such table."""
    frame = snapshot.tables.get(table)
    return [] if frame is None else frame.to_dict("records")


def document_claims(
    snapshot: Snapshot, price_year: int | None, default_units: Mapping[str, str]
) -> list[tuple[Claim, list[Issue]]]:
    """Return the claims of a document, all in prices of one year, each with what cannot be read of it.

    Args:
        snapshot: the document.
        price_year: the year of the prices; None for that of the published carbon values.
        default_units: the usual unit of each measure, for quantities drawn from records.
    """
    rows = rows_of(snapshot, "measure_claim")
    return [claim_of(row, snapshot, price_year, default_units) for row in rows]


def claim_of(
    row: Row, snapshot: Snapshot, price_year: int | None, default_units: Mapping[str, str]
) -> tuple[Claim, list[Issue]]:
    """Return one row of the claims as a claim, with what cannot be read of it."""
    given, issues = _with_quantities(row, snapshot, default_units)
    claim, more = read_claim(given | {"price_year": price_year}, str(row["id"]))
    return claim, [*issues, *more]


def pledges_of(snapshot: Snapshot) -> list[HomePledge]:
    """Return what employees pledged at home."""
    return [
        HomePledge(
            id=row["id"],
            action=text_of(row["action"]),
            pledged_kg=row["pledged_kg"],
            followed_up_kg=row["followed_up_kg"],
            followed_up_on=day_of(row["followed_up_on"]),
            attribution=None if math.isnan(row["attribution"]) else row["attribution"],
            home=text_of(row["home"]),
        )
        for row in rows_of(snapshot, "home_pledge")
    ]


def quantity_in_records(snapshot: Snapshot, activity: str, year_id: str, unit: str, site: str = "") -> float:
    """Return how much of an activity the records of a reporting year hold [unit]; nan where there are none.

    A record that reaches beyond the year counts with its days in the year.

    Raises:
        CarbonsvError: there is no such year, or the records have a unit that does not fit.
    """
    _, period = snapshot.year(year_id)
    records = snapshot.tables["activity"]
    chosen = records[(records["activity"] == activity) & _overlaps(records, period)]
    if site:
        chosen = chosen[chosen["site"] == site]
    fuel = _fuel(snapshot, activity)
    parts = [
        convert(row["quantity"], *_on_gross_cv(row["unit"], unit), fuel) * _share(row, period)
        for row in chosen.to_dict("records")
    ]
    return math.fsum(parts) if parts else math.nan


def text_of(value: object) -> str:
    """Return a cell as text; a missing one is blank."""
    return value if isinstance(value, str) else ""


def day_of(value: Any) -> Any:
    """Return a cell as a day; None where it is blank."""
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()


def _with_quantities(
    row: Row, snapshot: Snapshot, default_units: Mapping[str, str]
) -> tuple[dict[str, Any], list[Issue]]:
    """Put year and quantities in place: the year from the day it took effect, quantities from records."""
    start = day_of(row["start"])
    given = dict(row) | {"year": start.year if start else None}
    if text_of(row["origin"]) != FROM_RECORDS:
        return given, []
    unit = text_of(row["unit"]) or default_units.get(text_of(row["measure"]), "")
    try:
        for column, year in (("baseline_quantity", "baseline_year"), ("current_quantity", "current_year")):
            if text_of(row[year]):
                activity, site = text_of(row["activity"]), text_of(row["site"])
                given[column] = quantity_in_records(snapshot, activity, row[year], unit, site)
    except CarbonsvError as error:
        sentence = f"Claim {row['id']}: its quantities cannot be drawn from the records. {error}"
        return given, [Issue(str(row["id"]), "records-unusable", "error", sentence, error.hint)]
    return given | {"unit": unit}, []


def _fuel(snapshot: Snapshot, activity: str) -> FuelProperties | None:
    """Return the properties of the fuel an activity burns; None where it burns none."""
    library = snapshot.library
    if activity not in library.catalogue:
        return None
    found = (library.fuel(line.series) for line in library.catalogue.find(activity).lines)
    return next((one for one in found if one), None)


def _on_gross_cv(unit: str, target: str) -> tuple[str, str]:
    """Return two units, energy by gross calorific value as on bills where the other is no energy."""
    if (dimension(unit) == "energy") == (dimension(target) == "energy"):
        return unit, target
    named = tuple(
        f"{one} (Gross CV)" if dimension(one) == "energy" and not one.endswith(" CV)") else one
        for one in (unit, target)
    )
    return named[0], named[1]


def _overlaps(records: pd.DataFrame, period: Period) -> pd.Series:
    after = records["end"] >= pd.Timestamp(period.start)
    return after & (records["start"] <= pd.Timestamp(period.end))


def _share(row: Row, period: Period) -> float:
    """Return the part of a record's days that lies in a period."""
    start, end = row["start"].date(), row["end"].date()
    inside = Period(max(start, period.start), min(end, period.end))
    return inside.days / Period(start, end).days
