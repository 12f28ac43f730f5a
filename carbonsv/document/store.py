"""Opening, recovering and beginning documents: from the user's file to a working copy that can be trusted."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from carbonsv.document import seal
from carbonsv.document.backups import newest_good
from carbonsv.document.check import check_content, check_layout, check_marks, check_older_layout, meta
from carbonsv.document.connection import connect, transaction
from carbonsv.document.format import FORMAT_VERSION
from carbonsv.document.migrations import upgrade
from carbonsv.document.publish import keep_beside, sweep
from carbonsv.document.schema import create
from carbonsv.document.workspace import WorkingCopy, home, left_over, new_copy
from carbonsv.errors import DamagedDocumentError, SaveError, UnusableFileError
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Opened:
    """A working copy with its connection.

    Args:
        upgraded_from: the older format the document had, or None.
        kept: versions of somebody else that a save cut short had left behind, now beside the file.
        unsealed: whether the file was changed outside the program without damage to its content.
    """

    copy: WorkingCopy
    connection: apsw.Connection
    upgraded_from: int | None = None
    kept: tuple[Path, ...] = ()
    unsealed: bool = False

    @property
    def notices(self) -> list[Issue]:
        """What the user should know about the file that was opened."""
        return [*map(_kept_notice, self.kept), *([_UNSEALED] if self.unsealed else [])]


_UNSEALED = Issue(
    "",
    "changed-outside",
    "notice",
    "The file was changed outside the program since it was saved; every record reads as written.",
    "Saving it makes it whole again.",
)


def _kept_notice(path: Path) -> Issue:
    sentence = f"A save that was cut short had left another version behind; it is now {path.name}."
    return Issue("", "other-version-kept", "warning", sentence, "Open both and compare them.")


def begin(folder: Path) -> Opened:
    """Begin an empty document."""
    copy = new_copy(folder)
    connection = connect(copy.path)
    connection.execute("PRAGMA page_size = 8192")
    with transaction(connection, copy.path):
        create(connection)
    return Opened(copy, connection)


def open_file(path: Path, folder: Path, *, tidy: bool = True) -> Opened:
    """Copy a user's file into a working copy, and check it.

    Args:
        path: of the user's file, which is only read.
        folder: the program's own.
        tidy: whether to clear away what a save that was cut short has left beside the file.

    Raises:
        UnusableFileError: it cannot be read, or is not a document of this program or an older version.
        DamagedDocumentError: with the newest good backup; the file stays as it is.
    """
    path = Path(path).resolve()
    try:
        version = check_marks(path)
        copy = new_copy(folder, path)
        opened = _opened(copy, folder, version)
    except OSError as error:
        raise UnusableFileError(path, error.strerror or str(error)) from error
    if tidy:
        with contextlib.suppress(OSError):  # the folder may be for reading only
            return replace(opened, kept=tuple(sweep(path, copy.digests)))
    return opened


def _opened(copy: WorkingCopy, folder: Path, version: int) -> Opened:
    source = copy.source or copy.path
    try:
        with _kept_only_when_good(copy):
            digest, sealed = seal.copy(source, copy.path)
            copy.digests.append(digest)
            connection = _checked(copy, source, version, sealed=sealed)
            copy.generation = int(meta(connection, "generation"))
            copy.note()
    except DamagedDocumentError as error:
        reason = str(error).partition("damaged: ")[2].rstrip(".")
        raise DamagedDocumentError(source, reason, newest_good(folder, source)) from error
    older = version if version < FORMAT_VERSION else None
    return Opened(copy, connection, older, unsealed=not sealed)


@contextlib.contextmanager
def _kept_only_when_good(copy: WorkingCopy) -> Iterator[None]:
    try:
        yield
    except BaseException:
        copy.discard()
        raise


def _checked(copy: WorkingCopy, named: Path, version: int, *, sealed: bool) -> apsw.Connection:
    """Open a working copy and check it, upgrading it when it is of an older format."""
    try:
        connection = connect(copy.path)
    except (apsw.CorruptError, apsw.NotADBError, apsw.SQLError) as error:
        raise DamagedDocumentError(named, f"it cannot be read ({error})") from error
    try:
        if version < FORMAT_VERSION:
            check_older_layout(connection, named)
            _upgraded(connection, copy, version)
        check_layout(connection, named)
        check_content(connection, named, sealed=sealed)
    except BaseException:
        connection.close()
        raise
    return connection


def _upgraded(connection: apsw.Connection, copy: WorkingCopy, version: int) -> None:
    named = copy.source or copy.path
    try:
        with transaction(connection, copy.path):
            upgrade(connection, version, FORMAT_VERSION)
    except (FileNotFoundError, apsw.Error) as error:
        raise UnusableFileError(named, f"its format {version} cannot be brought up to date") from error


@dataclass(frozen=True, slots=True)
class Recoverable:
    """Unsaved work that a crash has left behind.

    Args:
        changed: when it was last worked on [s since 1970].
    """

    copy: WorkingCopy
    changed: float

    @property
    def title(self) -> str:
        """The name of the document."""
        return self.copy.title


def recoverable(folder: Path | None = None) -> list[Recoverable]:
    """Return the unsaved work left behind, newest first; documents open elsewhere are not in it."""
    found = [
        Recoverable(copy, copy.path.stat().st_mtime)
        for copy in left_over(home(folder))
        if copy.path.exists() and _has_unsaved_work(copy)
    ]
    return sorted(found, key=lambda item: item.changed, reverse=True)


def _has_unsaved_work(copy: WorkingCopy) -> bool:
    try:
        connection = connect(copy.path)
    except apsw.BusyError:  # open in this program or another
        return False
    except apsw.Error:  # damaged: offered, so that opening it says so
        return True
    try:
        unsaved = int(meta(connection, "generation")) != copy.generation
    except (apsw.Error, ValueError):
        unsaved = True
    finally:
        connection.close()
    if not unsaved:
        copy.discard()
    return unsaved


def recover(item: Recoverable) -> Opened:
    """Open unsaved work again, after checking it.

    Raises:
        DamagedDocumentError: the working copy is damaged; it is moved aside.
        SaveError: another program has it open.
    """
    try:
        return Opened(
            item.copy, _checked(item.copy, item.copy.path, check_marks(item.copy.path), sealed=False)
        )
    except apsw.BusyError as error:
        raise SaveError(item.copy.path, "another program has it open") from error
    except (DamagedDocumentError, UnusableFileError):
        aside = item.copy.folder.parent.parent / "damaged"
        aside.mkdir(exist_ok=True)
        keep_beside(item.copy.folder, aside / item.copy.folder.name, "damaged")
        raise
