"""The command line: the same session and the same numbers as the window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from carbonsv import __version__
from carbonsv.app.commands import chart as cli_chart
from carbonsv.app.commands import check as cli_check
from carbonsv.app.commands import document as cli_document
from carbonsv.app.commands import entry as cli_entry
from carbonsv.app.commands import evidence as cli_evidence
from carbonsv.app.commands import factors as cli_factors
from carbonsv.app.commands import help as cli_help
from carbonsv.app.commands import importing as cli_import
from carbonsv.app.commands import read as cli_read
from carbonsv.app.commands import report as cli_report
from carbonsv.app.commands import results as cli_results
from carbonsv.app.commands import tables as cli_tables
from carbonsv.app.commands import value as cli_value
from carbonsv.app.commands.output import say_json
from carbonsv.errors import CarbonsvError

FINE, FINDINGS, USAGE, FILE = 0, 1, 2, 3
Handler = Callable[[argparse.Namespace], int]


def main(words: Sequence[str]) -> int:
    """Run one command.

    Returns:
        0 fine, 1 findings that need attention, 2 wrong usage, 3 a file cannot be used.
    """
    _speak_utf8()
    try:
        arguments = parser().parse_args(list(words))
    except SystemExit as stop:  # argparse has printed help or what is wrong
        return int(stop.code or 0)
    handler: Handler = arguments.handler
    try:
        return handler(arguments)
    except CarbonsvError as error:
        return _refuse(error, as_json=getattr(arguments, "json", False))
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        return FINE


def parser() -> argparse.ArgumentParser:
    """Return the grammar of the command line."""
    top = argparse.ArgumentParser(prog="carbonsv", description=sys.modules["carbonsv"].__doc__)
    top.add_argument("--version", action="version", version=f"carbonsv {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for room in (
        cli_document,
        cli_entry,
        cli_import,
        cli_evidence,
        cli_read,
        cli_check,
        cli_results,
        cli_chart,
        cli_report,
        cli_tables,
        cli_factors,
        cli_value,
        cli_help,
    ):
        room.add_commands(commands)
    return top


def _refuse(error: CarbonsvError, *, as_json: bool) -> int:
    if as_json:
        say_json({"error": str(error), "hint": error.hint})
    sys.stderr.write(f"carbonsv: {error}\n{error.hint}\n" if error.hint else f"carbonsv: {error}\n")
    return error.exit_code


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console's own encoding: CO₂e is in no 8-bit one."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
