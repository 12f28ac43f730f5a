"""Everything a user can do, without a window: the only door of the window and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.app import editing, evidence, naming, sample
from carbonsv.app.entry import Vocabulary
from carbonsv.app.kept_factors import changed_factors, factors_in_use
from carbonsv.app.locked_years import refuse_locked, refuse_locked_frames, refuse_locked_step
from carbonsv.app.own_factors import complete
from carbonsv.app.results.record_columns import RecordColumns
from carbonsv.app.results.record_results import RecordResults, record_results
from carbonsv.app.snapshot import Snapshot
from carbonsv.app.year_rows import last_of_topic, year_rows
from carbonsv.document import store
from carbonsv.document.document import Document
from carbonsv.document.history import Edit
from carbonsv.document.workspace import home as home_folder
from carbonsv.engine.carried import Carried
from carbonsv.errors import CarbonsvError
from carbonsv.library.factor_library import FactorLibrary
from carbonsv.library.search import find_kinds
from carbonsv.model import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from carbonsv.activities.files.watch import Watch
    from carbonsv.app.importing.run import DryRun
    from carbonsv.app.importing.source import ImportChoices
    from carbonsv.library.catalogue import ActivityKind
    from carbonsv.model.issue import Issue


class NothingOpenError(CarbonsvError):
    """There is no document open."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("No document is open.", "Begin a new one, open a file, or explore the sample.")


class Session:
    """One open document, its factors, and everything that can be done with them."""

    def __init__(self, library: FactorLibrary | None = None, home: Path | None = None) -> None:
        """Begin without a document; the factors are read when they are first needed."""
        self._library = library
        self._home = home
        self._document: Document | None = None
        self._results: RecordResults | None = None
        self._columns: RecordColumns | None = None
        self._snapshot: tuple[tuple[Document, int], Snapshot] | None = None
        self._with_own: tuple[pd.DataFrame, FactorLibrary] | None = None
        self._callbacks: list[Callable[[], None]] = []
        self._untouched_sample = ""

    @property
    def official_library(self) -> FactorLibrary:
        """The program's factors and those of workbooks the user imported."""
        if self._library is None:
            self._library = FactorLibrary.load(own_folder=self.packs_folder)
        return self._library

    @property
    def packs_folder(self) -> Path:
        """Where packs made from the user's own copies of official workbooks are kept."""
        return home_folder(self._home) / "factors"

    @property
    def document(self) -> Document:
        """The open document.

        Raises:
            NothingOpenError: there is none.
        """
        if self._document is None:
            raise NothingOpenError
        return self._document

    @property
    def is_open(self) -> bool:
        """Whether a document is open."""
        return self._document is not None

    @property
    def document_name(self) -> str:
        """The organisation's name, else the name of the file; blank when nothing is open."""
        if self._document is None:
            return ""
        organisation = self.document.frame("organisation")
        return str(organisation["name"].iloc[0]) if len(organisation) else self.document.name

    @property
    def path(self) -> Path | None:
        """The user's file, None while there is none."""
        return self._document.path if self._document else None

    @property
    def saved(self) -> bool:
        """Whether there is nothing to save; an untouched sample has nothing to save either."""
        return (
            self._document is None
            or self._document.saved
            or self._document.head_hash == self._untouched_sample
        )

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        return self._document.undo_label if self._document else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again."""
        return self._document.redo_label if self._document else None

    def new(self, name: str, start: date, end: date, path: Path | None = None) -> None:
        """Begin a document for an organisation with its first reporting year."""
        self._put(Document.create(home=self._home))
        edits = editing.beginning(name, start, end)
        self.document.apply(f"Begin {name}", edits, kind="created")
        if path:
            self.save(path)
        self._changed()

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open a document.

        Raises:
            UnusableFileError: it cannot be opened, with the reason.
        """
        self._put(Document.open(path, read_only=read_only, home=self._home))
        self._changed()

    def open_sample(self) -> None:
        """Open a new document with the sample organisation."""
        self._put(Document.create(home=self._home))
        edits = [Edit(table, row["id"], None, row) for table, row in sample.rows()]
        self.document.apply("Open the sample organisation", edits, kind="created")
        self._untouched_sample = self.document.head_hash
        self._changed()

    def recoverable(self) -> list[store.Recoverable]:
        """Return unsaved work that a crash has left behind."""
        return store.recoverable(home_folder(self._home))

    def recover(self, item: store.Recoverable) -> None:
        """Take up unsaved work."""
        self._put(Document.recover(item, home=self._home))
        self._changed()

    def save(self, path: Path | None = None) -> Path:
        """Save the document with the factors its years rest on, to its own file or to a new one."""
        if not self.document.read_only:
            self.document.remember_factors(factors_in_use(self.snapshot()))
        saved = self.document.save(path)
        self._changed()
        return saved

    def close(self, *, discard: bool = False) -> None:
        """Close the document; unsaved work stays recoverable unless it is to be discarded."""
        self._put(None, discard=discard)

    def columns(self, table: str) -> tuple[tables.Column, ...]:
        """Return the columns of a table."""
        return tables.table(table).columns

    def rows(self, table: str, topic: str = "") -> pd.DataFrame:
        """Return (n rows) of a table.

        Beside an id stands its name: activity_label, site_name. Activities come with co2e_kg [kg CO2e,
        location-based] and issue (a sentence, or nothing); one without a known activity belongs to every
        topic.
        """
        snapshot = self.snapshot()
        if table != "activity":
            return naming.with_names(snapshot.tables[table], table, snapshot.tables, self.library.catalogue)
        rows = year_rows(snapshot, topic, "", self._columns)
        named = naming.with_names(rows.frame, table, snapshot.tables, self.library.catalogue)
        return named.assign(
            co2e_kg=self.results.co2e_kg[rows.places], issue=self.results.sentences(rows.places)
        )

    @property
    def results(self) -> RecordResults:
        """The emissions of single records, worked out once after every change."""
        if self._results is None:
            self._columns = RecordColumns(self.document.frame("activity"), self._columns)
            self._results = record_results(self.snapshot(), self._columns)
        return self._results

    def set_cell(self, table: str, id: str, column: str, text: str) -> str:  # noqa: A002 - the column's own name
        """Put a typed text into a cell; return the sentence why not, or nothing when it was done."""
        row = self.document.row(table, id)
        try:
            edits = editing.typed(table, row, column, text, self._vocabulary)
            if edits:
                self.apply(f"Change {tables.table(table).column(column).label.lower()}", edits)
        except CarbonsvError as error:
            return f"{error} {error.hint}".strip()
        return ""

    def add_row(self, table: str, values: Mapping[str, object]) -> str:
        """Add a row with these values, and the usual ones where nothing is said; return its id."""
        row = dict(values)
        topic = str(row.pop("topic", ""))
        row_id = str(row.get("id") or editing.new_id())
        if table == "activity":
            row = self._usual(topic) | {name: value for name, value in row.items() if value not in {None, ""}}
        elif table == "instrument":
            row = editing.days_of(self.snapshot().year()[1]) | row
        full = editing.full_row(table, row | {"id": row_id})
        self.apply(f"Add {editing.one_of(table)}", [Edit(table, row_id, None, full)])
        return row_id

    def delete_rows(self, table: str, ids: Sequence[str]) -> None:
        """Delete rows as one change; History keeps them."""
        edits = editing.deletions(self.document, table, ids)
        if edits:
            self.apply(
                f"Delete {editing.one_of(table)}" if len(edits) == 1 else f"Delete {len(edits)} rows", edits
            )

    def paste(
        self,
        table: str,
        topic: str,
        columns: Sequence[str],
        cells: Sequence[Sequence[str]],
        ids: Sequence[str],
        verb: str = "Paste",
    ) -> list[Issue]:
        """Put a block of texts into cells as one change.

        Args:
            table: name of the table.
            topic: of an activity page, for the usual values of new records.
            columns: the names of the block's columns, from the left.
            cells: the texts, row by row.
            ids: the rows the block lies on, from the top; where the block is longer, rows are added.
            verb: what undo and history call it.

        Returns:
            An issue for every cell that cannot take its text; its `record` is the row's id.
        """
        usual = self._usual(topic) if table == "activity" else {}
        named = [dict(zip(columns, texts, strict=False)) for texts in cells]
        edits, issues = editing.pasted_block(self.document, table, named, ids, usual, self._vocabulary)
        if edits:
            self.apply(f"{verb} {len(cells)} rows" if len(cells) > 1 else verb, edits)
        return issues

    def insert_frame(self, label: str, table: str, frame: pd.DataFrame) -> None:
        """Insert many rows as one change that can be undone as a whole."""
        refuse_locked_frames(self.document, {table: frame})
        self.document.insert_frame(label, table, frame)
        self._results = None
        self._changed()

    def insert_frames(
        self, label: str, frames: Mapping[str, pd.DataFrame], edits: Sequence[Edit] = ()
    ) -> None:
        """Insert many rows of several tables, then carry out edits, as one change."""
        refuse_locked_frames(self.document, frames)
        refuse_locked(self.document, edits)
        self.document.insert_frames(label, frames, edits)
        self._results = None
        self._changed()

    def import_records(
        self,
        path: Path,
        *,
        dry_run: bool = False,
        choices: ImportChoices | None = None,
        watch: Watch | None = None,
    ) -> DryRun:
        """Add the records of a file, as one change, whatever it holds.

        Raises:
            UnusableFileError: the file cannot be read at all.
            StoppedError: the user stopped it.
        """
        from carbonsv.app.importing.any_file import import_file  # noqa: PLC0415
        from carbonsv.app.importing.choices import FileChoices  # noqa: PLC0415 - it needs most of the app
        from carbonsv.app.importing.source import ImportChoices  # noqa: PLC0415

        said = FileChoices(choices or ImportChoices())
        return import_file(self, [path], said, only_look=dry_run, watch=watch)

    def reload_factors(self) -> None:
        """Read the packs again, the program's and the user's own."""
        self._library = FactorLibrary.load(own_folder=self.packs_folder)
        self._results = self._with_own = None
        self._changed()

    def verify(self) -> list[Issue]:
        """Check the document: pages, rows, history, evidence, and that its factors are still the same."""
        changed = changed_factors(self.document.factors_used(), self.library)
        return [*self.document.verify(), *evidence.verify_evidence(self), *changed]

    def undo(self) -> str | None:
        """Take back the newest change; return its name."""
        refuse_locked_step(self.document, "undo")
        return self._after(self.undo_label, self.document.undo())

    def redo(self) -> str | None:
        """Do again what was taken back; return its name."""
        refuse_locked_step(self.document, "redo")
        return self._after(self.redo_label, self.document.redo())

    @property
    def library(self) -> FactorLibrary:
        """The factors that apply to the open document: the official ones and the user's own."""
        if self._document is None:
            return self.official_library
        own = self._document.frame("own_factor")
        if self._with_own is None or not own.equals(self._with_own[0]):
            self._with_own = own, self.official_library.with_own(complete(own))
        return self._with_own[1]

    def kinds(self, topic: str) -> tuple[ActivityKind, ...]:
        """Return the activity kinds of a topic, of all where it is blank."""
        catalogue = self.library.catalogue
        return catalogue.topic(topic) if topic else tuple(catalogue)

    def find_kinds(self, text: str, topic: str, limit: int = 12) -> list[ActivityKind]:
        """Return the kinds of a topic that fit some words best."""
        return find_kinds(self.kinds(topic), text, limit)

    def snapshot(self) -> Snapshot:
        """Return the document as it is now, for a job: the same as before while nothing has changed."""
        now, library, known = (self.document, self.document.generation), self.library, self._snapshot
        if known is None or known[0] != now or known[1].library is not library:
            frames = {one.name: self.document.frame(one.name) for one in tables.document_tables()}
            carried = known[1].carried if known else Carried()
            known = self._snapshot = now, Snapshot(frames, library, carried)
        return known[1]

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call this after every change of the document."""
        self._callbacks.append(callback)

    def _put(self, document: Document | None, *, discard: bool = False) -> None:
        """Put a document in the place of the open one, which is closed once nobody meets it any more."""
        before, discard = self._document, discard or self.saved
        self._document, self._results, self._columns, self._snapshot = document, None, None, None
        if before is not None:
            before.close(discard=discard)

    def apply(self, label: str, edits: Sequence[Edit], files: Mapping[str, bytes] | None = None) -> None:
        """Carry out edits as one change that can be undone; files are what rows of evidence name."""
        refuse_locked(self.document, edits)
        self.document.apply(label, edits, files=files)
        if any(edit.table not in {"site", "evidence"} for edit in edits):
            self._results = None
        self._changed()

    def _after(self, label: str | None, change: object) -> str | None:
        self._results = None
        self._changed()
        return label if change is not None else None

    def _changed(self) -> None:
        for callback in self._callbacks:
            callback()

    @property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.library.catalogue, naming.ids_by_name(self.document))

    def _usual(self, topic: str) -> dict[str, object]:
        """Return what a new record begins with: as the last record, else the usual."""
        last = last_of_topic(self.document.frame("activity"), topic, self.library.catalogue)
        if last is not None:
            row = self.document.row("activity", last)
            return {name: row[name] for name in ("activity", "unit", "site", "start", "end")}
        kind = self.kinds(topic)[0] if topic else next(iter(self.library.catalogue))
        return {"activity": kind.id, "unit": kind.default_unit, **editing.days_of(self.snapshot().year()[1])}
