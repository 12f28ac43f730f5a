"""The command that attaches files to records as evidence, lists them, and writes them out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app.commands.output import save, say, say_json, table_text
from carbonsv.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from carbonsv.app.session import Session

_LISTED = ("id", "record", "record_table", "name", "kind", "size_bytes", "sha256", "added", "note")


def add_commands(commands: Any) -> None:
    """Add `evidence`."""
    evidence = commands.add_parser(
        "evidence", help="files attached to records and claims: list, attach, extract"
    )
    evidence.add_argument("file", metavar="FILE", type=Path)
    evidence.add_argument(
        "record",
        metavar="RECORD",
        nargs="?",
        help="id of a record, claim, promise, delivery or requirement; of all by default",
    )
    evidence.add_argument("attach", metavar="ATTACH", type=Path, nargs="*", help="files to attach to it")
    evidence.add_argument("--note", default="", help="what the attached files show")
    evidence.add_argument("--reference", action="store_true", help="keep only place and fingerprint")
    evidence.add_argument(
        "--extract", metavar="DIR", type=Path, help="write the attached files into a folder"
    )
    evidence.add_argument("--remove", metavar="ID", default="", help="of the evidence to take off its record")
    evidence.add_argument("--json", action="store_true")
    evidence.set_defaults(handler=run_evidence)


def run_evidence(arguments: argparse.Namespace) -> int:
    """Attach, remove or write out evidence, then list what there is."""
    from carbonsv.app.evidence import evidence_at  # noqa: PLC0415 - pandas takes a while
    from carbonsv.app.session import Session  # noqa: PLC0415

    if arguments.attach and arguments.remove:
        raise UsageError("Files are attached or removed, not both at once.", "Say it in two commands.")
    changes = bool(arguments.attach or arguments.remove)
    session = Session()
    session.open(arguments.file, read_only=not changes)
    _change(session, arguments)
    rows = evidence_at(session, arguments.record)
    written = _extracted(session, list(rows["id"]), arguments.extract)
    listed = rows[list(_LISTED)].astype(object).where(rows[list(_LISTED)].notna(), None).to_dict("records")
    session.close()
    if arguments.json:
        say_json({"evidence": [_plain(row) for row in listed], "written": [str(path) for path in written]})
    else:
        _say(listed, written)
    return 0


def _change(session: Session, arguments: argparse.Namespace) -> None:
    from carbonsv.app.evidence import attach_to, detach  # noqa: PLC0415 - pandas takes a while

    if arguments.attach:
        copy = not arguments.reference
        attach_to(session, arguments.attach, arguments.record, copy=copy, note=arguments.note)
    elif arguments.remove:
        detach(session, arguments.remove)
    else:
        return
    save(session)


def _extracted(session: Session, ids: list[str], folder: Path | None) -> list[Path]:
    from carbonsv.app.evidence import extract  # noqa: PLC0415 - pandas takes a while

    return [] if folder is None else [extract(session, one, folder) for one in ids]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    added = row["added"]
    day = str(added.date()) if hasattr(added, "date") else added
    return {**row, "added": day, "size_bytes": int(row["size_bytes"])}  # frames hold integers as floats


def _say(listed: list[dict[str, Any]], written: list[Path]) -> None:
    if not listed:
        say("No file is attached.")
        return
    from carbonsv.app.evidence_records import spoken  # noqa: PLC0415 - pandas takes a while

    rows = []
    for row in listed:
        of = f"{spoken(row['record_table'])} {row['record']}"
        rows.append((str(row["id"]), of, str(row["name"]), str(row["kind"]), f"{row['size_bytes']:,.0f}"))
    say(table_text(("Id", "Of", "File", "Kept", "Bytes"), rows))
    if written:
        say("\nWritten:\n" + "\n".join(f"  {path}" for path in written))
