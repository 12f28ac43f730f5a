"""Reports: choose a document, see it, put right what it lacks, and hand it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.guard import guarded, nothing
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.pages.reports.branding_pane import BrandingPane
from carbonsv.gui.pages.reports.contents import evidence_contents, slides_contents
from carbonsv.gui.pages.reports.contents_card import contents_card
from carbonsv.gui.pages.reports.document_pane import DocumentPane
from carbonsv.gui.pages.reports.files_pane import FilesPane
from carbonsv.gui.pages.reports.gallery_pane import GalleryPane
from carbonsv.gui.pages.reports.kinds import BRANDING, CHARTS, EVIDENCE, PACK, PLAN, SLIDES, all_kinds
from carbonsv.gui.pages.reports.pack_pane import PackPane
from carbonsv.gui.pages.reports.plan_pane import PlanPane
from carbonsv.gui.widgets.controls import PageHeader
from carbonsv.gui.widgets.titled_list import TitledList

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from carbonsv.gui.pages.listing import PageEntry, Surroundings
    from carbonsv.gui.pages.reports.kinds import DocumentKind
    from carbonsv.gui.widgets.record_table import RecordTable

_SHELF_PX = 250
_NARROW_SHELF_PX = 190
_NARROW_PX = 820
_OWN_PANES: dict[str, type[GalleryPane | PackPane | BrandingPane]] = {
    CHARTS: GalleryPane,
    PACK: PackPane,
    BRANDING: BrandingPane,
}
_FILES = {EVIDENCE: evidence_contents, SLIDES: slides_contents}


class ReportsPage(QWidget):
    """The documents of the open document. It decides nothing: it asks, waits and shows."""

    page_asked = Signal(str)

    def __init__(self, surroundings: Surroundings, entry: PageEntry) -> None:
        """Lay the page out: the documents on the left, the chosen one on the right."""
        super().__init__()
        self._surroundings = surroundings
        kinds = [kind for kind in all_kinds() if kind.id in _OWN_PANES or _endings(kind.id)]
        self.shelf = TitledList(self.tr("Documents"))
        for kind in kinds:
            self.shelf.add(kind.id, kind.title, kind.purpose)
        self.shelf.setCurrentRow(0)
        self.panes: dict[str, QWidget] = {}
        self._kinds = {kind.id: kind for kind in kinds}
        self.stack = QStackedWidget()
        layout = QVBoxLayout(self)
        margin = theme.PAGE_MARGIN_PX
        layout.setContentsMargins(margin, 20, margin, 16)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(PageHeader(entry.title, entry.purpose))
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_PX + 4)
        row.addWidget(self.shelf)
        row.addWidget(self.stack, 1)
        layout.addLayout(row, 1)
        self.shelf.setFixedWidth(_SHELF_PX)
        self.shelf.currentRowChanged.connect(self._choose)
        self._fresh = Freshness(self, surroundings.totals.arrived, self.refresh)

    @property
    def table(self) -> RecordTable | None:
        """The table that the Edit menu works on, where the document in front has one."""
        return getattr(self.stack.currentWidget(), "table", None)

    @Slot()
    def refresh(self) -> None:
        """Show the chosen document as it is now."""
        pane = self._pane(self.shelf.chosen)
        self.stack.setCurrentWidget(pane)
        pane.refresh()  # type: ignore[attr-defined]

    def choose(self, kind: str) -> None:
        """Choose a document by its id."""
        self.shelf.choose(kind)

    def show_icons(self) -> None:
        """Give the documents their icons and the colours of the look."""
        for pane in self.panes.values():
            _dress(pane)

    @Slot(int)
    def _choose(self, _row: int) -> None:
        self._fresh.invalidate()

    def _pane(self, kind: str) -> QWidget:
        if kind not in self.panes:
            self.panes[kind] = self._make(self._kinds[kind])
            self.stack.addWidget(self.panes[kind])
            _dress(self.panes[kind])
        return self.panes[kind]

    def _make(self, kind: DocumentKind) -> QWidget:
        if kind.id == PLAN:
            plan = PlanPane(self._surroundings, kind, _endings(kind.id))
            plan.page_asked.connect(self.page_asked)
            return plan
        if kind.id in _FILES:
            contents = contents_card(*_FILES[kind.id]())
            return FilesPane(self._surroundings, kind, _endings(kind.id), contents)
        if kind.id in _OWN_PANES:
            return _OWN_PANES[kind.id](self._surroundings, kind)
        return DocumentPane(self._surroundings, kind, _endings(kind.id))

    @guarded(nothing)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the list less room in a narrow window."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW_PX
        self.shelf.setFixedWidth(_NARROW_SHELF_PX if narrow else _SHELF_PX)
        self.shelf.brief = narrow


def _endings(kind: str) -> tuple[str, ...]:
    from carbonsv.app.reporting import documents  # noqa: PLC0415 - it loads matplotlib

    return documents.endings(kind)


def _dress(pane: QWidget) -> None:
    for name in ("show_icons", "apply_look"):
        act = getattr(pane, name, None)
        if act is not None:
            act()
