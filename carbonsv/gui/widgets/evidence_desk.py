"""What a table of records does with files: shows them, attaches them, and takes those dropped on a row."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTemporaryDir, Signal, Slot
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMainWindow, QMenu

from carbonsv.gui.guard import guarded
from carbonsv.gui.widgets.evidence_dialog import EvidenceDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.gui.door import Door
    from carbonsv.gui.widgets.record_table import RecordTable

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
_TABLES = frozenset((".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"))
_SHOWN_MS = 8000
_DOCUMENT = ".carbonsv"


class EvidenceDesk(QObject):
    """Attaches files to the records of a table. A file dropped beside the rows goes on to the window."""

    import_asked = Signal(object)
    shown = Signal(object)

    def __init__(self, door: Door, table: RecordTable) -> None:
        """Take files that are dropped on rows of a table."""
        super().__init__(table)
        self._door = door
        self._table = table
        self._copies = QTemporaryDir()
        table.setAcceptDrops(True)
        table.viewport().setAcceptDrops(True)
        table.viewport().installEventFilter(self)

    @Slot()
    def show(self) -> None:
        """Show the files of the selected records."""
        ids = self._table.selected_ids()
        if not ids:
            words = self.tr("Select the records that the files are evidence for first.")
            self._table.remarked.emit(words, False)  # noqa: FBT003 - a signal's argument
            return
        dialog = EvidenceDialog(self._door, ids, Path(self._copies.path()), self._table)
        dialog.attach_asked.connect(partial(self._attach, ids))
        dialog.open()
        self.shown.emit(dialog)

    def _attach(self, ids: Sequence[str], paths: Sequence[Path], copy: bool = True) -> None:  # noqa: FBT001, FBT002 - a signal's
        """Attach files to records, in a worker, as one change."""
        from carbonsv.app.evidence import attach_all  # noqa: PLC0415 - loaded with the session

        names = paths[0].name if len(paths) == 1 else str(len(paths))
        one = self.tr("{0} is attached to 1 record.").format(names)
        several = self.tr("{0} is attached to {1} records.").format(names, len(ids))
        self._door.do(
            self.tr("Attaching"),
            lambda session: attach_all(session, paths, ids, copy=copy),
            lambda _: self._say(one if len(ids) == 1 else several),
        )

    def _say(self, text: str) -> None:
        window = self._table.window()
        if isinstance(window, QMainWindow):
            window.statusBar().showMessage(text, _SHOWN_MS)

    @guarded(bool)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take files that are dropped on a row; leave others to the window."""
        if event.type() in (*_DRAGS, QEvent.Type.Drop) and isinstance(event, QDropEvent):
            paths, record = _files(event), self._record_at(event)
            if not paths or not record:
                event.ignore()
                return True
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._dropped(paths, record, event.position().toPoint())
            return True
        return super().eventFilter(watched, event)

    def _record_at(self, event: QDropEvent) -> str:
        index = self._table.indexAt(event.position().toPoint())
        return self._table.records.id_at(index.row()) if index.isValid() else ""

    def _dropped(self, paths: Sequence[Path], record: str, place: QPoint) -> None:
        """Attach files to the row they were dropped on; to all selected rows where it is one of them."""
        selected = self._table.selected_ids()
        ids = selected if record in selected else [record]
        if any(path.suffix.casefold() in _TABLES for path in paths):
            self._ask(paths, ids, place)
        else:
            self._attach(ids, paths)

    def _ask(self, paths: Sequence[Path], ids: Sequence[str], place: QPoint) -> None:
        """Ask what is to be done with a table: it may be evidence, or hold records itself."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        attach = menu.addAction(self.tr("&Attach to this record as evidence"))
        attach.triggered.connect(lambda _checked: self._attach(ids, paths))
        importing = menu.addAction(self.tr("&Import its rows as new records"))
        importing.triggered.connect(lambda _checked: self.import_asked.emit(list(paths)))
        menu.popup(self._table.viewport().mapToGlobal(place))


def _files(event: QDropEvent) -> list[Path]:
    """Return the files of this computer that are dropped and can be evidence."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file() and path.suffix.casefold() != _DOCUMENT]
