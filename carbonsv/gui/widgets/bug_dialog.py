"""What the user sees when the program has a bug: it says so, and lets the user go on."""

from __future__ import annotations

import platform
import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from carbonsv import __version__
from carbonsv.gui.widgets.controls import button, heading, muted

if TYPE_CHECKING:
    from types import TracebackType


class BugDialog(QDialog):
    """Shows one bug; nothing is sent anywhere."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        """Show a report that can be copied."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("CarbonSV made a mistake"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(heading(self.tr("Something went wrong in the program"), 1.3))
        layout.addWidget(
            muted(
                self.tr(
                    "This is a mistake of the program, not yours. Every change so far is kept on this "
                    "computer and you can go on. If you report it, this text helps; nothing has been sent."
                ),
                wrap=True,
            )
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(self.tr("Technical report"))
        layout.addWidget(self.report, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(self.tr("Copy report"), self.tr("Copy the text to the clipboard"), self._copy))
        row.addWidget(button(self.tr("Go on"), self.tr("Close this message"), self.accept, style="primary"))
        layout.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())


def report_text(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return the technical report of an exception."""
    where = f"CarbonSV {__version__}, Python {platform.python_version()}, {sys.platform}"
    return where + "\n\n" + "".join(traceback.format_exception(kind, error, trace))
