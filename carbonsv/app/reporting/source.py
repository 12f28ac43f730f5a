"""What documents are made from: an open session, or a session as it was at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.document.history import Change


class SourceDocument(Protocol):
    """What is said about the document itself."""

    @property
    def head_hash(self) -> str:
        """The hash that stands for its whole history."""

    def history(self) -> list[Change]:
        """Return its changes, newest first."""

    @property
    def attachment(self) -> Callable[[str], bytes] | None:
        """What gives the content of an attached file by SHA-256; None where files are not at hand."""


class Source(Protocol):
    """What the makers of documents ask."""

    @property
    def document(self) -> SourceDocument:
        """The document.

        Raises:
            NothingOpenError: there is none.
        """

    def snapshot(self) -> Snapshot:
        """Return its tables and factors."""
