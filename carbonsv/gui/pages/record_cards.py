"""Several tables of the document in one place, one at a time, chosen from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import muted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.gui.pages.record_card import RecordCard


class RecordCards(QWidget):
    """Shows the card of the table that is chosen."""

    chosen = Signal()

    def __init__(self, cards: Sequence[RecordCard]) -> None:
        """Take the cards; the first one is in front."""
        super().__init__()
        self._cards = tuple(cards)
        self.which = ComboBox()
        self.which.setAccessibleName(self.tr("Table"))
        self.which.setAccessibleDescription(self.tr("Which of these tables is shown"))
        self._stack = QStackedWidget()
        for each in self._cards:
            self.which.addItem(each.words.title, each.words.table)
            self._stack.addWidget(each)
        self.which.currentIndexChanged.connect(self._bring)
        row = QHBoxLayout()
        label = muted(self.tr("Table"))
        label.setBuddy(self.which)
        row.addWidget(label)
        row.addWidget(self.which)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(row)
        layout.addWidget(self._stack, 1)

    @property
    def current(self) -> RecordCard:
        """The card in front."""
        return self._cards[max(self.which.currentIndex(), 0)]

    def bring(self, table: str) -> None:
        """Bring a table to the front, as the user would."""
        self.which.setCurrentIndex(self.which.findData(table))

    @Slot(int)
    def _bring(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.chosen.emit()
