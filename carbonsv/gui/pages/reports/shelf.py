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
_INSET_PX = 10
_GAP_PX = 3
_ROUND_PX = 8.0
_TALL_PX = 1000
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class Shelf(QListWidget):
    """Shows the documents; the arrow keys go through them."""

    def __init__(self, kinds: Sequence[DocumentKind]) -> None:
        """List the documents."""
        super().__init__()
        self._brief = False
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
    def brief(self) -> bool:
        """Whether only the titles are shown, for want of room."""
        return self._brief

    @brief.setter
    def brief(self, brief: bool) -> None:
        if brief != self._brief:
            self._brief = brief
            self.scheduleDelayedItemsLayout()

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
        height = _height(_title_font(option.font), width, str(index.data()))
        if not self._shelf.brief:
            height += _GAP_PX + _height(option.font, width, str(index.data(_PURPOSE)))
        return QSize(width, height + 2 * _INSET_PX)

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
        if not self._shelf.brief:
            painter.setFont(option.font)
            painter.setPen(QColor(tokens.text if chosen else tokens.muted))
            below = _height(font, option.rect.width(), str(index.data())) + _GAP_PX
            painter.drawText(place.adjusted(0, below, 0, 0), int(_WRAPPED), str(index.data(_PURPOSE)))
        painter.restore()


def _paint_back(painter: QPainter, option: QStyleOptionViewItem, colour: str) -> None:
    painter.setBrush(QColor(colour))
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    painter.setPen(QColor(theme.current().accent) if focused else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), _ROUND_PX, _ROUND_PX)


def _height(font: QFont, width_px: int, words: str) -> int:
    """Return the height [px] of words wrapped in a row of the list."""
    room = QRect(0, 0, max(width_px - 2 * _INSET_PX, 1), _TALL_PX)
    return QFontMetrics(font).boundingRect(room, int(_WRAPPED), words).height()


def _title_font(font: QFont) -> QFont:
    result = QFont(font)
    result.setWeight(QFont.Weight.DemiBold)
    return result
