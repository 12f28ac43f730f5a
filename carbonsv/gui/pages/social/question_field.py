"""One question of the guided form: what is asked, a place for the answer, and a sentence of help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import muted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.app.social.words import Question


class QuestionField(QWidget):
    """Asks one question. A refusal or the way an answer was read stands where the help stood."""

    changed = Signal()

    def __init__(self, question: Question, *, chooses: bool = False) -> None:
        """Ask it.

        Args:
            question: its words.
            chooses: whether the answer is chosen from a list.
        """
        super().__init__()
        self.question = question
        self.wanted = True
        self.label = muted(question.question, wrap=True)
        self.label.setProperty("muted", False)  # noqa: FBT003 - the question itself is not quiet
        self.label.setFont(theme.scaled_font(1.0, QFont.Weight.DemiBold))
        self.editor: QLineEdit | ComboBox = self._combo() if chooses else self._line()
        self.editor.setAccessibleName(question.question)
        self.editor.setAccessibleDescription(question.help)
        self.label.setBuddy(self.editor)
        self.remark = muted(question.help, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for each in (self.label, self.editor, self.remark):
            layout.addWidget(each)

    def _line(self) -> QLineEdit:
        line = QLineEdit()
        line.textChanged.connect(self.changed)
        if self.question.example:
            line.setPlaceholderText(self.tr("For example: {0}").format(self.question.example))
        return line

    def _combo(self) -> ComboBox:
        combo = ComboBox()
        combo.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.currentIndexChanged.connect(self._emit)
        return combo

    @Slot(int)
    def _emit(self, _row: int) -> None:
        self.changed.emit()

    def text(self) -> str:
        """Return the answer; blank where the question is not asked."""
        if not self.wanted:
            return ""
        if isinstance(self.editor, QLineEdit):
            return self.editor.text().strip()
        return str(self.editor.currentData() or "")

    def answer(self, text: str) -> None:
        """Put an answer in."""
        if isinstance(self.editor, QLineEdit):
            self.editor.setText(text)
            self.editor.setCursorPosition(0)
        else:
            self.editor.setCurrentIndex(max(self.editor.findData(text), 0))

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """List what may be chosen, value and label, and keep the choice that was made."""
        if isinstance(self.editor, ComboBox):
            before = self.text()
            self.editor.blockSignals(True)  # noqa: FBT003 - nothing was chosen yet
            self.editor.clear()
            for value, label in choices:
                self.editor.addItem(label, value)
            self.editor.setCurrentIndex(max(self.editor.findData(before), 0))
            self.editor.blockSignals(False)  # noqa: FBT003

    def ask(self, *, wanted: bool, shown: bool = True) -> None:
        """Ask the question or leave it out; one that is wanted but not shown keeps its answer."""
        self.wanted = wanted
        self.setVisible(wanted and shown)

    def example(self, text: str) -> None:
        """Show the example of the measure in the empty field."""
        if isinstance(self.editor, QLineEdit) and text:
            self.editor.setPlaceholderText(self.tr("For example: {0}").format(text))

    def say(self, refusal: str, reading: str = "") -> None:
        """Say why the answer cannot be used, or how it was read; otherwise the help."""
        self.remark.setText(
            refusal or (self.tr("Read as {0}").format(reading) if reading else self.question.help)
        )
        self.remark.setProperty("refusal", bool(refusal))
        self.editor.setProperty("refused", bool(refusal))
        for each in (self.remark, self.editor):
            each.style().unpolish(each)
            each.style().polish(each)

    def focus(self) -> None:
        """Go to the answer."""
        self.editor.setFocus(Qt.FocusReason.TabFocusReason)
