"""A ledger on a card: tonnes, and low, central and high always together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.widgets.controls import card, muted
from carbonsv.gui.widgets.number_button import NumberButton

if TYPE_CHECKING:
    from carbonsv.app.social.overview import LedgerText

_SIZE = 1.35


class LedgerCard(QWidget):
    """Shows one ledger. Pressing a number asks how it came about."""

    explain_asked = Signal(str)

    def __init__(self, name: str, title: str, about: str) -> None:
        """Take the place of the numbers.

        Args:
            name: of the ledger, as the session knows it.
            title: what people call it.
            about: what is entered here, in a few words.
        """
        super().__init__()
        self._name = name
        frame, layout = card()
        layout.setSpacing(4)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        caption = muted(title)
        caption.setFont(theme.scaled_font(1.0, QFont.Weight.DemiBold))
        layout.addWidget(caption)
        layout.addWidget(muted(about, wrap=True))
        self.numbers = [
            NumberButton(f"{title}, {word}", size)
            for word, size in (
                (self.tr("low"), 1.0),
                (self.tr("central"), _SIZE),
                (self.tr("high"), 1.0),
            )
        ]
        layout.addWidget(self._numbers_row())
        self.tonnes = muted(wrap=True)
        self.note = muted(wrap=True)
        layout.addWidget(self.tonnes)
        layout.addWidget(self.note)
        layout.addStretch(1)
        self._layout: QVBoxLayout = layout

    def _numbers_row(self) -> QWidget:
        self.row = QWidget()
        grid = QGridLayout(self.row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(16)
        words = (self.tr("low"), self.tr("central"), self.tr("high"))
        self.words = [muted(word) for word in words]
        for place, number in enumerate(self.numbers):
            number.clicked.connect(self._explain)
            grid.addWidget(number, 0, place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(self.words[place], 1, place)
        grid.setColumnStretch(3, 1)
        return self.row

    def show_ledger(self, ledger: LedgerText) -> None:
        """Show a ledger; where nothing is valued, no number takes the place of the pounds."""
        for number, pounds in zip(self.numbers, ledger.pounds or ("",) * 3, strict=True):
            number.show_number(pounds)
        self.row.setVisible(ledger.pounds is not None)
        if not ledger.claims:
            self.tonnes.setText(self.tr("Not assessed: nothing is claimed here yet."))
        else:
            claims = self.tr("1 claim") if ledger.claims == 1 else self.tr("{0} claims").format(ledger.claims)
            self.tonnes.setText(self.tr("{0} net, {1}").format(ledger.tonnes, claims))
        self.note.setText(ledger.note)
        self.note.setVisible(bool(ledger.note))

    def show_cash(self, amount: str, claims: int) -> None:
        """Show what is not paid any more: one amount, which has no low or high."""
        self.row.setVisible(bool(amount))
        for place, (number, word) in enumerate(zip(self.numbers, self.words, strict=True)):
            number.setVisible(place == 1)
            word.setVisible(False)
        self.numbers[1].show_number(amount)
        self.tonnes.setText(
            self.tr("not paid any more, {0}").format(
                self.tr("1 claim") if claims == 1 else self.tr("{0} claims").format(claims)
            )
            if amount
            else self.tr("Not assessed: nothing is claimed here yet.")
        )
        self.note.hide()

    def _explain(self) -> None:
        self.explain_asked.emit(self._name)
