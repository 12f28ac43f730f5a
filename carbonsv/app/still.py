"""A session as it was at one moment: documents are made from it in a job while the user goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carbonsv.app.session import Session
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.document.history import Change


@dataclass(frozen=True, eq=False)
class StillDocument:
    """What documents say about the document they come from.

    Attributes:
        head_hash: of its history.
        changes: the newest first.
    """

    head_hash: str
    changes: tuple[Change, ...]

    def history(self) -> list[Change]:
        """Return the changes, newest first."""
        return list(self.changes)


@dataclass(frozen=True, eq=False)
class StillSession:
    """Answers what the makers of documents ask a session, always as at one moment."""

    document: StillDocument
    taken: Snapshot

    def snapshot(self) -> Snapshot:
        """Return the tables and factors of that moment; inventories made from it are kept."""
        return self.taken


def still(session: Session) -> StillSession:
    """Take the open document as it is now.

    Raises:
        NothingOpenError: there is none.
    """
    document = session.document
    return StillSession(StillDocument(document.head_hash, tuple(document.history())), session.snapshot())
