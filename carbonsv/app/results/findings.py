"""Findings of a document at any time, and carrying out a fix as one change that can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from carbonsv.app import editing
from carbonsv.app.results.breakdown import year_id_of
from carbonsv.app.results.finding_rules import finding_rules
from carbonsv.app.results.known_totals import open_issues
from carbonsv.document.history import Edit
from carbonsv.errors import CarbonsvError
from carbonsv.inventory.base_year import restatement_issues, structural_issues
from carbonsv.inventory.compare import compare
from carbonsv.inventory.exclusions import exclusion_issues, exclusions
from carbonsv.inventory.findings.basis import Basis
from carbonsv.inventory.findings.check import check

if TYPE_CHECKING:
    from carbonsv.app.session import Session
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.inventory.findings.finding import Finding, Fix
    from carbonsv.inventory.inventory import Inventory
    from carbonsv.model.issue import Issue

_TABLE = "activity"


class OutdatedFixError(CarbonsvError):
    """The records have changed since a fix was worked out."""

    def __init__(self, label: str, record: str) -> None:
        """Name the fix and the record."""
        sentence = f"“{label}” does not fit any more: record {record} has changed since."
        super().__init__(sentence, "Look at the findings again.")


def findings(
    snapshot: Snapshot, year_id: str | None = None, today: date | None = None
) -> tuple[Finding, ...]:
    """Return every finding of a reporting year, the last one by default, the gravest first.

    Raises:
        NoReportingYearError: there is none.
        UnknownNameError: there is none of this id or label.
    """
    inventory = snapshot.inventory(year_id)
    known = [*open_issues(snapshot), *_of_the_year(snapshot, year_id, inventory)]
    without_ids = [replace(one, record="") for one in known]  # their ids are not those of records
    return check(_basis(snapshot, year_id, today or _today()), inventory, without_ids)


def carry_out(session: Session, fix: Fix) -> None:
    """Carry out a fix as one change that can be undone.

    Raises:
        OutdatedFixError: a record is not as it was when the fix was worked out.
    """
    document = session.document
    known = set(document.frame(_TABLE)["id"])
    for cell in fix.expects:
        if cell.record not in known or document.row(_TABLE, cell.record)[cell.column] != cell.value:
            raise OutdatedFixError(fix.label, cell.record)
    before = {cell: document.row(_TABLE, cell.record)[cell.column] for cell in fix.changes}
    edits = [
        Edit(_TABLE, cell.record, {cell.column: value}, {cell.column: cell.value})
        for cell, value in before.items()
    ]
    session.apply(fix.label, [*edits, *editing.deletions(document, _TABLE, fix.deletions)])


def _of_the_year(snapshot: Snapshot, year_id: str | None, inventory: Inventory) -> list[Issue]:
    """Return what is to be said of exclusions, the base year and restatements of a reporting year."""
    year = year_id_of(snapshot, year_id)
    organisation, restated = snapshot.organisation, snapshot.tables["restatement"]
    issues = restatement_issues(restated, year, inventory.total_location_kg)
    if len(inventory.cube.cells):
        excluded = exclusions(snapshot.tables["excluded_category"], year)
        issues += exclusion_issues(inventory, excluded)
    base = organisation.get("base_year")
    if base in snapshot.year_ids and base != year:
        threshold = float(organisation["significance_threshold_share"])
        issues += structural_issues(compare(snapshot.inventory(base), inventory), threshold)
    return issues


def _basis(snapshot: Snapshot, year_id: str | None, today: date) -> Basis:
    label, period = snapshot.year(year_id)
    years = tuple(snapshot.year(one) for one in snapshot.year_ids)
    rows = snapshot.tables["reporting_year"]
    people = rows["fte"][rows["label"] == label].fillna(0.0)
    return Basis(
        activities=snapshot.tables[_TABLE],
        labels={kind.id: kind.label for kind in snapshot.library.catalogue},
        sites=_names(snapshot, "site"),
        meters=_names(snapshot, "meter"),
        years=years,
        label=label,
        period=period,
        people=float(people.iloc[0]),
        today=today,
        rules=finding_rules(),
        reading=snapshot.carried.reading(snapshot.tables[_TABLE]),
    )


def _names(snapshot: Snapshot, table: str) -> dict[str, str]:
    rows = snapshot.tables[table]
    return dict(zip(rows["id"], rows["name"], strict=True))


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the user's own day
