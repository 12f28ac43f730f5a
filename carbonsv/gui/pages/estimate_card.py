"""The card of the Start page that leads to a first estimate."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from carbonsv.gui.widgets.controls import card, heading, muted


def _tr(text: str) -> str:
    return QCoreApplication.translate("EstimateCard", text)


def estimate_card(ask: QPushButton) -> QFrame:
    """Return the card: what a first estimate is, and the button that asks for one."""
    frame, layout = card()
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(heading(_tr("A first estimate in a minute"), 1.15))
    said = _tr(
        "Five questions: people, floor area, electricity, gas and business miles. Answer those you can: what "
        "you do not know stays open, and nothing is guessed for you. Every figure is marked as an estimate "
        "until a bill takes its place."
    )
    words.addWidget(muted(said, wrap=True))
    row = QHBoxLayout()
    row.setSpacing(24)
    row.addLayout(words, 1)
    row.addWidget(ask, 0, Qt.AlignmentFlag.AlignVCenter)
    layout.addLayout(row)
    return frame
