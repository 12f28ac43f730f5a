"""The seal of a finished file: a fingerprint of all its bytes after its last page.

SQLite never reads past the last page, so the file stays an ordinary database. A seal that fits says at the
speed of reading that nothing has changed since every row was checked; without one every row is checked again.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

_MARK = b"carbonsv seal 1\n"
_SIZE = len(_MARK) + 32
_AT_ONCE = 2**20  # [bytes]


def seal(path: Path) -> str:
    """Seal a finished file, put it on the disk, and return the fingerprint of the whole of it."""
    with path.open("r+b") as stream:
        body = _hash(stream, path.stat().st_size)
        trailer = _MARK + body.digest()
        stream.seek(0, os.SEEK_END)
        stream.write(trailer)
        stream.flush()
        os.fsync(stream.fileno())
    body.update(trailer)
    return body.hexdigest()


def fingerprint(path: Path) -> tuple[str, bool]:
    """Return the fingerprint of a file, and whether its seal fits."""
    with path.open("rb") as stream:
        return _read(stream, None)


def copy(source: Path, target: Path) -> tuple[str, bool]:
    """Copy a file without its seal; return its fingerprint, and whether the seal fits."""
    with source.open("rb") as stream, target.open("xb") as out:
        return _read(stream, out)


def _read(stream: BinaryIO, out: BinaryIO | None) -> tuple[str, bool]:
    size = os.fstat(stream.fileno()).st_size
    stream.seek(max(size - _SIZE, 0))
    trailer = stream.read(_SIZE)
    if not trailer.startswith(_MARK):
        trailer = b""
    stream.seek(0)
    body = _hash(stream, size - len(trailer), out)
    fits = trailer[len(_MARK) :] == body.digest()
    body.update(trailer)
    return body.hexdigest(), fits


def _hash(stream: BinaryIO, size: int, out: BinaryIO | None = None) -> hashlib.blake2b:
    body = hashlib.blake2b(digest_size=32)
    while size > 0 and (part := stream.read(min(size, _AT_ONCE))):
        body.update(part)
        size -= len(part)
        if out is not None:
            out.write(part)
    return body
