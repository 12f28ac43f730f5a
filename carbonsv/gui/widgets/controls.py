"""Buttons, labels and cards, each made in one way, with their accessible names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable


def button(text: str, description: str, pressed: Callable[[], object], *, style: str = "") -> QPushButton:
    """Return a button.

    Args:
        text: what the button says.
        description: what happens, for the tooltip and for screen readers.
        pressed: called without arguments.
        style: "" for a plain button, "primary", "link" or "badge".
    """
    result = QPushButton(text)
    result.setAccessibleName(text.replace("&", ""))
    result.setAccessibleDescription(description)
    result.setToolTip(description)
    result.setCursor(Qt.CursorShape.PointingHandCursor)
    result.setIconSize(QSize(theme.ICON_SIZE_PX, theme.ICON_SIZE_PX))
    result.setAutoDefault(False)
    if style:
        result.setProperty(style, True)  # noqa: FBT003 - a dynamic property for the style sheet
    result.clicked.connect(lambda _checked: pressed())
    return result


def heading(text: str, factor: float = 1.0) -> QLabel:
    """Return a heading at a multiple of the text size."""
    result = QLabel(text)
    result.setFont(theme.scaled_font(factor, QFont.Weight.DemiBold))
    return result


def muted(text: str = "", *, wrap: bool = False) -> QLabel:
    """Return a line of quiet text."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setProperty("muted", True)  # noqa: FBT003
    result.setWordWrap(wrap)
    return result


def card() -> tuple[QFrame, QVBoxLayout]:
    """Return a card and the layout to put things into."""
    frame = QFrame()
    frame.setProperty("card", True)  # noqa: FBT003
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(18, 16, 18, 16)
    layout.setSpacing(8)
    return frame, layout


class PageHeader(QWidget):
    """Title and purpose of a page on the left, its buttons on the right."""

    def __init__(self, title: str, purpose: str, buttons: tuple[QWidget, ...] = ()) -> None:
        """Lay the header out; the primary button comes last."""
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_PX)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = heading(title, 1.7)
        self.purpose = ElidedLabel(purpose)
        self.purpose.setProperty("muted", True)  # noqa: FBT003
        words.addWidget(self.title)
        words.addWidget(self.purpose)
        row.addLayout(words, 1)
        for each in buttons:
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
