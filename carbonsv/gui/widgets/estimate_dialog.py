"""Five questions for a first estimate; below each answer stands how it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from carbonsv.gui.widgets.choosers import DateEdit
from carbonsv.gui.widgets.controls import button, heading, muted
from carbonsv.gui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.app.quick_estimate import Answers, Said

_PAUSE_MS = 200
_WIDTH_PX = 640
_HEIGHT_PX = 620
_LARGEST_SHARE = 0.9  # of the screen


class EstimateDialog(QDialog):
    """Asks; what is left blank is not known and stays open."""

    asked = Signal(str, object, object)

    def __init__(self, name: str, start: QDate, parent: QWidget | None = None) -> None:
        """Ask for an organisation and the year that begins on a day."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("A first estimate"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = QLineEdit(name)
        self.start = DateEdit()
        self.start.setDisplayFormat("d MMMM yyyy")
        self.start.setDate(start)
        self.answers: dict[str, QLineEdit] = {}
        self.remarks: dict[str, QLabel] = {}
        self.captions: dict[str, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(10)
        self._add_beginning()
        for question in self._questions():
            self._add(*question)
        self.refusal = QLabel()
        self.refusal.setProperty("refusal", True)  # noqa: FBT003
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.read)
        self._lay_out()
        self.read()
        (self.answers["people"] if name else self.name).setFocus()

    def _questions(self) -> tuple[tuple[str, str, str, str], ...]:
        """Return name, caption, example and what a blank answer means, of every question."""
        bill = self.tr("The kWh of a year, or the year's bill without VAT.")
        price = self.tr("It stands on the bill; a bill becomes kWh at your own price only.")
        return (
            ("people", self.tr("&People"), "12", self.tr("Full-time equivalent employees in the year.")),
            ("floor_area", self.tr("&Floor area"), "250 m2", self.tr("Of your site: m2 or ft2.")),
            ("electricity", self.tr("&Electricity"), self.tr("12 MWh, or £3,360"), bill),
            ("electricity_price", self.tr("Price of a kWh of electricity"), "28p/kWh", price),
            ("gas", self.tr("&Gas"), self.tr("40,000 kWh, 3,600 m3, or £2,800"), bill),
            ("gas_price", self.tr("Price of a kWh of gas"), "7p/kWh", price),
            (
                "miles",
                self.tr("Business &miles"),
                "12,000",
                self.tr("A year's miles on business in employees' own cars."),
            ),
        )

    def _add_beginning(self) -> None:
        self.name.setPlaceholderText(self.tr("Acme Facilities Ltd"))
        for row, (caption, field) in enumerate(
            ((self.tr("&Organisation"), self.name), (self.tr("First day of the &year"), self.start))
        ):
            label = QLabel(caption)
            label.setBuddy(field)
            field.setAccessibleName(caption.replace("&", ""))
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(field, row, 1)

    def _add(self, name: str, caption: str, example: str, about: str) -> None:
        row = self._grid.rowCount()
        label, field, remark = QLabel(caption), QLineEdit(), muted(about, wrap=True)
        label.setBuddy(field)
        field.setPlaceholderText(example)
        field.setAccessibleName(caption.replace("&", ""))
        field.setAccessibleDescription(about)
        field.textChanged.connect(lambda _text: self._pause.start())
        remark.setProperty("about", about)
        below = QVBoxLayout()
        below.setSpacing(2)
        below.addWidget(field)
        below.addWidget(remark)
        label.setMinimumHeight(field.sizeHint().height())
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(below, row, 1)
        self.answers[name], self.remarks[name], self.captions[name] = field, remark, label

    def _lay_out(self) -> None:
        inside = QWidget()
        form = QVBoxLayout(inside)
        form.setContentsMargins(0, 0, 8, 0)
        form.addLayout(self._grid)
        form.addStretch(1)
        area = scrolling(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(heading(self.tr("A first estimate"), 1.3))
        said = self.tr("Leave blank what you do not know: it stays open, and nothing is guessed for you.")
        layout.addWidget(muted(said, wrap=True))
        layout.addWidget(area, 1)
        layout.addWidget(self.refusal)
        layout.addLayout(self._buttons())
        place = self.screen().availableGeometry()
        self.resize(
            min(_WIDTH_PX, round(place.width() * _LARGEST_SHARE)),
            min(_HEIGHT_PX, round(place.height() * _LARGEST_SHARE)),
        )

    def _buttons(self) -> QHBoxLayout:
        self.show_button = button(
            self.tr("Show my estimate"),
            self.tr("Make a document with these estimates and show what they come to"),
            self._ask,
            style="primary",
        )
        self.show_button.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(self.tr("Cancel"), self.tr("Close without making anything"), self.reject))
        row.addWidget(self.show_button)
        return row

    @Slot()
    def read(self) -> None:
        """Say below each answer how it is read, and ask for a price where an answer is a bill."""
        from carbonsv.app.quick_estimate import is_bill, readings  # noqa: PLC0415 - it loads pint

        said = readings(self._answers())
        for name in ("electricity", "gas"):
            price = f"{name}_price"
            wanted = is_bill(self.answers[name].text())
            for each in (self.answers[price], self.remarks[price], self.captions[price]):
                each.setVisible(wanted)
        for name, remark in self.remarks.items():
            found = said.get(name)
            _show(remark, found.sentence if found else "", refused=bool(found and found.refused))

    def _answers(self) -> Answers:
        from carbonsv.app.quick_estimate import Answers  # noqa: PLC0415 - it loads pint

        return Answers(**{name: field.text() for name, field in self.answers.items()})

    def _ask(self) -> None:
        from carbonsv.app.quick_estimate import readings  # noqa: PLC0415 - it loads pint

        self.read()
        said = readings(self._answers())
        self.refusal.setText(self._missing(said))
        self.refusal.setVisible(bool(self.refusal.text()))
        if not self.refusal.text():
            self.asked.emit(self.name.text().strip(), self.start.date().toPython(), self._answers())

    def _missing(self, said: Mapping[str, Said]) -> str:
        if not self.name.text().strip():
            self.name.setFocus()
            return self.tr("Type the name of the organisation first.")
        if not any(name in said for name in ("electricity", "gas", "miles")):
            return self.tr("Answer electricity, gas or business miles: emissions come from those.")
        refused = [name for name, one in said.items() if one.refused]
        if refused:
            self.answers[refused[0]].setFocus()
            one = self.tr("One answer cannot be read yet; it says below it why.")
            several = self.tr("{0} answers cannot be read yet; it says below each why.")
            return one if len(refused) == 1 else several.format(len(refused))
        return ""


def _show(remark: QLabel, sentence: str, *, refused: bool) -> None:
    remark.setText(sentence or str(remark.property("about")))
    remark.setProperty("refusal", refused)
    remark.setProperty("muted", not refused)
    remark.style().unpolish(remark)
    remark.style().polish(remark)
