"""Tabs whose contents are made when they are first looked at, so that a page of many tabs comes at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QTabWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

W = TypeVar("W", bound=QWidget)


class LaterTabs(QTabWidget):
    """Holds the places of tabs until each is shown or asked for; there is one tab of each class."""

    came = Signal(QWidget)  # a tab that has just been made

    def __init__(self) -> None:
        """Begin without tabs."""
        super().__init__()
        self._made: dict[type[QWidget], QWidget] = {}
        self._waiting: dict[type[QWidget], tuple[QWidget, Callable[[], QWidget]]] = {}
        self.currentChanged.connect(self._make_front)

    def add_later(self, kind: type[W], title: str, make: Callable[[], W]) -> int:
        """Add the place of a tab, and return where it is; the first one of all is made at once."""
        place = QWidget()
        self._waiting[kind] = place, make
        return self.addTab(place, title)

    def content(self, kind: type[W]) -> W:
        """Return what stands in a tab, making it if it is the first time."""
        if kind in self._waiting:
            place, make = self._waiting.pop(kind)
            self._made[kind] = make()
            self._put(self._made[kind], place)
            self.came.emit(self._made[kind])
        return cast("W", self._made[kind])

    @property
    def made(self) -> tuple[QWidget, ...]:
        """What has been made so far."""
        return tuple(self._made.values())

    def _put(self, made: QWidget, place: QWidget) -> None:
        """Put what was made in its place, in front where that was."""
        at, in_front = self.indexOf(place), self.currentWidget() is place
        with QSignalBlocker(self):
            self.insertTab(at, made, self.tabText(at))
            self.setTabToolTip(at, self.tabToolTip(at + 1))
            if in_front:
                self.setCurrentIndex(at)
            self.removeTab(at + 1)
        place.deleteLater()

    @Slot(int)
    def _make_front(self, _at: int) -> None:
        front = self.currentWidget()
        for kind, (place, _) in list(self._waiting.items()):
            if place is front:
                self.content(kind)
