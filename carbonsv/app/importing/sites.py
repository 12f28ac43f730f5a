"""Sites that imported records name and the document does not have: said, or added in the same change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.activities.tables.record_texts import renamed
from carbonsv.app import editing
from carbonsv.model import tables
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from carbonsv.app.importing.run import DryRun
    from carbonsv.app.stored_tables import Tables

MOST = 200  # sites that are added at once; thousands of names are no sites
_NAMED = 5


def beside_sites(stored: Tables, run: DryRun) -> DryRun:
    """Return a dry run that knows which sites are new, and adds them where the user says so."""
    if not run.records or run.route == "readings":
        return run
    known = set(stored.frame("site")["id"])
    names = tuple(name for name in run.plan.records["site"].dropna().unique() if name and name not in known)
    run = replace(run, new_sites=names)
    if not names or len(names) > MOST or not run.choices.add_sites:
        return run
    return _with_sites(run)


def _with_sites(run: DryRun) -> DryRun:
    sites = site_rows(run.new_sites)
    ids = dict(zip(sites["name"], sites["id"], strict=True))
    records = run.plan.records.assign(site=renamed(run.plan.records["site"], ids))
    frames = {**run.plan.frames, "site": sites, "activity": records}
    issues = [one for one in run.issues if one.code != "unknown-site"]
    issues.append(sites_added(run.new_sites))
    return replace(run, plan=replace(run.plan, frames=frames), issues=tuple(issues))


def site_rows(names: Sequence[str]) -> pd.DataFrame:
    """Return (k rows) of the table of sites, one for each name."""
    rows = [editing.full_row("site", {"id": editing.new_id(), "name": name}) for name in names]
    dtypes = {column.name: column.dtype for column in tables.table("site").columns}
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)


def sites_added(names: Sequence[str]) -> Issue:
    """Say which sites are added to the document."""
    shown = ", ".join(names[:_NAMED])
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    word = "1 site is" if len(names) == 1 else f"{len(names):,} sites are"
    return Issue("", "sites-added", "notice", f"{word} added to the document: {shown}{more}.")


def sites_of_readings(stored: Tables, names: Iterable[str]) -> tuple[str, ...]:
    """Return the sites that a file of readings names and the document does not have."""
    known = set(stored.frame("site")["name"].fillna("").str.strip().str.casefold())
    found = {name.strip().casefold(): name.strip() for name in names if name.strip()}
    return tuple(name for plain, name in sorted(found.items()) if plain not in known)
