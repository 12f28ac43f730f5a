"""One record as a form: a field for every column, each with what it means."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from carbonsv.gui.models.records import plain_text
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import muted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from carbonsv.gui.models.record_model import Field
    from carbonsv.gui.models.records import Records

Editor = QLineEdit | QComboBox
_FIELD_STRETCH = 3


class RecordForm(QWidget):
    """Shows one record; what is typed is handed on when the field is left, and refusals stay below it."""

    written = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        choices: Callable[[Field], Sequence[tuple[str, str]]],
        write: Callable[[str, str], str],
    ) -> None:
        """Lay the form out.

        Args:
            fields: the columns of the record.
            choices: value and label of everything a field may hold; nothing when anything may be typed.
            write: takes column and text; returns "" or the sentence why the text is refused.
        """
        super().__init__()
        self._choices = choices
        self._write = write
        self.editors: dict[str, Editor] = {}
        self.remarks: dict[str, QLabel] = {}
        self._shown: dict[str, str] = {}
        self._fields = tuple(fields)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(1, _FIELD_STRETCH)
        grid.setColumnStretch(2, 1)
        for row, field in enumerate(self._fields):
            self._add(grid, row, field)

    def _add(self, grid: QGridLayout, row: int, field: Field) -> None:
        label = QLabel(field.label)
        editor = self._editor(field)
        editor.setAccessibleName(field.label)
        editor.setAccessibleDescription(field.description)
        label.setBuddy(editor)
        remark = muted(field.description, wrap=True)
        self.editors[field.name] = editor
        self.remarks[field.name] = remark
        label.setMinimumHeight(editor.sizeHint().height())
        field_and_remark = QVBoxLayout()
        field_and_remark.setSpacing(3)
        field_and_remark.addWidget(editor)
        field_and_remark.addWidget(remark)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(field_and_remark, row, 1)

    def _editor(self, field: Field) -> Editor:
        if field.type in {"choice", "ref"}:
            combo = ComboBox()
            combo.activated.connect(partial(self._chosen, field))
            return combo
        line = QLineEdit()
        line.editingFinished.connect(partial(self._typed, field))
        return line

    def load(self, records: Records) -> None:
        """Show the first record; a text that was refused stays."""
        for field in self._fields:
            text = plain_text(records.value(0, field.name)) if len(records) else ""
            editor = self.editors[field.name]
            if isinstance(editor, QComboBox):
                self._fill(editor, field, text)
            elif not editor.property("refused") and not (editor.hasFocus() and editor.isModified()):
                editor.setText(text)
                editor.setCursorPosition(0)
            self._shown[field.name] = text

    def _fill(self, combo: QComboBox, field: Field, text: str) -> None:
        combo.clear()
        for value, label in self._choices(field):
            combo.addItem(label, value)
        combo.setCurrentIndex(combo.findData(text))

    def _chosen(self, field: Field, _row: int) -> None:
        combo = self.editors[field.name]
        if isinstance(combo, QComboBox):
            self._hand_on(field, str(combo.currentData() or ""))

    def _typed(self, field: Field) -> None:
        line = self.editors[field.name]
        if isinstance(line, QLineEdit):
            self._hand_on(field, line.text().strip())

    def _hand_on(self, field: Field, text: str) -> None:
        refused = bool(self.editors[field.name].property("refused"))
        if text == self._shown.get(field.name) and not refused:
            return
        reason = self._write(field.name, text)
        if not reason:
            self._shown[field.name] = text
        self._mark(field, reason)

    def _mark(self, field: Field, reason: str) -> None:
        editor, remark = self.editors[field.name], self.remarks[field.name]
        editor.setProperty("refused", bool(reason))
        remark.setText(reason or field.description)
        remark.setProperty("refusal", bool(reason))
        for widget in (editor, remark):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
