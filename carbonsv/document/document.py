"""The document: tables in, edits out, everything remembered."""

from __future__ import annotations

import datetime as dt
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import apsw

from carbonsv.document import attachments, backups, factors_used, history, rows, store
from carbonsv.document.bulk import bulk_of
from carbonsv.document.check import doubted, meta
from carbonsv.document.connection import transaction, why
from carbonsv.document.format import EXTENSION, FORMAT_VERSION
from carbonsv.document.frames import Frames
from carbonsv.document.hashes import rehash
from carbonsv.document.history import Change, Edit, Kind, Payload, UndoStack
from carbonsv.document.publish import publish
from carbonsv.document.runs import Runs
from carbonsv.document.schema import META
from carbonsv.document.signature import now_utc, os_user
from carbonsv.document.verify import verify
from carbonsv.document.workspace import home as home_folder
from carbonsv.errors import DamagedDocumentError, EditError, ReadOnlyError, SaveError
from carbonsv.model.tables import document_tables, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from carbonsv.document.bulk import Bulk
    from carbonsv.document.history import Batch
    from carbonsv.model.issue import Issue
    from carbonsv.model.tables import Table


class Document:
    """One organisation's records, with everything that ever happened to them.

    Edits are on the disk when `apply` returns; `generation` counts. `save` publishes them to the user's file.
    """

    def __init__(
        self,
        opened: store.Opened,
        home: Path,
        *,
        read_only: bool = False,
        clock: Callable[[], dt.datetime] = now_utc,
        author: str | None = None,
    ) -> None:
        """Work on an opened working copy; use `create`, `open` or `recover`."""
        self.read_only = read_only
        self.conflict_copy: Path | None = None
        self.notices: list[Issue] = opened.notices
        self._copy, self._connection, self._home = opened.copy, opened.connection, home
        self._clock, self._author = clock, author or os_user()
        self._runs = Runs(self._connection)
        self._frames = Frames(self._connection, self._runs)
        self.generation = int(meta(self._connection, "generation") or 0)
        self._stack = UndoStack()
        for change in reversed(history.changes(self._connection)):
            self._stack.follow(change.kind, change.number, change.target)

    @classmethod
    def create(
        cls,
        path: Path | None = None,
        *,
        home: Path | None = None,
        clock: Callable[[], dt.datetime] = now_utc,
        author: str | None = None,
    ) -> Self:
        """Begin a document; with a path it is saved there at once."""
        folder = home_folder(home)
        document = cls(store.begin(folder), folder, clock=clock, author=author)
        document._describe_itself()
        if path is not None:
            document.save(path)
        return document

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        home: Path | None = None,
        clock: Callable[[], dt.datetime] = now_utc,
        author: str | None = None,
    ) -> Self:
        """Open a user's file. The file itself is only read; saving replaces it.

        Raises:
            UnusableFileError: it is not a document that this program can open, with the reason.
        """
        folder = home_folder(home)
        opened = store.open_file(Path(path), folder, tidy=not read_only)
        document = cls(opened, folder, read_only=read_only, clock=clock, author=author)
        if opened.upgraded_from is not None:
            document._note_upgrade(opened.upgraded_from)
        return document

    @classmethod
    def recover(cls, item: store.Recoverable, *, home: Path | None = None) -> Self:
        """Take up unsaved work that a crash has left behind."""
        return cls(store.recover(item), home_folder(home))

    @property
    def path(self) -> Path | None:
        """The user's file, or None while there is none."""
        return self._copy.source

    @property
    def name(self) -> str:
        """What the document is called."""
        return self._copy.title

    @property
    def saved(self) -> bool:
        """Whether the user's file holds everything; an untouched new document has nothing to save."""
        return self.generation == self._copy.generation

    @property
    def head_hash(self) -> str:
        """The hash of the newest change: it stands for the whole history, and is printed on reports."""
        newest = history.changes(self._connection, 1)
        return newest[0].hash if newest else history.genesis(meta(self._connection, "document_id"))

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        return self._label(self._stack.done)

    @property
    def redo_label(self) -> str | None:
        """What redo would do again."""
        return self._label(self._stack.undone)

    def frame(self, name: str) -> pd.DataFrame:
        """Return (n rows) of a table; changing it changes nothing else.

        Raises:
            DamagedDocumentError: a cell cannot be read.
        """
        with doubted(self._shown_path, name, (ValueError, TypeError, apsw.Error)):
            return self._frames.frame(_stored_table(name))

    def row(self, name: str, row_id: str) -> dict[str, Any]:
        """Return the values of one row.

        Raises:
            EditError: there is no such row.
        """
        with doubted(self._shown_path, name, (ValueError, apsw.Error)):
            found = rows.read(self._connection, self._runs, _stored_table(name), row_id)
        if found is None:
            raise EditError(name, row_id, "there is no such row")
        return found[1]

    def apply(
        self, label: str, edits: Sequence[Edit], kind: Kind = "edit", files: Mapping[str, bytes] | None = None
    ) -> Change:
        """Carry out edits, all or none, as one change that is on the disk when this returns.

        Args:
            label: what is done, in words.
            edits: row by row.
            kind: of the change.
            files: content that rows of evidence among the edits name by its SHA-256, by file name.

        Raises:
            EvidenceError: a file is too large.
            EditError: a row is not as the edit expects it, or a value cannot be stored.
            SaveError: the disk refuses it.
        """
        for edit in edits:
            _stored_table(edit.table)
        return self._commit(label, kind, tuple(edits), files=files)

    def insert_frame(self, label: str, name: str, frame: pd.DataFrame) -> Change:
        """Insert (n rows) of a data frame as one change, after a backup."""
        return self.insert_frames(label, {name: frame})

    def insert_frames(
        self, label: str, frames: Mapping[str, pd.DataFrame], edits: Sequence[Edit] = ()
    ) -> Change:
        """Insert (n rows) of data frames by table, then carry out edits, all as one change after a backup.

        Raises:
            EditError: a value cannot be stored, an id is blank or taken, or a row is not as an edit expects.
        """
        for name in (*frames, *(edit.table for edit in edits)):
            _stored_table(name)
        self._writable()
        bulk = bulk_of(frames, self._runs.next_position, edits)
        if self._stack.done or self.path:
            self.backup()
        return self._commit(label, "import", bulk.payload, bulk=bulk)

    def undo(self) -> Change | None:
        """Take back the newest change that can be; the taking back is itself a change."""
        return self._again("undo", self._stack.done)

    def redo(self) -> Change | None:
        """Do again what was last taken back."""
        return self._again("redo", self._stack.undone)

    def history(self, limit: int | None = None) -> list[Change]:
        """Return the newest changes, newest first."""
        return history.changes(self._connection, limit)

    def edits_of(self, number: int) -> tuple[Edit, ...]:
        """Return what a change did, row by row."""
        return history.as_edits(self._payload_of(number), self._columns_of)

    def tables_of(self, number: int) -> frozenset[str]:
        """Return the tables that a change touched."""
        return history.tables_of(self._payload_of(number))

    def verify(self) -> list[Issue]:
        """Read everything and compare: pages, rows, history, and history against the tables."""
        return verify(self._connection)

    def remember_factors(self, factors: Iterable[Mapping[str, Any]]) -> None:
        """Copy the factors a result rests on into the document, once; they never change there.

        Args:
            factors: each with pack_id, pack_sha256 and factor_id, and whatever else is to be kept as JSON.
        """
        edits = factors_used.new_edits(self._connection, factors)
        if edits:
            self._commit(f"Keep {len(edits)} factors", "factors", edits)

    def factors_used(self) -> list[dict[str, Any]]:
        """Return the factors that were remembered, as they were given."""
        return factors_used.kept(self._connection)

    def attachment(self, sha256: str) -> bytes:
        """Return the content of an attached file, after comparing it with its fingerprint.

        Raises:
            DamagedDocumentError: it is not there, or not as it was attached.
        """
        content = attachments.read(self._connection, sha256)
        if content is None:
            reason = f"the attached file {sha256[:12]} is missing or not as it was attached"
            raise DamagedDocumentError(self._shown_path, reason)
        return content

    def save(self, path: Path | None = None) -> Path:
        """Publish the document to the user's file, or to a new one.

        A version that somebody else has put there in the meantime is kept as `conflict_copy`.

        Raises:
            SaveError: the folder or the disk refuses it; the file there is as it was.
            ReadOnlyError: the document is open for reading only and no other path is given.
        """
        target = self._target(path)
        known = self._copy.digests if target == self._copy.source else []
        published = publish(self._connection, target, known, lambda digest: self._announce(target, digest))
        self._copy.source, self._copy.digests = target, [published.digest]
        self._copy.generation, self.conflict_copy = self.generation, published.conflict_copy
        self._copy.note()
        self.read_only = False
        backups.keep_copy(target, self._backups, self._clock())
        return target

    def backup(self) -> Path:
        """Write a backup of the document as it is now.

        Raises:
            SaveError: the disk refuses it.
        """
        try:
            return backups.backup(self._connection, self._backups, self.path, self._clock())
        except (OSError, apsw.Error) as error:
            raise SaveError(self._backups, *why(error)) from error

    def backup_if_due(self) -> Path | None:
        """Write a backup when the newest one is half an hour old: for a timer to call."""
        return self.backup() if backups.is_due(self._backups, self._clock()) else None

    def close(self, *, discard: bool = False) -> None:
        """Close the document. Unsaved work stays recoverable, unless it is to be discarded."""
        self._connection.close()
        if self.saved or self.read_only or discard:
            self._copy.discard()

    @property
    def _backups(self) -> Path:
        return self._home / "backups" / meta(self._connection, "document_id")

    @property
    def _shown_path(self) -> Path:
        return self.path or Path(self.name)

    def _target(self, path: Path | None) -> Path:
        if path is None and (self.read_only or self.path is None):
            raise ReadOnlyError(self.name) if self.read_only else SaveError(self.name, "it has no file yet")
        target = Path(path or self._shown_path)
        return (target if target.suffix else target.with_suffix(EXTENSION)).resolve()

    def _announce(self, target: Path, digest: str) -> None:
        """Note the new file's fingerprint first: after a crash in between it is known as our own."""
        if target == self._copy.source:
            self._copy.digests = [*self._copy.digests[-1:], digest]
            self._copy.note()

    def _label(self, stack: list[int]) -> str | None:
        if not stack:
            return None
        return str(self._connection.execute("SELECT label FROM change WHERE number = ?", (stack[-1],)).get)

    def _payload_of(self, number: int) -> Payload:
        with doubted(self._shown_path, f"change {number}"):
            return history.payload_of(self._connection, number)

    def _columns_of(self, batch: Batch) -> dict[str, list[Any]]:
        with doubted(self._shown_path, batch.table):
            return self._runs.columns_of(_stored_table(batch.table), batch)

    def _again(self, kind: Kind, stack: list[int]) -> Change | None:
        if not stack:
            return None
        done = self._payload_of(stack[-1])
        payload = history.inverse(done) if kind == "undo" else done
        return self._commit(f"{kind.capitalize()}: {self._label(stack)}", kind, payload, stack[-1])

    def _writable(self) -> None:
        if self.read_only:
            raise ReadOnlyError(self.name)

    def _commit(
        self,
        label: str,
        kind: Kind,
        payload: Payload,
        target: int | None = None,
        files: Mapping[str, bytes] | None = None,
        bulk: Bulk | None = None,
    ) -> Change:
        self._writable()
        with self._transaction():
            for name, content in (files or {}).items():
                attachments.keep(self._connection, name, content)
            self._runs.keep(bulk.contents if bulk else {})
            with doubted(self._shown_path, "what was imported"):
                done, touched = rows.perform(self._connection, self._runs, payload)
            change = self._next_change(label, kind, target, None if target else history.packed(done))
            attachments.require(self._connection, touched)
            rehash(self._connection, touched | {(META.name, 0)})
        self._stack.follow(change.kind, change.number, change.target)
        self._frames.follow(done, bulk.frames if bulk else None)
        self.generation += 1  # last: whoever looks meanwhile takes nothing half done for the new state
        return change

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Count one generation up first, which fails if anybody else has written since we last looked."""
        with transaction(self._connection, self._shown_path):
            self._connection.execute(
                "UPDATE meta SET value = ? WHERE id = 'generation' AND value = ?",
                (str(self.generation + 1), str(self.generation)),
            )
            if self._connection.changes() != 1:
                raise SaveError(self._shown_path, "something else has written to its working copy")
            yield

    def _next_change(self, label: str, kind: Kind, target: int | None, edits: bytes | None) -> Change:
        newest = history.changes(self._connection, 1)
        previous = self.head_hash
        number = newest[0].number + 1 if newest else 1
        time = self._clock().astimezone(dt.UTC).isoformat(timespec="seconds")
        change = history.linked(Change(number, time, self._author, label, kind, target, previous, ""), edits)
        history.append(self._connection, change, edits)
        return change

    def _describe_itself(self) -> None:
        """Write what a new document says about itself; nothing in it needs saving yet."""
        facts = ((1, "document_id", uuid.uuid4().hex), (2, "generation", "0"))
        with transaction(self._connection, self._copy.path):
            self._connection.executemany("INSERT INTO meta VALUES (?, ?, ?)", facts)
            rehash(self._connection, [(META.name, 0)])
        self._copy.note()

    def _note_upgrade(self, version: int) -> None:
        self._commit(f"Format {version} brought up to {FORMAT_VERSION}", "upgrade", ())


def _stored_table(name: str) -> Table:
    contract = table(name)
    if contract not in document_tables():
        raise EditError(name, "", "a document does not store this table")
    return contract
