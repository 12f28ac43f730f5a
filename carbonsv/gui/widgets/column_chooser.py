"""Which columns a table shows, how wide and in what order: chosen from its headings, and remembered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QMenu

from carbonsv.gui.preferences import Preferences

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from carbonsv.gui.models.record_model import Field, RecordModel

_PAUSE_MS = 400
_HIDDEN = "-"


class ColumnChooser(QObject):
    """The menu of a table's headings; what is chosen is there again the next day."""

    changed = Signal()

    def __init__(self, view: QTableView, model: RecordModel, name: str) -> None:
        """Show the columns as they were left.

        Args:
            view: the table.
            model: its model.
            name: of the table among the preferences; one without a name is not remembered.
        """
        super().__init__(view)
        self._view = view
        self._fields = model.fields
        self._name = name
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._remember)
        self.show_as_at_first()
        if name:
            self._restore(Preferences().columns(name))
        head = self._head
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._open_at)
        head.sectionMoved.connect(self._soon.start)
        head.sectionResized.connect(self._soon.start)

    @property
    def _head(self) -> QHeaderView:
        return self._view.horizontalHeader()

    @Slot()
    def show_as_at_first(self) -> None:
        """Show the columns that the table begins with, in their order and width."""
        for column, field in enumerate(self._fields):
            self._head.moveSection(self._head.visualIndex(column), column)
            self._view.setColumnHidden(column, field.hidden)
            self._view.setColumnWidth(column, field.width_px)

    @Slot()
    def show_all(self) -> None:
        """Show every column."""
        for column in range(len(self._fields)):
            self._view.setColumnHidden(column, False)  # noqa: FBT003 - Qt's argument
        self._remember()

    def menu(self) -> QMenu:
        """Return the menu: every column with a tick, and the ways back."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Columns"))
        shown = sum(not self._head.isSectionHidden(column) for column in range(len(self._fields)))
        for column, field in enumerate(self._fields):
            action = menu.addAction(field.label)
            is_shown = not self._head.isSectionHidden(column)
            action.setCheckable(True)
            action.setChecked(is_shown)
            action.setEnabled(not is_shown or shown > 1)  # the last one stays
            action.setStatusTip(field.description)
            action.toggled.connect(partial(self._show, column))
        menu.addSeparator()
        menu.addAction(self.tr("Show all columns")).triggered.connect(self.show_all)
        menu.addAction(self.tr("Columns as at first")).triggered.connect(self._forget)
        return menu

    def open(self) -> None:
        """Open the menu below the headings, with its first column ready for the keys."""
        menu = self.menu()
        menu.popup(self._head.mapToGlobal(QPoint(0, self._head.height())))
        menu.setActiveAction(menu.actions()[0])

    @Slot(QPoint)
    def _open_at(self, place: QPoint) -> None:
        self.menu().popup(self._head.mapToGlobal(place))

    def _show(self, column: int, shown: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._view.setColumnHidden(column, not shown)
        self._remember()

    @Slot()
    def _forget(self) -> None:
        self.show_as_at_first()
        self._remember()

    @Slot()
    def _remember(self) -> None:
        self.changed.emit()
        if self._name:
            order = sorted(range(len(self._fields)), key=self._head.visualIndex)
            Preferences().remember_columns(self._name, [self._written(self._fields[at], at) for at in order])

    def _written(self, field: Field, column: int) -> str:
        hidden = self._head.isSectionHidden(column)
        width = field.width_px if hidden else self._view.columnWidth(column)
        return f"{_HIDDEN if hidden else ''}{field.name}:{width}"

    def _restore(self, kept: list[str]) -> None:
        """Show columns as they were left; one that has come since stands where it stands at first."""
        columns = {field.name: at for at, field in enumerate(self._fields)}
        place = 0
        for one in kept:
            name, _, width = one.removeprefix(_HIDDEN).partition(":")
            if name in columns:
                column = columns[name]
                self._head.moveSection(self._head.visualIndex(column), place)
                self._view.setColumnHidden(column, one.startswith(_HIDDEN))
                self._view.setColumnWidth(
                    column, int(width) if width.isdigit() else self._fields[column].width_px
                )
                place += 1
