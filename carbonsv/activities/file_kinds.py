"""What a file is by its first bytes, whatever its name says: a workbook, a web page, text, or no table."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from carbonsv.errors import UnusableFileError

if TYPE_CHECKING:
    from pathlib import Path

_WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_PARTS = frozenset(("[Content_Types].xml", "content.xml", "mimetype"))  # of workbooks
_PAGE_MARKS = (b"<!doctype", b"<html", b"<table", b"<meta", b"<style", b"<head", b"<body", b"<div")
_OTHERS = (
    (b"%PDF", "it is a PDF", "Ask for the data as CSV or XLSX, or type the figures in."),
    (b"\x89PNG", "it is a picture", ""),
    (b"\xff\xd8\xff", "it is a picture", ""),
    (b"GIF8", "it is a picture", ""),
    (b"{\\rtf", "it is a text document, not a table", "Save its table as CSV or XLSX."),
    (b"SQLite format 3", "it is a database, not a table", "Open a Carbon SV document with Open."),
    (b"\x1f\x8b", "it is a compressed file", "Unpack it first."),
    (b"PAR1", "it is a Parquet file", "Export it as CSV or XLSX."),
)


def is_workbook(head: bytes) -> bool:
    """Whether a file begins as workbooks do."""
    return head.startswith(_WORKBOOK_MARKS)


def is_page(head: bytes) -> bool:
    """Whether a file begins as a web page does, and not as a workbook written as XML."""
    return _start(head).startswith(_PAGE_MARKS) and b"workbook" not in head


def head_of(path: Path) -> bytes:
    """Return the first bytes of a file.

    Raises:
        UnusableFileError: it cannot be opened, or is empty.
    """
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise UnusableFileError(path, (error.strerror or "it cannot be opened").lower()) from error
    if not head.strip():
        raise UnusableFileError(path, "it is empty")
    return head


def refuse_others(path: Path, head: bytes) -> None:
    """Refuse what is no table, and say what it is.

    Raises:
        UnusableFileError: it is a picture, a PDF, JSON or the like.
    """
    for mark, reason, hint in _OTHERS:
        if head.startswith(mark):
            raise UnusableFileError(path, reason, hint)
    start = _start(head)
    if re.match(rb'\[\s*[\[{"]|\{\s*"', start):
        raise UnusableFileError(path, "it is JSON, not a table", "Export it as CSV or XLSX.")
    if start.startswith((b"<?xml", b"<workbook")):
        hint = "Open it in a spreadsheet program and save it as XLSX."
        raise UnusableFileError(path, f"it is XML, whatever “{path.suffix}” says", hint)


def refuse_archive(path: Path) -> None:
    """Refuse an archive of files that is no workbook; a damaged one is left to the reader of workbooks."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return
    if not any(name in _PARTS or name.startswith("xl/") for name in names):
        raise UnusableFileError(path, "it is an archive of files, not a table", "Unpack it first.")


def _start(head: bytes) -> bytes:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
