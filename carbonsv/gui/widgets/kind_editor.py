"""A cell editor that finds what is meant by words: an activity, a site, a meter, a vehicle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QListView, QWidget

from carbonsv.gui import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LIST_ROWS = 12


class KindEditor(QLineEdit):
    """Shows the choices that fit what is typed, the best first."""

    chosen = Signal()

    def __init__(self, find: Callable[[str], Sequence[tuple[str, str]]], parent: QWidget) -> None:
        """Take the function that finds ids and labels by words."""
        super().__init__(parent)
        self._find = find
        self._ids: dict[str, str] = {}
        self._found: list[str] = []
        self._begun = ""
        self._labels = QStringListModel(self)
        self._list = QCompleter(self._labels, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._list.setMaxVisibleItems(_LIST_ROWS)
        self._popup = QListView()
        self._popup.setObjectName("choices")
        self._popup.setStyleSheet(theme.style_sheet(theme.current()))  # it stands in no window
        self._popup.setMinimumWidth(380)
        self._popup.setAccessibleName(self.tr("Choices that fit"))
        self._list.setPopup(self._popup)
        self.setCompleter(self._list)
        self.textEdited.connect(self._search)
        self._list.activated.connect(self._choose)

    def start(self, label: str) -> None:
        """Begin with the present choice, all of it selected, and every other in view."""
        self._begun = label
        self.setText(label)
        self.selectAll()
        QTimer.singleShot(0, self, self._open)

    def value(self) -> str | None:
        """Return the id of what is named, or of the only choice that fits; None where nothing was typed.

        Any other text is for the session to judge.
        """
        text = self.text().strip()
        if text == self._begun.strip():
            return None  # two meters may have one name: the cell keeps the one it has
        only = self._found[0] if text and len(self._found) == 1 else text
        return self._ids.get(text.casefold(), only)

    def popup(self) -> QAbstractItemView:
        """Return the list of choices."""
        return self._popup

    @Slot()
    def _choose(self) -> None:
        """Say that a choice was made, once its name stands in the field."""
        QTimer.singleShot(0, self, self.chosen.emit)

    @Slot()
    def _open(self) -> None:
        if self.text() == self._begun:
            self._search("")
        if self.isVisible():
            self._list.complete()

    @Slot(str)
    def _search(self, text: str) -> None:
        found = self._find(text)
        self._ids.update({label.casefold(): kind for kind, label in found})
        self._found = [kind for kind, _ in found]
        self._labels.setStringList([label for _, label in found])
