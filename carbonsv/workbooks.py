"""Workbooks opened by content, after a look at them: a small file can ask for more memory than there is.

The reader lays out a sheet up to its last cell, so one cell in the far corner is enough to end the program.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from carbonsv.errors import UnusableFileError
from carbonsv.sheet_checks import sheet_check

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

LARGEST_FILE_BYTES = 50_000_000
LARGEST_INFLATED_BYTES = 300_000_000
LARGEST_DATA_BYTES = 200_000_000  # of people's data, which is read in a process of its own
LARGEST_INFLATED_DATA_BYTES = 1_200_000_000
MOST_ENTRIES = 5_000
_CHUNK_BYTES = 1_000_000
_OVERLAP_BYTES = 64
# a column of three letters or more, or a row of six digits or more: the official sheets end near K9000
FAR = re.compile(rb"""r\s*=\s*["']\s*(\$?(?:[A-Za-z]{3,}\$?\d*|[A-Za-z]{0,2}\$?\d{6,}))""")
# people's data may fill a sheet to its last row; what its cells take is limited by memory
FAR_IN_DATA = re.compile(rb"""r\s*=\s*["']\s*(\$?(?:[A-Za-z]{3,}\$?\d*|[A-Za-z]{0,2}\$?\d{8,}))""")


Cell = str | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta
Grid = list[list[Cell]]


def read_sheets(content: bytes, path: Path, names: Collection[str] | None = None) -> dict[str, Grid]:
    """Read the sheets of a workbook (.xlsx, .xls, .xlsb or .ods, whatever its name says) as rows of cells.

    Args:
        content: of the file.
        path: to name in errors.
        names: of the sheets wanted; those that are not there are left out. None for all.

    Raises:
        UnusableFileError: it is no workbook, is protected, or is larger than it may be.
    """
    import python_calamine as calamine  # noqa: PLC0415 - only where there is a workbook

    check_workbook(content, path)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        wanted = [name for name in book.sheet_names if names is None or name in names]
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in wanted}
    except calamine.PasswordError as error:
        raise UnusableFileError(path, "it is protected by a password") from error
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, OSError) as error:
        raise UnusableFileError(path, "it is not a workbook that can be read") from error


def open_sheets(content: bytes, path: Path) -> Iterator[tuple[str, bool, Any]]:
    """Yield the name of every sheet with cells, whether it is hidden, and the sheet as calamine has it.

    Raises:
        UnusableFileError: it is no workbook, is protected, or is larger than it may be.
    """
    import python_calamine as calamine  # noqa: PLC0415 - only where there is a workbook

    _check_data(content, path)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for facts in book.sheets_metadata:
            if facts.typ == calamine.SheetTypeEnum.WorkSheet:
                hidden = facts.visible != calamine.SheetVisibleEnum.Visible
                yield facts.name, hidden, book.get_sheet_by_name(facts.name)
    except calamine.PasswordError as error:
        raise UnusableFileError(path, "it is protected by a password") from error
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, OSError) as error:
        raise UnusableFileError(path, "it is not a workbook that can be read") from error


def limit_memory(most_bytes: int) -> None:
    """Let this process have no more memory than this, where the system can hold it to that."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a workbook may be: its file, what it inflates to, and what a place too far looks like."""

    file_bytes: int
    inflated_bytes: int
    far: re.Pattern[bytes]


def _check_data(content: bytes, path: Path) -> None:
    check_workbook(content, path, Limits(LARGEST_DATA_BYTES, LARGEST_INFLATED_DATA_BYTES, FAR_IN_DATA))


def check_workbook(content: bytes, path: Path, limits: Limits | None = None) -> None:
    """Refuse a file that is no Excel workbook, or whose sheets are too large.

    Args:
        content: of the file.
        path: to name in errors.
        limits: those of workbooks the program knows, where none are given.

    Raises:
        UnusableFileError: with what is wrong.
    """
    held = limits or Limits(LARGEST_FILE_BYTES, LARGEST_INFLATED_BYTES, FAR)
    if len(content) > held.file_bytes:
        raise UnusableFileError(path, f"it is larger than {held.file_bytes // 1_000_000} MB")
    if not content.startswith(b"PK"):
        return  # the older format cannot hold more than 65,536 rows of 256 columns
    try:
        _check_archive(zipfile.ZipFile(io.BytesIO(content)), path, held)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnusableFileError(path, "it is not a workbook that can be read") from error


def _check_archive(archive: zipfile.ZipFile, path: Path, limits: Limits) -> None:
    if not {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} & set(archive.namelist()):
        raise UnusableFileError(path, "it is not an Excel workbook (.xlsx or .xls)")
    if len(archive.infolist()) > MOST_ENTRIES:
        raise UnusableFileError(path, f"it has more than {MOST_ENTRIES:,} parts, far more than a workbook")
    inflated = 0
    for entry in archive.infolist():
        look, overlap = sheet_check(entry.filename, path), 0
        for chunk in _chunks(archive, entry):
            inflated += len(chunk)
            if inflated > limits.inflated_bytes:
                raise UnusableFileError(path, "its sheets are far larger than this program reads")
            if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                raise UnusableFileError(
                    path, "it defines its own entities, which no spreadsheet program does"
                )
            if entry.filename.startswith("xl/worksheets/"):
                _check_places(chunk, path, limits.far)
            if look is not None:
                look.feed(chunk[overlap:])
            overlap = min(len(chunk) - overlap, _OVERLAP_BYTES)


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the real content piece by piece; each begins with the end of the last, so no place is cut."""
    tail = b""
    with archive.open(entry) as file:
        while piece := file.read(_CHUNK_BYTES):
            yield tail + piece
            tail = piece[-_OVERLAP_BYTES:]


def _check_places(chunk: bytes, path: Path, pattern: re.Pattern[bytes]) -> None:
    for far in pattern.finditer(chunk):
        if not chunk[far.start() - 1 : far.start()].isspace():
            continue  # the end of another attribute's name; a pattern that begins with a blank is far slower
        raise UnusableFileError(
            path, f"it has a cell at {far[1].decode()}, far outside any sheet this program reads"
        )
