"""What an empty page says: what it is for, and what to do first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from carbonsv.gui.widgets.controls import heading, muted


class EmptyState(QWidget):
    """A sentence in the middle of an empty place, with the button for the first step."""

    def __init__(self, title: str, text: str, buttons: tuple[QPushButton, ...] = ()) -> None:
        """Say it."""
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(2)
        self.title = heading(title, 1.2)
        self.text = muted(text, wrap=True)
        self.text.setMaximumWidth(560)
        self.text.setMinimumWidth(420)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        for each in buttons:
            row.addWidget(each)
        row.addStretch(1)
        layout.addSpacing(6)
        layout.addLayout(row)
        layout.addStretch(3)
