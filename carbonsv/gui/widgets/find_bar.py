"""Finding among the rows of a table: a box, how many there are, and the way from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.guard import guarded, nothing
from carbonsv.gui.widgets.controls import muted

if TYPE_CHECKING:
    from carbonsv.gui.widgets.record_table import RecordTable

_PAUSE_MS = 150
_LEAST_PX = 130
_BOX_PX = 200
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBox(QLineEdit):
    """A box whose return key goes to the next match, and whose escape key goes back to the table."""

    stepped = Signal(int)
    left = Signal()

    @guarded(nothing)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Step, leave or type."""
        if event.key() in _RETURN:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Steps through the rows that have every word that is typed, without hiding the others."""

    def __init__(self, table: RecordTable) -> None:
        """Look among the rows of a table."""
        super().__init__()
        self._table = table
        self._is_new = False
        self.box = FindBox()
        self.box.setPlaceholderText(self.tr("Find (Ctrl+F)"))
        self.box.setAccessibleName(self.tr("Find in rows"))
        self.box.setAccessibleDescription(
            self.tr("Go to rows that contain every word; Return or F3 goes on, Shift+F3 goes back")
        )
        self.box.setClearButtonEnabled(True)
        self.box.setMinimumWidth(_LEAST_PX)
        self.box.setMaximumWidth(_BOX_PX)
        self._lens = QAction(self.tr("Find in rows"), self.box)
        self.back = self._step_button("up", self.tr("Previous match (Shift+F3)"), -1)
        self.on = self._step_button("down", self.tr("Next match (F3)"), 1)
        self.said = muted()
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.box.textChanged.connect(self._pause.start)
        self.box.stepped.connect(self.step)
        self.box.left.connect(self._leave)
        table.find_asked.connect(self._begin)
        table.step_asked.connect(self.step)
        table.records.arranged.connect(self._show_matches)
        table.selectionModel().currentRowChanged.connect(self._say)
        self._say()

    def _step_button(self, name: str, text: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setText("↑" if name == "up" else "↓")
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setAccessibleDescription(text)
        button.clicked.connect(lambda: self.step(by))
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.box, self.back, self.on, self.said):
            row.addWidget(widget)

    def show_icons(self) -> None:
        """Give the box its lens."""
        self._lens.setIcon(icons.icon("search", theme.current().muted))
        self.box.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        for each in self.box.findChildren(QToolButton):
            each.setAccessibleName(each.text() or self.tr("Clear what is looked for"))

    @Slot()
    def _begin(self) -> None:
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    @Slot()
    def _leave(self) -> None:
        self.box.clear()
        self._look()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _look(self) -> None:
        self._pause.stop()
        self._is_new = True
        self._table.records.find(self.box.text())

    @Slot()
    def _show_matches(self) -> None:
        """Go to the first match at or below the current row after something else is looked for."""
        is_new, self._is_new = self._is_new, False
        if is_new and len(self._table.records.matches):
            self._go(0)
        self._say()

    @Slot(int)
    def step(self, by: int) -> None:
        """Go to the next match or the one before, and from the last to the first."""
        if self._pause.isActive():
            self._look()
        elif len(self._table.records.matches):
            self._go(by)
            self._say()

    def _go(self, by: int) -> None:
        model, row = self._table.records, max(self._table.currentIndex().row(), 0)
        count = len(model.matches)
        at = int(model.matches.searchsorted(row))
        is_here = at < count and int(model.matches[at]) == row
        if by > 0 and not is_here:
            by -= 1
        self._table.go_to_match(int(model.matches[(at + by) % count]), self.box.text())

    @Slot()
    def _say(self) -> None:
        """Say which of how many matches is the current row."""
        matches, row = self._table.records.matches, self._table.currentIndex().row()
        at = int(matches.searchsorted(row))
        is_here = at < len(matches) and int(matches[at]) == row
        if not self.box.text().strip():
            said = ""
        elif not len(matches):
            said = self.tr("No match")
        elif is_here:
            said = self.tr("{0} of {1}").format(f"{at + 1:,}", f"{len(matches):,}")
        else:
            said = self.tr("{0} found").format(f"{len(matches):,}")
        self.said.setText(said)
        self.said.setVisible(bool(said))
        for button in (self.back, self.on):
            button.setVisible(bool(said))
            button.setEnabled(len(matches) > 0)
