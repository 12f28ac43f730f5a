"""What did you do? A search box over everyday words, and the measures that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from carbonsv.gui.guard import guarded
from carbonsv.gui.widgets.controls import heading, muted

if TYPE_CHECKING:
    from carbonsv.app.social.words import Question
    from carbonsv.library.measures import MeasureCatalogue

_ROW_PX = 36
_Role = Qt.ItemDataRole


class MeasureList(QWidget):
    """Finds a measure by the words people use. The arrow keys go from the box into the list."""

    chosen = Signal(str)
    activated = Signal()

    def __init__(self, catalogue: MeasureCatalogue, question: Question) -> None:
        """List every measure."""
        super().__init__()
        self._catalogue = catalogue
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Type a word: led, van, bike, leftovers, training"))
        self.search.setAccessibleName(question.question)
        self.search.setAccessibleDescription(question.help)
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName(self.tr("Things one can claim"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.help = muted(question.help, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading(question.question, 1.15))
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.help)
        self._usual = question.help
        self.search.textChanged.connect(self._find)
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemActivated.connect(self._activate)
        self._find("")

    @property
    def measure(self) -> str:
        """The id of the measure that is chosen; blank while there is none."""
        item = self.list.currentItem()
        return str(item.data(_Role.UserRole)) if item else ""

    def choose(self, measure: str) -> None:
        """Choose a measure by its id."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_Role.UserRole) == measure:
                self.list.setCurrentRow(row)

    @Slot(str)
    def _find(self, words: str) -> None:
        from carbonsv.app.social.words import find_measures  # noqa: PLC0415 - after the first paint

        before = self.measure
        self.list.clear()
        for one in find_measures(self._catalogue, words):
            item = QListWidgetItem(one.words)
            item.setData(_Role.UserRole, one.measure)
            item.setSizeHint(QSize(0, _ROW_PX))
            item.setToolTip(self._catalogue.find(one.measure).title)
            item.setData(_Role.AccessibleDescriptionRole, self._catalogue.find(one.measure).help)
            self.list.addItem(item)
        self.choose(before)
        if not self.list.count():
            self.help.setText(
                self.tr("No measure fits these words. Try one word, such as gas, car or waste.")
            )
        elif words and not self.list.currentItem():
            self.list.setCurrentRow(0)

    @Slot()
    def _choose(self) -> None:
        measure = self.measure
        if measure:
            found = self._catalogue.find(measure)
            self.help.setText(self.tr("{0} For example: {1}.").format(found.help, found.example))
        else:
            self.help.setText(self._usual)
        self.chosen.emit(measure)

    @Slot()
    def _activate(self) -> None:
        self.activated.emit()

    @guarded(bool)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let the arrow keys of the search box go through the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.list.count():
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)
