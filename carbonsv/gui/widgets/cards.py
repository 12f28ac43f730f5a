"""Cards with a number that is the point of the card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.guard import guarded, nothing
from carbonsv.gui.widgets.controls import card, muted
from carbonsv.gui.widgets.number_button import NumberButton

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_SIZE = 1.45


class NumberCard(QFrame):
    """A caption with one number, or several side by side, each with a line about it.

    Pressing a number asks for its explanation by its place.
    """

    explain_asked = Signal(int)

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
        self.values: list[NumberButton] = []
        row = QHBoxLayout()
        row.setSpacing(18)
        for part in parts:
            row.addLayout(self._part(part), 1)
        layout.addLayout(row)

    def _part(self, part: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        value = NumberButton(f"{self.caption}, {part}" if part else self.caption, _SIZE)
        value.clicked.connect(partial(self._explain, len(self.values)))
        self.values.append(value)
        column.addWidget(value, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(muted(part))
        column.addStretch(1)
        return column

    def show_numbers(self, *texts: str) -> None:
        """Show the numbers, each with its unit."""
        for value, text in zip(self.values, texts, strict=True):
            value.show_number(text)

    def _explain(self, place: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
        self.explain_asked.emit(place)


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
        self._fit()

    @guarded(bool)
    def event(self, event: QEvent) -> bool:
        """Arrange the cards again when a number has become longer."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        needed = sum(each.sizeHint().width() + theme.GAP_PX for each, _ in self._cards)
        self._arrange(len(self._cards) if self.width() >= needed else 2)

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the width of two columns of cards, since that is how they may stand."""
        widths = [each.minimumSizeHint().width() for each, _ in self._cards]
        needed = max(widths[::2]) + theme.GAP_PX + max(widths[1::2])
        return QSize(needed, super().minimumSizeHint().height())
