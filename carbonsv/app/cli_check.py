"""The command check: what in a document deserves a second look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.output import say, say_json
from carbonsv.errors import UsageError
from carbonsv.model.text import quantity

if TYPE_CHECKING:
    import argparse

    from carbonsv.inventory.findings.finding import Finding

FINDINGS = 1
RULES: tuple[str, ...] = ()  # of tenders and frameworks, by name


def add_commands(commands: Any) -> None:
    """Add the command check."""
    check = commands.add_parser("check", help="gaps, overlaps, duplicates, outliers, unit slips and more")
    check.add_argument("file", metavar="FILE", type=Path)
    check.add_argument("--year", help="id or name of the reporting year; the last one by default")
    check.add_argument("--rules", default="", help="comma-separated rules of tenders")
    check.add_argument("--json", action="store_true")
    check.set_defaults(handler=run_check)


def run_check(arguments: argparse.Namespace) -> int:
    """Print every finding of a reporting year, the gravest first."""
    from carbonsv.app.findings import findings  # noqa: PLC0415 - pandas takes a while
    from carbonsv.app.session import Session  # noqa: PLC0415

    _refuse_unknown(arguments.rules)
    session = Session()
    session.open(arguments.file, read_only=True)
    snapshot = session.snapshot()
    label = snapshot.year(arguments.year)[0]
    found = findings(snapshot, arguments.year)
    session.close()
    if arguments.json:
        say_json({"file": str(arguments.file), "year": label, "findings": [facts(one) for one in found]})
    else:
        _say(label, found)
    return FINDINGS if any(one.needs_attention for one in found) else 0


def facts(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON knows it."""
    fix = finding.fix and {
        "label": finding.fix.label,
        "changes": [
            {"record": cell.record, "column": cell.column, "value": cell.value}
            for cell in finding.fix.changes
        ],
        "deletions": finding.fix.deletions,
    }
    names = ("code", "severity", "sentence", "hint", "records")
    return {name: getattr(finding, name) for name in names} | {"fix": fix}


def _say(label: str, found: tuple[Finding, ...]) -> None:
    for one in found:
        say(
            f"{one.severity}: {one.sentence}\n    {one.hint}"
            if one.hint
            else f"{one.severity}: {one.sentence}"
        )
        if one.fix:
            say(f"    It can be fixed: {one.fix.label}.")
    attention = sum(one.needs_attention for one in found)
    notices = len(found) - attention
    say(f"{label}: {quantity(attention)} to look at, {quantity(notices)} to know.")


def _refuse_unknown(names: str) -> None:
    for name in filter(None, (one.strip() for one in names.split(","))):
        if name not in RULES:
            raise UsageError(f"“{name}” is not a set of rules this version knows.", "Leave --rules out.")
