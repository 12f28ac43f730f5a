"""What was written, and the button that opens its folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from carbonsv.gui.widgets.controls import button
from carbonsv.gui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class WrittenLine(QWidget):
    """Stands below a document once it has been exported."""

    def __init__(self) -> None:
        """Begin hidden: nothing has been written yet."""
        super().__init__()
        self._folder = Path()
        self.label = ElidedLabel()
        self.open_button = button(
            self.tr("Open folder"), self.tr("Show the file in its folder"), self._open, style="link"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label, 1)
        row.addWidget(self.open_button)
        self.hide()

    def say(self, path: Path, sentence: str) -> None:
        """Say what was written, and where."""
        self._folder = path if path.is_dir() else path.parent
        self.label.setText(sentence)
        self.show()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def ask_file(
    parent: QWidget, title: str, name: str, endings: Sequence[str], then: Callable[[Path], object]
) -> None:
    """Ask where to save a file, and go on with the path that is chosen.

    Args:
        parent: over which the question stands.
        title: of the dialog.
        name: proposed, without ending.
        endings: the file may have; the first is proposed.
        then: called with the path.
    """
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([f"{ending.removeprefix('.').upper()} (*{ending})" for ending in endings])
    dialog.setDefaultSuffix(endings[0].removeprefix("."))
    dialog.selectFile(name + endings[0])
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    _show(dialog)


def ask_folder(parent: QWidget, title: str, then: Callable[[Path], object]) -> None:
    """Ask for a folder, and go on with the one that is chosen."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    _show(dialog)


def _show(dialog: QFileDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
