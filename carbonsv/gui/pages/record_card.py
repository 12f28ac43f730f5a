"""A card with an editable table of the document: its records, what may be typed, and what to do first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from carbonsv.gui.guard import guarded, nothing
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
    from collections.abc import Mapping

    from PySide6.QtGui import QShowEvent

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
    """Shows one table of the document, below a line that says what its rows do.

    The table is made when it is first looked at or asked for: a page has up to nine of them.
    """

    def __init__(self, door: Door, words: RecordCardText, widths_px: Mapping[str, int] | None = None) -> None:
        """Lay the card out; some columns have other widths than elsewhere."""
        super().__init__()
        self._door = door
        self.words = words
        self._widths_px = widths_px or {}
        self._begins: Mapping[str, str] = {}
        self._made: TableCard | None = None
        self._desk: EvidenceDesk | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        if words.purpose:
            layout.addWidget(muted(words.purpose, wrap=True))
        self._room = QVBoxLayout()
        layout.addLayout(self._room, 1)

    @property
    def table(self) -> RecordTable:
        """The table of the records."""
        return self.card.table

    @property
    def card(self) -> TableCard:
        """The table with what stands around it."""
        if self._made is None:
            self._made = self._make()
            self._room.addWidget(self._made)
            self.refresh()
            self.show_icons()
        return self._made

    @property
    def evidence(self) -> EvidenceDesk | None:
        """Where files are attached to its rows, if they can be."""
        if self.words.evidence:
            self.card  # noqa: B018 - it is made by asking for it
        return self._desk

    def _make(self) -> TableCard:
        words, choices = self.words, Choices(self._door)
        columns = self._door.ask(lambda session: fields(session, words.table)) or ()
        columns = with_files_field(columns) if words.evidence else columns
        delegate = CellDelegate(choices.of_cell, choices.kinds)
        table = RecordTable(self._door, words.table, "", RecordModel(columns, self._write), delegate)
        table.setAccessibleName(words.title)
        table.setAccessibleDescription(words.purpose or words.empty)
        table.new_row = dict(self._begins)
        self._desk = EvidenceDesk(self._door, table) if words.evidence else None
        for name, width_px in self._widths_px.items():
            table.setColumnWidth(max(table.records.column_of(name), 0), width_px)
        return TableCard(
            table, EmptyState(self.tr("No {0} yet").format(words.title.lower()), words.empty), words.hint
        )

    def begin_rows(self, values: Mapping[str, str]) -> None:
        """Let new rows begin with some values."""
        self._begins = values
        if self._made is not None:
            self._made.table.new_row = dict(values)

    def refresh(self) -> None:
        """Show the records as the session has them now."""
        if self._made is None:
            return
        frame = self._door.ask(lambda session: session.rows(self.words.table))
        records = Records() if frame is None else Records.of_frame(frame)
        if self._desk is not None:
            with_evidence(records, evidence_numbers(self._door, self.words.table), FILES)
        self._made.load(records)

    def show_icons(self) -> None:
        """Give the card its icons."""
        if self._made is not None:
            self._made.show_icons()

    @guarded(nothing)
    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Make the table as its place is shown."""
        super().showEvent(event)
        self.card  # noqa: B018 - it is made by asking for it

    def _write(self, record_id: str, column: str, text: str) -> str:
        table = self.words.table
        return self._door.ask(lambda session: session.set_cell(table, record_id, column, text)) or ""
