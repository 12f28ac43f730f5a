"""Commands on results: compare, uncertainty."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.commands.output import say, say_json

if TYPE_CHECKING:
    import argparse

    from carbonsv.app.session import Session


def add_commands(commands: Any) -> None:
    """Add the commands that show results of a document."""
    compare = commands.add_parser("compare", help="activity, factor and boundary effects between two years")
    compare.add_argument("file", metavar="FILE", type=Path)
    compare.add_argument("year_a", metavar="YEAR_A", help="id or name of the earlier reporting year")
    compare.add_argument("year_b", metavar="YEAR_B", help="id or name of the later reporting year")
    compare.add_argument("--method", choices=("location", "market"), default="location", help="for scope 2")
    compare.add_argument("--json", action="store_true")
    compare.set_defaults(handler=run_compare)
    uncertainty = commands.add_parser("uncertainty", help="the interval of a total, and what causes it")
    uncertainty.add_argument("file", metavar="FILE", type=Path)
    uncertainty.add_argument("--year", help="id or name of the reporting year; the last one by default")
    uncertainty.add_argument("--method", choices=("location", "market"), default="location")
    uncertainty.add_argument("--json", action="store_true")
    uncertainty.set_defaults(handler=run_uncertainty)


def run_compare(arguments: argparse.Namespace) -> int:
    """Print what the change from one year to another is made of."""
    from carbonsv.app.results.comparing import compare_years, comparison_text, facts  # noqa: PLC0415 - pandas

    session = _open(arguments.file)
    comparison = compare_years(session.snapshot(), arguments.year_a, arguments.year_b, arguments.method)
    if arguments.json:
        say_json(facts(comparison))
    else:
        say(comparison_text(session.document_name, comparison, session.rows("site")))
    session.close()
    return 0


def run_uncertainty(arguments: argparse.Namespace) -> int:
    """Print the 95 % interval of a total, the inputs that cause it, and what to measure better first."""
    from carbonsv.app.results.uncertainty_text import uncertainty_facts, uncertainty_text  # noqa: PLC0415 - pandas

    session = _open(arguments.file)
    facts = uncertainty_facts(session.snapshot().inventory(arguments.year), arguments.method)
    say_json(facts) if arguments.json else say(uncertainty_text(session.document_name, facts))
    session.close()
    return 0


def _open(path: Path) -> Session:
    from carbonsv.app.session import Session  # noqa: PLC0415 - pandas takes a while

    session = Session()
    session.open(path, read_only=True)
    return session
