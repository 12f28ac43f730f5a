"""The files of records of one table: shows them in a dialog, and attaches more in a worker."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow, QWidget

from carbonsv.gui.widgets.evidence_dialog import EvidenceDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDropEvent

    from carbonsv.app.session import Session
    from carbonsv.gui.door import Door

_SHOWN_MS = 8000
_DOCUMENT = ".carbonsv"


class EvidenceFiles(QObject):
    """Shows and attaches the files of records; what is attached is said in the status bar."""

    shown = Signal(object)

    def __init__(self, door: Door, table: str, parent: QWidget) -> None:
        """Work for a table of the document."""
        super().__init__(parent)
        self._door, self._parent = door, parent
        self.table = table
        self._copies = QTemporaryDir()

    def show(self, ids: Sequence[str]) -> None:
        """Show the files of some records."""
        dialog = EvidenceDialog(self._door, ids, Path(self._copies.path()), self._parent, self.table)
        dialog.attach_asked.connect(partial(self.attach, ids))
        dialog.open()
        self.shown.emit(dialog)

    def attach(self, ids: Sequence[str], paths: Sequence[Path], copy: bool = True) -> None:  # noqa: FBT001, FBT002 - a signal's
        """Attach files to records, in a worker, as one change."""
        from carbonsv.app.evidence import attach_all  # noqa: PLC0415 - loaded with the session

        table = self.table
        self._do(
            lambda session: attach_all(session, paths, ids, table=table, copy=copy), paths, records=len(ids)
        )

    def ask_for(self, name: str) -> None:
        """Ask for files, and attach them to what has this id or name."""
        dialog = QFileDialog(self._parent, self.tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda chosen: self.attach_to(name, [Path(one) for one in chosen]))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def attach_to(self, name: str, paths: Sequence[Path]) -> None:
        """Attach files to what has this id or name; the answer to a requirement gets its row with them."""
        from carbonsv.app.evidence import attach_to  # noqa: PLC0415 - loaded with the session

        self._do(lambda session: attach_to(session, paths, name), paths, records=1)

    def _do(self, action: Callable[[Session], object], paths: Sequence[Path], *, records: int) -> None:
        names = paths[0].name if len(paths) == 1 else str(len(paths))
        one = self.tr("{0} is attached to 1 record.").format(names)
        several = self.tr("{0} is attached to {1} records.").format(names, records)
        said = one if records == 1 else several
        self._door.do(self.tr("Attaching"), action, lambda _: self._say(said))

    def _say(self, text: str) -> None:
        window = self._parent.window()
        if isinstance(window, QMainWindow):
            window.statusBar().showMessage(text, _SHOWN_MS)


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files of this computer that are dropped and can be evidence."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file() and path.suffix.casefold() != _DOCUMENT]
