"""Buildings, Travel, Waste and Procurement: one editable table of activity records each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.explanations import Explanations
from carbonsv.gui.models.record_model import RecordModel
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.fields import Choices, activity_columns, fields
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.controls import PageHeader, button
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.record_table import RecordTable
from carbonsv.gui.widgets.table_card import TableCard

if TYPE_CHECKING:
    from carbonsv.gui.pages.listing import PageEntry, Surroundings


class ActivityPage(QWidget):
    """A table of activity records. It decides nothing: it asks, waits and shows."""

    def __init__(self, surroundings: Surroundings, entry: PageEntry) -> None:
        """Lay the page out for a topic."""
        super().__init__()
        self._door = surroundings.door
        self._topic = entry.id
        self._explanations = Explanations(self, surroundings.door, surroundings.jobs)
        self.paste_button = button(
            self.tr("Paste"), self.tr("Paste a block from a spreadsheet (Ctrl+V)"), self._paste
        )
        self.add_button = button(
            self.tr("Add row"), self.tr("Add an activity record (Insert)"), self._add, style="primary"
        )
        self.table = self._make_table()
        empty = EmptyState(self.tr("Nothing here yet"), entry.empty)
        self.card = TableCard(self.table, empty, entry.filter_hint)
        layout = QVBoxLayout(self)
        margin = theme.PAGE_MARGIN_PX
        layout.setContentsMargins(margin, 20, margin, 16)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(PageHeader(entry.title, entry.purpose, (self.paste_button, self.add_button)))
        layout.addWidget(self.card, 1)
        # The table waits for the totals: both at once would only delay each other.
        self._fresh = Freshness(self, surroundings.totals.arrived, self.refresh)

    def _make_table(self) -> RecordTable:
        door, topic = self._door, self._topic
        columns = door.ask(lambda session: fields(session, "activity", activity_columns(topic))) or ()
        choices = Choices(door, topic)
        delegate = CellDelegate(choices.of_cell, choices.kinds)
        table = RecordTable(door, "activity", topic, RecordModel(columns, self._write), delegate)
        table.setAccessibleName(self.tr("Activity records"))
        table.setAccessibleDescription(self.tr("Type into a cell, or paste a block from a spreadsheet"))
        table.new_row = {"topic": self._topic}
        table.explains = True
        table.explain_asked.connect(self.explain)
        return table

    @Slot()
    def refresh(self) -> None:
        """Show the records as the session has them now."""
        frame = self._door.ask(lambda session: session.rows("activity", self._topic))
        self.card.load(Records() if frame is None else Records.of_frame(frame))

    @Slot(str)
    def explain(self, record_id: str) -> None:
        """Explain the emissions of a record."""
        row = self.table.records.row_of(record_id)
        self._explanations.of_record(record_id, str(self.table.records.value(row, "activity_label") or ""))

    def show_icons(self) -> None:
        """Give the buttons their icons."""
        self.add_button.setIcon(icons.icon("add", theme.current().on_accent))
        self.paste_button.setIcon(icons.icon("paste"))
        self.card.show_icons()

    def _write(self, record_id: str, column: str, text: str) -> str:
        answer = self._door.ask(lambda session: session.set_cell("activity", record_id, column, text))
        return answer or ""

    def _add(self) -> None:
        self.table.add()

    def _paste(self) -> None:
        self.table.paste()
