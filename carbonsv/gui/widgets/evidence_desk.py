"""What a table of records does with files: shows them, attaches them, and takes those dropped on a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMenu

from carbonsv.gui.guard import guarded
from carbonsv.gui.widgets.evidence_files import EvidenceFiles, dropped_files
from carbonsv.gui.widgets.evidence_subject import RECORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from carbonsv.gui.door import Door
    from carbonsv.gui.widgets.record_table import RecordTable

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
_TABLES = frozenset((".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"))


class EvidenceDesk(QObject):
    """Attaches files to the records of a table. A file dropped beside the rows goes on to the window."""

    import_asked = Signal(object)
    shown = Signal(object)

    def __init__(
        self, door: Door, table: RecordTable, takes: Callable[[str], bool] = lambda _record: True
    ) -> None:
        """Take files that are dropped on rows of a table, for those records that can have any."""
        super().__init__(table)
        self._table, self._takes = table, takes
        self.files = EvidenceFiles(door, table.table, table)
        self.files.shown.connect(self.shown)
        table.setAcceptDrops(True)
        table.viewport().setAcceptDrops(True)
        table.viewport().installEventFilter(self)

    @Slot()
    def show(self) -> None:
        """Show the files of the selected records."""
        selected = self._table.selected_ids()
        ids = [each for each in selected if self._takes(each)]
        if ids:
            self.files.show(ids)
        elif selected:
            self._refuse(self.tr("Files cannot be attached here: this comes from pledges at home."))
        else:
            self._refuse(self.tr("Select the records that the files are evidence for first."))

    def _refuse(self, words: str) -> None:
        self._table.remarked.emit(words, False)  # noqa: FBT003 - a signal's argument

    @guarded(bool)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take files that are dropped on a row; leave others to the window."""
        if event.type() in (*_DRAGS, QEvent.Type.Drop) and isinstance(event, QDropEvent):
            paths, record = dropped_files(event), self._record_at(event)
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
        record = self._table.records.id_at(index.row()) if index.isValid() else ""
        return record if record and self._takes(record) else ""

    def _dropped(self, paths: Sequence[Path], record: str, place: QPoint) -> None:
        """Attach files to the row they were dropped on; to all selected rows where it is one of them."""
        selected = self._table.selected_ids()
        ids = [each for each in selected if self._takes(each)] if record in selected else [record]
        if self._table.table == RECORDS and any(path.suffix.casefold() in _TABLES for path in paths):
            self._ask(paths, ids, place)
        else:
            self.files.attach(ids, paths)

    def _ask(self, paths: Sequence[Path], ids: Sequence[str], place: QPoint) -> None:
        """Ask what is to be done with a table: it may be evidence, or hold records itself."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        attach = menu.addAction(self.tr("&Attach to this record as evidence"))
        attach.triggered.connect(lambda _checked: self.files.attach(ids, paths))
        importing = menu.addAction(self.tr("&Import its rows as new records"))
        importing.triggered.connect(lambda _checked: self.import_asked.emit(list(paths)))
        menu.popup(self._table.viewport().mapToGlobal(place))
