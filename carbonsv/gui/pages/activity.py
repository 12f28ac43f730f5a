"""Buildings, Travel, Waste and Procurement: one editable table of activity records each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.explanations import Explanations
from carbonsv.gui.models.record_model import RecordModel
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.fields import Choices, activity_columns, fields
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.pages.order_preparing import OrderPreparing
from carbonsv.gui.pages.record_loading import RecordLoading
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.controls import PageHeader, button
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.evidence_column import with_evidence, with_evidence_field
from carbonsv.gui.widgets.evidence_desk import EvidenceDesk
from carbonsv.gui.widgets.record_table import RecordTable
from carbonsv.gui.widgets.table_card import TableCard
from carbonsv.gui.widgets.year_filter import ALL_YEARS, YearFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from carbonsv.app.year_rows import YearRows
    from carbonsv.gui.models.arrangement import Arranged
    from carbonsv.gui.pages.listing import PageEntry, Surroundings


class ActivityPage(QWidget):
    """A table of activity records. It decides nothing: it asks, waits and shows."""

    import_asked = Signal(object)

    def __init__(self, surroundings: Surroundings, entry: PageEntry) -> None:
        """Lay the page out for a topic."""
        super().__init__()
        self._door = surroundings.door
        self._topic = entry.id
        self._jobs = surroundings.jobs
        self._looked_for: tuple[str, ...] = ()
        self._loading = RecordLoading(surroundings.door, surroundings.jobs, entry.id)
        self._loading.arrived.connect(self._show)
        self._explanations = Explanations(self, surroundings.door, surroundings.jobs)
        self.paste_button = button(
            self.tr("Paste"), self.tr("Paste a block from a spreadsheet (Ctrl+V)"), self._paste
        )
        self.add_button = button(
            self.tr("Add row"), self.tr("Add an activity record (Insert)"), self._add, style="primary"
        )
        self.import_button = button(
            self.tr("Import…"),
            self.tr("Add bills, readings or ledgers from files (Ctrl+I)"),
            lambda: self.import_asked.emit(()),
        )
        self.table = self._make_table()
        self._preparing = OrderPreparing(self.table, self._jobs, entry.id)
        self.evidence = EvidenceDesk(self._door, self.table)
        self.evidence.import_asked.connect(self.import_asked)
        self.evidence_button = button(
            self.tr("Evidence…"),
            self.tr("Files and data quality of the selected records (Ctrl+Shift+E)"),
            self.evidence.show,
        )
        empty = EmptyState(self.tr("Nothing here yet"), entry.empty)
        self.card = TableCard(self.table, empty, entry.filter_hint)
        self._totals = surroundings.totals
        self.year = YearFilter()
        self.year.changed.connect(self.refresh)
        self.card.put_beside_filter(self.year)
        layout = QVBoxLayout(self)
        margin = theme.PAGE_MARGIN_PX
        layout.setContentsMargins(margin, 20, margin, 16)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(PageHeader(entry.title, entry.purpose, self._buttons()))
        layout.addWidget(self.card, 1)
        # The table waits for the totals: both at once would only delay each other.
        self._fresh = Freshness(self, surroundings.totals.arrived, self.refresh)

    def _buttons(self) -> tuple[QWidget, ...]:
        return self.evidence_button, self.import_button, self.paste_button, self.add_button

    def _make_table(self) -> RecordTable:
        door, topic = self._door, self._topic
        columns = door.ask(lambda session: fields(session, "activity", activity_columns(topic))) or ()
        self._choices = Choices(door, topic)
        delegate = CellDelegate(self._choices.of_cell, self._choices.kinds)
        model = RecordModel(with_evidence_field(columns), self._write, run=self._arrange)
        table = RecordTable(door, "activity", topic, model, delegate)
        table.setAccessibleName(self.tr("Activity records"))
        table.setAccessibleDescription(self.tr("Type into a cell, or paste a block from a spreadsheet"))
        table.new_row = {"topic": self._topic}
        table.explains = True
        table.explain_asked.connect(self.explain)
        return table

    @Slot()
    def refresh(self) -> None:
        """Ask for the records of the year in view as the document has them now."""
        self._list_years()
        if not self._loading.ask(self.year.year_id):
            self.card.load(Records())

    def _show(self, rows: YearRows) -> None:
        from carbonsv.app.evidence import evidence_counts  # noqa: PLC0415 - it loads pandas

        self.table.new_row = {"topic": self._topic, **rows.begins}
        records = Records.of_rows(rows, self.table.records.records)
        with_evidence(records, self._door.ask(lambda session: evidence_counts(session.document)) or {})
        self.card.load(records, more_elsewhere=rows.total > 0)
        if records.complete:
            self._preparing.begin(records, self.table.records.searched)
        if self._looked_for:
            self._select_looked_for()

    def _list_years(self) -> None:
        years = self._choices.of_table("reporting_year")[1:]
        ids = self._door.ask(lambda session: session.snapshot().year_ids) or ("",)
        self.year.offer(years, self._totals.year_id or ids[-1])

    @Slot(str)
    def explain(self, record_id: str) -> None:
        """Explain the emissions of a record."""
        row = self.table.records.row_of(record_id)
        self._explanations.of_record(record_id, str(self.table.records.value(row, "activity_label") or ""))

    def show_records(self, ids: Sequence[str]) -> None:
        """Select records, after showing all years where the year in view leaves any of them out."""
        self.card.filter.clear()
        self.table.records.filter("")
        self._looked_for = tuple(ids)
        self.refresh()

    def _select_looked_for(self) -> None:
        ids = self._looked_for
        if self.year.year_id != ALL_YEARS and len(self.table.records.rows_of(ids)) < len(set(ids)):
            self.year.choose(ALL_YEARS)
            return
        self._looked_for = ()
        self.table.select_all_of(ids)

    def show_icons(self) -> None:
        """Give the buttons their icons."""
        self.add_button.setIcon(icons.icon("add", theme.current().on_accent))
        self.paste_button.setIcon(icons.icon("paste"))
        self.import_button.setIcon(icons.icon("drop"))
        self.card.show_icons()

    def _arrange(self, work: Callable[[], Arranged], done: Callable[[Arranged], object]) -> None:
        self._jobs.run(f"rows of {self._topic}", work, done=done)

    def _write(self, record_id: str, column: str, text: str) -> str:
        answer = self._door.ask(lambda session: session.set_cell("activity", record_id, column, text))
        return answer or ""

    def _add(self) -> None:
        self.table.add()

    def _paste(self) -> None:
        self.table.paste()
