"""Files attached as evidence, kept inside the document under the SHA-256 of their content.

Content is only ever added: a file whose evidence was removed stays, so that undo and history can bring it
back. Rows of evidence name the SHA-256, and the chain of changes holds those rows.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from carbonsv.document.format import LARGEST_ATTACHMENT, LARGEST_ATTACHMENTS
from carbonsv.errors import EditError, EvidenceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import apsw

    from carbonsv.document.hashes import Block

EVIDENCE, COPIED = "evidence", "copied"
_REFER = "Attach it as a reference: then only its place and its fingerprint are kept."
_MEBIBYTE = 2**20  # [bytes]


def sha256(content: bytes) -> str:
    """Return the fingerprint that content is kept under."""
    return hashlib.sha256(content).hexdigest()


def keep(connection: apsw.Connection, name: str, content: bytes) -> None:
    """Keep the content of a file, once, inside the caller's transaction.

    Raises:
        EvidenceError: it, or everything attached together, is larger than a document may hold.
    """
    refuse_size(name, len(content))
    key = sha256(content)
    if connection.execute("SELECT 1 FROM attachment WHERE sha256 = ?", (key,)).get is not None:
        return
    if total_bytes(connection) + len(content) > LARGEST_ATTACHMENTS:
        reason = f"the files in the document would be larger than {_shown(LARGEST_ATTACHMENTS)} together"
        raise EvidenceError(name, reason, _REFER)
    connection.execute("INSERT INTO attachment VALUES (?, ?, ?)", (key, len(content), content))


def refuse_size(name: str, size_bytes: int) -> None:
    """Refuse a file that is larger than one cell of a document may be.

    Raises:
        EvidenceError: it is.
    """
    if size_bytes > LARGEST_ATTACHMENT:
        raise EvidenceError(name, f"it is larger than {_shown(LARGEST_ATTACHMENT)}", _REFER)


def total_bytes(connection: apsw.Connection) -> int:
    """Return [bytes] of everything attached."""
    return int(connection.execute("SELECT ifnull(sum(size_bytes), 0) FROM attachment").get)


def read(connection: apsw.Connection, key: str) -> bytes | None:
    """Return content by its fingerprint; None when it is not there, or is not as it was attached."""
    found: Any = connection.execute("SELECT content FROM attachment WHERE sha256 = ?", (key,)).get
    return found if isinstance(found, bytes) and sha256(found) == key else None


def require(connection: apsw.Connection, touched: Iterable[Block]) -> None:
    """Refuse evidence of a copied file whose content is not in the document.

    Raises:
        EditError: it is not.
    """
    if any(table == EVIDENCE for table, _ in touched):
        for row_id in _without_content(connection):
            raise EditError(EVIDENCE, row_id, "the content of its file is not in the document")


def damage(connection: apsw.Connection) -> Iterator[str]:
    """Yield a clause for each attached file that is not as it was attached, or not there."""
    names = dict(_rows(connection, f"SELECT sha256, name FROM {EVIDENCE}"))  # noqa: S608 - a name of ours
    for key, size_bytes, content in _rows(connection, "SELECT sha256, size_bytes, content FROM attachment"):
        if sha256(content) != key or len(content) != size_bytes:
            yield f"the attached file {names.get(key, key[:12])} is not as it was attached"
    for row_id in sorted(_without_content(connection)):
        yield f"the attached file of evidence {row_id} is missing"


def _without_content(connection: apsw.Connection) -> set[str]:
    missing = (
        "SELECT id FROM evidence WHERE kind = ?"
        " AND NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.sha256 = evidence.sha256)"
    )
    return {row_id for (row_id,) in _rows(connection, missing, (COPIED,))}


def _rows(connection: apsw.Connection, sql: str, values: tuple[str, ...] = ()) -> Iterator[Any]:
    return iter(connection.execute(sql, values))


def _shown(size_bytes: int) -> str:
    return f"{size_bytes // _MEBIBYTE} MB"
