"""Verifying a document: pages, rows, the chain of changes, and whether the changes lead to the tables."""

from __future__ import annotations

import apsw

from carbonsv.document import history, rows
from carbonsv.document.check import damage
from carbonsv.document.hashes import Block, rehash, stored_hashes, words
from carbonsv.document.runs import Runs
from carbonsv.document.schema import META, create
from carbonsv.errors import CarbonsvError
from carbonsv.model.issue import Issue

_HINT = "Keep this file, and open the newest backup."


def verify(connection: apsw.Connection) -> list[Issue]:
    """Return an issue for everything in a document that is not as it was written."""
    found = [
        Issue("", "damaged-document", "error", f"The document is damaged: {reason}.", _HINT)
        for reason in damage(connection, thorough=True)
    ]
    return found or _replay_issues(connection)


def _replay_issues(connection: apsw.Connection) -> list[Issue]:
    try:
        differing = _replayed_differences(connection)
    except (CarbonsvError, apsw.Error, ValueError, KeyError, TypeError) as error:
        sentence = f"The history of the document cannot be played through: {error}"
        return [Issue("", "history-unreadable", "error", sentence, _HINT)]
    return [
        Issue("", "history-differs", "error", f"History does not lead to {words(block)} as they are.", _HINT)
        for block in differing
    ]


def _replayed_differences(connection: apsw.Connection) -> list[Block]:
    """Play every change into an empty document, and return the blocks that come out differently."""
    replayed = apsw.Connection("")  # on the disk, in a temporary file
    create(replayed)
    runs = Runs(replayed)
    with replayed:
        Runs(connection).copy_to(runs)
        for change in reversed(history.changes(connection)):
            payload = history.payload_of(connection, change.number)
            rehash(replayed, rows.perform(replayed, runs, payload)[1])
    now, then = stored_hashes(connection), stored_hashes(replayed)
    blocks = (now.keys() | then.keys()) - {(META.name, 0)}
    return sorted(block for block in blocks if now.get(block) != then.get(block))
