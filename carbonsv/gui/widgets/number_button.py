"""A number that says how it came about when it is pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPushButton, QSizePolicy

from carbonsv.gui import theme

NONE = "\N{EN DASH}"


class NumberButton(QPushButton):
    """Looks like a number of its page, and can be reached and pressed like any button."""

    def __init__(self, caption: str, size: float, *, right: bool = False) -> None:
        """Take the place of a number.

        Args:
            caption: what the number is, for screen readers.
            size: multiple of the usual text.
            right: whether the number stands at the right of its place.
        """
        super().__init__(NONE)
        self._caption = caption
        self.setProperty("number", "right" if right else "left")
        self.setFont(theme.scaled_font(size, QFont.Weight.DemiBold))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(self.tr("Press to see how this number came about"))
        self.setToolTip(self.tr("Explain this number"))
        self.show_number(NONE)

    def show_number(self, text: str) -> None:
        """Show a number with its unit."""
        self.setText(text)
        self.setAccessibleName(f"{self._caption}: {text}")
        self.setEnabled(text != NONE)
