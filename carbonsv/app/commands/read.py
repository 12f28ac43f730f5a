"""The command that shows how a file of somebody else's is understood, without a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.commands.output import say, say_issues, say_json

if TYPE_CHECKING:
    import argparse

FINDINGS = 1


def add_commands(commands: Any) -> None:
    """Add `read`."""
    read = commands.add_parser("read", help="how a file of bills, meter readings or spend is understood")
    read.add_argument("data", metavar="DATA", type=Path, nargs="+", help="CSV, TSV, XLSX, XLS, XLSB or ODS")
    read.add_argument("--date-order", choices=["dmy", "mdy"], default="", help="where it cannot be known")
    read.add_argument("--encoding", default="", help="of a text file, such as cp1252; found by default")
    read.add_argument("--mapping", metavar="M", type=Path, help="JSON file that says what columns mean")
    read.add_argument("--json", action="store_true")
    read.set_defaults(handler=run_read)


def run_read(arguments: argparse.Namespace) -> int:
    """Print, for each table of each file, its columns, period, totals, and rows left out."""
    from carbonsv.activities.tables.source_mapping import read_mapping  # noqa: PLC0415 - numpy takes a while
    from carbonsv.activities.tables.understanding import content_sha256, understand  # noqa: PLC0415
    from carbonsv.app.importing.read_report import report_text, table_facts  # noqa: PLC0415

    mapping = read_mapping(arguments.mapping) if arguments.mapping else None
    meanings = (lambda _table: mapping.columns) if mapping else None
    files, issues = [], []
    for path in arguments.data:
        order: Any = arguments.date_order or (mapping.date_order if mapping else "")
        found = understand(path, order=order, encoding=arguments.encoding, meanings=meanings)
        tables = [table_facts(one) for one in found]
        issues += [issue for one in found for issue in one.issues]
        files.append({"file": path.name, "sha256": content_sha256(path), "tables": tables})
    if arguments.json:
        say_json(files[0] if len(files) == 1 else {"files": files})
    else:
        for file in files:
            say("\n".join(report_text(facts) for facts in file["tables"]))
        say_issues(issues)
    return FINDINGS if any(issue.severity != "notice" for issue in issues) else 0
