"""How a number came about, in text that can be selected and copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from carbonsv.gui.widgets.controls import button, heading


class ExplainDialog(QDialog):
    """Shows what the session says about one record."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        """Show a text."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Explain"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 480)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.text.setAccessibleName(self.tr("Explanation"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        caption = heading(title, 1.2)
        caption.setWordWrap(True)
        layout.addWidget(caption)
        layout.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(self.tr("Copy text"), self.tr("Copy the explanation"), self._copy))
        row.addWidget(
            button(self.tr("Close"), self.tr("Close the explanation"), self.accept, style="primary")
        )
        layout.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
