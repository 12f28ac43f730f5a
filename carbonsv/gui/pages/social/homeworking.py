"""Working from home instead of driving: net of the energy of the home, and from how many miles it pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import button, card, muted
from carbonsv.gui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from carbonsv.app.social.view import SocialView

_PAUSE_MS = 150


class Homeworking(QWidget):
    """Asks for a pattern of work and says what it comes to. The result may be negative."""

    claim_asked = Signal(object)

    def __init__(self) -> None:
        """Lay the calculator out."""
        super().__init__()
        self._view: SocialView | None = None
        self._texts: dict[str, str] = {}
        said = self.tr(
            "Days at home save the drive and cost the energy of the home. Whether that is worth it depends "
            "on how far people drive; the break-even says from where."
        )
        frame, inside = card()
        self.editors: dict[str, QLineEdit] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, question in enumerate(self._questions()):
            self._ask(grid, row, *question)
        self._ask_fuel(grid)
        inside.addLayout(grid)
        self.figure = QLabel()
        self.figure.setWordWrap(True)
        self.figure.setFont(theme.scaled_font(1.1, QFont.Weight.DemiBold))
        self.claim_button = button(
            self.tr("Claim this"), self.tr("Begin a claim with these figures"), self._claim
        )
        self._lay_out(said, frame)
        self._watch()

    def _lay_out(self, said: str, frame: QWidget) -> None:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(muted(said, wrap=True))
        layout.addWidget(frame)
        layout.addWidget(self.figure)
        layout.addWidget(self.claim_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside, takes_keys=False))

    def _ask_fuel(self, grid: QGridLayout) -> None:
        self.fuel = ComboBox()
        self.fuel.setAccessibleName(self.tr("Fuel of the cars"))
        for value, words in (
            ("", self.tr("Not known")),
            ("petrol", self.tr("Petrol")),
            ("diesel", self.tr("Diesel")),
        ):
            self.fuel.addItem(words, value)
        grid.addWidget(QLabel(self.tr("Fuel of the cars")), len(self.editors), 0)
        grid.addWidget(self.fuel, len(self.editors), 1)

    def _watch(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._work_out)
        for each in self.editors.values():
            each.textChanged.connect(self._pause.start)
        self.fuel.currentIndexChanged.connect(self._pause.start)

    def _questions(self) -> tuple[tuple[str, str, str], ...]:
        return (
            ("days", self.tr("Days worked at home in the year, all people together"), "900"),
            ("return_miles", self.tr("Miles there and back"), "12"),
            ("hours_per_day", self.tr("Hours worked on such a day"), "7.5"),
            ("driving", self.tr("Of these days, how many would have been driven, in %"), "80"),
        )

    def _ask(self, grid: QGridLayout, row: int, name: str, question: str, example: str) -> None:
        line = QLineEdit()
        line.setPlaceholderText(self.tr("For example: {0}").format(example))
        line.setAccessibleName(question)
        line.setAccessibleDescription(self.tr("For example: {0}").format(example))
        label = QLabel(question)
        label.setBuddy(line)
        label.setWordWrap(True)
        self.editors[name] = line
        grid.addWidget(label, row, 0)
        grid.addWidget(line, row, 1)

    def show_view(self, view: SocialView) -> None:
        """Work out by the factors of the document."""
        self._view = view
        self._work_out()

    @Slot()
    def _work_out(self) -> None:
        from carbonsv.app.social.homeworking import homeworking_result  # noqa: PLC0415 - after the first paint

        if self._view is None:
            return
        typed = {name: line.text().strip() for name, line in self.editors.items()}
        result = homeworking_result(self._view.value, typed | {"fuel": str(self.fuel.currentData() or "")})
        self.figure.setText(result.sentence)
        self._texts = dict(result.claim)
        self.claim_button.setEnabled(bool(result.claim))

    def _claim(self) -> None:
        self.claim_asked.emit(self._texts)

    def show_icons(self) -> None:
        """Give the button its icon."""
        self.claim_button.setIcon(icons.icon("add"))
