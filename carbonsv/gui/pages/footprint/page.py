"""Footprint: the inventory of a reporting year, and how every number of it came about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.explanations import Explanations
from carbonsv.gui.pages.fields import Choices
from carbonsv.gui.pages.findings import FindingsTab
from carbonsv.gui.pages.footprint.comparison import ComparisonTab
from carbonsv.gui.pages.footprint.intensity import IntensityTab
from carbonsv.gui.pages.footprint.known_totals import KnownTotalsTab
from carbonsv.gui.pages.footprint.records import RecordsTab
from carbonsv.gui.pages.footprint.summary import SummaryTab
from carbonsv.gui.pages.footprint.uncertainty import UncertaintyTab
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import PageHeader, button
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.app.results.breakdown import Part
    from carbonsv.gui.pages.footprint.result_area import ResultArea
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.gui.widgets.record_table import RecordTable
    from carbonsv.inventory.inventory import Inventory


class _Tab(Protocol):
    """What the page asks of its tabs, apart from that of the findings."""

    area: ResultArea
    table: RecordTable

    def explain(self) -> None:
        """Explain the number one is at."""

    def show_icons(self) -> None:
        """Take the colours of the look."""


class FootprintPage(QWidget):
    """The inventory of the open document. It decides nothing: it asks, waits and shows."""

    show_asked = Signal(object)

    def __init__(self, surroundings: Surroundings) -> None:
        """Lay the page out: each tab asks for its own results when it comes to the front."""
        super().__init__()
        self._door = surroundings.door
        self._totals = surroundings.totals
        self._explanations = Explanations(self, surroundings.door, surroundings.jobs)
        self.year = self._make_year()
        self.explain_button = button(
            self.tr("Explain"),
            self.tr("Show how the selected row, else the total, came about (Ctrl+E)"),
            self._explain,
            style="primary",
        )
        self.summary = SummaryTab(surroundings, self._explanations)
        self.comparison = ComparisonTab(surroundings, self._explanations)
        self.intensity = IntensityTab(surroundings, self._explanations)
        self.uncertainty = UncertaintyTab(surroundings, self._explanations)
        self.known = KnownTotalsTab(surroundings, self._explanations)
        self.records = RecordsTab(surroundings, self._explanations)
        self.findings = FindingsTab(surroundings.door, surroundings.found)
        self._worked_out: tuple[_Tab, ...] = (
            self.summary,
            self.comparison,
            self.intensity,
            self.uncertainty,
            self.records,
        )
        self.tabs = self._make_tabs()
        for each in (self.summary, self.comparison, self.intensity, self.uncertainty):
            each.records_asked.connect(self.show_records_behind)
        self._found = surroundings.found
        self._found.arrived.connect(self._count_findings)
        self._count_findings()
        self.findings.show_asked.connect(self.show_asked)
        self._lay_out()
        surroundings.totals.arrived.connect(self.refresh)
        self.refresh()

    @property
    def table(self) -> RecordTable:
        """The table that the Edit menu works on: that of the tab in front."""
        table: RecordTable = getattr(self.tabs.currentWidget(), "table", self.summary.table)
        return table

    def _make_year(self) -> ComboBox:
        year = ComboBox()
        year.setAccessibleName(self.tr("Reporting year"))
        year.setAccessibleDescription(self.tr("The year whose footprint is shown"))
        year.setMinimumWidth(150)
        year.activated.connect(self._choose_year)
        return year

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.setAccessibleName(self.tr("Parts of the footprint page"))
        tabs.addTab(self.summary, self.tr("Summary"))
        tabs.addTab(self.comparison, self.tr("Comparison"))
        tabs.addTab(self.intensity, self.tr("Intensity"))
        tabs.addTab(self.uncertainty, self.tr("Uncertainty"))
        at = tabs.addTab(self.known, self.tr("Checks"))
        tabs.setTabToolTip(at, self.tr("Known totals, held against the records at every change"))
        tabs.addTab(self.records, self.tr("Records"))
        tabs.addTab(self.findings, self.tr("Findings"))
        return tabs

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        margin = theme.PAGE_MARGIN_PX
        layout.setContentsMargins(margin, 20, margin, 16)
        layout.setSpacing(theme.GAP_PX)
        self.header = PageHeader(self.tr("Footprint"), "", (self.year, self.explain_button))
        layout.addWidget(self.header)
        layout.addWidget(self.tabs, 1)

    @Slot()
    def refresh(self) -> None:
        """Say which year the totals are of; the tabs ask for their own results."""
        inventory = self._totals.inventory
        self._list_years(inventory)
        if inventory is None:
            self.header.purpose.setText(self._totals.refusal)
            return
        span = text.period(inventory.period.start, inventory.period.end)
        self.header.purpose.setText(self.tr("Reporting year {0}: {1}").format(inventory.label, span))

    def show_findings(self) -> None:
        """Bring the findings to the front."""
        self.tabs.setCurrentWidget(self.findings)

    @Slot(object)
    def show_records_behind(self, part: Part) -> None:
        """Bring the records behind a part of the total to the front."""
        self.records.show_behind(part)
        self.tabs.setCurrentWidget(self.records)

    def show_icons(self) -> None:
        """Give the buttons their icons, and draw the charts in the colours of the look."""
        self.explain_button.setIcon(icons.icon("explain", theme.current().on_accent))
        self.findings.show_icons()
        self.known.show_icons()
        for each in self._worked_out:
            each.show_icons()

    def _list_years(self, inventory: Inventory | None) -> None:
        years = Choices(self._door).of_table("reporting_year")[1:]
        self.year.clear()
        for year_id, label in years:
            self.year.addItem(label, year_id)
        shown = self._totals.year_id
        at = self.year.findData(shown) if shown else self.year.findText(inventory.label if inventory else "")
        self.year.setCurrentIndex(at)

    @Slot(int)
    def _choose_year(self, _row: int) -> None:
        for each in self._worked_out:
            each.area.outdate()
        self._totals.choose_year(str(self.year.currentData()))

    @Slot()
    def _count_findings(self) -> None:
        count = len(self._found.by_key)
        caption = self.tr("Findings ({0})").format(count) if count else self.tr("Findings")
        self.tabs.setTabText(self.tabs.indexOf(self.findings), caption)

    def _explain(self) -> None:
        """Explain the number one is at in the tab in front, else the total."""
        front = self.tabs.currentWidget()
        explain = getattr(front, "explain", None)
        if explain is not None:
            explain()
        else:
            self._explanations.of_total(self._totals.year_id)
