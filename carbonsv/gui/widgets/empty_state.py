"""What an empty page says: what it is for, and what to do first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

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
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addLayout(_centred(label))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        for each in buttons:
            row.addWidget(each)
        row.addStretch(1)
        layout.addSpacing(6)
        layout.addLayout(row)
        layout.addStretch(3)


def _centred(label: QLabel) -> QHBoxLayout:
    """Return a row with the label in its middle, which still lets the label grow in height."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(label, 3)
    row.addStretch(1)
    return row
