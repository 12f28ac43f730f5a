"""Social value: what was done, what it comes to, what was promised, and what a buyer asks for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.pages.social.advice import Advice, Boroughs
from carbonsv.gui.pages.social.chart_part import ChartPart
from carbonsv.gui.pages.social.claims_tab import ClaimsTab
from carbonsv.gui.pages.social.community import (
    community_texts,
    framework_texts,
    promise_texts,
    requirement_texts,
    value_texts,
)
from carbonsv.gui.pages.social.explaining import Explaining
from carbonsv.gui.pages.social.frameworks import Frameworks
from carbonsv.gui.pages.social.homeworking import Homeworking
from carbonsv.gui.pages.social.leads import LeadPriorities
from carbonsv.gui.pages.social.overview_tab import OverviewTab
from carbonsv.gui.pages.social.progress import Progress
from carbonsv.gui.pages.social.requirements import EthicalQuestions, Requirements
from carbonsv.gui.pages.social.section import Section
from carbonsv.gui.pages.social.sections import SectionEntry, Sections
from carbonsv.gui.pages.social.spoken_part import SpokenPart
from carbonsv.gui.widgets.controls import PageHeader, button

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.app.social.view import SocialView
    from carbonsv.gui.pages.listing import PageEntry, Surroundings
    from carbonsv.gui.pages.social.claim_dialog import ClaimDialog
    from carbonsv.gui.pages.social.section import SectionText
    from carbonsv.gui.widgets.evidence_desk import EvidenceDesk
    from carbonsv.gui.widgets.record_table import RecordTable

_JOB = "social"


class SocialPage(QWidget):
    """The social value of the open document. It decides nothing: it asks, waits and shows."""

    def __init__(self, surroundings: Surroundings, entry: PageEntry) -> None:
        """Lay the page out: a simple overview first, the rest behind tabs."""
        super().__init__()
        self._door, self._jobs, self._totals = surroundings.door, surroundings.jobs, surroundings.totals
        self.explaining = Explaining(self, surroundings.jobs)
        self.view: SocialView | None = None
        self.add_button = button(
            self.tr("&Add a claim"),
            self.tr("Say what you did; the program works out what it comes to"),
            self.add_claim,
            style="primary",
        )
        self.overview = OverviewTab(surroundings.jobs)
        self.claims = ClaimsTab(surroundings.door)
        self.tabs = self._make_tabs()
        layout = QVBoxLayout(self)
        margin = theme.PAGE_MARGIN_PX
        layout.setContentsMargins(margin, 20, margin, 16)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(PageHeader(entry.title, entry.purpose, (self.add_button,)))
        layout.addWidget(self.tabs, 1)
        self._connect()
        self._fresh = Freshness(self, surroundings.totals.arrived, self.refresh)

    def _connect(self) -> None:
        self.overview.add_asked.connect(self.add_claim)
        self.overview.explain_asked.connect(self.explain_ledger)
        self.claims.add_asked.connect(self.add_claim)
        self.claims.change_asked.connect(self.change_claim)
        self.claims.explain_asked.connect(self.explain_claim)
        self.tabs.currentChanged.connect(self._show_front)

    @property
    def table(self) -> RecordTable | None:
        """The table that the Edit menu works on: that of the tab in front."""
        return getattr(self.tabs.currentWidget(), "table", None)

    @property
    def evidence(self) -> EvidenceDesk | None:
        """The files of the tab in front, if it has any."""
        return getattr(self.tabs.currentWidget(), "evidence", None)

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.setAccessibleName(self.tr("Parts of the social value page"))
        tabs.addTab(self.overview, self.tr("Overview"))
        tabs.addTab(self.claims, self.tr("Claims"))
        for title, entries in (
            (self.tr("Frameworks"), self._framework_entries()),
            (self.tr("Commitments"), self._promise_entries()),
            (self.tr("Requirements"), self._requirement_entries()),
            (self.tr("Community"), self._community_entries()),
            (self.tr("Advice"), self._advice_entries()),
            (self.tr("Own values"), self._section_entries(value_texts())),
        ):
            tabs.addTab(Sections(self.tr("Parts of {0}").format(title), entries), title)
        return tabs

    def _section_entries(self, texts: tuple[SectionText, ...]) -> list[SectionEntry]:
        return [SectionEntry(one.id, one.title, partial(Section, self._door, one)) for one in texts]

    def _framework_entries(self) -> list[SectionEntry]:
        matrix = SectionEntry("matrix", self.tr("Matrix"), partial(Frameworks, self._door))
        leads = SectionEntry("leads", self.tr("Lead priorities"), partial(LeadPriorities, self._door))
        chart = self._chart_entry("frameworks", self.tr("Add a claim first; the chart shows what it serves."))
        return [matrix, leads, chart, *self._section_entries(framework_texts())]

    def _chart_entry(self, name: str, needs: str) -> SectionEntry:
        title = self.tr("Nothing to draw yet")
        return SectionEntry("chart", self.tr("Chart"), partial(ChartPart, self._jobs, name, title, needs))

    def _promise_entries(self) -> list[SectionEntry]:
        progress = SectionEntry("progress", self.tr("Progress"), partial(Progress, self._door))
        chart = self._chart_entry("commitments", self.tr("Add what a tender promises under Promises."))
        return [progress, chart, *self._section_entries(promise_texts())]

    def _requirement_entries(self) -> list[SectionEntry]:
        return [
            SectionEntry("minimum", self.tr("Minimum requirements"), partial(Requirements, self._door)),
            SectionEntry("ethical", self.tr("Ethical buying"), partial(EthicalQuestions, self._door)),
            *self._section_entries(requirement_texts()),
        ]

    def _advice_entries(self) -> list[SectionEntry]:
        return [
            SectionEntry("advice", self.tr("Your largest sources"), Advice),
            SectionEntry("boroughs", self.tr("Boroughs"), partial(Boroughs, self._door)),
        ]

    def _community_entries(self) -> list[SectionEntry]:
        entries = self._section_entries(community_texts())
        return [
            *entries[:2],
            SectionEntry("homeworking", self.tr("Working at home"), self._make_homeworking),
            *entries[2:5],
            SectionEntry("space", self.tr("Growing and space"), self._make_space),
            *entries[5:],
            SectionEntry("benefits", self.tr("Who benefits"), self._make_benefits),
        ]

    def _make_homeworking(self) -> Homeworking:
        made = Homeworking()
        made.claim_asked.connect(self._claim_of_texts)
        return made

    def _make_space(self) -> SpokenPart:
        purpose = self.tr(
            "Ground for food and wildlife, and floor space given another use. It stays in square metres: no "
            "tonnes are made of it."
        )
        measures = (
            ("ESV24", self.tr("Add growing or green space")),
            ("ESV23", self.tr("Add repurposed floor space")),
            ("ESV25", self.tr("Add room for wildlife")),
        )
        return self._spoken("space", purpose, measures)

    def _make_benefits(self) -> SpokenPart:
        purpose = self.tr(
            "Who benefits from what was done, as your claims name them. It is counted, never valued; filter "
            "the claims by the same words."
        )
        return self._spoken("benefits", purpose, ())

    def _spoken(self, part: str, purpose: str, measures: tuple[tuple[str, str], ...]) -> SpokenPart:
        made = SpokenPart(part, purpose, measures)
        made.claim_asked.connect(self._claim_of_measure)
        return made

    @Slot()
    def refresh(self) -> None:
        """Work the social value out in a worker, and show it."""
        from carbonsv.app.social.view import social_view  # noqa: PLC0415 - it loads pandas

        snapshot = self._door.ask(lambda session: session.snapshot() if session.is_open else None)
        if snapshot is not None:
            work = partial(social_view, snapshot, self._totals.year_id)
            self._jobs.run(_JOB, work, done=self._take, label=self.tr("Working out social value"))

    def _take(self, view: SocialView) -> None:
        self.view = view
        self._show_front()

    @Slot()
    def _show_front(self) -> None:
        """Show the tab in front; the others wait until they are."""
        front = self.tabs.currentWidget()
        if self.view is not None:
            front.show_view(self.view)  # type: ignore[attr-defined]
        self.add_button.setVisible(front is not self.overview or not self.overview.is_empty)

    def show_icons(self) -> None:
        """Give the buttons their icons, and show colours of the look."""
        self.add_button.setIcon(icons.icon("add", theme.current().on_accent))
        for at in range(self.tabs.count()):
            self.tabs.widget(at).show_icons()  # type: ignore[union-attr]
        self._fresh.invalidate()

    @Slot()
    def add_claim(self) -> None:
        """Open the form for a new claim."""
        self._open_form()

    @Slot(str)
    def _claim_of_measure(self, measure: str) -> None:
        form = self._open_form()
        if form is not None:
            form.begin_with({"measure": measure})

    @Slot(object)
    def _claim_of_texts(self, texts: Mapping[str, str]) -> None:
        form = self._open_form()
        if form is not None:
            form.begin_with(texts)

    @Slot(str)
    def change_claim(self, claim_id: str) -> None:
        """Open the form with a claim of the document."""
        from carbonsv.app.social.draft import claim_texts  # noqa: PLC0415 - after the first paint

        texts = self._door.ask(lambda session: claim_texts(session, claim_id))
        form = self._open_form() if texts else None
        if form is not None and texts:
            form.change(claim_id, texts)

    def _open_form(self) -> ClaimDialog | None:
        from carbonsv.gui.pages.social.claim_dialog import ClaimDialog  # noqa: PLC0415 - made when asked for

        snapshot = self._door.ask(lambda session: session.snapshot())
        if snapshot is None:
            return None
        form = ClaimDialog(self._door, self._jobs, snapshot, self)
        form.kept.connect(self._kept)
        form.open()
        return form

    @Slot(str)
    def _kept(self, claim_id: str) -> None:
        """Go to the claim that was kept, once it is worked out."""
        self.claims.go_to(claim_id)
        self.tabs.setCurrentWidget(self.claims)

    @Slot(str)
    def explain_claim(self, claim_id: str) -> None:
        """Write out a claim from its quantities to its pounds."""
        view = self.view
        if view is not None:
            self.explaining.open(self.tr("How this claim came about"), lambda: view.value.explain(claim_id))

    @Slot(str)
    def explain_ledger(self, name: str) -> None:
        """Write out every claim of a ledger."""
        from carbonsv.app.social.overview import explain_ledger  # noqa: PLC0415 - after the first paint

        view = self.view
        if view is not None:
            title = self.tr("The ledger “{0}”, claim by claim").format(name)
            self.explaining.open(title, lambda: explain_ledger(view.value, name))
