"""Plan: targets, reduction projects and the years to come."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.pages.plan.tables import plan_tables
from carbonsv.gui.pages.plan.what_if import WhatIf
from carbonsv.gui.pages.record_card import RecordCard
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import PageHeader, button
from carbonsv.gui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from carbonsv.app.planning import Plan
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.errors import CarbonsvError
    from carbonsv.gui.pages.listing import PageEntry, Surroundings
    from carbonsv.gui.widgets.record_table import RecordTable

_LABEL_PX = 280


class PlanPage(QWidget):
    """What will be done, what it costs and where it leads. It decides nothing: it asks, waits and shows."""

    def __init__(self, surroundings: Surroundings, entry: PageEntry) -> None:
        """Lay the page out as tabs: the years to come, and the tables they rest on."""
        super().__init__()
        self._door = surroundings.door
        self._jobs = surroundings.jobs
        self._totals = surroundings.totals
        self.method = self._make_method()
        self.add_button = button("", self.tr("Add a row"), self._add, style="primary")
        self.what_if = WhatIf(surroundings)
        self.first_step = button(
            self.tr("Go to projects"),
            self.tr("Show the table of projects"),
            self._go_to_projects,
            style="primary",
        )
        self.empty = EmptyState(self.tr("No plan yet"), entry.empty, (self.first_step,))
        self.outlook = QStackedWidget()
        widths_px = {"label": _LABEL_PX}
        self.cards = {words.table: RecordCard(self._door, words, widths_px) for words in plan_tables()}
        self.tabs = self._make_tabs()
        layout = QVBoxLayout(self)
        margin = theme.PAGE_MARGIN_PX
        layout.setContentsMargins(margin, 20, margin, 16)
        layout.setSpacing(theme.GAP_PX)
        self.header = PageHeader(entry.title, entry.purpose, (self.method, self.add_button))
        layout.addWidget(self.header)
        layout.addWidget(self.tabs, 1)
        self._show_buttons()
        self._fresh = Freshness(self, surroundings.totals.arrived, self.refresh)

    @property
    def table(self) -> RecordTable:
        """The table that the Edit menu works on: that of the tab in front."""
        front = self.tabs.currentWidget()
        return front.table if isinstance(front, RecordCard) else self.what_if.years.table

    def _make_method(self) -> ComboBox:
        method = ComboBox()
        method.addItem(self.tr("Scope 2 location-based"), "location")
        method.addItem(self.tr("Scope 2 market-based"), "market")
        method.setAccessibleName(self.tr("Method of scope 2"))
        method.setAccessibleDescription(self.tr("Plan with the location-based or the market-based scope 2"))
        method.activated.connect(self._work_out)
        return method

    def _make_tabs(self) -> QTabWidget:
        self.outlook.addWidget(self.empty)
        self.outlook.addWidget(self.what_if)
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.setAccessibleName(self.tr("Parts of the plan page"))
        tabs.addTab(self.outlook, self.tr("Years to come"))
        for each in self.cards.values():
            tabs.addTab(each, each.words.tab)
        tabs.currentChanged.connect(self._show_buttons)
        return tabs

    @Slot()
    def refresh(self) -> None:
        """Show the plan and its tables as the session has them now."""
        for each in self.cards.values():
            each.refresh()
        self._begin_rows()
        self._work_out()

    def show_icons(self) -> None:
        """Give the buttons their icons, and draw the charts in the colours of the look."""
        self.add_button.setIcon(icons.icon("add", theme.current().on_accent))
        for each in self.cards.values():
            each.show_icons()
        self.what_if.show_plan()

    def _begin_rows(self) -> None:
        """Let new targets begin with the base year, and new projects after the year the plan starts from."""
        inventory = self._totals.inventory
        organisation = self._door.ask(lambda session: session.rows("organisation"))
        years = self._door.ask(lambda session: session.snapshot().year_ids) or ()
        base = None if organisation is None or organisation.empty else organisation["base_year"].iloc[0]
        begins = base if base in years else next(iter(years), None)
        self.cards["target"].begin_rows({"base_year": begins} if begins else {})
        if inventory is not None:
            start = inventory.end.replace(year=inventory.end.year + 1, month=1, day=1)
            self.cards["project"].begin_rows({"start": start.isoformat()})

    @Slot()
    def _work_out(self) -> None:
        snapshot = self._door.ask(lambda session: session.snapshot()) if self._door.has_document else None
        if snapshot is None or self._totals.inventory is None:
            self._say(self._totals.refusal)
            return
        work = partial(_worked_out, snapshot, self._totals.year_id, str(self.method.currentData()))
        label = self.tr("Working out the plan")
        self._jobs.run("plan", work, done=self._show, failed=self._explain, label=label)

    def _show(self, plan: Plan) -> None:
        begun = bool(plan.projects or plan.targets or plan.issues)
        self.outlook.setCurrentWidget(self.what_if if begun else self.empty)
        label = plan.inventory.label
        self.header.purpose.setText(
            self.tr("Starts from reporting year {0}, with activity as in that year").format(label)
        )
        self.what_if.load(plan)

    def _explain(self, error: CarbonsvError) -> None:
        self._say(f"{error} {error.hint}".strip())

    def _say(self, sentence: str) -> None:
        self.outlook.setCurrentWidget(self.empty)
        if sentence:
            self.header.purpose.setText(sentence)

    def _go_to_projects(self) -> None:
        self.tabs.setCurrentWidget(self.cards["project"])

    def _add(self) -> None:
        self.table.add()

    @Slot()
    def _show_buttons(self) -> None:
        front = self.tabs.currentWidget()
        is_table = isinstance(front, RecordCard)
        self.method.setVisible(not is_table)
        self.add_button.setVisible(is_table)
        text = front.words.add if isinstance(front, RecordCard) else ""
        for tell in (
            self.add_button.setText,
            self.add_button.setAccessibleName,
            self.add_button.setAccessibleDescription,
            self.add_button.setToolTip,
        ):
            tell(text)


def _worked_out(snapshot: Snapshot, year_id: str | None, method: str) -> Plan:
    """Work a plan out in a worker."""
    from carbonsv.app.planning import plan_of  # noqa: PLC0415 - it loads pandas

    return plan_of(snapshot, year_id, method)
