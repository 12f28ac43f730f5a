"""The pages of the window, each made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from carbonsv.gui.pages.listing import Surroundings, entries
from carbonsv.gui.pages.start import StartPage
from carbonsv.gui.widgets.controls import button
from carbonsv.gui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.gui.pages.listing import PageEntry
    from carbonsv.gui.preferences import Preferences
    from carbonsv.gui.widgets.record_table import RecordTable

START = "start"


class PageStack(QStackedWidget):
    """Start, the pages of the open document, and what stands in their place while none is open."""

    start_asked = Signal()
    show_asked = Signal(object)
    page_asked = Signal(str)
    import_asked = Signal(object)

    def __init__(self, surroundings: Surroundings, preferences: Preferences) -> None:
        """Make Start; the other pages wait."""
        super().__init__()
        self._surroundings = surroundings
        self._entries: dict[str, PageEntry] = {entry.id: entry for entry in entries()}
        self.start = StartPage(preferences)
        self.pages: dict[str, QWidget] = {START: self.start}
        self.closed = self._closed_page()
        self.addWidget(self.start)
        self.addWidget(self.closed)

    @property
    def titles(self) -> tuple[tuple[str, str, str], ...]:
        """Id, title and purpose of every page, in the order of the work."""
        return (
            (START, self.tr("Start"), self.tr("New, open, recent and sample documents")),
            *((entry.id, entry.title, entry.purpose) for entry in self._entries.values()),
        )

    @property
    def table(self) -> RecordTable | None:
        """The table of the page in front that the Edit menu works on, if it has one."""
        return getattr(self.currentWidget(), "table", None)

    def bring(self, page: str) -> None:
        """Bring a page to the front."""
        open_ = self._surroundings.door.has_document
        self.setCurrentWidget(self._page(page) if page == START or open_ else self.closed)

    def select(self, ids: Sequence[str]) -> None:
        """Select records on the page in front."""
        show = getattr(self.currentWidget(), "show_records", None)
        if show is not None:
            show(ids)

    def show_icons(self) -> None:
        """Give every page that is made its icons."""
        for page in self.pages.values():
            _show_icons(page)

    def _page(self, page: str) -> QWidget:
        if page not in self.pages:
            made = self._entries[page].make(self._entries[page], self._surroundings)
            self.pages[page] = made
            self.addWidget(made)
            _show_icons(made)
            for name in ("show_asked", "page_asked", "import_asked"):
                asked = getattr(made, name, None)
                if asked is not None:
                    asked.connect(getattr(self, name))
        return self.pages[page]

    def _closed_page(self) -> EmptyState:
        start = button(
            self.tr("Go to Start"), self.tr("New, open or sample"), self.start_asked.emit, style="primary"
        )
        return EmptyState(
            self.tr("No document is open"),
            self.tr("Make or open a document on the Start page first, or explore the sample organisation."),
            (start,),
        )


def _show_icons(page: QWidget) -> None:
    show = getattr(page, "show_icons", None)
    if show is not None:
        show()
