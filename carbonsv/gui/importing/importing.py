"""Asking for files to import, by menu, button or drop, and showing what came of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from carbonsv.gui.guard import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.app.importing.run import DryRun
    from carbonsv.app.session import Session
    from carbonsv.gui.door import Door
    from carbonsv.gui.importing.wizard import ImportWizard
    from carbonsv.gui.jobs import Jobs

DOCUMENT = ".carbonsv"
MOST_SELECTED = 200  # new records that are selected on their page
_FILES = "*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.xlsb *.ods"
_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class Importing(QObject):
    """What File > Import, the Import buttons, and files dropped on the window lead to."""

    opened = Signal(object)
    document_dropped = Signal(object)
    page_asked = Signal(str)
    records_asked = Signal(object)
    said = Signal(str)

    def __init__(self, window: QWidget, door: Door, jobs: Jobs) -> None:
        """Take files that are dropped anywhere on a window."""
        super().__init__(window)
        self._window = window
        self._door = door
        self._jobs = jobs
        self._folder = ""
        self.wizard: ImportWizard | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @Slot()
    def ask(self) -> None:
        """Ask which files to import."""
        if not self._ready():
            return
        filters = [self.tr("Tables ({0})").format(_FILES), self.tr("All files (*)")]
        dialog = QFileDialog(self._window, self.tr("Import files"), self._folder, ";;".join(filters))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda chosen: self.begin([Path(one) for one in chosen]))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _ready(self) -> bool:
        """Whether there is a document to import into; say so where there is none."""
        return self._door.has_document or self._door.ask(lambda session: session.document) is not None

    @Slot(object)
    def begin(self, paths: Sequence[Path]) -> None:
        """Open the wizard for some files; a document of the program is opened instead."""
        documents = [path for path in paths if path.suffix.casefold() == DOCUMENT]
        if documents:
            self.document_dropped.emit(documents[0])
            return
        if not paths or self.wizard is not None or not self._ready():
            return
        from carbonsv.gui.importing.flow import ImportFlow  # noqa: PLC0415 - after the first paint
        from carbonsv.gui.importing.wizard import ImportWizard  # noqa: PLC0415 - after the first paint

        self._folder = str(paths[0].parent)
        self.wizard = ImportWizard(ImportFlow(self._door, self._jobs, paths), self._door, self._window)
        self.wizard.finished.connect(self._forget)
        self.wizard.imported.connect(self._show)
        self.opened.emit(self.wizard)
        self.wizard.open()
        self.wizard.begin()

    @Slot()
    def _forget(self) -> None:
        self.wizard = None

    @Slot(object)
    def _show(self, added: Sequence[tuple[DryRun, tuple[str, ...]]]) -> None:
        """Go to the page of what was added last, and select it there."""
        records = sum(len(ids) for _, ids in added)
        self.said.emit(self.tr("{0} records imported. Undo takes each file back.").format(f"{records:,}"))
        run, ids = next(((run, ids) for run, ids in reversed(added) if ids), added[-1])
        if run.route == "factors":
            self.page_asked.emit("factors")
            return
        chosen = self._door.ask(lambda session: _of_one_page(session, run)) if ids else _changed(run)
        if chosen:
            self.records_asked.emit(chosen)
        elif ids:  # records without a known activity stand on every page
            self.page_asked.emit("buildings")

    @guarded(bool)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take files that are dropped on the window."""
        if event.type() in (*_DRAGS, QEvent.Type.Drop) and isinstance(event, QDropEvent):
            paths = dropped_files(event)
            if paths:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.begin(paths)
                return True
        return super().eventFilter(watched, event)


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files of this computer that are dropped."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]


def _changed(run: DryRun) -> list[str]:
    """Return the records that an import has changed, where it added none."""
    edits = run.plan.edits
    return [edit.id for edit in edits if edit.table == "activity" and edit.before is not None][:MOST_SELECTED]


def _of_one_page(session: Session, run: DryRun) -> list[str]:
    """Return new records that stand on one page, as many as are selected there."""
    records = run.plan.records
    topics = {kind.id: kind.topic for kind in session.library.catalogue}
    found = records["activity"].map(topics)
    known = found.dropna()
    chosen = records["id"][(found == known.iloc[0]).to_numpy()] if len(known) else records["id"].iloc[:0]
    return [str(one) for one in chosen.iloc[:MOST_SELECTED]]
