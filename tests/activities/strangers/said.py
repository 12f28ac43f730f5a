"""What `carbonsv read` says of a file, in a form that tests can compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carbonsv.activities.tables.understanding import understand
from carbonsv.app.importing.read_report import table_facts

if TYPE_CHECKING:
    from pathlib import Path


def said(path: Path, content: str | bytes) -> list[dict[str, Any]]:
    """Write a file and return the facts of its tables."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


def read(path: Path) -> list[dict[str, Any]]:
    """Return the facts of the tables of a file."""
    return [table_facts(one) for one in understand(path)]


def rows(tables: list[dict[str, Any]]) -> int:
    """Return how many data rows all tables have."""
    return sum(table["data_rows"] for table in tables)


def by_meter(tables: list[dict[str, Any]]) -> dict[tuple[str, str | None], float]:
    """Return the total of each meter and unit, of channels that count."""
    return {
        (one["meter"], one["unit"]): one["total"]
        for table in tables
        for one in table["totals"]["by_meter"]
        if one.get("channel", "import") == "import"
    }


def by_column(tables: list[dict[str, Any]]) -> dict[str, float]:
    """Return the total of each column."""
    return {one["column"]: one["total"] for table in tables for one in table["totals"]["by_column"]}


def period(tables: list[dict[str, Any]]) -> tuple[str, str]:
    """Return the first and last day of the first table."""
    return tables[0]["period"]["start"], tables[0]["period"]["end"]


def codes(tables: list[dict[str, Any]]) -> set[str]:
    """Return the codes of all issues."""
    return {issue.code for table in tables for issue in table["issues"]}


def left_out(tables: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """Return the row and kind of all rows that are no data."""
    return [(one["row"], one["kind"]) for table in tables for one in table["rows_left_out"]]
