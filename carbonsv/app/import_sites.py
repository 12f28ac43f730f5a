"""Sites that imported records name and the document does not have: said, or added in the same change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.app import editing
from carbonsv.model import tables
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from carbonsv.app.import_run import DryRun
    from carbonsv.app.stored_tables import Tables

MOST = 200  # sites that are added at once; thousands of names are no sites
_NAMED = 5


def beside_sites(stored: Tables, run: DryRun) -> DryRun:
    """Return a dry run that knows which sites are new, and adds them where the user says so."""
    if not run.records:
        return run
    known = set(stored.frame("site")["id"])
    names = tuple(name for name in run.plan.records["site"].fillna("").unique() if name and name not in known)
    run = replace(run, new_sites=names)
    if not names or len(names) > MOST or not run.choices.add_sites:
        return run
    return _with_sites(run)


def _with_sites(run: DryRun) -> DryRun:
    rows = [editing.full_row("site", {"id": editing.new_id(), "name": name}) for name in run.new_sites]
    ids = {row["name"]: row["id"] for row in rows}
    dtypes = {column.name: column.dtype for column in tables.table("site").columns}
    sites = pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)
    records = run.plan.records.assign(
        site=run.plan.records["site"].map(lambda name: ids.get(name, name), na_action="ignore")
    )
    frames = {**run.plan.frames, "site": sites, "activity": records}
    issues = [one for one in run.issues if one.code != "unknown-site"]
    shown = ", ".join(run.new_sites[:_NAMED])
    more = f" and {len(rows) - _NAMED:,} more" if len(rows) > _NAMED else ""
    word = "1 site is" if len(rows) == 1 else f"{len(rows):,} sites are"
    added = Issue("", "sites-added", "notice", f"{word} added to the document: {shown}{more}.")
    return replace(run, plan=replace(run.plan, frames=frames), issues=(*issues, added))
