"""The inventory's own issues as findings, one for each cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.inventory.findings.finding import Finding
from carbonsv.inventory.findings.wording import some

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carbonsv.model.issue import Issue


def by_cause(issues: Iterable[Issue]) -> list[Finding]:
    """Group issues that say the same of several records.

    Returns:
        A finding for each cause, in the order of the first issue of each.
    """
    groups: dict[tuple[str, str], list[Issue]] = {}
    for issue in issues:
        groups.setdefault((issue.code, _without_record(issue)), []).append(issue)
    return [_finding(group) for group in groups.values()]


def _without_record(issue: Issue) -> str:
    return issue.sentence.replace(f"Record {issue.record}", "", 1) if issue.record else issue.sentence


def _finding(group: list[Issue]) -> Finding:
    first = group[0]
    records = tuple(dict.fromkeys(issue.record for issue in group if issue.record))
    more = f" The same is true of {some(records[1:], 'record')}." if len(records) > 1 else ""
    return Finding(first.code, first.severity, first.sentence + more, first.hint, records)
