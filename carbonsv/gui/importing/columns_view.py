"""The columns of a file, a row for each: its heading, what it means, and its unit, all to be corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from carbonsv.gui import theme
from carbonsv.gui.guard import guarded, nothing
from carbonsv.gui.widgets.choosers import ComboBox

if TYPE_CHECKING:
    from carbonsv.activities.tables.mapping import ColumnGuess
    from carbonsv.app.importing.seen import SeenTable

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NO_INDEX = QModelIndex()
HEADING, EXAMPLE, MEANING, UNIT, SURE = range(5)
_PICKED = (MEANING, UNIT)
_WIDTHS_PX = (190, 200, 220, 150, 120)
_ROW_PX = 32
_PADDING_PX = 12
_ARROW_PX = 4
_SURE, _LIKELY = 0.95, 0.75  # shares of certainty above which a guess is called so
_NEEDS_UNIT = frozenset(("quantity", "litres", "weight", "distance", "month", "closing_read"))
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Down)


class ColumnsModel(QAbstractTableModel):
    """Shows the columns of one table and hands every choice on."""

    chosen = Signal(str, str, str)  # the heading of the column; meaning or unit; what was chosen

    def __init__(self) -> None:
        """Show no columns yet."""
        super().__init__()
        self.columns: tuple[ColumnGuess, ...] = ()
        self._labels: dict[str, str] = {}
        self.headings = (
            self.tr("Column in the file"),
            self.tr("For example"),
            self.tr("Means"),
            self.tr("Unit"),
            self.tr("How sure"),
        )

    def load(self, table: SeenTable | None) -> None:
        """Show the columns of a table."""
        from carbonsv.app.importing.choices import meaning_labels  # noqa: PLC0415 - loaded with the session

        self._labels = meaning_labels()
        before = [one.name for one in self.columns]
        columns = table.columns if table else ()
        if before == [one.name for one in columns] and before:
            self.columns = columns
            self.dataChanged.emit(self.index(0, 0), self.index(len(columns) - 1, SURE))
            return
        self.beginResetModel()
        self.columns = columns
        self.endResetModel()

    def choices(self, row: int, column: int) -> list[tuple[str, str]]:
        """Return value and label of what may be chosen in a cell."""
        from carbonsv.app.importing.choices import units_of_meaning  # noqa: PLC0415 - loaded with the session

        guess = self.columns[row]
        if column == MEANING:
            known = sorted(self._labels.items(), key=lambda one: one[1].casefold())
            return [("", self.tr("Not used")), *known]
        units = units_of_meaning(guess.meaning)
        more = (guess.unit,) if guess.unit and guess.unit not in units else ()
        return (
            [("", self.tr("As the cells say")), *((unit, unit) for unit in (*more, *units))] if units else []
        )

    def meanings(self) -> dict[int, str]:
        """Return what the columns that are used mean, by place."""
        return {one.place: self._labels.get(one.meaning, "") for one in self.columns if one.meaning}

    def value(self, row: int, column: int) -> str:
        """Return what stands in a cell, as it is chosen."""
        return self.columns[row].meaning if column == MEANING else self.columns[row].unit

    def shown(self, row: int, column: int) -> str:
        """Return what a cell says."""
        guess = self.columns[row]
        if column == HEADING:
            return guess.name
        if column == EXAMPLE:
            return ", ".join(text for text in guess.sample if text)
        if column == MEANING:
            return self._labels.get(guess.meaning, guess.meaning) if guess.meaning else self.tr("Not used")
        return self._unit(guess) if column == UNIT else self._sure(guess)

    def _unit(self, guess: ColumnGuess) -> str:
        """Return the unit of a column; where it has none and needs one, that it is to be chosen."""
        from carbonsv.app.importing.choices import units_of_meaning  # noqa: PLC0415 - loaded with the session

        if guess.unit or not units_of_meaning(guess.meaning):
            return guess.unit
        by_rows = guess.meaning not in _NEEDS_UNIT or any(one.meaning == "unit" for one in self.columns)
        return self.tr("As the cells say") if by_rows else self.tr("Please choose")

    def _sure(self, guess: ColumnGuess) -> str:
        if not guess.meaning:
            return ""
        share = f"{guess.confidence:.0%}"
        if guess.confidence >= _SURE:
            return self.tr("Sure ({0})").format(share)
        if guess.confidence >= _LIKELY:
            return self.tr("Likely ({0})").format(share)
        return self.tr("Please check ({0})").format(share)

    @guarded(int)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802
        """Return how many columns the file has."""
        return 0 if parent.isValid() else len(self.columns)

    @guarded(int)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802
        """Return how many things are said of each."""
        return 0 if parent.isValid() else len(self.headings)

    @guarded(nothing)
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:  # noqa: N802
        """Return the heading of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self.headings[section] if role in (Role.DisplayRole, Role.AccessibleTextRole) else None

    @guarded(lambda: Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a cell can be chosen in."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        picked = index.column() in _PICKED and bool(self.choices(index.row(), index.column()))
        return usual | Qt.ItemFlag.ItemIsEditable if picked else usual

    @guarded(nothing)
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows and says."""
        if not index.isValid() or index.row() >= len(self.columns):
            return None
        text = self.shown(index.row(), index.column())
        if role == Role.AccessibleTextRole:
            return f"{self.headings[index.column()]}: {text}"
        if role == Role.ForegroundRole and not self.columns[index.row()].meaning:
            return QColor(theme.current().muted)
        return text if role in (Role.DisplayRole, Role.ToolTipRole, Role.EditRole) else None

    @guarded(bool)
    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:  # noqa: N802
        """Hand a choice on; what it leads to arrives later."""
        row, column = index.row(), index.column()
        if role != Role.EditRole or column not in _PICKED or value == self.value(row, column):
            return False
        self.chosen.emit(self.columns[row].name, "meaning" if column == MEANING else "unit", str(value))
        return True


class PickerDelegate(QStyledItemDelegate):
    """Opens a list in a cell that can be chosen in, and shows by an arrow that it can."""

    @guarded(nothing)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell, with an arrow where a list opens."""
        place: QRect = option.rect
        tokens = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(place, QColor(tokens.surface))
        painter.setFont(theme.tabular(option.font))
        painter.setPen(index.data(Role.ForegroundRole) or QColor(tokens.text))
        picked = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        inside = place.adjusted(_PADDING_PX, 0, -_PADDING_PX - 14 * picked, 0)
        text = str(index.data() or "")
        line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter), line)
        if picked:
            _paint_picker(painter, place)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(place.adjusted(2, 2, -3, -2), 6, 6)
        painter.restore()

    @guarded(QWidget)
    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802
        """Open the list of a cell."""
        model = index.model()
        assert isinstance(model, ColumnsModel)  # noqa: S101 - the delegate serves no other model
        combo = ComboBox(parent)
        heading = model.columns[index.row()].name
        combo.setAccessibleName(self.tr("{0} of “{1}”").format(model.headings[index.column()], heading))
        combo.setAccessibleDescription(model.shown(index.row(), EXAMPLE))
        for value, label in model.choices(index.row(), index.column()):
            combo.addItem(label, value)
        combo.setCurrentIndex(max(combo.findData(model.value(index.row(), index.column())), 0))
        combo.activated.connect(lambda _row: self._commit(combo))
        QTimer.singleShot(0, combo, combo.showPopup)
        return combo

    def _commit(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    @guarded(nothing)
    def setEditorData(self, _editor: QWidget, _index: Index) -> None:  # noqa: N802
        """Leave the list as it was opened, whatever arrives meanwhile."""

    @guarded(nothing)
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        """Hand the choice to the model."""
        if isinstance(editor, QComboBox):
            model.setData(model.index(index.row(), index.column()), editor.currentData())


def _paint_picker(painter: QPainter, place: QRect) -> None:
    """Paint the border and the arrow of a cell that opens a list."""
    tokens = theme.current()
    painter.setPen(QPen(QColor(tokens.border)))
    painter.drawRoundedRect(place.adjusted(3, 3, -4, -3), 5, 5)
    painter.setPen(QPen(QColor(tokens.text), 1.5))
    x, y = place.right() - 16, place.center().y()
    painter.drawLine(x - _ARROW_PX, y - 2, x, y + 2)
    painter.drawLine(x, y + 2, x + _ARROW_PX, y - 2)


class ColumnsView(QTableView):
    """The list of columns; every choice can be made with the keys or with one click."""

    def __init__(self) -> None:
        """Show no columns yet."""
        super().__init__()
        self.columns = ColumnsModel()
        self.columns.setParent(self)
        self.setModel(self.columns)
        delegate = PickerDelegate(self)
        self.setItemDelegate(delegate)
        self.setAccessibleName(self.tr("Columns of the file"))
        self.setAccessibleDescription(
            self.tr("Choose what each column means and its unit; Return opens the list")
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.EditKeyPressed | trigger.SelectedClicked)
        self.clicked.connect(self._open)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_PX)
        head = self.horizontalHeader()
        head.setAccessibleName(self.tr("Column headings"))
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS_PX):
            self.setColumnWidth(column, width)

    def load(self, table: SeenTable | None) -> None:
        """Show the columns of a table; the current cell stays."""
        self.columns.load(table)
        if not self.currentIndex().isValid() and self.columns.rowCount():
            self.setCurrentIndex(self.columns.index(0, MEANING))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable and self.state() is QAbstractItemView.State.NoState:
            self.edit(index)

    @guarded(nothing)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the list of the current cell with Return, Space, or Alt and the arrow down."""
        index = self.currentIndex()
        down = event.key() == Qt.Key.Key_Down
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() in _OPENS and (alt or not down) and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._open(index)
            return
        super().keyPressEvent(event)
