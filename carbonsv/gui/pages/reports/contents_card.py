"""A card that says what is in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QLabel

from carbonsv.gui.widgets.controls import card, heading, muted

if TYPE_CHECKING:
    from collections.abc import Sequence


def contents_card(parts: Sequence[str], remark: str) -> QFrame:
    """Return a card with the parts of a file, and a remark below them."""
    frame, layout = card()
    layout.addWidget(heading(QCoreApplication.translate("ContentsCard", "What is in it")))
    for part in parts:
        line = QLabel(f"•  {part}")
        line.setWordWrap(True)
        layout.addWidget(line)
    layout.addWidget(muted(remark, wrap=True))
    layout.addStretch(1)
    return frame
