"""Evidence: files attached to records, copied into the document or referred to by place and fingerprint."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.app import editing
from carbonsv.document.attachments import COPIED, refuse_size, sha256
from carbonsv.document.attachments import EVIDENCE as TABLE
from carbonsv.document.history import Edit
from carbonsv.errors import DamagedDocumentError, EvidenceError, UnknownNameError
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    import pandas as pd

    from carbonsv.app.session import Session

REFERENCED = "referenced"
_AT_ONCE = 2**20  # [bytes]
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # of Windows, in any folder
_LONGEST_NAME = 120  # characters


def attach(session: Session, path: Path, record_id: str, *, copy: bool = True, note: str = "") -> str:
    """Attach a file to a record as one change that can be undone; return the id of the evidence.

    Args:
        session: with the document.
        path: of the file.
        record_id: of the activity record.
        copy: whether to keep its content in the document, or only its place and fingerprint.
        note: what it shows.

    Raises:
        UnknownNameError: there is no such record.
        EvidenceError: the file cannot be read, or is too large to be copied.
    """
    if record_id not in set(session.document.frame("activity")["id"]):
        raise UnknownNameError("record", record_id)
    path = Path(path)
    row: dict[str, Any] = {
        "id": editing.new_id(),
        "record": record_id,
        "name": path.name,
        "note": note or None,
    }
    row |= {"path": str(path.absolute()), "added": date.today().isoformat()}  # noqa: DTZ011 - the user's day
    content = _content(path) if copy else None
    if content is None:
        key, size_bytes = _fingerprint(path)
        row |= {"kind": REFERENCED, "sha256": key, "size_bytes": size_bytes}
    else:
        row |= {"kind": COPIED, "sha256": sha256(content), "size_bytes": len(content)}
    files = {} if content is None else {path.name: content}
    edit = Edit(TABLE, str(row["id"]), None, editing.full_row(TABLE, row))
    session.apply(f"Attach {path.name}", [edit], files=files)
    return str(row["id"])


def evidence_of(session: Session, record_id: str | None = None) -> pd.DataFrame:
    """Return (n rows) the evidence of a record, or all of it, columns as resources/schema/evidence.csv."""
    rows = session.document.frame(TABLE)
    return rows if record_id is None else rows[rows["record"] == record_id].reset_index(drop=True)


def detach(session: Session, evidence_id: str) -> None:
    """Remove evidence from its record as one change; its content stays, so that it can come back."""
    row = session.document.row(TABLE, evidence_id)
    session.apply(f"Remove {row['name']}", [Edit(TABLE, evidence_id, row, None)])


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
    rows = session.document.frame(TABLE)
    records = set(session.document.frame("activity")["id"])
    issues = []
    for evidence_id in rows["id"]:
        row = session.document.row(TABLE, evidence_id)
        issues += _compared(session, row)
        if row["record"] not in records:
            sentence = f"{row['name']} is evidence for record {row['record']}, which has been deleted."
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
