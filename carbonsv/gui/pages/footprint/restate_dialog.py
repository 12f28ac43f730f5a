"""Why a reported year is opened again: the cause by the standard, and the reason in a sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from carbonsv.gui.pages.fields import choice_label
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import button, heading, muted
from carbonsv.model.tables import table

_WIDTH_PX = 520


class RestateDialog(QDialog):
    """Asks for the cause and the reason of a restatement; without a reason the year stays locked."""

    given = Signal(str, str)

    def __init__(self, year: str, parent: QWidget | None = None) -> None:
        """Ask about a year."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Unlock {0}").format(year))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH_PX)
        self.cause = ComboBox()
        self.cause.setAccessibleName(self.tr("Cause"))
        self.cause.setAccessibleDescription(self.tr("What makes the restatement necessary"))
        for word in table("restatement").column("kind").choices:
            self.cause.addItem(choice_label(word), word)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setAccessibleDescription(self.tr("What changed and why, as reports print it"))
        self.reason.setTabChangesFocus(True)
        self.reason.textChanged.connect(self._allow)
        self.unlock = button(
            self.tr("Unlock"), self.tr("Open the year, with this reason"), self._give, style="primary"
        )
        self._lay_out(year)
        self._allow()

    def _lay_out(self, year: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        layout.addWidget(heading(self.tr("Restate {0}").format(year), 1.2))
        layout.addWidget(
            muted(
                self.tr(
                    "{0} has been reported. The total as reported is kept beside the new one; lock the year "
                    "again when it is right."
                ).format(year),
                wrap=True,
            )
        )
        for caption, field in ((self.tr("Cause"), self.cause), (self.tr("Reason"), self.reason)):
            label = muted(caption)
            label.setBuddy(field)
            layout.addWidget(label)
            layout.addWidget(field)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(self.tr("Cancel"), self.tr("Leave the year locked"), self.reject))
        row.addWidget(self.unlock)
        layout.addLayout(row)

    @Slot()
    def _allow(self) -> None:
        self.unlock.setEnabled(bool(self.reason.toPlainText().strip()))

    def _give(self) -> None:
        self.given.emit(str(self.cause.currentData()), self.reason.toPlainText())
        self.accept()
