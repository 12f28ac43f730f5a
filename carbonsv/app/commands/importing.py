"""The command that adds files of any kind to a document: bills, ledgers, readings, surveys, factors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.commands.output import save, say, say_issues, say_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from carbonsv.app.importing.choices import FileChoices, Route
    from carbonsv.app.importing.run import DryRun
    from carbonsv.app.session import Session

FINDINGS = 1
_MOST_TOTALS = 12
_ROUTES: dict[str, Route] = {"ledger": "ledger", "survey": "survey"}  # said with --as, beside activities


def add_commands(commands: Any) -> None:
    """Add `import`."""
    imports = commands.add_parser("import", help="add activity records from files of any kind")
    imports.add_argument("file", metavar="FILE", type=Path)
    imports.add_argument("data", metavar="DATA", type=Path, nargs="+")
    imports.add_argument("--dry-run", action="store_true", help="only say what would be added")
    imports.add_argument(
        "--as",
        dest="kind",
        metavar="KIND",
        default="",
        help="activity of all rows; ledger, survey, contacts",
    )
    imports.add_argument("--mapping", metavar="M", type=Path, help="JSON file that says what columns mean")
    imports.add_argument("--date-order", choices=["dmy", "mdy"], default="", help="where it cannot be known")
    imports.add_argument("--encoding", default="", help="of text files, such as cp1252; found by default")
    imports.add_argument("--site", default="", help="of all rows that name none")
    imports.add_argument("--add-sites", action="store_true", help="sites that are not known yet are added")
    imports.add_argument("--hidden", action="store_true", help="import hidden sheets too")
    imports.add_argument(
        "--same-file",
        choices=["add", "replace", "leave-out"],
        default="add",
        help="what happens to a file that was imported before",
    )
    imports.add_argument(
        "--half-hourly", action="store_true", help="readings; found by default where it can be"
    )
    imports.add_argument(
        "--later-wins", action="store_true", help="different readings replace those there are"
    )
    imports.add_argument(
        "--vat", metavar="RATE", default="", help="that a ledger's amounts include: standard"
    )
    imports.add_argument(
        "--leave-out-counted", action="store_true", help="ledger lines that other records count already"
    )
    imports.add_argument("--weeks", type=float, help="that people work in the year of a survey")
    imports.add_argument("--year", help="of a survey: id or name; the last one by default")
    imports.add_argument("--json", action="store_true")
    imports.set_defaults(handler=run_import)


def run_import(arguments: argparse.Namespace) -> int:
    """Add records from files, each file as one change; the forms of a survey are one."""
    from carbonsv.app.session import Session  # noqa: PLC0415 - pandas takes a while
    from carbonsv.app.social.importing import is_kind  # noqa: PLC0415

    session = Session()
    session.open(arguments.file)
    outcomes = _beside_records if is_kind(arguments.kind) else _records
    facts = outcomes(session, arguments)
    if not arguments.dry_run:
        save(session)
    session.close()
    _say(facts, arguments)
    return FINDINGS if any(one["issues"] for one in facts) else 0


def _records(session: Session, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    from carbonsv.app.importing.any_file import import_file  # noqa: PLC0415 - pandas takes a while

    files = [arguments.data] if arguments.kind == "survey" else [[path] for path in arguments.data]
    said = _choices(arguments)
    return [run_facts(import_file(session, paths, said, only_look=arguments.dry_run)) for paths in files]


def _beside_records(session: Session, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    """Import tables beside the records, such as contacts."""
    from carbonsv.app.social.importing import import_kind  # noqa: PLC0415 - pandas takes a while

    found = [import_kind(session, arguments.kind, path, dry_run=arguments.dry_run) for path in arguments.data]
    return [{"file": one.name, "records": one.records, "issues": one.issues} for one in found]


def _choices(arguments: argparse.Namespace) -> FileChoices:
    from carbonsv.app.importing.choices import FileChoices  # noqa: PLC0415 - pandas takes a while
    from carbonsv.app.importing.source import ImportChoices  # noqa: PLC0415

    route = _ROUTES.get(arguments.kind) or ("readings" if arguments.half_hourly else "")
    source = ImportChoices(
        kind="" if arguments.kind in _ROUTES else arguments.kind,
        mapping=arguments.mapping,
        date_order=arguments.date_order,
        encoding=arguments.encoding,
        hidden=arguments.hidden,
        site=arguments.site,
    )
    return FileChoices(
        source=source,
        route=route,
        again=arguments.same_file,
        add_sites=arguments.add_sites,
        vat=arguments.vat,
        leave_out_counted=arguments.leave_out_counted,
        year_id=arguments.year,
        weeks=arguments.weeks,
        later_wins=arguments.later_wins,
    )


def _say(facts: Sequence[dict[str, Any]], arguments: argparse.Namespace) -> None:
    if arguments.json:
        say_json({"files": facts, "dry_run": arguments.dry_run})
        return
    verb = "would be added" if arguments.dry_run else "added"
    for one in facts:
        say(f"{one['file']}: {one['records']:,} records {verb}, {len(one['issues'])} rows to look at.")
        for total in one.get("totals", ())[:_MOST_TOTALS]:
            amount = f"{total['quantity']:,.15g} {total['unit']}"
            say(f"  {total['label']}: {amount} in {total['records']:,} records")
    say_issues([issue for one in facts for issue in one["issues"]])


def run_facts(run: DryRun) -> dict[str, Any]:
    """Return what a file gave, or would give, for JSON."""
    period = run.period
    return {
        "file": run.name,
        "as": run.route,
        "records": 0 if run.refused else run.records,
        "changed_records": run.changed_records,
        "period": {"start": str(period[0]), "end": str(period[1])} if period else None,
        "totals": [
            {
                "activity": one.activity,
                "label": one.label,
                "unit": one.unit,
                "records": one.records,
                "quantity": one.quantity,
            }
            for one in run.totals
        ],
        "rows_left_out": [
            {"sheet": table.sheet or None, "row": one.row, "why": one.why}
            for table in run.tables
            if table.taken
            for one in table.left_out
        ],
        "imported_before": run.same_file,
        "refused": run.refused or None,
        "issues": run.issues,
    }
