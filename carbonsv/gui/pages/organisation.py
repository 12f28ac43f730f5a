"""Organisation: profile and policies, and everything that records refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QScrollArea, QTabWidget, QVBoxLayout, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.models.record_model import Field, RecordModel
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.fields import Choices, fields
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.pages.organisation_tables import further_tables, organisation_tables
from carbonsv.gui.pages.record_card import RecordCard
from carbonsv.gui.pages.record_cards import RecordCards
from carbonsv.gui.widgets.controls import PageHeader, button, card
from carbonsv.gui.widgets.record_form import RecordForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.gui.widgets.record_table import RecordTable

_ORGANISATION = "organisation"


class OrganisationPage(QWidget):
    """Who reports, for which sites and which years, by which rules, and with which meters and contracts."""

    def __init__(self, surroundings: Surroundings) -> None:
        """Lay the page out as tabs, so that each table has the whole place."""
        super().__init__()
        self._door = surroundings.door
        self._choices = Choices(surroundings.door)
        self.form = self._make_form()
        together = (*organisation_tables(), *further_tables())
        self.cards = {words.table: RecordCard(self._door, words) for words in together}
        self.more = RecordCards([self.cards[words.table] for words in further_tables()])
        self.sites, self.years = self.cards["site"], self.cards["reporting_year"]
        self.add_button = button("", self.tr("Add a row"), self._add, style="primary")
        self.tabs = self._make_tabs()
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
        front = self._front
        return front.table if front is not None else None

    @property
    def _front(self) -> RecordCard | None:
        """The card of the tab in front, None for the profile."""
        front = self.tabs.currentWidget()
        if isinstance(front, RecordCards):
            return front.current
        return front if isinstance(front, RecordCard) else None

    def _make_form(self) -> RecordForm:
        columns = self._door.ask(lambda session: fields(session, _ORGANISATION)) or ()
        return RecordForm(columns, self._choices_of, self._write_profile)

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.setAccessibleName(self.tr("Parts of the organisation page"))
        tabs.addTab(self._form_area(), self.tr("Profile"))
        tabs.setTabToolTip(0, self.tr("Profile and policies"))
        for words in organisation_tables():
            at = tabs.addTab(self.cards[words.table], words.tab)
            tabs.setTabToolTip(at, words.title)
        at = tabs.addTab(self.more, self.tr("More"))
        tabs.setTabToolTip(at, self.tr("Excluded categories, intensity measures, degree days"))
        self.more.chosen.connect(self._show_button)
        tabs.currentChanged.connect(self._show_button)
        return tabs

    def _form_area(self) -> QScrollArea:
        frame, layout = card()
        layout.setContentsMargins(24, 22, 24, 22)
        layout.addWidget(self.form)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(frame)
        return area

    @Slot()
    def refresh(self) -> None:
        """Show the organisation and its tables as the session has them now."""
        frame = self._door.ask(lambda session: session.rows(_ORGANISATION))
        self.form.load(Records() if frame is None else Records.of_frame(frame))
        for each in self.cards.values():
            each.refresh()
        self._begin_rows()

    def _begin_rows(self) -> None:
        """Let new measures and months begin with the last reporting year."""
        last = self._door.ask(lambda session: session.snapshot().year_ids[-1:])
        if last:
            self.cards["intensity_measure"].begin_rows({"reporting_year": last[0]})

    def show_icons(self) -> None:
        """Give the buttons their icons."""
        self.add_button.setIcon(icons.icon("add", theme.current().on_accent))
        for each in self.cards.values():
            each.show_icons()

    def _choices_of(self, field: Field) -> Sequence[tuple[str, str]]:
        return self._choices.of_cell(RecordModel((), _refuse), -1, field)

    def _write_profile(self, column: str, text: str) -> str:
        answer = self._door.ask(lambda session: session.set_cell(_ORGANISATION, _ORGANISATION, column, text))
        return answer or ""

    def _add(self) -> None:
        if self.table is not None:
            self.table.add()

    @Slot()
    def _show_button(self) -> None:
        front = self._front
        self.add_button.setVisible(front is not None)
        text = front.words.add if front is not None else ""
        self.add_button.setText(text)
        self.add_button.setAccessibleName(text)
        self.add_button.setAccessibleDescription(text)
        self.add_button.setToolTip(text)


def _refuse(_record: str, _column: str, _text: str) -> str:
    return ""
