"""Commands on a document: demo, new, calculate, explain, history, verify."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.commands.output import say, say_issues, say_json, table_text
from carbonsv.app.reporting.charts_aside import ChartsAside
from carbonsv.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from carbonsv.app.session import Session
    from carbonsv.inventory.inventory import Inventory

FINDINGS = 1
AXES = ("scope", "category", "site", "month", "activity", "gas", "quality")


def add_commands(commands: Any) -> None:
    """Add the commands that need a document."""
    demo = _command(commands, "demo", run_demo, "the sample organisation and its tender pack")
    demo.add_argument("folder", metavar="DIR", type=Path)
    new = _command(commands, "new", run_new, "begin a document")
    new.add_argument("file", metavar="FILE", type=Path)
    new.add_argument("--name", required=True)
    new.add_argument("--year", required=True, metavar="FIRST..LAST", help="2024-04-01..2025-03-31")
    calculate = _command(commands, "calculate", run_calculate, "the inventory of a reporting year")
    calculate.add_argument("file", metavar="FILE", type=Path)
    calculate.add_argument("--year", help="id or name of the reporting year; the last one by default")
    calculate.add_argument("--by", default="scope,category", help=f"comma-separated: {', '.join(AXES)}")
    explain = _command(commands, "explain", run_explain, "every emission line of one record")
    explain.add_argument("file", metavar="FILE", type=Path)
    explain.add_argument("record", metavar="RECORD")
    history = _command(commands, "history", run_history, "every change of a document")
    history.add_argument("file", metavar="FILE", type=Path)
    verify = _command(commands, "verify", run_verify, "check a document's integrity, history and factors")
    verify.add_argument("file", metavar="FILE", type=Path)


def _command(commands: Any, name: str, handler: Any, about: str) -> Any:
    command = commands.add_parser(name, help=about)
    command.add_argument("--json", action="store_true")
    command.set_defaults(handler=handler)
    return command


def run_demo(arguments: argparse.Namespace) -> int:
    """Write the sample organisation's document, footprint, chart and tender pack into a folder."""
    with ChartsAside() as aside:  # before all else, so that it loads while this does
        from carbonsv.app.reporting.demo import write_demo  # noqa: PLC0415 - matplotlib takes a while

        session = _session()
        session.open_sample()
        inventory = session.snapshot().inventory()
        files = write_demo(session, inventory, arguments.folder, aside)
    if arguments.json:
        say_json(_facts(session, inventory, ("scope", "category")) | {"files": [str(one) for one in files]})
    else:
        _say_inventory(session, inventory, ("scope", "category"))
        charts = [one for one in files if one.parent.name == "charts"]
        rest = [str(one) for one in files if one not in charts]
        say("\nWritten:\n" + "\n".join(f"  {one}" for one in [*rest, f"{len(charts)} files of charts"]))
    session.close()
    return 0


def run_new(arguments: argparse.Namespace) -> int:
    """Begin a document with one reporting year."""
    if arguments.file.exists():
        raise UsageError(f"{arguments.file.name} exists already.", "Choose another name, or delete it first.")
    session = _session()
    session.new(arguments.name, *_year(arguments.year), path=arguments.file)
    facts = {"file": str(session.path), "name": arguments.name}
    session.close()
    say_json(facts) if arguments.json else say(f"{facts['file']} begun for {arguments.name}.")
    return 0


def _year(text: str) -> tuple[date, date]:
    first, dots, last = text.partition("..")
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise UsageError(
            f"“{text}” is not a reporting year.", "Write --year 2024-04-01..2025-03-31."
        ) from error
    if not dots or end < start:
        raise UsageError(f"“{text}” ends before it starts.", "Write --year 2024-04-01..2025-03-31.")
    return start, end


def run_calculate(arguments: argparse.Namespace) -> int:
    """Print the inventory of a reporting year by the axes asked for."""
    axes = tuple(axis.strip() for axis in arguments.by.split(",") if axis.strip())
    unknown = [axis for axis in axes if axis not in AXES]
    if unknown:
        raise UsageError(f"“{unknown[0]}” is not something to total by.", f"Choose from {', '.join(AXES)}.")
    session = _open(arguments.file, read_only=True)
    inventory = session.snapshot().inventory(arguments.year)
    if arguments.json:
        say_json(_facts(session, inventory, axes))
    else:
        _say_inventory(session, inventory, axes)
        say_issues(inventory.issues)
    session.close()
    return FINDINGS if any(issue.severity == "error" for issue in inventory.issues) else 0


def _facts(session: Session, inventory: Inventory, axes: tuple[str, ...]) -> dict[str, Any]:
    return {
        "organisation": session.document_name,
        "year": inventory.label,
        "start": str(inventory.start),
        "end": str(inventory.end),
        "scope1_kg": inventory.scope1_kg,
        "scope2_location_kg": inventory.scope2_location_kg,
        "scope2_market_kg": inventory.scope2_market_kg,
        "scope3_kg": inventory.scope3_kg,
        "total_location_kg": inventory.total_location_kg,
        "total_market_kg": inventory.total_market_kg,
        "biogenic_co2_kg": inventory.biogenic_co2_kg,
        "rows": inventory.by(axes),
        "issues": inventory.issues,
    }


def _say_inventory(session: Session, inventory: Inventory, axes: tuple[str, ...]) -> None:
    """Print totals as tonnes, by the one formatting function."""
    from carbonsv.app.results.inventory_text import inventory_text  # noqa: PLC0415 - pandas takes a while

    say(inventory_text(session.document_name, inventory, axes, session.rows("site")))


def run_explain(arguments: argparse.Namespace) -> int:
    """Print every emission line of one record."""
    session = _open(arguments.file, read_only=True)
    text = session.snapshot().explain(arguments.record)
    session.close()
    say_json({"record": arguments.record, "explanation": text}) if arguments.json else say(text)
    return 0


def run_history(arguments: argparse.Namespace) -> int:
    """Print every change, the newest first."""
    session = _open(arguments.file, read_only=True)
    changes = session.document.history()
    session.close()
    rows = [
        {"number": one.number, "time": one.time, "author": one.author, "label": one.label, "hash": one.hash}
        for one in changes
    ]
    if arguments.json:
        say_json(rows)
    else:
        shown = [
            (
                str(one["number"]),
                str(one["time"]),
                str(one["author"]),
                str(one["label"]),
                str(one["hash"])[:12],
            )
            for one in rows
        ]
        say(table_text(("No.", "When (UTC)", "Who", "What", "Hash"), shown, numbers=0))
    return 0


def run_verify(arguments: argparse.Namespace) -> int:
    """Check a document: pages, rows, history, and the factors its years rest on."""
    session = _open(arguments.file, read_only=True)
    issues = session.verify()
    head = session.document.head_hash
    session.close()
    if arguments.json:
        say_json({"file": str(arguments.file), "head_hash": head, "issues": issues})
    else:
        say_issues(issues)
        say(f"{arguments.file.name}: {'sound' if not issues else f'{len(issues)} findings'}. Head {head}")
    return FINDINGS if issues else 0


def _open(path: Path, *, read_only: bool = False) -> Session:
    session = _session()
    session.open(path, read_only=read_only)
    return session


def _session() -> Session:
    from carbonsv.app.session import Session  # noqa: PLC0415 - pandas takes a while

    return Session()
