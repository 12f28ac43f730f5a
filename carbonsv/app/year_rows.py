"""Which records a page shows: those of its topic and year, and what a new one there begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from carbonsv.app.session import Session
    from carbonsv.model.policy import Period


@dataclass(frozen=True, eq=False)
class YearRows:
    """Records of a topic.

    Attributes:
        frame: (n rows) those that lie in the year at least in part, or have no dates yet.
        total: how many there are in all years.
        begins: the days that a new record begins with, so that it is of this year.
    """

    frame: pd.DataFrame
    total: int
    begins: dict[str, object]


def year_rows(session: Session, topic: str, year_id: str) -> YearRows:
    """Return the records of a topic and a reporting year; of all years where `year_id` is blank."""
    frame = session.rows("activity", topic)
    if not year_id:
        return YearRows(frame, len(frame), {})
    period = session.snapshot().year(year_id)[1]
    first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
    elsewhere = (frame["end"] < first) | (frame["start"] > last)
    chosen = frame[~elsewhere]
    return YearRows(chosen, len(frame), _begins(chosen, period))


def topic_of(session: Session, record_id: str) -> str:
    """Return the topic of a record's activity: the page it is typed on.

    Raises:
        CarbonsvError: there is no such record, or its activity is not known.
    """
    activity = session.document.row("activity", record_id)["activity"]
    return session.library.catalogue.find(activity).topic


def _begins(chosen: pd.DataFrame, period: Period) -> dict[str, object]:
    """Return the days of the last record of the year, else those of the year."""
    dated = chosen.dropna(subset=["start", "end"])
    if dated.empty:
        return {"start": period.start.isoformat(), "end": period.end.isoformat()}
    row = dated.iloc[-1]
    return {name: row[name].date().isoformat() for name in ("start", "end")}
