"""The command report: documents for tenders and annual reports, as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.commands.output import say, say_json
from carbonsv.app.reporting.charts_aside import ChartsAside

if TYPE_CHECKING:
    import argparse

    from carbonsv.app.reporting.making import Made

FINDINGS = 1
PACK = "tender-pack"
KINDS = ("carbon-reduction-plan", "secr", "inventory", "social-value", "slides", "evidence", PACK)


def add_commands(commands: Any) -> None:
    """Add the command report."""
    report = commands.add_parser("report", help="documents: the Carbon Reduction Plan and others")
    report.add_argument("file", metavar="FILE", type=Path)
    report.add_argument("kind", metavar="KIND", choices=KINDS, help=" | ".join(KINDS))
    report.add_argument("-o", "--output", metavar="OUT", type=Path, required=True)
    report.add_argument("--json", action="store_true")
    report.set_defaults(handler=run_report)


def run_report(arguments: argparse.Namespace) -> int:
    """Write a document; exit 1 where it is only a draft because rules are not met."""
    if arguments.kind == PACK:
        with ChartsAside() as aside:  # before all else, so that it loads while this does
            made = _write(arguments, aside)
    else:
        made = _write(arguments)
    open_rules = [verdict_facts(one) for one in made.failures]
    if arguments.json:
        say_json({"files": [str(one) for one in made.files], "draft": made.draft, "failures": open_rules})
    else:
        for one in made.failures:
            say(f"not met: {one.why} ({one.rule.paragraph})\n    {one.fix}")
        say("\n".join(f"Written: {one}" for one in made.files))
        if made.draft:
            say("The Carbon Reduction Plan is a draft: DRAFT stands on every page.")
    return FINDINGS if made.draft else 0


def _write(arguments: argparse.Namespace, aside: ChartsAside | None = None) -> Made:
    from carbonsv.app.reporting.making import write_report  # noqa: PLC0415 - pandas takes a while
    from carbonsv.app.reporting.tender_pack import make_tender_pack  # noqa: PLC0415
    from carbonsv.app.session import Session  # noqa: PLC0415

    session = Session()
    session.open(arguments.file, read_only=True)
    try:
        if aside:
            return make_tender_pack(session, arguments.output, aside=aside)
        return write_report(session, arguments.kind, arguments.output)
    finally:
        session.close()


def verdict_facts(verdict: Any) -> dict[str, Any]:
    """Return what a rule found as JSON knows it."""
    rule = verdict.rule
    return {
        "rule": rule.rule,
        "outcome": verdict.outcome,
        "what": rule.what,
        "why": verdict.why,
        "fix": verdict.fix,
        "paragraph": rule.paragraph,
    }
