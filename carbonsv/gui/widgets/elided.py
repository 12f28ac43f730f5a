"""A label that ends in an ellipsis when its text is longer than its place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from carbonsv.gui.guard import guarded, nothing


class ElidedLabel(QLabel):
    """Shows one line; the whole text is in the tooltip and in the accessible name."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Show a text."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show another text."""
        super().setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Let a layout make the label as narrow as it needs."""
        return QSize(0, super().minimumSizeHint().height())

    @guarded(nothing)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the text, elided."""
        painter = QPainter(self)
        place = self.contentsRect()
        painter.setPen(self.palette().color(self.foregroundRole()))
        line = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), line)
