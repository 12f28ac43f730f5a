"""A table one works in like a spreadsheet: keys, menu, current cell. Every change is asked of the session."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal, Slot
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
from carbonsv.gui.widgets.block_transfer import BlockTransfer
from carbonsv.gui.widgets.cell_painting import CellPainting
from carbonsv.gui.widgets.column_chooser import ColumnChooser
from carbonsv.gui.widgets.row_changes import RowChanges
from carbonsv.gui.widgets.selection import selected_rows, shown_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from carbonsv.app.session import Session
    from carbonsv.gui.door import Door
    from carbonsv.gui.models.record_model import Index, RecordModel
    from carbonsv.gui.models.records import Records
    from carbonsv.gui.widgets.cells import CellDelegate

T = TypeVar("T")
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_AT_ONCE = 200  # rows; more are changed or copied in a worker


class RecordTable(QTableView):
    """Shows a record model and does what the Edit menu says.

    The page that owns the table says what a new row begins with.
    """

    find_asked = Signal()
    filter_asked = Signal()
    step_asked = Signal(int)
    explain_asked = Signal(str)
    remarked = Signal(str, bool)

    def __init__(
        self, door: Door, table: str, topic: str, model: RecordModel, delegate: CellDelegate
    ) -> None:
        """Show a model; `table` and `topic` are the session's names for it."""
        super().__init__()
        self.door = door
        self.table = table
        self.topic = topic
        self.records = model
        self.cells = delegate
        self.new_row: dict[str, object] = {}
        self.explains = False
        self._wanted = ("", "")
        self._left = ("", 0, 0, 0)
        self.setModel(model)
        self.setItemDelegate(delegate)
        delegate.setParent(self)
        delegate.typing.connect(self._show_reading)
        self._look()
        self._painting = CellPainting(self, model)
        self._blocks = BlockTransfer(self)
        self._rows = RowChanges(self)
        self._columns = ColumnChooser(self, model, f"{table}-{topic}".strip("-"))
        self._connect()

    def _connect(self) -> None:
        self._columns.changed.connect(self._search_in_view)
        self._search_in_view()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.records.modelAboutToBeReset.connect(self._leave)
        self.records.modelReset.connect(self._arrive)
        self.records.arranged.connect(self._show_arranged)
        self.records.dataChanged.connect(self._remark)
        self.records.dataChanged.connect(lambda *_: self.viewport().update())  # a text may run past its cell

    @property
    def editable(self) -> bool:
        """Whether any of its columns can be written to."""
        return any(field.editable for field in self.records.fields)

    def _look(self) -> None:
        self.setShowGrid(False)
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

    def stretch(self, name: str) -> None:
        """Let a column take the width that the others leave."""
        mode = QHeaderView.ResizeMode.Stretch
        self.horizontalHeader().setSectionResizeMode(self.records.column_of(name), mode)

    def work(
        self,
        count: int,
        label: str,
        action: Callable[[Session], T],
        done: Callable[[T | None], object] = lambda _: None,
    ) -> None:
        """Do something with some rows: at once, or in a worker with the pages closed when they are many."""
        if count > _AT_ONCE:
            self.door.do(label, action, done)
        else:
            done(self.door.ask(action))

    @Slot()
    def _search_in_view(self) -> None:
        """Let filter and find look where the user looks."""
        self.records.search_in(shown_columns(self))

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
        self._blocks.show_refused()
        self._edit_wanted()
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
        return [self.records.id_at(row) for row in selected_rows(self)]

    def go_to_match(self, row: int, words: str) -> None:
        """Go to a row, and there to the column in view that has the first of some words."""
        word = next(iter(words.casefold().split()), "")
        columns = shown_columns(self)
        having = (each for each in columns if word in self.records.shown(row, each).casefold())
        index = self.records.index(row, next(having, columns[0]))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def edit_soon(self, record_id: str, name: str = "") -> None:
        """Open a cell of a record for editing as soon as the table shows it."""
        self._wanted = (record_id, name)

    def _edit_wanted(self) -> None:
        """Open the cell that was asked for, if the table shows it by now."""
        record_id, name = self._wanted
        index = self.select(record_id, max(self.records.column_of(name), 0))
        if index.isValid():
            self._wanted = ("", "")
            self.edit(index)

    @Slot()
    def add(self) -> None:
        """Add a row below the others and begin with its first cell."""
        if self.editable:
            self._rows.add()

    @Slot()
    def delete(self) -> None:
        """Delete the selected rows."""
        if self.editable:
            self._rows.delete()

    @Slot()
    def duplicate(self) -> None:
        """Fill the selected cells down from the topmost, or repeat the row when one row is selected."""
        if self.editable:
            self._rows.duplicate()

    @Slot()
    def change_selected(self) -> None:
        """Ask for a value, and give it to the current column of every selected row as one change."""
        self._rows.change_selected()

    def give_all(self, name: str, text: str) -> None:
        """Give a column of all selected rows one value as one change."""
        self._rows.give_all(name, text)

    @Slot()
    def copy(self) -> None:
        """Copy the selected cells as tab-separated lines."""
        self._blocks.copy(with_headings=False)

    @Slot()
    def copy_headed(self) -> None:
        """Copy the selected cells below their headings."""
        self._blocks.copy(with_headings=True)

    @Slot()
    def paste(self) -> None:
        """Paste a block from a spreadsheet at the current cell, as one change."""
        if self.editable:
            self.setFocus()  # the keys go on here, not on the button that was pressed
            self._blocks.paste()

    @Slot()
    def find_rows(self) -> None:
        """Go to the box that finds rows."""
        self.find_asked.emit()

    @Slot()
    def filter_rows(self) -> None:
        """Go to the box that leaves out rows."""
        self.filter_asked.emit()

    @Slot()
    def find_next(self) -> None:
        """Go to the next row that has what is looked for."""
        self.step_asked.emit(1)

    @Slot()
    def find_previous(self) -> None:
        """Go to the row before that has what is looked for."""
        self.step_asked.emit(-1)

    @Slot()
    def choose_columns(self) -> None:
        """Open the menu of columns."""
        self._columns.open()

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
        copy = (self.tr("Copy"), "Ctrl+C", self.copy)
        columns = (self.tr("Columns…"), "Ctrl+Shift+L", self.choose_columns)
        if not self.editable:
            return [*explain, copy, columns]
        return [
            *explain,
            (self.tr("Add row"), "Ins", self.add),
            (self.tr("Duplicate or fill down"), "Ctrl+D", self.duplicate),
            (self.tr("Change selected rows…"), "Ctrl+Shift+D", self.change_selected),
            copy,
            (self.tr("Copy with headings"), "Ctrl+Shift+C", self.copy_headed),
            (self.tr("Paste"), "Ctrl+V", self.paste),
            (self.tr("Delete rows"), "Del", self.delete),
            columns,
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
        self._remark()
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

    @Slot(str)
    def _show_reading(self, text: str) -> None:
        """Say how a quantity is read while it is typed."""
        from carbonsv.app.bulk_edit import how_read  # noqa: PLC0415 - it loads pandas

        record_id = self.current_id()
        answer = self.door.ask(lambda session: how_read(session, self.table, record_id, text))
        said, refused = answer or ("", False)
        self.remarked.emit(said if refused or not said else self.tr("Read as {0}").format(said), refused)

    @Slot()
    def _remark(self) -> None:
        """Say what is wrong with the current cell or record, else how its quantity was read."""
        index = self.currentIndex()
        row, column = index.row(), index.column()
        if not index.isValid():
            self.remarked.emit("", False)  # noqa: FBT003 - a signal's argument
            return
        refusal = self.records.refusal(row, column)
        said = refusal or self.records.issue(row) or self.records.reading(row, column)
        self.remarked.emit(said, bool(refusal))


def _call(slot: Callable[[], None], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
    slot()
