"""Publishing: one complete, checked file takes the place of the user's file in one step."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import secrets
import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import apsw

from carbonsv.document.check import check_content, check_layout
from carbonsv.document.connection import connect_to_finished, why
from carbonsv.document.exchange import move_to_free_name, put_in_place
from carbonsv.document.seal import fingerprint, seal
from carbonsv.document.workspace import sync_folder
from carbonsv.errors import DamagedDocumentError, SaveError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

_LEFT_OVER_SECONDS = 3600  # [s] after which no save can still be under way
_LEFT_OVER = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{8}\.(?P<stage>making|made|made\.out)\Z")


@dataclass(frozen=True, slots=True)
class Published:
    """A file that was published.

    Args:
        digest: fingerprint of the file.
        conflict_copy: where the version that somebody else had put there is kept, if there was one.
    """

    path: Path
    digest: str
    conflict_copy: Path | None


def publish(
    connection: apsw.Connection, target: Path, known: Collection[str], announce: Callable[[str], None]
) -> Published:
    """Publish a document as one complete file.

    Args:
        connection: to the working copy.
        target: the user's file, there or not yet there.
        known: fingerprints of the versions that may be replaced; any other is kept beside the file.
        announce: told the fingerprint of the new file before it takes its place.

    Raises:
        SaveError: the folder or the disk refuses it; the file there is as it was.
    """
    if target.is_dir():
        raise SaveError(target, "there is a folder of that name")
    made = target.with_name(f".{target.name}.{secrets.token_hex(4)}.made")
    try:
        digest = write_finished(connection, made)
        announce(digest)
        with contextlib.suppress(FileNotFoundError):
            shutil.copymode(target, made)
        out = put_in_place(made, target)
    except (OSError, apsw.Error, DamagedDocumentError) as error:
        made.unlink(missing_ok=True)
        raise SaveError(target, *_reason(error)) from error
    conflict = _look_at(out, target, {*known, digest}) if out else None
    sync_folder(target.parent)
    return Published(target, digest, conflict)


def write_finished(connection: apsw.Connection, path: Path) -> str:
    """Write the document into a new file, check it, seal it, and return its fingerprint.

    Raises:
        OSError, apsw.Error: the disk refuses it.
        DamagedDocumentError: what was written is not what was meant.
    """
    making = path.with_suffix(".making")
    try:
        connection.execute("VACUUM INTO ?", (str(making),))
        _check(making)
        digest = seal(making)
        making.rename(path)
    except BaseException:
        making.unlink(missing_ok=True)
        raise
    return digest


def _check(path: Path) -> None:
    finished = connect_to_finished(path)
    try:
        check_layout(finished, path)
        check_content(finished, path, sealed=False)
    finally:
        finished.close()


def _reason(error: Exception) -> tuple[str, str]:
    if isinstance(error, DamagedDocumentError):
        return str(error).rstrip("."), "The file there is as it was. Save to another disk."
    if isinstance(error, OSError):
        return error.strerror or str(error), "The file there is as it was. Choose another folder."
    return why(error)


def _look_at(out: Path, target: Path, known: Collection[str]) -> Path | None:
    """Drop what came out if it is a version we know; otherwise keep it where the user finds it."""
    if fingerprint(out)[0] in known:
        out.unlink()
        return None
    return keep_beside(out, target, "other version")


def keep_beside(path: Path, target: Path, word: str) -> Path:
    """Rename a file to a free name beside another, saying what it is and when it was set aside."""
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    for attempt in range(1, 1000):
        again = f" {attempt}" if attempt > 1 else ""
        kept = target.with_name(f"{target.stem} ({word} {now:%Y-%m-%d %H.%M.%S}{again}){target.suffix}")
        with contextlib.suppress(FileExistsError):
            move_to_free_name(path, kept)
            return kept
    raise SaveError(target, "the folder is full of other versions")


def sweep(target: Path, known: Collection[str]) -> list[Path]:
    """Clear away what a save that was cut short has left beside a file; return the versions it kept.

    A file that was still being made is ours and incomplete: it goes. A file that was already complete may be
    somebody else's version that had just come out: unless it is known, it is kept under a name people see.
    """
    kept = []
    for path in sorted(target.parent.glob(".*.made*")) + sorted(target.parent.glob(".*.making")):
        match = _LEFT_OVER.match(path.name)
        if match is None or match["name"] != target.name or not _is_old(path):
            continue
        if match["stage"] == "making":
            path.unlink(missing_ok=True)
        elif other := _look_at(path, target, known):
            kept.append(other)
    return kept


def _is_old(path: Path) -> bool:
    status = path.stat()
    return time.time() - max(status.st_mtime, status.st_ctime) > _LEFT_OVER_SECONDS
