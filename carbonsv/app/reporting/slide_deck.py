"""The slides of a document: its last year, its plan, its claims and its promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.app.planning import plan_of
from carbonsv.app.snapshot import Snapshot
from carbonsv.app.social.statement import social_facts
from carbonsv.errors import CarbonsvError
from carbonsv.reports.brand import brand_of
from carbonsv.reports.slides import make_deck

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.plan.targets import Target
    from carbonsv.plan.trajectory import Outlook
    from carbonsv.reports.basis import Basis
    from carbonsv.reports.slides import Deck


def slide_deck(basis: Basis) -> Deck:
    """Return the slides of a document, in its own look.

    Raises:
        NothingToReportError: there is no reporting year.
    """
    return make_deck(basis, brand_of(basis.tables), _plan(basis), social_facts(basis))


def _plan(basis: Basis) -> tuple[Outlook, Sequence[Target], str] | None:
    """Return the years to come; nothing without projects and targets, or where they cannot be worked out."""
    if basis.tables["project"].empty and basis.tables["target"].empty:
        return None
    try:
        plan = plan_of(Snapshot(basis.tables, basis.library), basis.year_or_last(None))
    except CarbonsvError:
        return None
    return plan.outlook(), plan.targets, plan.trajectory_caption()
