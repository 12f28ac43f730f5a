"""A box to tick, with an outline that is seen in every look."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from carbonsv.gui import theme
from carbonsv.gui.guard import guarded, nothing

_ROUND_PX = 2.0


class CheckBox(QCheckBox):
    """Fusion draws the outline darker than the window, so that in the dark look it cannot be seen."""

    @guarded(nothing)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the outline again in the colour of input borders."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().border), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), _ROUND_PX, _ROUND_PX)
