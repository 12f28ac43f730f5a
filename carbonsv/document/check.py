"""Looking at a document before it is trusted: marks first, then its layout, then every byte of content."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import apsw

from carbonsv.document import attachments
from carbonsv.document.connection import limited
from carbonsv.document.format import APPLICATION_ID, FORMAT_VERSION, LARGEST_FILE
from carbonsv.document.hashes import differing_blocks, words
from carbonsv.document.history import broken_links
from carbonsv.document.places import misplaced
from carbonsv.document.runs import Runs
from carbonsv.document.schema import expected_layout, layout
from carbonsv.errors import DamagedDocumentError, NewerDocumentError, UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
_ENCODING, _VERSION, _APPLICATION = slice(56, 60), slice(60, 64), slice(68, 72)  # where SQLite keeps them
_UTF_8 = 1  # other encodings sort ids in another order
_DOCUMENT_ID, _GENERATION = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9]{1,15}")
_SHOWN = 3  # damaged places named in a sentence; the rest are counted
FOREIGN = "it defines tables, views or triggers that are not the program's own"


def check_marks(path: Path) -> int:
    """Look at the first bytes of a file, and return the version of its format.

    Raises:
        UnusableFileError: it is not a document, or far too large for one.
        NewerDocumentError: a newer version of the program wrote it.
    """
    with path.open("rb") as stream:
        header = stream.read(_HEADER_SIZE)
    if not header.startswith(_MAGIC) or len(header) < _HEADER_SIZE:
        raise UnusableFileError(path, "it is not a Carbon SV document")
    if int.from_bytes(header[_APPLICATION], "big") != APPLICATION_ID:
        raise UnusableFileError(path, "it is a database of another program")
    if int.from_bytes(header[_ENCODING], "big") != _UTF_8:
        raise UnusableFileError(path, "its texts are not written as the program writes them")
    if path.stat().st_size > LARGEST_FILE:
        raise UnusableFileError(path, "it is larger than any document the program writes")
    version = int.from_bytes(header[_VERSION], "big")
    if version > FORMAT_VERSION:
        raise NewerDocumentError(path, version, FORMAT_VERSION)
    return version


def check_layout(connection: apsw.Connection, path: Path) -> None:
    """Refuse a document that defines anything but what the program itself would.

    Raises:
        UnusableFileError: it has other tables, views or triggers.
        DamagedDocumentError: its layout cannot be read.
    """
    try:
        with limited(connection):
            found = layout(connection)
    except (apsw.Error, UnicodeDecodeError) as error:
        raise DamagedDocumentError(path, "its layout cannot be read") from error
    if found != expected_layout():
        raise UnusableFileError(path, FOREIGN)


def check_older_layout(connection: apsw.Connection, path: Path) -> None:
    """Refuse an older document before it is upgraded: views and triggers of others would run on the way.

    Raises:
        UnusableFileError: it has views, virtual tables, or triggers that are not ours.
        DamagedDocumentError: it is damaged.
    """
    with limited(connection):
        found = layout(connection)
    active = [item for item in found if item[0] in ("view", "trigger") or "VIRTUAL" in str(item[3]).upper()]
    if not set(active) <= set(expected_layout()):
        raise UnusableFileError(path, FOREIGN)
    _refuse(path, damage(connection, thorough=False, rows=False, ours=False))  # hashed by other columns


def check_content(connection: apsw.Connection, path: Path, *, sealed: bool) -> None:
    """Refuse a document whose content is not what was written.

    Args:
        connection: to the working copy.
        path: of the user's file, for the sentence.
        sealed: whether the seal of the file fits; every row was then checked when it was written.

    Raises:
        DamagedDocumentError: naming the first damaged places.
    """
    _refuse(path, damage(connection, thorough=False, rows=not sealed))


def _refuse(path: Path, found: list[str]) -> None:
    if found:
        more = f", and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise DamagedDocumentError(path, "; ".join(found[:_SHOWN]) + more)


def damage(connection: apsw.Connection, *, thorough: bool, rows: bool = True, ours: bool = True) -> list[str]:
    """Return what is damaged, as clauses.

    Args:
        connection: to a document.
        thorough: look at the indexes too.
        rows: read every row and compare its hash.
        ours: whether the layout is already known to be that of today.
    """
    try:
        with limited(connection):
            pages = _page_damage(connection, "integrity_check" if thorough else "quick_check")
            return [*pages, *_content_damage(connection, rows=rows, ours=ours)]
    except apsw.InterruptError:
        return ["checking it takes too long"]
    except (apsw.Error, ValueError, TypeError, OverflowError) as error:  # ValueError: text not of Unicode
        return [f"it cannot be read to the end ({error})"]


def _page_damage(connection: apsw.Connection, pragma: str) -> Iterator[str]:
    found = [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}(10)")]
    if found != ["ok"]:
        yield f"its pages are not in order ({found[0].splitlines()[-1]})"


def _content_damage(connection: apsw.Connection, *, rows: bool, ours: bool) -> Iterator[str]:
    if not _DOCUMENT_ID.fullmatch(meta(connection, "document_id")):  # it names the folder of its backups
        yield "it does not say which document it is"
    if not _GENERATION.fullmatch(meta(connection, "generation")):
        yield "it does not say how often it was changed"
    if ours:
        yield from misplaced(connection)
    if rows:
        for block in differing_blocks(connection):
            yield f"{words(block)} are not as they were written"
        yield from attachments.damage(connection)
        yield from Runs(connection).damage()
    for number in broken_links(connection, meta(connection, "document_id")):
        yield f"change {number} of its history is not as it was written"


@contextmanager
def doubted(path: Path, what: str, errors: tuple[type[Exception], ...] = (ValueError,)) -> Iterator[None]:
    """Say of what cannot be read inside that the document is damaged.

    Raises:
        DamagedDocumentError: naming what it was.
    """
    try:
        yield
    except errors as error:
        raise DamagedDocumentError(path, f"{what} cannot be read ({error})") from error


def meta(connection: apsw.Connection, key: str) -> str:
    """Return what a document says about itself; empty when it does not."""
    found: Any = connection.execute("SELECT value FROM meta WHERE id = ?", (key,)).get
    return str(found) if found is not None else ""
