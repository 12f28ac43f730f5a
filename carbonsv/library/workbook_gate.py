"""A look at a workbook before the reader opens it: a small file can ask for more memory than there is.

The reader lays out a sheet up to its last cell, so one cell in the far corner is enough to end the program.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from carbonsv.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_FILE_BYTES = 50_000_000
LARGEST_INFLATED_BYTES = 300_000_000
_CHUNK_BYTES = 1_000_000
_OVERLAP_BYTES = 64
# a column of three letters or more, or a row of six digits or more: the official sheets end near K9000
_FAR = re.compile(rb"""\sr\s*=\s*["']\s*(\$?(?:[A-Za-z]{3,}\$?\d*|[A-Za-z]{0,2}\$?\d{6,}))""")


def check_workbook(content: bytes, path: Path) -> None:
    """Refuse a file that is no Excel workbook, or whose sheets are larger than any official one.

    Raises:
        UnusableFileError: with what is wrong.
    """
    if len(content) > LARGEST_FILE_BYTES:
        raise UnusableFileError(path, f"it is larger than {LARGEST_FILE_BYTES // 1_000_000} MB")
    if not content.startswith(b"PK"):
        return  # the older format cannot hold more than 65,536 rows of 256 columns
    try:
        _check_archive(zipfile.ZipFile(io.BytesIO(content)), path)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnusableFileError(path, "it is not a workbook that can be read") from error


def _check_archive(archive: zipfile.ZipFile, path: Path) -> None:
    if "xl/workbook.xml" not in archive.namelist():
        raise UnusableFileError(path, "it is not an Excel workbook (.xlsx or .xls)")
    inflated = 0
    for entry in archive.infolist():
        for chunk in _chunks(archive, entry):
            inflated += len(chunk)
            if inflated > LARGEST_INFLATED_BYTES:
                raise UnusableFileError(path, "its sheets are far larger than any official workbook")
            if entry.filename.startswith("xl/worksheets/"):
                _check_places(chunk, path)


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the real content piece by piece; each begins with the end of the last, so no place is cut."""
    tail = b""
    with archive.open(entry) as file:
        while piece := file.read(_CHUNK_BYTES):
            yield tail + piece
            tail = piece[-_OVERLAP_BYTES:]


def _check_places(chunk: bytes, path: Path) -> None:
    far = _FAR.search(chunk)
    if far is not None:
        raise UnusableFileError(path, f"it has a cell at {far[1].decode()}, far outside any official sheet")
