"""The sidebar: which document is open, and the pages in the order of the work."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout

from carbonsv.gui import icons, theme
from carbonsv.gui.widgets.controls import heading
from carbonsv.gui.widgets.elided import ElidedLabel


class Sidebar(QFrame):
    """Shows the document's name, year and saved state above the list of pages."""

    chosen = Signal(str)

    def __init__(self, pages: tuple[tuple[str, str, str], ...]) -> None:
        """List the pages, each an id, a title and a sentence about it."""
        super().__init__()
        self.setObjectName("sidebar")
        self.setFixedWidth(theme.SIDEBAR_WIDTH_PX)
        self.document = ElidedLabel()
        self.state = ElidedLabel()
        for quiet in (self.document, self.state):
            quiet.setProperty("muted", True)  # noqa: FBT003
        self.pages = self._make_list(pages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(11, 18, 11, 11)
        layout.setSpacing(2)
        labels: tuple[QLabel, ...] = (heading("CarbonSV", 1.45), self.document, self.state)
        for label in labels:
            label.setContentsMargins(10, 0, 4, 0)
            layout.addWidget(label)
        layout.addSpacing(14)
        layout.addWidget(self.pages, 1)

    def _make_list(self, pages: tuple[tuple[str, str, str], ...]) -> QListWidget:
        result = QListWidget()
        result.setObjectName("pages")
        result.setAccessibleName(self.tr("Pages"))
        result.setAccessibleDescription(self.tr("The pages of the program; choose one with the arrow keys"))
        result.setIconSize(QSize(theme.ICON_SIZE_PX, theme.ICON_SIZE_PX))
        result.setSpacing(1)
        result.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page, title, purpose in pages:
            item = QListWidgetItem(icons.blank(), title, result)
            item.setData(Qt.ItemDataRole.UserRole, page)
            item.setToolTip(purpose)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, purpose)
            item.setSizeHint(QSize(0, theme.ROW_HEIGHT_PX))
        result.currentItemChanged.connect(self._choose)
        return result

    def select(self, page: str) -> None:
        """Mark the page that is shown."""
        for row in range(self.pages.count()):
            if self.pages.item(row).data(Qt.ItemDataRole.UserRole) == page:
                self.pages.setCurrentRow(row)

    def describe(self, document: str, state: str) -> None:
        """Show the document's name, and its year and saved state."""
        self.document.setText(document)
        self.state.setText(state)

    def show_icons(self) -> None:
        """Give every page its icon in the colours of the look."""
        for row in range(self.pages.count()):
            item = self.pages.item(row)
            item.setIcon(icons.icon(item.data(Qt.ItemDataRole.UserRole)))

    @Slot(QListWidgetItem, QListWidgetItem)
    def _choose(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
