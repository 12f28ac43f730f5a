"""A table of the plan: what was done, or what is left out, below a line that says what it is for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carbonsv.gui import icons
from carbonsv.gui.models.record_model import RecordModel
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.fields import Choices, fields
from carbonsv.gui.pages.reports.questions import answerable
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.controls import button, muted
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.record_table import RecordTable
from carbonsv.gui.widgets.table_card import TableCard

if TYPE_CHECKING:
    from carbonsv.gui.door import Door
    from carbonsv.gui.models.record_model import Field
    from carbonsv.gui.pages.record_card import RecordCardText

_HEADING_ROOM_PX = 30


class PlanTable(QWidget):
    """Shows a table of the document with a button that adds to it."""

    def __init__(self, door: Door, words: RecordCardText) -> None:
        """Lay the table out."""
        super().__init__()
        self._door = door
        self.words = words
        choices = Choices(door)
        declared = door.ask(lambda session: fields(session, words.table)) or ()
        columns = [self._roomy(answerable(field)) for field in declared]
        delegate = CellDelegate(choices.of_cell, choices.kinds)
        self.table = RecordTable(door, words.table, "", RecordModel(columns, self._write), delegate)
        self.table.setAccessibleName(words.title)
        self.table.setAccessibleDescription(words.purpose)
        empty = EmptyState(self.tr("No {0} yet").format(words.title.lower()), words.empty)
        self.card = TableCard(self.table, empty, words.hint)
        self.add_button = button(words.add, words.purpose, self.table.add)
        top = QHBoxLayout()
        top.addWidget(muted(words.purpose, wrap=True), 1)
        top.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.card, 1)

    def refresh(self) -> None:
        """Show the records as the session has them now."""
        frame = self._door.ask(lambda session: session.rows(self.words.table))
        self.card.load(Records() if frame is None else Records.of_frame(frame))

    def show_icons(self) -> None:
        """Give the card and its button their icons."""
        self.card.show_icons()
        self.add_button.setIcon(icons.icon("add"))

    def _roomy(self, field: Field) -> Field:
        """Give a column the width of its heading, and the first text its share."""
        needed = self.fontMetrics().horizontalAdvance(field.label) + _HEADING_ROOM_PX
        longest = field.type == "text"
        return replace(field, width_px=max(needed, 2 * field.width_px if longest else field.width_px))

    def _write(self, record_id: str, column: str, text: str) -> str:
        table = self.words.table
        return self._door.ask(lambda session: session.set_cell(table, record_id, column, text)) or ""
