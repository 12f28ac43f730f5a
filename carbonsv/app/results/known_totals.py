"""Known totals of a document beside what its records come to, and how they come to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.errors import UnknownNameError
from carbonsv.inventory.checks import Check, check_totals, contributions_to, known_total_issues
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.model.issue import Issue

MOST_RECORDS = 40
_TABLE = "known_total"


def checked_totals(snapshot: Snapshot) -> dict[str, Check]:
    """Add up the records of every known total; return the checks by id."""
    tables = snapshot.tables
    checks = check_totals(tables[_TABLE], tables["activity"], snapshot.library, names(snapshot))
    return {one.id: one for one in checks}


def open_issues(snapshot: Snapshot) -> list[Issue]:
    """Return an issue for every known total that the records do not come to."""
    tables = snapshot.tables
    return known_total_issues(tables[_TABLE], tables["activity"], snapshot.library, names(snapshot))


def explain_check(snapshot: Snapshot, total_id: str) -> str:
    """Write out which records a known total is held against, the largest first.

    Raises:
        UnknownNameError: there is no known total of this id.
    """
    rows = snapshot.tables[_TABLE]
    chosen = rows[rows["id"] == total_id].to_dict("records")
    if not chosen:
        raise UnknownNameError("known total", total_id)
    check = checked_totals(snapshot)[total_id]
    if not check.is_finished or check.trouble:
        return f"Known total that cannot be checked\n\n{check.issue().sentence}"
    parts = contributions_to(chosen[0], snapshot.tables["activity"], snapshot.library)
    lines = [
        f"{row.reference or row.id}, {text.period(row.start, row.end)}: "
        f"{text.worked(row.counted)} {check.unit}"
        for row in parts.head(MOST_RECORDS).itertuples()
    ]
    known = f"{text.quantity(check.known)} {check.unit} known"
    if len(parts) > MOST_RECORDS:
        lines.append(f"and {len(parts) - MOST_RECORDS:,} smaller ones")
    verdict = "They come to the known total." if check.holds else check.issue().sentence
    return "\n".join(
        [
            f"{check.about}: {known}, {text.worked(check.found)} {check.unit} from records",
            "",
            verdict,
            "A total holds to half of its last digit; a record counts by its days in the period.",
            "",
            *lines,
        ]
    )


def names(snapshot: Snapshot) -> dict[str, str]:
    """Return what activities, sites and meters are called, by id."""
    found = {kind.id: kind.label for kind in snapshot.library.catalogue}
    for table in ("site", "meter"):
        rows = snapshot.tables[table]
        found |= dict(zip(rows["id"], rows["name"].fillna(rows["id"]), strict=True))
    return found
