"""What needs attention: each finding with its records, and a fix where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carbonsv.gui.models.record_model import Field, RecordModel
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.fields import Choices
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.controls import button, muted
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.record_table import RecordTable
from carbonsv.gui.widgets.table_card import TableCard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.gui.door import Door
    from carbonsv.gui.found import Found
    from carbonsv.inventory.findings.finding import Finding


class FindingsTab(QWidget):
    """Lists findings by what they are about, the gravest first, and does what its buttons say."""

    show_asked = Signal(object)

    def __init__(self, door: Door, found: Found) -> None:
        """Lay the tab out."""
        super().__init__()
        self._door = door
        self._found = found
        self._findings: Mapping[str, Finding] = {}
        self.table = self._make_table()
        empty = EmptyState(
            self.tr("Nothing to put right"),
            self.tr("Gaps, overlaps, duplicates, slips of the unit and what else needs a look stand here."),
        )
        self.card = TableCard(self.table, empty, self.tr("Filter findings"))
        self.hint = muted("", wrap=True)
        self.show_button = button(
            self.tr("Show me"), self.tr("Go to the records that this is about"), self._show_records
        )
        self.fix_button = button(self.tr("Fix"), self.tr("Put it right"), self._fix)
        row = QHBoxLayout()
        row.addWidget(self.hint, 1)
        row.addWidget(self.show_button)
        row.addWidget(self.fix_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.card, 1)
        layout.addLayout(row)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.doubleClicked.connect(self._show_records)
        self._show_current()
        self._fresh = Freshness(self, found.arrived, self.refresh)

    def _make_table(self) -> RecordTable:
        columns = (
            Field("severity", self.tr("Kind"), editable=False, width_px=84, format=_capital),
            Field("group", self.tr("About"), editable=False, width_px=200),
            Field("sentence", self.tr("What was found"), editable=False, width_px=420),
        )
        choices = Choices(self._door)
        delegate = CellDelegate(choices.of_cell, choices.kinds)
        table = RecordTable(self._door, "", "", RecordModel(columns, _refuse), delegate)
        table.setAccessibleName(self.tr("Findings"))
        table.stretch("sentence")
        return table

    @Slot()
    def refresh(self) -> None:
        """Show the findings that have arrived."""
        self._findings = self._found.by_key
        self.card.load(_records(self._findings))
        if self._findings and not self.table.current_id():
            self.table.setCurrentIndex(self.table.records.index(0, 2))
        self._show_current()

    def show_icons(self) -> None:
        """Give the card its icons."""
        self.card.show_icons()

    @property
    def current(self) -> Finding | None:
        """The finding one is at."""
        return self._findings.get(self.table.current_id())

    @Slot()
    def _show_current(self) -> None:
        finding = self.current
        fix = finding.fix if finding else None
        self.hint.setText(f"{finding.sentence} {finding.hint}".strip() if finding else "")
        self.show_button.setEnabled(bool(finding and finding.records))
        self.fix_button.setVisible(fix is not None)
        label = fix.label if fix else ""
        self.fix_button.setText(self.tr("Fix: {0}").format(label))
        self.fix_button.setAccessibleName(self.fix_button.text())
        self.fix_button.setAccessibleDescription(self.tr("One change that can be undone"))
        self.fix_button.setToolTip(self.tr("One change that can be undone"))

    @Slot()
    def _show_records(self) -> None:
        finding = self.current
        if finding and finding.records:
            self.show_asked.emit(finding.records)

    def _fix(self) -> None:
        from carbonsv.app.results.findings import carry_out  # noqa: PLC0415 - it loads pandas

        fix = self.current.fix if self.current else None
        if fix is not None:
            self._door.ask(lambda session: carry_out(session, fix))


def _records(findings: Mapping[str, Finding]) -> Records:
    from carbonsv.app.results.finding_rules import finding_rules  # noqa: PLC0415 - when there is something to show

    rules = finding_rules().rules
    titles = {code: rule.title for code, rule in rules.items()}
    columns: dict[str, list[Any]] = {
        "severity": [one.severity for one in findings.values()],
        "group": [titles.get(one.code, _capital(one.code.replace("-", " "))) for one in findings.values()],
        "sentence": [one.sentence for one in findings.values()],
    }
    return Records(list(findings), columns)


def _capital(value: Any) -> str:
    return str(value).capitalize()


def _refuse(_record: str, _column: str, _text: str) -> str:
    return "Findings are looked for; put the records right instead."
