"""A card with an editable table of the document: its records, what may be typed, and what to do first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carbonsv.gui.models.record_model import RecordModel
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.fields import Choices, fields
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.controls import muted
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.evidence_column import FILES, evidence_numbers, with_evidence, with_files_field
from carbonsv.gui.widgets.evidence_desk import EvidenceDesk
from carbonsv.gui.widgets.record_table import RecordTable
from carbonsv.gui.widgets.table_card import TableCard

if TYPE_CHECKING:
    from carbonsv.gui.door import Door


@dataclass(frozen=True, slots=True)
class RecordCardText:
    """What a card says: its title on a tab, what its rows are for, and what to do while there are none.

    Attributes:
        evidence: whether files can be attached to its rows.
    """

    table: str
    tab: str
    title: str
    add: str
    empty: str
    hint: str
    purpose: str = ""
    evidence: bool = False


class RecordCard(QWidget):
    """Shows one table of the document, below a line that says what its rows do."""

    def __init__(self, door: Door, words: RecordCardText) -> None:
        """Lay the card out."""
        super().__init__()
        self._door = door
        self.words = words
        choices = Choices(door)
        columns = door.ask(lambda session: fields(session, words.table)) or ()
        delegate = CellDelegate(choices.of_cell, choices.kinds)
        columns = with_files_field(columns) if words.evidence else columns
        self.table = RecordTable(door, words.table, "", RecordModel(columns, self._write), delegate)
        self.table.setAccessibleName(words.title)
        self.table.setAccessibleDescription(words.purpose or words.empty)
        self.evidence = EvidenceDesk(door, self.table) if words.evidence else None
        empty = EmptyState(self.tr("No {0} yet").format(words.title.lower()), words.empty)
        self.card = TableCard(self.table, empty, words.hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        if words.purpose:
            layout.addWidget(muted(words.purpose, wrap=True))
        layout.addWidget(self.card, 1)

    def refresh(self) -> None:
        """Show the records as the session has them now."""
        frame = self._door.ask(lambda session: session.rows(self.words.table))
        records = Records() if frame is None else Records.of_frame(frame)
        if self.evidence is not None:
            with_evidence(records, evidence_numbers(self._door, self.words.table), FILES)
        self.card.load(records)

    def show_icons(self) -> None:
        """Give the card its icons."""
        self.card.show_icons()

    def _write(self, record_id: str, column: str, text: str) -> str:
        table = self.words.table
        return self._door.ask(lambda session: session.set_cell(table, record_id, column, text)) or ""
