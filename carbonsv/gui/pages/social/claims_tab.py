"""The claims with what each comes to; the form adds and changes them, the wide table shows every column."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from carbonsv.gui import icons
from carbonsv.gui.models.record_model import Field, RecordModel
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.fields import Choices
from carbonsv.gui.pages.record_card import RecordCard, RecordCardText
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.controls import button
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.evidence_column import FILES, evidence_field, evidence_numbers, with_evidence
from carbonsv.gui.widgets.evidence_desk import EvidenceDesk
from carbonsv.gui.widgets.record_table import RecordTable
from carbonsv.gui.widgets.table_card import TableCard
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.app.social.view import SocialView
    from carbonsv.gui.door import Door

_TABLE = "measure_claim"


class ClaimTable(RecordTable):
    """The table of claims: a new one is asked for in the form, not typed into a blank row."""

    add_asked = Signal()
    duplicate_asked = Signal(str)

    def is_typed(self, record_id: str) -> bool:
        """Whether a claim was typed here; what was followed up at home is kept with the pledges."""
        row = self.records.row_of(record_id)
        return row >= 0 and self.records.value(row, "kept_in") == _TABLE

    @Slot()
    def delete(self) -> None:
        """Delete the selected claims that were typed here."""
        ids = [each for each in self.selected_ids() if self.is_typed(each)]
        if ids:
            self.door.ask(lambda session: session.delete_rows(_TABLE, ids))

    @Slot()
    def add(self) -> None:
        """Ask for a new claim."""
        self.add_asked.emit()

    @Slot()
    def duplicate(self) -> None:
        """Ask for the same claim once more."""
        if self.is_typed(self.current_id()):
            self.duplicate_asked.emit(self.current_id())


class ClaimsTab(QWidget):
    """Shows what every claim comes to."""

    add_asked = Signal()
    change_asked = Signal(str)
    explain_asked = Signal(str)

    def __init__(self, door: Door) -> None:
        """Lay the tab out."""
        super().__init__()
        self._door = door
        self._wanted = ""
        self.results = self._make_table()
        self._desk = EvidenceDesk(door, self.results, self.results.is_typed)
        empty = EmptyState(
            self.tr("No claims yet"),
            self.tr("Choose Add a claim, say what you did, and type two figures from your bills."),
        )
        self.card = TableCard(self.results, empty, self.tr("Filter, for example: Salford or young people"))
        self.wide: RecordCard | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self.card)
        self._make_buttons()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self._bar())
        layout.addWidget(self.stack, 1)

    def _make_buttons(self) -> None:
        self.explain_button = button(
            self.tr("Explain"),
            self.tr("Write out the selected claim from its quantities to its pounds"),
            self._explain,
        )
        self.change_button = button(
            self.tr("Change"), self.tr("Open the selected claim in the form"), self._change
        )
        self.delete_button = button(
            self.tr("Delete"), self.tr("Delete the selected claims; History keeps them"), self._delete
        )
        self.evidence_button = button(
            self.tr("Evidence…"),
            self.tr("Files that show the selected claims, such as bills (Ctrl+Shift+E)"),
            self._show_files,
        )
        self.wide_button = button(
            self.tr("All columns"),
            self.tr("Show every column of the claims, to type or paste many"),
            self._widen,
        )
        self.wide_button.setCheckable(True)

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(10)
        for each in (self.change_button, self.explain_button, self.evidence_button, self.delete_button):
            bar.addWidget(each)
        bar.addStretch(1)
        bar.addWidget(self.wide_button)
        return bar

    @property
    def table(self) -> RecordTable:
        """The table in front."""
        wide = self.wide
        return wide.table if wide is not None and self.stack.currentWidget() is wide else self.results

    @property
    def evidence(self) -> EvidenceDesk:
        """The files of the table in front."""
        wide = self.wide
        in_front = wide is not None and self.stack.currentWidget() is wide
        return wide.evidence if in_front and wide is not None and wide.evidence else self._desk

    def _show_files(self) -> None:
        self.evidence.show()

    def _make_table(self) -> ClaimTable:
        choices = Choices(self._door)
        model = RecordModel(self._fields(), self._write)
        table = ClaimTable(self._door, _TABLE, "results", model, CellDelegate(choices.of_cell, choices.kinds))
        table.setAccessibleName(self.tr("Claims with what they come to"))
        table.setAccessibleDescription(self.tr("Return explains a claim; double-click changes it"))
        table.explains = True
        table.explain_asked.connect(self.explain_asked)
        table.add_asked.connect(self.add_asked)
        table.duplicate_asked.connect(self._duplicate)
        table.doubleClicked.connect(self._open)
        return table

    def _fields(self) -> tuple[Field, ...]:
        pounds = self.tr("GBP over all years of the claim, undiscounted; blank is not valued, never 0")
        return (
            Field("title", self.tr("What changed"), description=self.tr("What you call it"), width_px=250),
            Field("net_t", self.tr("Net t CO₂e"), "number", editable=False, width_px=104, format=_tonnes),
            Field("low", self.tr("Low £"), "number", pounds, editable=False, width_px=82, format=_pounds),
            Field(
                "central", self.tr("Central £"), "number", pounds, editable=False, width_px=94, format=_pounds
            ),
            Field("high", self.tr("High £"), "number", pounds, editable=False, width_px=88, format=_pounds),
            Field("change", self.tr("Change"), editable=False, width_px=140),
            Field("ledger", self.tr("Ledger"), editable=False, width_px=110),
            evidence_field(),
            Field("year", self.tr("From"), "number", editable=False, width_px=66, format=_year),
            Field("measure", self.tr("What it is"), editable=False, width_px=250),
            Field("benefits", self.tr("Who benefits"), editable=False, width_px=180),
        )

    def show_view(self, view: SocialView) -> None:
        """Show the claims as they are worked out now."""
        counts = evidence_numbers(self._door, _TABLE)
        self.card.load(with_evidence(Records.of_frame(view.claims), counts, FILES))
        self._select_wanted()
        if self.wide is not None:
            self.wide.refresh()

    def go_to(self, claim_id: str) -> None:
        """Select a claim as soon as the table shows it."""
        self._wanted = claim_id
        self._select_wanted()

    def _select_wanted(self) -> None:
        if self._wanted and self.results.select(self._wanted).isValid():
            self._wanted = ""
            self.results.setFocus()

    def show_icons(self) -> None:
        """Give the buttons their icons."""
        self.explain_button.setIcon(icons.icon("explain"))
        self.delete_button.setIcon(icons.icon("delete"))
        self.card.show_icons()
        if self.wide is not None:
            self.wide.show_icons()

    def _write(self, record_id: str, column: str, typed: str) -> str:
        if not self.results.is_typed(record_id):
            return self.tr("This comes from a pledge at home; change it under Community.")
        return self._door.ask(lambda session: session.set_cell(_TABLE, record_id, column, typed)) or ""

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if self.results.records.fields[index.column()].name != "title":
            self._change()

    def _change(self) -> None:
        claim_id = self.table.current_id()
        if self.results.is_typed(claim_id):
            self.change_asked.emit(claim_id)

    def _explain(self) -> None:
        if self.table.current_id():
            self.explain_asked.emit(self.table.current_id())

    def _delete(self) -> None:
        self.table.delete()

    @Slot(str)
    def _duplicate(self, claim_id: str) -> None:
        from carbonsv.app.social.draft import duplicate_claim  # noqa: PLC0415 - after the first paint

        self._door.ask(lambda session: duplicate_claim(session, claim_id))

    def _widen(self) -> None:
        """Show every column, or the results again; the wide table is made when it is first asked for."""
        if not self.wide_button.isChecked():
            self.stack.setCurrentWidget(self.card)
            return
        if self.wide is None:
            self.wide = RecordCard(self._door, _wide_words(self))
            self.wide.show_icons()
            self.wide.refresh()
            self.stack.addWidget(self.wide)
        self.stack.setCurrentWidget(self.wide)


def _wide_words(tab: ClaimsTab) -> RecordCardText:
    empty = tab.tr("Choose Add a claim, or paste claims from a spreadsheet below headings named as these.")
    title = tab.tr("Claims")
    return RecordCardText(
        _TABLE, title, title, tab.tr("Add row"), empty, tab.tr("Filter claims"), evidence=True
    )


def _tonnes(value: Any) -> str:
    return "" if _blank(value) else text.tonnes(float(value) * text.KG_PER_TONNE)


def _pounds(value: Any) -> str:
    return "" if _blank(value) else text.number(float(value))


def _year(value: Any) -> str:
    return "" if _blank(value) else str(int(value))


def _blank(value: Any) -> bool:
    return value is None or math.isnan(value)
