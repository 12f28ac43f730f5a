"""Evidence: files attached to records, copied into the document or referred to by place and fingerprint."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app import editing
from carbonsv.app.evidence_records import (
    RECORDS,
    REQUIREMENT,
    find_record,
    known_records,
    of_table,
    require_records,
    spoken,
)
from carbonsv.document.attachments import COPIED, refuse_size, sha256
from carbonsv.document.attachments import EVIDENCE as TABLE
from carbonsv.document.history import Edit
from carbonsv.errors import DamagedDocumentError, EvidenceError
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from carbonsv.app.session import Session
    from carbonsv.app.stored_tables import Tables

REFERENCED = "referenced"
_AT_ONCE = 2**20  # [bytes]
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # of Windows, in any folder
_SHOWN = frozenset(
    (
        *(".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp"),
        *(".csv", ".tsv", ".txt", ".xlsx", ".ods", ".docx", ".odt", ".pptx"),
    )
)
_LONGEST_NAME = 120  # characters


def attach(
    session: Session,
    path: Path,
    record_id: str,
    *,
    table: str = RECORDS,
    copy: bool = True,
    note: str = "",
) -> str:
    """Attach a file to a record as one change that can be undone; return the id of the evidence.

    Args:
        session: with the document.
        path: of the file.
        record_id: of the record.
        table: that the record is in: activity records, claims, promises, deliveries or requirements.
        copy: whether to keep its content in the document, or only its place and fingerprint.
        note: what it shows.

    Raises:
        UnknownNameError: there is no such record.
        EvidenceError: the file cannot be read, or is too large to be copied.
    """
    return attach_all(session, [path], [record_id], table=table, copy=copy, note=note)[0]


def attach_all(
    session: Session,
    paths: Sequence[Path],
    record_ids: Sequence[str],
    *,
    table: str = RECORDS,
    copy: bool = True,
    note: str = "",
) -> list[str]:
    """Attach files to each of some records of a table as one change; return the ids of the evidence.

    The content of a file is kept once, however many records it is evidence for.

    Raises:
        UnknownNameError: there is no such record.
        EvidenceError: a file cannot be read, or is too large to be copied.
    """
    require_records(session.document, table, record_ids)
    return _attach(session, paths, [(table, record_id) for record_id in record_ids], copy=copy, note=note)


def attach_to(
    session: Session, paths: Sequence[Path], name: str, *, copy: bool = True, note: str = ""
) -> list[str]:
    """Attach files to whatever has this id as one change; return the ids of the evidence.

    A requirement goes by its own name too, such as MR1; one without an answer yet gets its row.

    Raises:
        UnknownNameError: there is no such record.
        UsageError: records of several tables have this id.
        EvidenceError: a file cannot be read, or is too large to be copied.
    """
    place = find_record(session.document, name)
    return _attach(session, paths, [(place.table, place.record_id)], place.made, copy=copy, note=note)


def _attach(
    session: Session,
    paths: Sequence[Path],
    records: Sequence[tuple[str, str]],
    made: Sequence[Edit] = (),
    *,
    copy: bool,
    note: str,
) -> list[str]:
    """Attach files to records, each named by its table and id, after the edits that make these records."""
    files: dict[str, bytes] = {}
    edits = []
    for path in map(Path, paths):
        facts, content = _facts(path, copy=copy, note=note)
        if content is not None:
            files[f"{len(files)} {path.name}" if path.name in files else path.name] = content
        for table, record_id in records:
            which = {"id": editing.new_id(), "record": record_id, "record_table": table}
            edits.append(Edit(TABLE, which["id"], None, editing.full_row(TABLE, which | facts)))
    names = Path(paths[0]).name if len(paths) == 1 else f"{len(paths)} files"
    to = "" if len(records) == 1 else f" to {len(records)} records"
    session.apply(f"Attach {names}{to}", [*made, *edits], files=files)
    return [edit.id for edit in edits]


def _facts(path: Path, *, copy: bool, note: str) -> tuple[dict[str, Any], bytes | None]:
    """Return what is known of a file, and its content where it is kept."""
    today = date.today().isoformat()  # noqa: DTZ011 - the user's day
    row: dict[str, Any] = {"name": path.name, "note": note or None, "path": str(path.absolute())}
    content = _content(path) if copy else None
    if content is None:
        key, size_bytes = _fingerprint(path)
        return row | {"added": today, "kind": REFERENCED, "sha256": key, "size_bytes": size_bytes}, None
    facts = {"added": today, "kind": COPIED, "sha256": sha256(content), "size_bytes": len(content)}
    return row | facts, content


def evidence_of(session: Session, record_id: str | None = None, table: str = RECORDS) -> pd.DataFrame:
    """Return (n rows) the evidence of a record, or all of it, columns as resources/schema/evidence.csv."""
    rows = session.document.frame(TABLE)
    if record_id is None:
        return rows
    kept = of_table(rows, table)
    return kept[kept["record"] == record_id].reset_index(drop=True)


def evidence_at(session: Session, name: str | None) -> pd.DataFrame:
    """Return (n rows) the evidence of whatever has this id, deleted records too; all of it without one.

    A requirement goes by its own name too, such as MR1.
    """
    rows, answers = evidence_of(session), session.document.frame(REQUIREMENT)
    if name is None:
        return rows
    ids = {name, *answers["id"][(answers[REQUIREMENT] == name).to_numpy()]}
    return rows[rows["record"].isin(ids).to_numpy()].reset_index(drop=True)


def evidence_counts(stored: Tables, table: str = RECORDS) -> dict[str, int]:
    """Return how many files are evidence for each record of a table that has any."""
    kept = of_table(stored.frame(TABLE), table)
    return {str(record): int(count) for record, count in kept["record"].value_counts().items()}


def detach(session: Session, evidence_id: str) -> None:
    """Remove evidence from its record as one change; its content stays, so that it can come back."""
    detach_all(session, [evidence_id])


def detach_all(session: Session, evidence_ids: Sequence[str]) -> None:
    """Remove several pieces of evidence from their records as one change."""
    rows = [session.document.row(TABLE, evidence_id) for evidence_id in evidence_ids]
    edits = [Edit(TABLE, str(row["id"]), row, None) for row in rows]
    if edits:
        label = f"Remove {rows[0]['name']}" if len(rows) == 1 else f"Remove {len(rows)} files"
        session.apply(label, edits)


def set_quality(session: Session, record_ids: Sequence[str], quality: str) -> None:
    """Say of some records how their quantity is known, as one change."""
    edits = []
    for record_id in record_ids:
        before = session.document.row("activity", record_id)["quality"]
        if before != quality:
            edits.append(Edit("activity", record_id, {"quality": before}, {"quality": quality}))
    if edits:
        session.apply("Change data quality", edits)


def can_be_shown(name: str) -> bool:
    """Whether a file is only looked at when it is opened: others could run, and are saved instead."""
    return Path(name).suffix.casefold() in _SHOWN


def extract(session: Session, evidence_id: str, folder: Path) -> Path:
    """Write an attached file into a folder, never over another file; return where it is.

    A referenced file is copied from its place, if it is there and as it was.

    Raises:
        EvidenceError: the place or the folder cannot be used, or the file has changed.
        DamagedDocumentError: the content is not as it was attached.
    """
    row = session.document.row(TABLE, evidence_id)
    content = session.document.attachment(row["sha256"]) if row["kind"] == COPIED else _referenced(row)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _written(folder, _safe_name(row["name"]), content)
    except OSError as error:
        reason = f"it cannot be written to {folder} ({_why(error)})"
        raise EvidenceError(row["name"], reason, "Choose another folder.") from error


def verify_evidence(session: Session) -> list[Issue]:
    """Compare every attached file with its fingerprint; return what differs, is gone or has no record."""
    known = known_records(session.document)
    issues = []
    for evidence_id in session.document.frame(TABLE)["id"]:
        row = session.document.row(TABLE, evidence_id)
        issues += _compared(session, row)
        if (row["record_table"], row["record"]) not in known:
            kind = "record" if row["record_table"] == RECORDS else spoken(row["record_table"])
            sentence = f"{row['name']} is evidence for {kind} {row['record']}, which has been deleted."
            issues.append(Issue(evidence_id, "evidence-without-record", "notice", sentence))
    return issues


def _compared(session: Session, row: dict[str, Any]) -> list[Issue]:
    try:
        if row["kind"] == COPIED:
            session.document.attachment(row["sha256"])
        else:
            _same_as_attached(row)
    except DamagedDocumentError as error:
        return [Issue(row["record"], "evidence-damaged", "error", f"{row['name']}: {error}", error.hint)]
    except EvidenceError as error:
        return [Issue(row["record"], "evidence-changed", "warning", str(error), error.hint)]
    return []


def _content(path: Path) -> bytes:
    try:
        refuse_size(path.name, path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _fingerprint(path: Path) -> tuple[str, int]:
    """Return SHA-256 and size [bytes] of a file of any size."""
    body, size_bytes = hashlib.sha256(), 0
    try:
        with path.open("rb") as stream:
            while part := stream.read(_AT_ONCE):
                body.update(part)
                size_bytes += len(part)
    except OSError as error:
        raise _unreadable(path, error) from error
    return body.hexdigest(), size_bytes


def _unreadable(path: Path, error: OSError) -> EvidenceError:
    return EvidenceError(path.name, f"it cannot be read ({_why(error)})", "Choose a file that can be opened.")


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _referenced(row: dict[str, Any]) -> bytes:
    """Return the content of a referenced file that is as it was."""
    _same_as_attached(row)
    return Path(row["path"]).read_bytes()


def _same_as_attached(row: dict[str, Any]) -> None:
    path = Path(row["path"] or row["name"])
    if not path.is_file():
        raise EvidenceError(row["name"], f"it is not at {path} any more", "Put it back, or attach it again.")
    if _fingerprint(path)[0] != row["sha256"]:
        raise EvidenceError(row["name"], "it has changed since it was attached", "Attach it again.")


def _safe_name(name: str) -> str:
    """Return a file name that leads nowhere else, whatever a document says."""
    safe = _NOT_IN_NAMES.sub("_", name).strip(". ")[-_LONGEST_NAME:]
    return f"_{safe}" if not safe or _DEVICES.match(safe) else safe


def _written(folder: Path, name: str, content: bytes) -> Path:
    """Write into a free name of a folder."""
    plain = Path(name)
    number = 1
    while True:
        path = folder / (name if number == 1 else f"{plain.stem} ({number}){plain.suffix}")
        try:
            with path.open("xb") as stream:
                stream.write(content)
        except FileExistsError:
            number += 1
            continue
        return path
