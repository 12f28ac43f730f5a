"""A small line of values over years, with its message in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from carbonsv.gui import theme
from carbonsv.gui.guard import guarded, nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEIGHT_PX = 80
_MARGIN_PX = 12.0
_LABEL_PX = 20.0
_DOT_PX = 3.0


class Sparkline(QWidget):
    """Shows how a value went from year to year; a dashed line marks a year in which the method changed."""

    def __init__(self) -> None:
        """Take the place of a line."""
        super().__init__()
        self._points: list[tuple[int, float]] = []
        self._breaks: set[int] = set()
        self.setMinimumHeight(_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_values((), (), "")

    def show_values(self, points: Sequence[tuple[int, float]], breaks: Sequence[int], message: str) -> None:
        """Show values by year, the years with a break of method, and the message in a sentence."""
        self._points = [point for point in points if point[1] == point[1]]
        self._breaks = set(breaks)
        self.setAccessibleName(message or self.tr("No values to compare"))
        self.setToolTip(message)
        self.update()

    @guarded(nothing)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the line from zero, with the first and the last year named."""
        if not self._points:
            return
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_LABEL_PX)
        painter.setPen(QPen(QColor(tokens.line)))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        spots = self._spots(place)
        self._paint_breaks(painter, place, spots, tokens)
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.drawPolyline(QPolygonF(spots))
        painter.setBrush(QColor(tokens.accent))
        for spot in spots:
            painter.drawEllipse(spot, _DOT_PX, _DOT_PX)
        self._paint_years(painter, place, tokens)

    def _spots(self, place: QRectF) -> list[QPointF]:
        years = [year for year, _ in self._points]
        values = [value for _, value in self._points]
        span = max(max(years) - min(years), 1)
        low, high = min(0.0, *values), max(0.0, *values)
        height = (high - low) or 1.0
        return [
            QPointF(
                place.left() + place.width() * (year - min(years)) / span,
                place.bottom() - place.height() * (value - low) / height,
            )
            for year, value in self._points
        ]

    def _paint_breaks(
        self, painter: QPainter, place: QRectF, spots: Sequence[QPointF], tokens: theme.Tokens
    ) -> None:
        painter.setPen(QPen(QColor(tokens.warning), 1, Qt.PenStyle.DashLine))
        for (year, _), spot in zip(self._points, spots, strict=True):
            if year in self._breaks:
                painter.drawLine(QPointF(spot.x(), place.top()), QPointF(spot.x(), place.bottom()))

    def _paint_years(self, painter: QPainter, place: QRectF, tokens: theme.Tokens) -> None:
        painter.setPen(QColor(tokens.muted))
        below = QRectF(place.left(), place.bottom() + 2, place.width(), _LABEL_PX)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, str(self._points[0][0]))
        if len(self._points) > 1:
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, str(self._points[-1][0]))
