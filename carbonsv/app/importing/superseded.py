"""Quick estimates that real records have made needless: found by their marker, deleted with the change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from carbonsv.app import editing
from carbonsv.app.results.finding_rules import finding_rules
from carbonsv.inventory.findings.rules import matches
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from carbonsv.document.document import Document
    from carbonsv.document.history import Edit

MARKER = "Quick estimate"
_NAMES = ["id", "site", "activity", "start", "end", "source"]
_BY_SEGMENT = "-by-segment"


def superseded_estimates(frame: pd.DataFrame, more: Sequence[Mapping[str, Any]] = ()) -> list[str]:
    """Return the ids of the quick estimates that real records replace.

    A supply that runs all year, such as electricity, is replaced where real records of the same site cover
    every day of the estimate; anything else where a real record of the same kind of activity begins in it.

    Args:
        frame: (n rows) columns as resources/schema/activity.csv; others than id, site, activity, start, end
            and source are not looked at.
        more: estimates that are not in it yet.
    """
    estimates, real = _parted(frame, more)
    if estimates.empty or real.empty:
        return []
    one_site = len(set(real["site"]) | set(estimates["site"]) - {""}) <= 1 or real["site"].eq("").all()
    supplies = finding_rules().lists["continuous"]
    found = []
    for row in estimates.itertuples():
        same = real[real["family"] == row.family]
        runs_all_year = matches(row.activity, supplies)
        if runs_all_year and not one_site:
            same = same[same["site"] == row.site]
        if (
            _covers(same, row)
            if runs_all_year
            else ((same["start"] >= row.start) & (same["start"] <= row.end)).any()
        ):
            found.append(str(row.id))
    return found


def replaced_by(document: Document, records: pd.DataFrame) -> tuple[list[Edit], list[Issue]]:
    """Return the edits that delete the estimates which new records replace, and a notice that says so.

    Args:
        document: as it is.
        records: (m rows) that are about to be added, columns as resources/schema/activity.csv.
    """
    ids, issues = replaced_ids(document.frame("activity"), records)
    return editing.deletions(document, "activity", ids), issues


def replaced_ids(frame: pd.DataFrame, records: pd.DataFrame) -> tuple[list[str], list[Issue]]:
    """Return the ids of the estimates among (n) records that (m) new ones replace, and a notice."""
    if not frame["source"].fillna("").str.startswith(MARKER).any():
        return [], []
    ids = superseded_estimates(pd.concat([frame[_NAMES], records[_NAMES]], ignore_index=True))
    if not ids:
        return [], []
    sentence = f"{len(ids):,} quick estimates were replaced by the records that cover the same time."
    return ids, [Issue("", "estimates-replaced", "notice", sentence)]


def _parted(frame: pd.DataFrame, more: Iterable[Mapping[str, Any]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the estimates, and the real records of the same families of activities."""
    marked = frame["source"].fillna("").str.startswith(MARKER)
    added = pd.DataFrame([{name: row[name] for name in _NAMES} for row in more], columns=_NAMES)
    estimates = _prepared(pd.concat([frame.loc[marked, _NAMES].astype(object), added.astype(object)]))
    families = set(estimates["family"])
    near = frame["activity"].fillna("").map(_family).isin(families) & ~marked
    return estimates, _prepared(frame.loc[near, _NAMES].astype(object))


def _prepared(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        site=rows["site"].fillna(""),
        family=rows["activity"].map(_family),
        start=pd.to_datetime(rows["start"]).astype("datetime64[s]"),
        end=pd.to_datetime(rows["end"]).astype("datetime64[s]"),
    ).dropna(subset=["start", "end"])


def _family(activity: str) -> str:
    """Return what cars of any size have in common: business-car/average-car/unknown is a business-car."""
    return activity.partition("/")[0].removesuffix(_BY_SEGMENT)


def _covers(real: pd.DataFrame, estimate: Any) -> bool:
    """Whether records cover every day of an estimate."""
    days = np.arange(estimate.start.date(), estimate.end.date() + pd.Timedelta(days=1), dtype="datetime64[D]")
    covered = np.zeros(len(days), bool)
    for start, end in zip(real["start"], real["end"], strict=True):
        covered |= (days >= np.datetime64(start, "D")) & (days <= np.datetime64(end, "D"))
    return bool(len(days)) and bool(covered.all())
