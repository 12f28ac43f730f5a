"""Commands on results: compare, uncertainty, chart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.output import say, say_json
from carbonsv.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from carbonsv.app.session import Session


WIDTH_MM = 160.0
NARROWEST_MM, WIDEST_MM = 60.0, 1000.0


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
    chart = commands.add_parser("chart", help="one chart of a document as a picture or as its numbers")
    chart.add_argument("file", metavar="FILE", type=Path)
    chart.add_argument("name", metavar="NAME", help="an unknown name lists them all")
    chart.add_argument(
        "-o", dest="output", metavar="OUT", type=Path, required=True, help=".png .svg .pdf .csv"
    )
    chart.add_argument("--year", help="id or name of the reporting year; the last one by default")
    chart.add_argument("--width", metavar="MM", type=float, default=WIDTH_MM, help="width in millimetres")
    chart.add_argument("--dark", action="store_true", help="light letters on dark")
    chart.add_argument("--json", action="store_true")
    chart.set_defaults(handler=run_chart)


def run_compare(arguments: argparse.Namespace) -> int:
    """Print what the change from one year to another is made of."""
    from carbonsv.app.comparing import compare_years, comparison_text, facts  # noqa: PLC0415 - pandas

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
    from carbonsv.app.uncertain_text import uncertainty_facts, uncertainty_text  # noqa: PLC0415 - pandas

    session = _open(arguments.file)
    facts = uncertainty_facts(session.snapshot().inventory(arguments.year), arguments.method)
    say_json(facts) if arguments.json else say(uncertainty_text(session.document_name, facts))
    session.close()
    return 0


def run_chart(arguments: argparse.Namespace) -> int:
    """Draw one chart and write it in the format that the name of the file ends in."""
    from carbonsv.app.chart_gallery import draw  # noqa: PLC0415 - matplotlib takes a while
    from carbonsv.charts.export import save  # noqa: PLC0415
    from carbonsv.charts.theme import DARK, LIGHT  # noqa: PLC0415

    if not NARROWEST_MM <= arguments.width <= WIDEST_MM:
        hint = f"Choose a width from {NARROWEST_MM:.0f} to {WIDEST_MM:.0f} mm."
        raise UsageError(f"A chart cannot be {arguments.width:g} mm wide.", hint)
    session = _open(arguments.file)
    theme = DARK if arguments.dark else LIGHT
    chart = draw(session.snapshot(), arguments.name, arguments.year, theme, arguments.width)
    session.close()
    save(chart, arguments.output)
    facts = {"file": str(arguments.output), "title": chart.title, "alt_text": chart.alt_text}
    if arguments.json:
        say_json({**facts, "caption": chart.caption, "data": chart.data})
    else:
        say(f"{chart.title}: {arguments.output}\n{chart.alt_text}")
    return 0


def _open(path: Path) -> Session:
    from carbonsv.app.session import Session  # noqa: PLC0415 - pandas takes a while

    session = Session()
    session.open(path, read_only=True)
    return session
