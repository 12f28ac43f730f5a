"""Cards with a number that is the point of the card."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.guard import guarded, nothing
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


class CardGrid(QWidget):
    """Cards in one row, or in two where the window is narrow."""

    def __init__(self, cards: tuple[tuple[QWidget, int], ...]) -> None:
        """Take the cards, each with its share of the width."""
        super().__init__()
        self._cards = cards
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.GAP_PX)
        self._arrange(len(cards))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at, (each, share) in enumerate(self._cards):
            self._grid.addWidget(each, at // columns, at % columns)
            self._grid.setColumnStretch(at, share if columns == len(self._cards) else int(at < columns))

    @guarded(nothing)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Arrange the cards for the new width."""
        super().resizeEvent(event)
        needed = sum(each.sizeHint().width() + theme.GAP_PX for each, _ in self._cards)
        self._arrange(len(self._cards) if event.size().width() >= needed else 2)

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the width of two columns of cards, since that is how they may stand."""
        widths = [each.minimumSizeHint().width() for each, _ in self._cards]
        needed = max(widths[::2]) + theme.GAP_PX + max(widths[1::2])
        return QSize(needed, super().minimumSizeHint().height())
