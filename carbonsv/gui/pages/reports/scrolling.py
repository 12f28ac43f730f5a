"""A place that scrolls where a window is small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from carbonsv.gui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence


def scrolling(parts: Sequence[QWidget]) -> QScrollArea:
    """Return widgets one below the other, in a place that scrolls up and down."""
    inside = QWidget()
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(0, 0, 8, 0)
    layout.setSpacing(theme.GAP_PX)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
