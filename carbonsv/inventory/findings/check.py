"""Every finding of a reporting year, the gravest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.inventory.findings import amounts, coverage, dates, duplicates, outliers, sources, twice
from carbonsv.inventory.findings.causes import by_cause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.inventory.findings.basis import Basis
    from carbonsv.inventory.findings.finding import Finding
    from carbonsv.inventory.inventory import Inventory
    from carbonsv.model.issue import Issue

_ORDER = ("error", "warning", "notice")


def check(basis: Basis, inventory: Inventory | None, known: Sequence[Issue] = ()) -> tuple[Finding, ...]:
    """Return every finding of a reporting year.

    Args:
        basis: the records and the rules.
        inventory: of the same year; None where the document has no reporting year.
        known: what is known of the year beside its records: totals they do not come to, exclusions without
            a reason, a base year to be recalculated, restatements that no longer fit.
    """
    found = [*by_cause(known)]
    found += [*by_cause(inventory.issues), *sources.estimated_shares(basis, inventory)] if inventory else []
    found += _of_records(basis)
    found += [*dates.outside_years(basis), *dates.future_dates(basis), *dates.empty_years(basis)]
    found += [*sources.missing_sources(basis), *sources.sites_without_records(basis)]
    return tuple(sorted(found, key=lambda one: _ORDER.index(one.severity)))


def _of_records(basis: Basis) -> list[Finding]:
    """Find what is wrong among the records; what one finding explains, the next leaves out."""
    entered_twice, later = duplicates.duplicates(basis)
    uncounted = later | amounts.cancelled(basis)
    laid = coverage.all_year(basis, uncounted)
    replaced, estimates = coverage.replaced_estimates(basis, laid)
    if estimates.any():
        laid = coverage.all_year(basis, uncounted | estimates)
    return [
        *entered_twice,
        *duplicates.probable_duplicates(basis, later),
        *outliers.unusual_quantities(basis, later),
        *replaced,
        *coverage.days_twice(basis, laid),
        *coverage.missing_days(basis, laid),
        *coverage.stopped(basis, laid),
        *amounts.negative_quantities(basis),
        *amounts.zero_quantities(basis),
        *twice.spend_counted_elsewhere(basis),
    ]
