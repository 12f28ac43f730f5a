"""Which records a page shows: those of its topic and year, and what a new one there begins with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.app.naming import shown_names
from carbonsv.app.results.record_columns import RecordColumns
from carbonsv.app.results.record_results import RecordResults, record_results

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from carbonsv.app.session import Session
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.library.catalogue import Catalogue
    from carbonsv.model.policy import Period


@dataclass(frozen=True, eq=False)
class YearRows:
    """Records of a topic.

    Attributes:
        columns: the whole activity table.
        ids: (n,) of the records.
        places: (n,) where in it the records are that lie in the year at least in part, or have no dates.
        total: how many there are in all years.
        begins: the days that a new record begins with, so that it is of this year.
        names: what is shown in place of ids, by the column that is shown: the column of ids, and their names.
        results: the emissions of the whole table; None until they are worked out.
    """

    columns: RecordColumns
    ids: list[str]
    places: NDArray[np.int64]
    total: int
    begins: dict[str, object]
    names: Mapping[str, tuple[str, Mapping[str, str]]]
    results: RecordResults | None = None

    @property
    def frame(self) -> pd.DataFrame:
        """(n rows) of the document, without names and emissions."""
        return self.columns.frame.iloc[self.places]


def year_rows(snapshot: Snapshot, topic: str, year_id: str, earlier: RecordColumns | None = None) -> YearRows:
    """Return the records of a topic and a reporting year; of all years where `year_id` is blank.

    The emissions are left to `with_results`, so that a million records are seen before they are worked out.

    Args:
        snapshot: the document.
        topic: of a page; all where it is blank.
        year_id: of a reporting year.
        earlier: the columns of an earlier look.
    """
    columns = RecordColumns(snapshot.tables["activity"], earlier)
    of_topic = _of_topic(columns, topic, snapshot.library.catalogue)
    names = shown_names("activity", snapshot.tables, snapshot.library.catalogue)
    total = int(of_topic.sum())
    if not year_id:
        places = np.flatnonzero(of_topic)
        return YearRows(columns, _ids(columns, places), places, total, {}, names)
    period = snapshot.year(year_id)[1]
    first, last = (np.datetime64(day) for day in (period.start, period.end))
    elsewhere = (columns.values("end") < first) | (columns.values("start") > last)
    places = np.flatnonzero(of_topic & ~elsewhere)
    return YearRows(columns, _ids(columns, places), places, total, _begins(columns, places, period), names)


def _ids(columns: RecordColumns, places: NDArray[np.int64]) -> list[str]:
    return list(columns.values("id")[places].tolist())


def with_results(snapshot: Snapshot, rows: YearRows) -> YearRows:
    """Return records with their emissions."""
    return replace(rows, results=record_results(snapshot, rows.columns))


def _of_topic(columns: RecordColumns, topic: str, catalogue: Catalogue) -> NDArray[np.bool_]:
    """Return (n,) whether a record belongs to a topic; one without a known activity belongs to every one."""
    if not topic:
        return np.ones(len(columns), dtype=bool)
    activity = columns.coded("activity")
    topics = {kind.id: kind.topic for kind in catalogue}
    belongs = [topics.get(kind, topic) == topic for kind in activity.values]
    chosen: NDArray[np.bool_] = np.array([*belongs, True])[activity.codes]
    return chosen


def last_of_topic(frame: pd.DataFrame, topic: str, catalogue: Catalogue) -> str | None:
    """Return the id of the last record of a topic, None where there is none or its activity is unknown."""
    columns = RecordColumns(frame)
    places = np.flatnonzero(_of_topic(columns, topic, catalogue))
    if not len(places) or not isinstance(columns.values("activity")[places[-1]], str):
        return None
    return str(columns.values("id")[places[-1]])


def topic_of(session: Session, record_id: str) -> str:
    """Return the topic of a record's activity: the page it is typed on.

    Raises:
        CarbonsvError: there is no such record, or its activity is not known.
    """
    activity = session.document.row("activity", record_id)["activity"]
    return session.library.catalogue.find(activity).topic


def _begins(columns: RecordColumns, places: NDArray[np.int64], period: Period) -> dict[str, object]:
    """Return the days of the last record of the year, else those of the year."""
    start, end = columns.values("start"), columns.values("end")
    for some in (places[-1:], places):  # the last one mostly has its days: a million need not be looked at
        dated = some[~(np.isnat(start[some]) | np.isnat(end[some]))]
        if len(dated):
            days = {"start": start[dated[-1]], "end": end[dated[-1]]}
            return {name: str(day.astype("datetime64[D]")) for name, day in days.items()}
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}
