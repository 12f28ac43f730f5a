"""The command check: what in a document deserves a second look, and which rules of tenders it misses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.commands.output import say, say_json
from carbonsv.app.commands.report import verdict_facts
from carbonsv.errors import UsageError
from carbonsv.model.text import quantity
from carbonsv.reports.lint.rules import SETS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from carbonsv.app.session import Session
    from carbonsv.inventory.findings.finding import Finding
    from carbonsv.reports.lint.rules import Verdict

FINDINGS = 1
OUTCOMES = {"pass": "met", "fail": "not met", "does-not-apply": "does not apply"}
RULES = SETS  # of tenders, by name


def add_commands(commands: Any) -> None:
    """Add the command check."""
    check = commands.add_parser("check", help="gaps, overlaps, duplicates, outliers, unit slips and more")
    check.add_argument("file", metavar="FILE", type=Path)
    check.add_argument("--year", help="id or name of the reporting year; the last one by default")
    check.add_argument("--rules", default="", help=f"comma-separated rules of tenders: {', '.join(RULES)}")
    check.add_argument("--json", action="store_true")
    check.set_defaults(handler=run_check)


def run_check(arguments: argparse.Namespace) -> int:
    """Print every finding of a reporting year, the gravest first, and what became of the rules asked for."""
    from carbonsv.app.results.findings import findings  # noqa: PLC0415 - pandas takes a while
    from carbonsv.app.session import Session  # noqa: PLC0415

    sets = _sets(arguments.rules)
    session = Session()
    session.open(arguments.file, read_only=True)
    snapshot = session.snapshot()
    label = snapshot.year(arguments.year)[0]
    found = findings(snapshot, arguments.year)
    verdicts = _verdicts(session, sets)
    session.close()
    if arguments.json:
        said = {name: [verdict_facts(one) for one in verdicts[name]] for name in sets}
        listed = [facts(one) for one in found]
        say_json({"file": str(arguments.file), "year": label, "findings": listed, "rules": said})
    else:
        _say(label, found)
        for name in sets:
            _say_rules(name, verdicts[name])
    unmet = any(one.outcome == "fail" for name in sets for one in verdicts[name])
    return FINDINGS if unmet or any(one.needs_attention for one in found) else 0


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


def _sets(names: str) -> list[str]:
    """Return the sets of rules asked for.

    Raises:
        UsageError: one of them is not known.
    """
    wanted = [one.strip() for one in names.split(",") if one.strip()]
    for name in wanted:
        if name not in RULES:
            hint = f"Choose from {', '.join(RULES)}."
            raise UsageError(f"“{name}” is not a set of rules this version knows.", hint)
    return wanted


def _verdicts(session: Session, sets: Sequence[str]) -> dict[str, tuple[Verdict, ...]]:
    if not sets:
        return {}
    from carbonsv.app.reporting.making import basis_of  # noqa: PLC0415 - matplotlib takes a while
    from carbonsv.reports.lint.check import lint  # noqa: PLC0415
    from carbonsv.reports.reduction_plan import reduction_plan  # noqa: PLC0415

    plan = reduction_plan(basis_of(session))
    return {name: lint(plan, name) for name in sets}


def _say_rules(name: str, verdicts: Sequence[Verdict]) -> None:
    say(f"\nRules of {name}:")
    for one in verdicts:
        say(f"{OUTCOMES[one.outcome]}: {one.rule.what}\n    {one.why} ({one.rule.paragraph})")
        if one.fix:
            say(f"    To do: {one.fix}")
    unmet = sum(one.outcome == "fail" for one in verdicts)
    say(f"{name}: {quantity(unmet)} of {quantity(len(verdicts))} rules not met.")
