"""A table one works in like a spreadsheet: keys, clipboard, menu. Every change is asked of the session."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from carbonsv.gui import theme
from carbonsv.gui.guard import guarded, nothing
from carbonsv.gui.models.blocks import Block, headed, read_block, write_block
from carbonsv.gui.models.record_model import ISSUE_ROLE, REFUSAL_ROLE, Index, RecordModel
from carbonsv.gui.widgets.bulk_change import ask_for_value
from carbonsv.gui.widgets.cell_painting import CellPainting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from carbonsv.gui.door import Door
    from carbonsv.gui.models.records import Records
    from carbonsv.gui.widgets.cells import CellDelegate
    from carbonsv.model.issue import Issue

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordTable(QTableView):
    """Shows a record model and does what the Edit menu says.

    The page that owns the table says what a new row begins with.
    """

    find_asked = Signal()
    explain_asked = Signal(str)
    remarked = Signal(str, bool)

    def __init__(
        self, door: Door, table: str, topic: str, model: RecordModel, delegate: CellDelegate
    ) -> None:
        """Show a model; `table` and `topic` are the session's names for it."""
        super().__init__()
        self._door = door
        self._table = table
        self._topic = topic
        self.records = model
        self.new_row: dict[str, object] = {}
        self.explains = False
        self._refused: list[tuple[Issue, Block, list[str], int]] = []
        self._wanted = ("", "")
        self.setModel(model)
        self._delegate = delegate
        self._painting = CellPainting(self, model)
        self.setItemDelegate(delegate)
        delegate.setParent(self)
        self._look()
        self._widths()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self._left = ("", 0, 0, 0)
        model.modelAboutToBeReset.connect(self._leave)
        model.modelReset.connect(self._arrive)
        model.arranged.connect(self._show_arranged)
        model.dataChanged.connect(self._remark)

    @property
    def editable(self) -> bool:
        """Whether any of its columns can be written to."""
        return any(field.editable for field in self.records.fields)

    def _look(self) -> None:
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.ROW_HEIGHT_PX)
        head = self.horizontalHeader()
        head.setAccessibleName(self.tr("Column headings"))
        head.setFixedHeight(40)
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setMinimumSectionSize(60)
        head.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def _widths(self) -> None:
        for column, field in enumerate(self.records.fields):
            self.setColumnWidth(column, field.width_px)

    def stretch(self, name: str) -> None:
        """Let a column take the width that the others leave."""
        mode = QHeaderView.ResizeMode.Stretch
        self.horizontalHeader().setSectionResizeMode(self.records.column_of(name), mode)

    def load(self, records: Records) -> None:
        """Show other records; the current cell, the scroll position and an open editor stay."""
        self.records.load(records)

    @Slot()
    def _leave(self) -> None:
        """Remember where one is before the rows move."""
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        self._left = (self.current_id(), max(self.currentIndex().column(), 0), down, across)

    @Slot()
    def _arrive(self) -> None:
        """Go back to the same cell of the same record, in the same place of the window if it can be."""
        record_id, column, down, across = self._left
        self.select(record_id, column)
        self.verticalScrollBar().setValue(down)
        self.horizontalScrollBar().setValue(across)

    @Slot()
    def _show_arranged(self) -> None:
        self._show_refused()
        self.edit_wanted()
        self._remark()

    def current_id(self) -> str:
        """Return the id of the record the current cell belongs to, or nothing."""
        index = self.currentIndex()
        return self.records.id_at(index.row()) if index.isValid() else ""

    def select(self, record_id: str, column: int = 0) -> QModelIndex:
        """Make a cell of a record the current one and return its index."""
        row = self.records.row_of(record_id) if record_id else -1
        index = self.records.index(row, column) if row >= 0 else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index

    def select_all_of(self, ids: Sequence[str]) -> None:
        """Select the rows of some records, go to the first of them, and take the keys."""
        rows = self.records.rows_of(ids)
        if rows:
            self.select(self.records.id_at(rows[0]))
        flag = QItemSelectionModel.SelectionFlag
        for row in rows:
            self.selectionModel().select(self.records.index(row, 0), flag.Select | flag.Rows)
        self.setFocus()

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected records from top to bottom."""
        return [self.records.id_at(row) for row in sorted({each.row() for each in self.selectedIndexes()})]

    @Slot()
    def add(self) -> None:
        """Add a row below the others and begin with its first cell."""
        if not self.editable:
            return
        record_id = self._door.ask(lambda session: session.add_row(self._table, self.new_row))
        if record_id:
            self.edit_soon(record_id)

    def edit_soon(self, record_id: str, name: str = "") -> None:
        """Open a cell of a record for editing as soon as the table shows it."""
        self._wanted = (record_id, name)

    def edit_wanted(self) -> None:
        """Open the cell that was asked for, if the table shows it by now."""
        record_id, name = self._wanted
        index = self.select(record_id, max(self.records.column_of(name), 0))
        if index.isValid():
            self._wanted = ("", "")
            self.edit(index)

    @Slot()
    def delete(self) -> None:
        """Delete the selected rows."""
        ids = self.selected_ids()
        if ids and self.editable:
            self._door.ask(lambda session: session.delete_rows(self._table, ids))

    @Slot()
    def find_rows(self) -> None:
        """Go to the filter box."""
        self.find_asked.emit()

    @Slot()
    def copy(self) -> None:
        """Copy the selected cells as tab-separated lines."""
        if self.selectedIndexes():
            QGuiApplication.clipboard().setText(write_block(self._block()))

    @Slot()
    def copy_headed(self) -> None:
        """Copy the selected cells below their headings."""
        if self.selectedIndexes():
            columns = sorted({each.column() for each in self.selectedIndexes()}, key=self._place)
            heads = [self.records.fields[column].label for column in columns]
            QGuiApplication.clipboard().setText(write_block([heads, *self._block()]))

    @Slot()
    def change_selected(self) -> None:
        """Ask for a value, and give it to the current column of every selected row as one change."""
        index, ids = self.currentIndex(), self.selected_ids()
        if not ids or not index.isValid() or not self.records.fields[index.column()].editable:
            self.remarked.emit(self.tr("Select cells of a column that can be typed into first."), False)  # noqa: FBT003
            return
        field = self.records.fields[index.column()]
        choices = self._delegate.choices(self.records, index.row(), field)
        ask_for_value(self, field, len(ids), choices, lambda text: self._fill(field.name, text, ids))

    def _fill(self, name: str, text: str, ids: Sequence[str]) -> None:
        """Give a column of some records one value; a refused value changes nothing."""
        cells = [[text] for _ in ids]
        issues = self._door.ask(lambda s: s.paste(self._table, self._topic, [name], cells, ids)) or []
        if issues:
            self.remarked.emit(f"{issues[0].sentence} {issues[0].hint}".strip(), True)  # noqa: FBT003

    def _block(self) -> Block:
        cells = {(each.row(), self._place(each.column())): each for each in self.selectedIndexes()}
        rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
        return [[_copied(cells.get((row, column))) for column in columns] for row in rows]

    def _place(self, column: int) -> int:
        """Return where a column stands after headings have been moved."""
        return self.horizontalHeader().visualIndex(column)

    @Slot()
    def paste(self) -> None:
        """Paste a block from a spreadsheet at the current cell, as one change."""
        cells, index = read_block(QGuiApplication.clipboard().text()), self.currentIndex()
        if not self.editable:
            return
        if not cells:
            self.remarked.emit(self.tr("The clipboard holds no cells to paste."), True)  # noqa: FBT003
        elif len(cells) == 1 and len(cells[0]) == 1 and index.isValid():
            self._paste_one(index, cells[0][0])
        elif columns := headed(cells, self._called()):
            self._paste_headed(cells[1:], columns)
        else:
            self._paste(cells, max(index.row(), 0), max(self._place(index.column()), 0))

    def _paste_one(self, index: QModelIndex, text: str) -> None:
        """Paste one cell; where several cells of the column are selected, into all of them."""
        name = self.records.fields[index.column()].name
        alone = {each.column() for each in self.selectedIndexes()} == {index.column()}
        if alone and len(self.selected_ids()) > 1:
            self._fill(name, text, self.selected_ids())
        else:
            self.records.setData(index, text)

    def _called(self) -> dict[str, str]:
        """Return the columns one may write to by what a heading may call them."""
        fields = [field for field in self.records.fields if field.editable]
        return {word.casefold(): field.name for field in fields for word in (field.name, field.label)}

    def _paste_headed(self, cells: Block, columns: Sequence[str]) -> None:
        """Paste a block with headings as new rows, each cell into the column that its heading names."""
        known = [at for at, name in enumerate(columns) if name]
        names = [columns[at] for at in known]
        block = [[line[at] if at < len(line) else "" for at in known] for line in cells]
        issues = self._door.ask(lambda s: s.paste(self._table, self._topic, names, block, [])) or []
        self._mark_refused(issues, block, names, self.records.rowCount())

    def _paste(self, cells: Block, row: int, place: int) -> None:
        """Paste a block whose upper left cell comes to a shown row and place."""
        cells, names = self._onto_fields(cells, place)
        if not names:
            return
        shown = range(row, min(row + len(cells), self.records.rowCount()))
        ids = [self.records.id_at(each) for each in shown]
        issues = self._door.ask(lambda s: s.paste(self._table, self._topic, names, cells, ids)) or []
        self._mark_refused(issues, cells, names, row)

    def _onto_fields(self, cells: Block, place: int) -> tuple[Block, list[str]]:
        """Return the part of a block that comes to columns one may write to, and their names."""
        header = self.horizontalHeader()
        width = max(len(line) for line in cells)
        columns = [header.logicalIndex(at) for at in range(place, min(place + width, header.count()))]
        fields = [self.records.fields[column] for column in columns]
        kept = [at for at, field in enumerate(fields) if field.editable]
        return [[line[at] for at in kept if at < len(line)] for line in cells], [
            fields[at].name for at in kept
        ]

    def _mark_refused(self, issues: Sequence[Issue], cells: Block, names: list[str], row: int) -> None:
        """Keep what was refused where it would stand, in red with the reason, once the rows are shown."""
        self._refused = [(issue, cells, names, row) for issue in issues]
        if issues:
            more = self.tr(" And {0} more.").format(len(issues) - 1) if len(issues) > 1 else ""
            self.remarked.emit(issues[0].sentence + more, True)  # noqa: FBT003

    def _show_refused(self) -> None:
        refused, self._refused = self._refused, []
        for issue, cells, names, first in refused:
            line = self.records.row_of(issue.record) - first
            name = issue.code.removeprefix("refused-")
            if 0 <= line < len(cells) and name in names[: len(cells[line])]:
                text = cells[line][names.index(name)]
                self.records.refuse(issue.record, name, text, f"{issue.sentence} {issue.hint}".strip())

    @Slot()
    def duplicate(self) -> None:
        """Fill the selected cells down from the topmost, or repeat the row when one row is selected."""
        ids = self.selected_ids() if self.editable else []
        if len(ids) > 1:
            self._fill_down()
        elif ids:
            values = self._values(ids[0])
            record_id = self._door.ask(lambda session: session.add_row(self._table, values))
            if record_id:
                self.edit_soon(record_id, "quantity")

    def _fill_down(self) -> None:
        chosen = self.selectedIndexes()
        rows = sorted({each.row() for each in chosen})
        places = sorted({self._place(each.column()) for each in chosen})
        header = self.horizontalHeader()
        top = [self.records.text(rows[0], header.logicalIndex(place)) for place in places]
        self._paste([top] * len(rows), rows[0], places[0])

    def _values(self, record_id: str) -> dict[str, object]:
        row = self.records.row_of(record_id)
        names = [field.name for field in self.records.fields if field.editable]
        values: dict[str, Any] = {name: self.records.value(row, name) for name in names}
        return {name: value for name, value in values.items() if value is not None}

    @Slot()
    def explain(self) -> None:
        """Explain the emissions of the current record."""
        if self.explains and self.current_id():
            self.explain_asked.emit(self.current_id())

    @Slot(QPoint)
    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for text, keys, slot in self._menu():
            menu.addAction(f"{text}\t{keys}").triggered.connect(partial(_call, slot))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place))

    def _menu(self) -> list[tuple[str, str, Callable[[], None]]]:
        explain = [(self.tr("Explain…"), "Ctrl+E", self.explain)] if self.explains else []
        if not self.editable:
            return [*explain, (self.tr("Copy"), "Ctrl+C", self.copy)]
        return [
            *explain,
            (self.tr("Add row"), "Ins", self.add),
            (self.tr("Duplicate or fill down"), "Ctrl+D", self.duplicate),
            (self.tr("Change selected rows…"), "Ctrl+Shift+D", self.change_selected),
            (self.tr("Copy"), "Ctrl+C", self.copy),
            (self.tr("Copy with headings"), "Ctrl+Shift+C", self.copy_headed),
            (self.tr("Paste"), "Ctrl+V", self.paste),
            (self.tr("Delete rows"), "Del", self.delete),
        ]

    @guarded(nothing)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the cells in view in one go."""
        self._painting.paint(event.rect())

    @guarded(nothing)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the current cell with the return key, as a spreadsheet does."""
        index = self.currentIndex()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        editing = self.state() is QAbstractItemView.State.EditingState  # the key is the editor's own then
        if event.key() in _RETURN and plain and index.isValid() and not editing:
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self.explain()
            return
        super().keyPressEvent(event)

    @guarded(nothing)
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802
        """Go down one row after the return key, as a spreadsheet does."""
        super().closeEditor(editor, hint)
        index = self.currentIndex()
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache and index.isValid():
            below = self.records.index(index.row() + 1, index.column())
            if below.isValid():
                self.setCurrentIndex(below)

    @guarded(nothing)
    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Say what is wrong with the record that is now current."""
        super().currentChanged(current, previous)
        self._remark()

    @Slot()
    def _remark(self) -> None:
        index = self.currentIndex()
        if not index.isValid():
            self.remarked.emit("", False)  # noqa: FBT003 - a signal's argument
            return
        refusal = str(index.data(REFUSAL_ROLE) or "")
        self.remarked.emit(refusal or str(index.data(ISSUE_ROLE) or ""), bool(refusal))


def _copied(index: QModelIndex | None) -> str:
    return "" if index is None else str(index.data(Qt.ItemDataRole.DisplayRole) or "")


def _call(slot: Callable[[], None], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
    slot()
