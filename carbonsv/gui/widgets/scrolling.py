"""Places that scroll up and down where a window is small, and never sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from carbonsv.gui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROOM_FOR_THE_BAR_PX = 8


def scrolling(inside: QWidget, *, takes_keys: bool = True) -> QScrollArea:
    """Return a place that scrolls over something tall.

    Args:
        inside: what is scrolled over.
        takes_keys: whether Tab stops at the place itself; not where what is inside takes the keys anyway.
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if not takes_keys:
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def stacked(parts: Sequence[QWidget]) -> QWidget:
    """Return widgets one below the other, with room for a scroll bar beside them."""
    inside = QWidget()
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(0, 0, _ROOM_FOR_THE_BAR_PX, 0)
    layout.setSpacing(theme.GAP_PX)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return inside
