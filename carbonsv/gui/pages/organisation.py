"""Organisation: profile and policies, sites, reporting years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QScrollArea, QTabWidget, QVBoxLayout, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.models.record_model import Field, RecordModel
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.fields import Choices, fields
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.controls import PageHeader, button, card
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.record_form import RecordForm
from carbonsv.gui.widgets.record_table import RecordTable
from carbonsv.gui.widgets.table_card import TableCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.gui.pages.listing import Surroundings

_ORGANISATION = "organisation"


class OrganisationPage(QWidget):
    """Who reports, for which sites and which years, and by which rules."""

    def __init__(self, surroundings: Surroundings) -> None:
        """Lay the page out as three tabs, so that each table has the whole place."""
        super().__init__()
        self._door = surroundings.door
        self._choices = Choices(surroundings.door)
        self.form = self._make_form()
        self.sites = self._make_card("site", self.tr("Sites"), self.tr("Filter sites"), self._site_empty())
        self.years = self._make_card(
            "reporting_year", self.tr("Reporting years"), self.tr("Filter years"), self._year_empty()
        )
        self.add_button = button(self.tr("Add site"), self.tr("Add a site"), self._add, style="primary")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Parts of the organisation page"))
        self.tabs.addTab(self._form_area(), self.tr("Profile and policies"))
        self.tabs.addTab(self.sites, self.tr("Sites"))
        self.tabs.addTab(self.years, self.tr("Reporting years"))
        self.tabs.currentChanged.connect(self._show_button)
        layout = QVBoxLayout(self)
        margin = theme.PAGE_MARGIN_PX
        layout.setContentsMargins(margin, 20, margin, 16)
        layout.setSpacing(theme.GAP_PX)
        purpose = self.tr("Who reports, for which sites and years, and by which rules")
        layout.addWidget(PageHeader(self.tr("Organisation"), purpose, (self.add_button,)))
        layout.addWidget(self.tabs, 1)
        self._show_button()
        self._fresh = Freshness(self, surroundings.door.changed, self.refresh)

    @property
    def table(self) -> RecordTable | None:
        """The table that the Edit menu works on: that of the tab in front."""
        front = self.tabs.currentWidget()
        return front.table if isinstance(front, TableCard) else None

    def _make_form(self) -> RecordForm:
        columns = self._door.ask(lambda session: fields(session, _ORGANISATION)) or ()
        return RecordForm(columns, self._choices_of, self._write_profile)

    def _form_area(self) -> QScrollArea:
        frame, layout = card()
        layout.setContentsMargins(24, 22, 24, 22)
        layout.addWidget(self.form)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(frame)
        return area

    def _make_card(self, name: str, title: str, hint: str, empty: EmptyState) -> TableCard:
        columns = self._door.ask(lambda session: fields(session, name)) or ()
        delegate = CellDelegate(self._choices.of_cell, self._choices.kinds)

        def write(record_id: str, column: str, text: str) -> str:
            return self._door.ask(lambda session: session.set_cell(name, record_id, column, text)) or ""

        table = RecordTable(self._door, name, "", RecordModel(columns, write), delegate)
        table.setAccessibleName(title)
        return TableCard(table, empty, hint)

    def _site_empty(self) -> EmptyState:
        return EmptyState(
            self.tr("No sites yet"),
            self.tr(
                "A site is a building or place that bills come for. With sites, the footprint can be "
                "compared place by place. Choose Add site and type its name; the rest can follow."
            ),
        )

    def _year_empty(self) -> EmptyState:
        return EmptyState(
            self.tr("No reporting years yet"),
            self.tr("The footprint is worked out year by year. Add the year that you report on first."),
        )

    @Slot()
    def refresh(self) -> None:
        """Show the organisation, its sites and years as the session has them now."""
        self.form.load(self._records(_ORGANISATION))
        self.sites.load(self._records("site"))
        self.years.load(self._records("reporting_year"))

    def show_icons(self) -> None:
        """Give the buttons their icons."""
        self.add_button.setIcon(icons.icon("add", theme.current().on_accent))
        self.sites.show_icons()
        self.years.show_icons()

    def _records(self, table: str) -> Records:
        frame = self._door.ask(lambda session: session.rows(table))
        return Records() if frame is None else Records.of_frame(frame)

    def _choices_of(self, field: Field) -> Sequence[tuple[str, str]]:
        return self._choices.of_cell(self.sites.table.records, -1, field)

    def _write_profile(self, column: str, text: str) -> str:
        answer = self._door.ask(lambda session: session.set_cell(_ORGANISATION, _ORGANISATION, column, text))
        return answer or ""

    def _add(self) -> None:
        if self.table is not None:
            self.table.add()

    @Slot()
    def _show_button(self) -> None:
        table = self.table
        self.add_button.setVisible(table is not None)
        text = self.tr("Add year") if table is self.years.table else self.tr("Add site")
        self.add_button.setText(text)
        self.add_button.setAccessibleName(text)
        self.add_button.setAccessibleDescription(text)
        self.add_button.setToolTip(text)
