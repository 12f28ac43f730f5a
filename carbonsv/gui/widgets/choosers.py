"""Lists to choose from and dates, with an arrow in the colours of the palette."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QWidget

from carbonsv.gui.guard import guarded, nothing

_ARROW_PX = 4.0
_FROM_RIGHT_PX = 15.0


class ComboBox(QComboBox):
    """A list to choose from. The wheel scrolls the page, it does not change the choice."""

    @guarded(nothing)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the arrow, which a style sheet can only take from a file."""
        super().paintEvent(event)
        _paint_arrow(self)

    @guarded(nothing)
    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the page."""
        event.ignore()


class DateEdit(QDateEdit):
    """A date with a calendar to choose from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the day first, as in Britain."""
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("dd/MM/yyyy")

    @guarded(nothing)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the arrow."""
        super().paintEvent(event)
        _paint_arrow(self)


def _paint_arrow(widget: QWidget) -> None:
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(widget.palette().text().color(), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    x, y = widget.width() - _FROM_RIGHT_PX, widget.height() / 2
    half = _ARROW_PX / 2
    tip = [QPointF(x - _ARROW_PX, y - half), QPointF(x, y + half), QPointF(x + _ARROW_PX, y - half)]
    painter.drawPolyline(QPolygonF(tip))
