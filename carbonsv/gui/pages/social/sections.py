"""Parts of a tab, listed on the left, one of them on the right; each is made when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from carbonsv.gui import theme
from carbonsv.gui.guard import guarded, nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from carbonsv.app.social.view import SocialView
    from carbonsv.gui.widgets.evidence_desk import EvidenceDesk
    from carbonsv.gui.widgets.record_table import RecordTable

_LIST_PX, _NARROW_LIST_PX, _NARROW_PX = 190, 140, 760


class Part(Protocol):
    """What a section shows."""

    def show_view(self, view: SocialView) -> None:
        """Show the document as it is now."""

    def show_icons(self) -> None:
        """Give the buttons their icons."""


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A part of a tab: its title in the list, and how it is made."""

    id: str
    title: str
    make: Callable[[], QWidget]


class Sections(QWidget):
    """A list of parts and the part that is chosen. The arrow keys go through the list."""

    def __init__(self, name: str, entries: Sequence[SectionEntry]) -> None:
        """List the parts."""
        super().__init__()
        self._entries = {entry.id: entry for entry in entries}
        self._view: SocialView | None = None
        self.parts: dict[str, QWidget] = {}
        self.list = QListWidget()
        self.list.setObjectName("pages")
        self.list.setAccessibleName(name)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedWidth(_LIST_PX)
        for entry in entries:
            item = QListWidgetItem(entry.title)
            item.setData(Qt.ItemDataRole.UserRole, entry.id)
            item.setToolTip(entry.title)
            item.setSizeHint(QSize(0, theme.ROW_HEIGHT_PX))
            self.list.addItem(item)
        self.stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_PX)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self._choose)

    @property
    def table(self) -> RecordTable | None:
        """The table of the part in front."""
        return getattr(self.stack.currentWidget(), "table", None)

    @property
    def evidence(self) -> EvidenceDesk | None:
        """The files of the part in front, if it has any."""
        return getattr(self.stack.currentWidget(), "evidence", None)

    @property
    def chosen(self) -> str:
        """The id of the part in front."""
        return str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def choose(self, part: str) -> QWidget:
        """Bring a part to the front and return it."""
        self.list.setCurrentRow(list(self._entries).index(part))
        return self._show()

    def show_view(self, view: SocialView) -> None:
        """Show the document in the part in front."""
        self._view = view
        self._show()

    def show_icons(self) -> None:
        """Give the parts their icons."""
        for part in self.parts.values():
            part.show_icons()  # type: ignore[attr-defined]

    @Slot(int)
    def _choose(self, _row: int) -> None:
        self._show()

    def _show(self) -> QWidget:
        part = self._part(self.chosen)
        self.stack.setCurrentWidget(part)
        if self._view is not None:
            part.show_view(self._view)  # type: ignore[attr-defined]
        return part

    def _part(self, name: str) -> QWidget:
        if name not in self.parts:
            self.parts[name] = self._entries[name].make()
            self.stack.addWidget(self.parts[name])
            self.parts[name].show_icons()  # type: ignore[attr-defined]
        return self.parts[name]

    @guarded(nothing)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the list less room in a narrow window."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW_PX
        self.list.setFixedWidth(_NARROW_LIST_PX if narrow else _LIST_PX)
