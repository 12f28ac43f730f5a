"""A session as it was at one moment: documents are made from it in a job while the user goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from carbonsv.app.session import Session
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.document.history import Change


@dataclass(frozen=True, eq=False)
class StillDocument:
    """What documents say about the document they come from.

    Attributes:
        head_hash: of its history.
        changes: the newest first.
        files: content of the files attached to records by SHA-256, where they were asked for.
    """

    head_hash: str
    changes: tuple[Change, ...]
    files: Mapping[str, bytes] | None

    def history(self) -> list[Change]:
        """Return the changes, newest first."""
        return list(self.changes)

    @property
    def attachment(self) -> Callable[[str], bytes] | None:
        """What gives the content of an attached file; None where files were not asked for."""
        return None if self.files is None else self.files.__getitem__


@dataclass(frozen=True, eq=False)
class StillSession:
    """Answers what the makers of documents ask a session, always as at one moment."""

    document: StillDocument
    taken: Snapshot

    def snapshot(self) -> Snapshot:
        """Return the tables and factors of that moment; inventories made from it are kept."""
        return self.taken


def still(session: Session, *, with_files: bool = False) -> StillSession:
    """Take the open document as it is now.

    Args:
        session: with the document.
        with_files: whether the files attached to records are taken too, which may take a while.

    Raises:
        NothingOpenError: there is none.
    """
    document = session.document
    history = tuple(document.history())
    taken = session.snapshot()
    return StillSession(
        StillDocument(document.head_hash, history, _files(session) if with_files else None), taken
    )


def _files(session: Session) -> Mapping[str, bytes]:
    from carbonsv.app.reporting.making import attached_files  # noqa: PLC0415 - it loads matplotlib

    return attached_files(session)


def state_of(session: Session) -> tuple[str, int]:
    """Return what changes whenever documents of a session would: its history, and which factors it has.

    Raises:
        NothingOpenError: there is no document.
    """
    return session.document.head_hash, id(session.official_library)
