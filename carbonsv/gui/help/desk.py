"""Help for the page one is on: a button in the status bar, F1, and the manual they open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from carbonsv.app import manual
from carbonsv.gui.widgets.controls import button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from carbonsv.gui.help.viewer import HelpViewer

_START = "start"


class HelpDesk(QObject):
    """Knows which chapter belongs to the page in front."""

    def __init__(self, window: QWidget) -> None:
        """Begin at the Start page; the manual is made when it is first asked for."""
        super().__init__(window)
        self._window = window
        self._page = _START
        self.viewer: HelpViewer | None = None
        self.button = button("", self.tr("Open the manual (F1)"), self.open, style="link")
        self.follow(_START)

    @Slot(str)
    def follow(self, page: str) -> None:
        """Take note of the page in front."""
        self._page = page
        title = manual.chapter_of_page(page).title
        self.button.setText(self.tr("Help: {0}").format(title).replace("&", "&&"))
        self.button.setAccessibleName(self.tr("Help: {0}").format(title))

    @Slot()
    def open(self) -> None:
        """Open the manual at the chapter of the page in front."""
        from carbonsv.gui.help.viewer import HelpViewer  # noqa: PLC0415 - made when first asked for

        if self.viewer is None:
            self.viewer = HelpViewer(self._window)
        self.viewer.apply_look()
        self.viewer.open_chapter(manual.chapter_of_page(self._page).id)
        self.viewer.show()
        self.viewer.raise_()
        self.viewer.activateWindow()
