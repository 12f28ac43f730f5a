"""When a page looks at the document again: after a change if it is shown, otherwise when it is next shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, SignalInstance, Slot

from carbonsv.gui.guard import guarded

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class Freshness(QObject):
    """Calls a page's refresh when it is needed and not before."""

    def __init__(self, page: QWidget, changed: SignalInstance, refresh: Callable[[], None]) -> None:
        """Watch a page and the signal that makes it stale."""
        super().__init__(page)
        self._page = page
        self._refresh = refresh
        self._stale = True
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._now)
        page.installEventFilter(self)
        changed.connect(self.invalidate)

    @Slot()
    def invalidate(self) -> None:
        """Take note that the document has changed."""
        self._stale = True
        if self._page.isVisible():
            self._soon.start()

    @guarded(bool)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Refresh a stale page as it is shown."""
        if event.type() == QEvent.Type.Show and self._stale:
            self._soon.start()
        return super().eventFilter(watched, event)

    @Slot()
    def _now(self) -> None:
        if self._stale:
            self._stale = False
            self._refresh()
