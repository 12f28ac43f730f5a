"""What a command prints: a table as aligned text, or everything as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.app.file_news import saving_news
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from carbonsv.app.session import Session


def say(text: str) -> None:
    """Print a text on standard output."""
    sys.stdout.write(text + "\n")


def say_json(value: Any) -> None:
    """Print a value as JSON: numbers as numbers, what is not available as null."""
    say(json.dumps(plain(value), ensure_ascii=False, indent=2, allow_nan=False))


def say_issues(issues: Sequence[Issue], most: int = 20) -> None:
    """Print issues on standard error, a sentence each with what to do."""
    for issue in issues[:most]:
        hint = f" {issue.hint}" if issue.hint else ""
        sys.stderr.write(f"{issue.severity}: {issue.sentence}{hint}\n")
    if len(issues) > most:
        sys.stderr.write(f"… and {len(issues) - most} more.\n")


def save(session: Session) -> None:
    """Save the open document, and say what saving has brought to light."""
    session.save()
    say_issues(saving_news(session))


def plain(value: Any) -> Any:
    """Return a value as JSON knows it."""
    if isinstance(value, pd.DataFrame):
        return [plain(row) for row in value.to_dict("records")]
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, Issue):
        names = ("record", "code", "severity", "sentence", "hint")
        return {name: getattr(value, name) for name in names}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - nan
        return None
    return (
        value.item()
        if hasattr(value, "item")
        else value
        if isinstance(value, int | float | str)
        else str(value)
    )


def table_text(headings: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 1) -> str:
    """Return rows as aligned text; the last `numbers` columns are right-aligned."""
    grid = [list(headings), *[list(row) for row in rows]]
    widths = [max(len(row[place]) for row in grid) for place in range(len(headings))]
    first_number = len(headings) - numbers
    lines = []
    for row in grid:
        cells = [
            cell.rjust(width) if place >= first_number else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)
