"""Connections to a working copy: one writer, nothing trusted, every commit on the disk before it returns."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import apsw

from carbonsv.document.format import CHECK_SECONDS, LARGEST_CELL, LARGEST_PACKED
from carbonsv.errors import SaveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CONFIGURED = (
    (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
    (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
    (apsw.SQLITE_DBCONFIG_DQS_DDL, 0),
    (apsw.SQLITE_DBCONFIG_DQS_DML, 0),
)
_SETTINGS = (
    "cell_size_check = ON",
    "locking_mode = EXCLUSIVE",
    "journal_mode = TRUNCATE",  # no WAL: one file is the whole document
    "synchronous = EXTRA",
    "cache_size = -65536",
)
_STEPS_BETWEEN_LOOKS = 10_000


def connect(path: Path) -> apsw.Connection:
    """Open a working copy that nobody else may open, for reading and writing.

    Raises:
        apsw.BusyError: another program has it open.
    """
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    connection = _configured(apsw.Connection(str(path), flags))
    try:
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        connection.execute(
            "BEGIN EXCLUSIVE; COMMIT"
        )  # the lock is held from here until the connection closes
    except apsw.Error:
        connection.close()
        raise
    return connection


def connect_to_finished(path: Path) -> apsw.Connection:
    """Open a finished file for reading, leaving every byte of it and its folder as they are."""
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    return _configured(apsw.Connection(f"{path.absolute().as_uri()}?mode=ro&immutable=1", flags))


def _configured(connection: apsw.Connection) -> apsw.Connection:
    for option, value in _CONFIGURED:
        connection.config(option, value)
    connection.limit(apsw.SQLITE_LIMIT_LENGTH, LARGEST_PACKED)
    return connection


@contextmanager
def transaction(connection: apsw.Connection, path: Path) -> Iterator[None]:
    """Do everything inside or nothing.

    Raises:
        SaveError: the disk is full, or the working copy cannot be written.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except BaseException as error:
        _roll_back(connection)
        if isinstance(error, (apsw.FullError, apsw.IOError, apsw.ReadOnlyError, apsw.CantOpenError)):
            raise SaveError(path, *why(error)) from error
        raise


def _roll_back(connection: apsw.Connection) -> None:
    if connection.in_transaction:  # a full disk has already rolled back by itself
        connection.execute("ROLLBACK")


def why(error: Exception) -> tuple[str, str]:
    """Say why a write failed, as a clause, and what to do."""
    if isinstance(error, apsw.FullError):
        return "the disk is full", "Make room on the disk and try again; nothing that was saved is lost."
    return (
        f"the disk refused it ({error})",
        "Try again, or save to another folder; nothing that was saved is lost.",
    )


@contextmanager
def limited(connection: apsw.Connection, seconds: float = CHECK_SECONDS) -> Iterator[None]:
    """Read a document nobody has vouched for: large cells are refused, and reading ends after a time [s].

    Raises:
        apsw.TooBigError: a cell is larger than any the program writes.
        apsw.InterruptError: the time is over.
    """
    end = time.monotonic() + seconds
    connection.limit(apsw.SQLITE_LIMIT_LENGTH, LARGEST_CELL)
    connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        connection.set_progress_handler(None)
        connection.limit(apsw.SQLITE_LIMIT_LENGTH, LARGEST_PACKED)
