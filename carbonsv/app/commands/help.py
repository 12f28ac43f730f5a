"""The command help: the manual on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carbonsv.app.commands.output import say, say_json
from carbonsv.app.manual import chapter, chapters, search

if TYPE_CHECKING:
    import argparse


def add_commands(commands: Any) -> None:
    """Add the command help."""
    manual = commands.add_parser("help", help="the manual: its chapters, one of them, or where words occur")
    manual.add_argument("chapter", metavar="CHAPTER", nargs="?", default="")
    manual.add_argument("--search", metavar="WORDS", default="", help="the sections in which all words occur")
    manual.add_argument("--json", action="store_true")
    manual.set_defaults(handler=run_help)


def run_help(arguments: argparse.Namespace) -> int:
    """Print the chapters, one of them, or where words occur."""
    if arguments.search:
        hits = search(arguments.search)
        facts = [
            {"chapter": hit.section.chapter, "section": hit.section.heading, "text": hit.snippet}
            for hit in hits
        ]
        lines = [f"{one['chapter']}: {one['section']}\n    {one['text']}" for one in facts]
        said: Any = facts
    elif arguments.chapter:
        found = chapter(arguments.chapter)
        said, lines = {"chapter": found.id, "title": found.title, "text": found.text}, [found.plain]
    else:
        said = [{"chapter": one.id, "title": one.title} for one in chapters()]
        lines = [f"{one.id:<20}{one.title}" for one in chapters()]
        lines.append("\ncarbonsv help CHAPTER prints one of them.")
    say_json(said) if arguments.json else say("\n".join(lines) or "These words are not in the manual.")
    return 0
