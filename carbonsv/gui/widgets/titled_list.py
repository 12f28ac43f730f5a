"""A list of titles, and below each a sentence about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from carbonsv.gui import theme
from carbonsv.gui.guard import guarded, nothing

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_Role = Qt.ItemDataRole
_SENTENCE = _Role.UserRole + 1
_INSET_PX = 8
_GAP_PX = 3
_ROUND_PX = 8.0
_TALL_PX = 1000
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class TitledList(QListWidget):
    """Shows titles with a sentence below each; the arrow keys go through them."""

    def __init__(self, name: str) -> None:
        """Begin with an empty list; the name is for screen readers."""
        super().__init__()
        self._brief = False
        self.setAccessibleName(name)
        self.setItemDelegate(_Painter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setObjectName("titles")
        self.setStyleSheet("QListWidget#titles { background: transparent; border: none; outline: none; }")

    def add(self, key: str, title: str, sentence: str = "") -> None:
        """Add a title, with a sentence below it where there is one."""
        item = QListWidgetItem(title)
        item.setData(_Role.UserRole, key)
        item.setData(_SENTENCE, sentence)
        item.setData(_Role.AccessibleDescriptionRole, sentence)
        self.addItem(item)

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
        """The key of the title that is chosen."""
        item = self.currentItem()
        return str(item.data(_Role.UserRole)) if item else ""

    def choose(self, key: str) -> None:
        """Choose a title by its key."""
        for row in range(self.count()):
            if self.item(row).data(_Role.UserRole) == key:
                self.setCurrentRow(row)

    @guarded(nothing)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Wrap the sentences anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Painter(QStyledItemDelegate):
    """Paints a title over a wrapped sentence."""

    def __init__(self, titles: TitledList) -> None:
        super().__init__(titles)
        self._titles = titles

    @guarded(QSize)
    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height that the sentence takes at the width of the list."""
        width = self._titles.viewport().width()
        height = _height(_title_font(option.font), width, str(index.data()))
        if _sentence(self._titles, index):
            height += _GAP_PX + _height(option.font, width, _sentence(self._titles, index))
        return QSize(width, height + 2 * _INSET_PX)

    @guarded(nothing)
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one title with its sentence."""
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
        if _sentence(self._titles, index):
            painter.setFont(option.font)
            painter.setPen(QColor(tokens.text if chosen else tokens.muted))
            below = _height(font, option.rect.width(), str(index.data())) + _GAP_PX
            painter.drawText(place.adjusted(0, below, 0, 0), int(_WRAPPED), _sentence(self._titles, index))
        painter.restore()


def _paint_back(painter: QPainter, option: QStyleOptionViewItem, colour: str) -> None:
    painter.setBrush(QColor(colour))
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    painter.setPen(QColor(theme.current().accent) if focused else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), _ROUND_PX, _ROUND_PX)


def _sentence(titles: TitledList, index: QModelIndex | QPersistentModelIndex) -> str:
    """Return the sentence that is shown below a title, if there is room for any."""
    return "" if titles.brief else str(index.data(_SENTENCE) or "")


def _height(font: QFont, width_px: int, words: str) -> int:
    """Return the height [px] of words wrapped in a row of the list."""
    room = QRect(0, 0, max(width_px - 2 * _INSET_PX, 1), _TALL_PX)
    return QFontMetrics(font).boundingRect(room, int(_WRAPPED), words).height()


def _title_font(font: QFont) -> QFont:
    result = QFont(font)
    result.setWeight(QFont.Weight.DemiBold)
    return result
