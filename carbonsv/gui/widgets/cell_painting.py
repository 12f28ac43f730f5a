"""How the cells of a table are painted: all that are in view in one go.

A delegate is called cell by cell and asks the model role by role, which takes a window full of cells
several frames; here a page is painted within one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from carbonsv.gui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from carbonsv.gui.models.record_model import RecordModel

PADDING_PX = 12
_MARK_PX = 4
_MARK_INSET_PX = 6
_FRAME_PX = 2
_MOST_KEPT = 20_000  # shortened texts


@dataclass(frozen=True, slots=True)
class _Place:
    """A column in view: which one it is, and where it stands."""

    column: int
    left: int
    width: int
    alignment: int


class CellPainting:
    """Paints the cells of one table from the palette."""

    def __init__(self, view: QTableView, model: RecordModel) -> None:
        """Paint nothing yet."""
        self._view = view
        self._model = model
        self._shortened: dict[tuple[str, int], str] = {}
        self._font_key = ""

    def paint(self, area: QRect) -> None:
        """Paint the cells that lie in an area of the table."""
        painter = QPainter(self._view.viewport())
        try:
            self._paint(painter, area)
        finally:
            painter.end()

    def _paint(self, painter: QPainter, area: QRect) -> None:
        tokens, font = theme.current(), theme.tabular(self._view.font())
        painter.setFont(font)
        metrics = QFontMetrics(font)
        if font.key() != self._font_key or len(self._shortened) > _MOST_KEPT:
            self._shortened.clear()
            self._font_key = font.key()
        painter.fillRect(area, QColor(tokens.surface))
        places = self._places(area)
        rows = self._rows(area)
        selected = self._selected(rows)
        for row in rows:
            self._paint_row(painter, metrics, tokens, row, places, selected)
        self._paint_frame(painter, tokens)

    def _rows(self, area: QRect) -> range:
        """Return the rows in an area."""
        first, last = self._view.rowAt(area.top()), self._view.rowAt(area.bottom())
        if first < 0:
            return range(0)
        return range(first, last + 1 if last >= 0 else self._model.rowCount())

    def _places(self, area: QRect) -> list[_Place]:
        """Return the columns in an area, from the left."""
        view, header, found = self._view, self._view.horizontalHeader(), []
        for place in range(header.count()):
            column = header.logicalIndex(place)
            left, width = view.columnViewportPosition(column), view.columnWidth(column)
            if width and left <= area.right() and left + width > area.left():
                side = Qt.AlignmentFlag.AlignLeft
                if self._model.fields[column].right_aligned:
                    side = Qt.AlignmentFlag.AlignRight
                found.append(_Place(column, left, width, int(side | Qt.AlignmentFlag.AlignVCenter)))
        return [*found[:-1], *map(self._to_the_edge, found[-1:])]

    def _to_the_edge(self, place: _Place) -> _Place:
        """Let the text of the last column run on into the empty place beside it, as in a spreadsheet."""
        header, right = self._view.horizontalHeader(), place.left + place.width
        is_last = right == header.length() - header.offset()
        free = self._view.viewport().width() - right
        if free <= 0 or not is_last or self._model.fields[place.column].right_aligned:
            return place
        return replace(place, width=place.width + free)

    def _selected(self, rows: range) -> list[tuple[range, range]]:
        """Return the rows and columns of every selected block that reaches into some rows."""
        chosen = self._view.selectionModel().selection().toList()
        blocks = ((each.top(), each.bottom(), each.left(), each.right()) for each in chosen)
        return [
            (range(top, bottom + 1), range(left, right + 1))
            for top, bottom, left, right in blocks
            if rows and top <= rows[-1] and bottom >= rows[0]
        ]

    def _paint_row(
        self,
        painter: QPainter,
        metrics: QFontMetrics,
        tokens: theme.Tokens,
        row: int,
        places: list[_Place],
        selected: list[tuple[range, range]],
    ) -> None:
        """Paint the cells of a row, the line below it, and the mark of a record with an issue."""
        top, height = self._view.rowViewportPosition(row), self._view.rowHeight(row)
        washed = [columns for rows, columns in selected if row in rows]
        painter.setPen(QColor(tokens.text))
        for place in places:
            column = place.column
            refused = bool(self._model.refusal(row, column))
            if refused or any(column in columns for columns in washed):
                wash = QColor(tokens.error_wash if refused else tokens.wash)
                painter.fillRect(place.left, top, place.width, height, wash)
            width = place.width - 2 * PADDING_PX
            text = self._short(metrics, self._model.shown(row, column), width)
            if not text:
                continue
            if refused:
                painter.setPen(QColor(tokens.error))
            painter.drawText(place.left + PADDING_PX, top, width, height, place.alignment, text)
            if refused:
                painter.setPen(QColor(tokens.text))
        if places:
            self._paint_rest(painter, tokens, row, places, QRect(0, top, 0, height))

    def _paint_rest(
        self, painter: QPainter, tokens: theme.Tokens, row: int, places: list[_Place], at: QRect
    ) -> None:
        """Paint the line below a row and, not by colour alone, the mark of an issue at its left edge."""
        painter.setPen(QColor(tokens.line))
        below = at.y() + at.height() - 1
        painter.drawLine(places[0].left, below, places[-1].left + places[-1].width - 1, below)
        header = self._view.horizontalHeader()
        if self._model.issue(row):
            left = -header.offset()
            mark = QRect(left, at.y() + _MARK_INSET_PX, _MARK_PX, at.height() - 2 * _MARK_INSET_PX - 1)
            painter.fillRect(mark, QColor(tokens.warning))

    def _paint_frame(self, painter: QPainter, tokens: theme.Tokens) -> None:
        """Paint a frame round the current cell while the table has the keys."""
        index = self._view.currentIndex()
        is_shown = index.isValid() and not self._view.isColumnHidden(index.column())
        if not is_shown or not self._view.hasFocus():
            return
        refused = bool(self._model.refusal(index.row(), index.column()))
        painter.setPen(QPen(QColor(tokens.error if refused else tokens.accent), _FRAME_PX))
        painter.drawRect(self._view.visualRect(index).adjusted(1, 1, -1, -1))

    def _short(self, metrics: QFontMetrics, text: str, width: int) -> str:
        """Return a text as it fits into a width, with dots for what does not."""
        known = self._shortened.get((text, width))
        if known is None:
            known = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._shortened[text, width] = known
        return known
