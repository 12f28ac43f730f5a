"""Cards with a number that is the point of the card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from carbonsv.gui import theme
from carbonsv.gui.widgets.controls import card, muted


class NumberCard(QFrame):
    """A caption with one number, or several side by side, each with a line about it."""

    def __init__(self, caption: str, parts: tuple[str, ...]) -> None:
        """Take the place of the numbers; `parts` are the lines below them."""
        super().__init__()
        frame, layout = card()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        layout.setSpacing(4)
        layout.addWidget(muted(caption))
        self.caption = caption
        self.parts = parts
        self.values: list[QLabel] = []
        row = QHBoxLayout()
        row.setSpacing(18)
        for part in parts:
            row.addLayout(self._part(part), 1)
        layout.addLayout(row)

    def _part(self, part: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        value = QLabel()
        value.setFont(theme.scaled_font(1.45, QFont.Weight.DemiBold))
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.values.append(value)
        column.addWidget(value)
        column.addWidget(muted(part))
        column.addStretch(1)
        return column

    def show_numbers(self, *texts: str) -> None:
        """Show the numbers, each with its unit."""
        for value, part, text in zip(self.values, self.parts, texts, strict=True):
            value.setText(text)
            value.setAccessibleName(f"{self.caption}, {part}: {text}" if part else f"{self.caption}: {text}")
