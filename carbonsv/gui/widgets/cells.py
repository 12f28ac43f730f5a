"""Which editor each kind of cell opens."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QDate, QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from carbonsv.gui import theme
from carbonsv.gui.guard import guarded, nothing
from carbonsv.gui.models.record_model import Field, Index, RecordModel
from carbonsv.gui.widgets.choosers import ComboBox, DateEdit
from carbonsv.gui.widgets.kind_editor import KindEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Choice = tuple[str, str]
_PADDING_PX = 12


class CellDelegate(QStyledItemDelegate):
    """Opens the editor that fits the column and the record; the table itself paints its cells."""

    typing = Signal(str)

    def __init__(
        self,
        choices: Callable[[RecordModel, int, Field], Sequence[Choice]],
        find_kinds: Callable[[str], Sequence[Choice]],
        parent: QObject | None = None,
    ) -> None:
        """Take where the choices of a cell come from.

        Args:
            choices: the value and label of everything a cell may hold, for units, sites and fixed lists.
            find_kinds: the id and label of the activity kinds that fit a text.
            parent: owns the delegate.
        """
        super().__init__(parent)
        self.choices = choices
        self._find_kinds = find_kinds

    @guarded(lambda: QSize(80, theme.ROW_HEIGHT_PX))
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the usual height, and the width of the text with its padding."""
        return QSize(super().sizeHint(option, index).width() + 2 * _PADDING_PX, theme.ROW_HEIGHT_PX)

    @guarded(QWidget)
    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802
        """Open the editor that fits the column."""
        model = index.model()
        assert isinstance(model, RecordModel)  # noqa: S101 - the delegate serves no other model
        field = model.fields[index.column()]
        editor = self._editor(model, index.row(), field, parent)
        editor.setAccessibleName(field.label)
        editor.setAccessibleDescription(field.description)
        return editor

    def _editor(self, model: RecordModel, row: int, field: Field, parent: QWidget) -> QWidget:
        if field.type == "activity":
            kind = self._finder(self._find_kinds, parent)
            kind.setPlaceholderText(self.tr("Type a word, such as electricity"))
            return kind
        if field.type == "date":
            return DateEdit(parent)
        choices = self.choices(model, row, field)
        if field.type == "ref":
            return self._finder(partial(fitting, choices), parent)
        if choices:
            return self._combo(choices, parent)
        line = QLineEdit(parent)
        if field.name == "quantity":
            line.textEdited.connect(self.typing)
        if field.right_aligned:
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        return line

    def _finder(self, find: Callable[[str], Sequence[Choice]], parent: QWidget) -> KindEditor:
        editor = KindEditor(find, parent)
        editor.chosen.connect(lambda: self._commit(editor))
        return editor

    def _combo(self, choices: Sequence[Choice], parent: QWidget) -> QComboBox:
        combo = ComboBox(parent)
        for value, label in choices:
            combo.addItem(label, value)
        combo.activated.connect(lambda _row: self._commit(combo))
        QTimer.singleShot(0, combo, combo.showPopup)
        return combo

    def _commit(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    @guarded(nothing)
    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Fill an editor once; a later refresh of the table must not take away what is being typed."""
        if editor.property("filled"):
            return
        editor.setProperty("filled", True)  # noqa: FBT003
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, KindEditor):
            editor.start(str(index.data(Qt.ItemDataRole.DisplayRole)))
        elif isinstance(editor, QDateEdit):
            day = QDate.fromString(text, Qt.DateFormat.ISODate)
            editor.setDate(day if day.isValid() else QDate.currentDate())
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(text))
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    @guarded(nothing)
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        """Hand what was typed to the model."""
        text = _typed(editor)
        if text is not None:
            model.setData(model.index(index.row(), index.column()), text)

    @guarded(nothing)
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:  # noqa: N802
        """Let an editor cover its cell exactly, or more when it needs more."""
        place: QRect = option.rect
        wanted = editor.sizeHint().width() if isinstance(editor, QComboBox | QDateEdit) else place.width()
        editor.setGeometry(place.x(), place.y(), max(place.width(), wanted), place.height())

    @guarded(bool)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep an editor open while its list of choices has the focus."""
        popup = watched.popup() if isinstance(watched, KindEditor) else None
        if event.type() == QEvent.Type.FocusOut and popup is not None and popup.isVisible():
            return False
        return super().eventFilter(watched, event)


def fitting(choices: Sequence[Choice], words: str) -> list[Choice]:
    """Return the choices that have every word, wherever their spaces are: 20 0001 finds meter 200001."""
    wanted = words.casefold().split()
    close = "".join(wanted)

    def fits(label: str) -> bool:
        said = label.casefold()
        return all(word in said for word in wanted) or close in "".join(said.split())

    return [(value, label) for value, label in choices if label and fits(label)]


def _typed(editor: QWidget) -> str | None:
    """Return what an editor holds, None when nothing was chosen."""
    if isinstance(editor, KindEditor):
        return editor.value()
    if isinstance(editor, QDateEdit):
        return editor.date().toString(Qt.DateFormat.ISODate)
    if isinstance(editor, QComboBox):
        data: Any = editor.currentData()
        return None if data is None else str(data)
    return editor.text() if isinstance(editor, QLineEdit) else None
