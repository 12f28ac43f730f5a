"""Records of a reporting year as a table lists them: with the names of things, and their emissions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.app.results.record_results import record_results
from carbonsv.inventory.drill import records_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.app.snapshot import Snapshot


def listed_records(
    snapshot: Snapshot, year_id: str | None = None, axes: Mapping[str, object] | None = None
) -> pd.DataFrame:
    """Return the records with days in a reporting year, or those of them behind a number.

    Args:
        snapshot: the document.
        year_id: of the reporting year; None for the last one.
        axes: the values of the number, as of `lines_of`; nothing for all records, also unusable ones.

    Returns:
        (n rows) columns of activity, activity_label and site_name beside, emissions and issue still blank.
    """
    activities = snapshot.tables["activity"]
    if axes:
        chosen = records_of(snapshot.inventory(year_id), activities, axes)
    else:
        period = snapshot.year(year_id)[1]
        first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
        chosen = activities[~((activities["end"] < first) | (activities["start"] > last))]
    sites = snapshot.tables["site"]
    labels = {kind.id: kind.label for kind in snapshot.library.catalogue}
    return chosen.assign(
        activity_label=_named(chosen["activity"], labels),
        site_name=_named(chosen["site"], dict(zip(sites["id"], sites["name"], strict=True))),
        co2e_kg=np.nan,
        issue="",
    )


def with_emissions(snapshot: Snapshot, records: pd.DataFrame) -> pd.DataFrame:
    """Return records with their emissions over their whole periods, location-based, and what is wrong.

    Args:
        snapshot: the document.
        records: (n rows) as `listed_records` gives.
    """
    tables = {**snapshot.tables, "activity": records}
    results = record_results(replace(snapshot, tables=tables))
    places = np.arange(len(records))
    return records.assign(co2e_kg=results.co2e_kg, issue=results.sentences(places))


def _named(ids: pd.Series, names: Mapping[str, str]) -> pd.Categorical:
    """Return what each id is called, an unknown one by itself; named once for each distinct id."""
    codes, distinct = pd.factorize(ids, use_na_sentinel=True)
    called = [names.get(str(one), str(one)) for one in distinct]
    places = {name: place for place, name in enumerate(dict.fromkeys(called))}
    of_id = np.array([*(places[name] for name in called), -1], dtype=np.int64)
    return pd.Categorical.from_codes(of_id[codes], categories=list(places))
