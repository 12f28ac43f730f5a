"""The list of documents: a title, and below it what the document is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from carbonsv.gui import theme
from carbonsv.gui.guard import guarded, nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from carbonsv.gui.pages.reports.kinds import DocumentKind

_Role = Qt.ItemDataRole
_PURPOSE = _Role.UserRole + 1
_INSET_PX = 12
_GAP_PX = 3
_ROUND_PX = 8.0
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class Shelf(QListWidget):
    """Shows the documents; the arrow keys go through them."""

    def __init__(self, kinds: Sequence[DocumentKind]) -> None:
        """List the documents."""
        super().__init__()
        self.setAccessibleName(self.tr("Documents"))
        self.setItemDelegate(_Painter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setObjectName("shelf")
        self.setStyleSheet("QListWidget#shelf { background: transparent; border: none; outline: none; }")
        for kind in kinds:
            item = QListWidgetItem(kind.title)
            item.setData(_Role.UserRole, kind.id)
            item.setData(_PURPOSE, kind.purpose)
            item.setData(_Role.AccessibleDescriptionRole, kind.purpose)
            self.addItem(item)
        self.setCurrentRow(0)

    @property
    def chosen(self) -> str:
        """The id of the document that is chosen."""
        item = self.currentItem()
        return str(item.data(_Role.UserRole)) if item else ""

    def choose(self, kind: str) -> None:
        """Choose a document by its id."""
        for row in range(self.count()):
            if self.item(row).data(_Role.UserRole) == kind:
                self.setCurrentRow(row)

    @guarded(nothing)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Wrap the sentences anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Painter(QStyledItemDelegate):
    """Paints a title over a wrapped sentence."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(shelf)
        self._shelf = shelf

    @guarded(QSize)
    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height that the sentence takes at the width of the list."""
        width = self._shelf.viewport().width()
        words = QFontMetrics(_title_font(option.font)).height() + _GAP_PX
        room = QRect(0, 0, max(width - 2 * _INSET_PX, 1), 1000)
        sentence = QFontMetrics(option.font).boundingRect(room, int(_WRAPPED), str(index.data(_PURPOSE)))
        return QSize(width, words + sentence.height() + 2 * _INSET_PX)

    @guarded(nothing)
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one document."""
        tokens = theme.current()
        state = QStyle.StateFlag
        chosen = bool(option.state & state.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & state.State_MouseOver:
            _paint_back(painter, option, tokens.wash if chosen else tokens.surface)
        place = option.rect.adjusted(_INSET_PX, _INSET_PX, -_INSET_PX, -_INSET_PX)
        font = _title_font(option.font)
        painter.setFont(font)
        painter.setPen(QColor(tokens.on_wash if chosen else tokens.text))
        painter.drawText(place, int(_WRAPPED), str(index.data()))
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.text if chosen else tokens.muted))
        below = place.adjusted(0, QFontMetrics(font).height() + _GAP_PX, 0, 0)
        painter.drawText(below, int(_WRAPPED), str(index.data(_PURPOSE)))
        painter.restore()


def _paint_back(painter: QPainter, option: QStyleOptionViewItem, colour: str) -> None:
    painter.setBrush(QColor(colour))
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    painter.setPen(QColor(theme.current().accent) if focused else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), _ROUND_PX, _ROUND_PX)


def _title_font(font: QFont) -> QFont:
    result = QFont(font)
    result.setWeight(QFont.Weight.DemiBold)
    return result
