"""The command `chart`: one chart of a document as a picture or as its numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.commands.output import say, say_json
from carbonsv.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from carbonsv.app.snapshot import Snapshot

WIDTH_MM = 160.0
NARROWEST_MM, WIDEST_MM = 60.0, 1000.0


def add_commands(commands: Any) -> None:
    """Add `chart`."""
    chart = commands.add_parser("chart", help="one chart of a document as a picture or as its numbers")
    chart.add_argument("file", metavar="FILE", type=Path)
    chart.add_argument("name", metavar="NAME", nargs="?", default="", help="without a name all are listed")
    chart.add_argument("-o", dest="output", metavar="OUT", type=Path, help=".png .svg .pdf .xlsx .csv")
    chart.add_argument("--year", help="id or name of the reporting year; the last one by default")
    chart.add_argument("--meter", default="", help="name, number or id of the meter, for charts of one")
    chart.add_argument("--of", default="", help="name or id of the claim or framework, for charts of one")
    chart.add_argument("--width", metavar="MM", type=float, default=WIDTH_MM, help="width in millimetres")
    chart.add_argument("--height", metavar="MM", type=float, default=0.0, help="least height in millimetres")
    chart.add_argument("--dark", action="store_true", help="light letters on dark")
    chart.add_argument("--json", action="store_true")
    chart.set_defaults(handler=run_chart)


def run_chart(arguments: argparse.Namespace) -> int:
    """Draw one chart and write it in the format that the name of the file ends in; or list them all."""
    from carbonsv.app.gallery.chart import Subject  # noqa: PLC0415
    from carbonsv.app.gallery.files import save_chart  # noqa: PLC0415
    from carbonsv.app.gallery.gallery import draw  # noqa: PLC0415 - matplotlib takes a while
    from carbonsv.charts.theme import DARK, LIGHT  # noqa: PLC0415

    if not arguments.name:
        return _list(_snapshot(arguments.file), as_json=arguments.json)
    _refuse_sizes(arguments)
    subject = Subject(arguments.year, arguments.meter or arguments.of)
    look = DARK if arguments.dark else LIGHT
    snapshot = _snapshot(arguments.file)
    chart = draw(snapshot, arguments.name, look, arguments.width, arguments.height, subject)
    save_chart(chart, arguments.output)
    facts = {"file": str(arguments.output), "title": chart.title, "alt_text": chart.alt_text}
    if arguments.json:
        say_json({**facts, "caption": chart.caption, "data": chart.data})
    else:
        say(f"{chart.title}: {arguments.output}\n{chart.alt_text}")
    return 0


def _list(snapshot: Snapshot, *, as_json: bool) -> int:
    """Print every chart with its purpose, or with what the document lacks for it."""
    from carbonsv.app.commands.output import table_text  # noqa: PLC0415
    from carbonsv.app.gallery.gallery import available_charts  # noqa: PLC0415 - matplotlib takes a while

    charts = available_charts(snapshot)
    if as_json:
        say_json({"charts": [_facts(one) for one in charts]})
    else:
        rows = [(one.group, one.name, one.purpose, one.needs) for one in charts]
        say(table_text(("Group", "Name", "What it shows", "Needed for it"), rows))
    return 0


def _facts(one: Any) -> dict[str, Any]:
    names = ("name", "title", "purpose", "group", "needs")
    return {**{name: getattr(one, name) for name in names}, "of": dict(one.subjects)}


def _refuse_sizes(arguments: argparse.Namespace) -> None:
    if arguments.output is None:
        raise UsageError("A chart needs a file to be written to.", "Give it as -o OUT.png.")
    if not NARROWEST_MM <= arguments.width <= WIDEST_MM:
        hint = f"Choose a width from {NARROWEST_MM:.0f} to {WIDEST_MM:.0f} mm."
        raise UsageError(f"A chart cannot be {arguments.width:g} mm wide.", hint)
    if not 0 <= arguments.height <= WIDEST_MM:
        raise UsageError(
            f"A chart cannot be {arguments.height:g} mm high.", f"Choose at most {WIDEST_MM:.0f} mm."
        )


def _snapshot(path: Path) -> Snapshot:
    from carbonsv.app.session import Session  # noqa: PLC0415 - pandas takes a while

    session = Session()
    session.open(path, read_only=True)
    snapshot = session.snapshot()
    session.close()
    return snapshot
