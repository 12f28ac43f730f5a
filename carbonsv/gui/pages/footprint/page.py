"""Footprint: the inventory of a reporting year, and how every number of it came about."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.explanations import Explanations
from carbonsv.gui.pages.fields import Choices
from carbonsv.gui.pages.findings import FindingsTab
from carbonsv.gui.pages.footprint.comparison import ComparisonTab
from carbonsv.gui.pages.footprint.intensity import IntensityTab
from carbonsv.gui.pages.footprint.known_totals import KnownTotalsTab
from carbonsv.gui.pages.footprint.records import RecordsTab
from carbonsv.gui.pages.footprint.result_area import ResultArea
from carbonsv.gui.pages.footprint.summary import SummaryTab
from carbonsv.gui.pages.footprint.uncertainty import UncertaintyTab
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import PageHeader, button
from carbonsv.gui.widgets.later_tabs import LaterTabs
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.app.results.breakdown import Part
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.gui.widgets.record_table import RecordTable
    from carbonsv.inventory.inventory import Inventory


@runtime_checkable
class _Tab(Protocol):
    """What the page asks of every tab."""

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
        self.tabs = self._make_tabs(surroundings)
        self._found = surroundings.found
        self._found.arrived.connect(self._count_findings)
        self._count_findings()
        self._lay_out()
        surroundings.totals.arrived.connect(self.refresh)
        self.refresh()

    @property
    def summary(self) -> SummaryTab:
        """The totals, and what they are made of."""
        return self.tabs.content(SummaryTab)

    @property
    def comparison(self) -> ComparisonTab:
        """The year against others."""
        return self.tabs.content(ComparisonTab)

    @property
    def intensity(self) -> IntensityTab:
        """The total by what it is divided by."""
        return self.tabs.content(IntensityTab)

    @property
    def uncertainty(self) -> UncertaintyTab:
        """How sure the total is."""
        return self.tabs.content(UncertaintyTab)

    @property
    def known(self) -> KnownTotalsTab:
        """What is known from elsewhere, held against the records."""
        return self.tabs.content(KnownTotalsTab)

    @property
    def records(self) -> RecordsTab:
        """The records of the year with their emissions."""
        return self.tabs.content(RecordsTab)

    @property
    def findings(self) -> FindingsTab:
        """What needs attention."""
        return self.tabs.content(FindingsTab)

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

    def _make_tabs(self, surroundings: Surroundings) -> LaterTabs:
        tabs = LaterTabs()
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.setAccessibleName(self.tr("Parts of the footprint page"))
        tabs.came.connect(self._take_tab)
        given = surroundings, self._explanations
        tabs.add_later(SummaryTab, self.tr("Summary"), partial(SummaryTab, *given))
        tabs.add_later(ComparisonTab, self.tr("Comparison"), partial(ComparisonTab, *given))
        tabs.add_later(IntensityTab, self.tr("Intensity"), partial(IntensityTab, *given))
        tabs.add_later(UncertaintyTab, self.tr("Uncertainty"), partial(UncertaintyTab, *given))
        at = tabs.add_later(KnownTotalsTab, self.tr("Checks"), partial(KnownTotalsTab, *given))
        tabs.setTabToolTip(at, self.tr("Known totals, held against the records at every change"))
        tabs.add_later(RecordsTab, self.tr("Records"), partial(RecordsTab, *given))
        finding = partial(FindingsTab, surroundings.door, surroundings.found)
        self._findings_at = tabs.add_later(FindingsTab, self.tr("Findings"), finding)
        return tabs

    @Slot(QWidget)
    def _take_tab(self, tab: QWidget) -> None:
        """Listen to a tab that was made, and give it its icons."""
        if isinstance(tab, SummaryTab | ComparisonTab | IntensityTab | UncertaintyTab):
            tab.records_asked.connect(self.show_records_behind)
        if isinstance(tab, FindingsTab):
            tab.show_asked.connect(self.show_asked)
        if isinstance(tab, _Tab):
            tab.show_icons()

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
        for each in self.tabs.made:
            if isinstance(each, _Tab):
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
        for each in self.tabs.made:
            if isinstance(area := getattr(each, "area", None), ResultArea):
                area.outdate()
        self._totals.choose_year(str(self.year.currentData()))

    @Slot()
    def _count_findings(self) -> None:
        count = len(self._found.by_key)
        caption = self.tr("Findings ({0})").format(count) if count else self.tr("Findings")
        self.tabs.setTabText(self._findings_at, caption)

    def _explain(self) -> None:
        """Explain the number one is at in the tab in front, else the total."""
        front = self.tabs.currentWidget()
        explain = getattr(front, "explain", None)
        if explain is not None:
            explain()
        else:
            self._explanations.of_total(self._totals.year_id)
