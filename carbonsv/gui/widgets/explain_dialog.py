"""How a number came about, in text that can be selected and copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from carbonsv.gui.widgets.controls import button, heading

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
_LINE_CHARACTERS = 130
_LARGEST_SHARE = 0.8  # of the screen
_HEIGHT_PX = 560


class ExplainDialog(QDialog):
    """Shows what the session says about a record or a total."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        """Show a text."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Explain"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title = title
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(_SELECTABLE)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setAccessibleName(self.tr("Explanation"))
        self.text.setAccessibleDescription(title)
        self._be_wide_enough()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        caption = heading(title, 1.2)
        caption.setTextFormat(Qt.TextFormat.PlainText)
        caption.setWordWrap(True)
        caption.setTextInteractionFlags(_SELECTABLE)
        caption.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        layout.addWidget(caption)
        layout.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(self.tr("Copy text"), self.tr("Copy the explanation"), self._copy))
        row.addWidget(
            button(self.tr("Close"), self.tr("Close the explanation"), self.accept, style="primary")
        )
        layout.addLayout(row)

    def _be_wide_enough(self) -> None:
        """Take the width of a long line, as far as the screen has it."""
        place = self.screen().availableGeometry()
        wanted = self.fontMetrics().averageCharWidth() * _LINE_CHARACTERS
        self.resize(
            min(wanted, round(place.width() * _LARGEST_SHARE)),
            min(_HEIGHT_PX, round(place.height() * _LARGEST_SHARE)),
        )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._title}\n\n{self.text.toPlainText()}")
