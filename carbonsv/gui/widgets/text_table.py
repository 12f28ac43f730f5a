"""Tables that are only looked at: rows of text with a mark for what each row is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from carbonsv.gui import theme
from carbonsv.gui.guard import guarded, nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NO_INDEX = QModelIndex()
MARK_ROLE = Role.UserRole + 1
ROW_HEIGHT_PX = 28
_PADDING_PX = 12
_NO_SELECTION = QItemSelectionModel.SelectionFlag.NoUpdate
_WIDEST_PX = 420
_MOST_MEASURED = 60  # rows by which the width of a column is chosen
_WRAPPED = Qt.TextFlag.TextWordWrap
_LEAST_ACROSS_PX, _TALLEST_PX = 40, 10_000
_BETWEEN_ROWS_PX = 10


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of text; its mark is heading, faint, error or warning, or blank; the tip says more."""

    cells: tuple[str, ...]
    mark: str = ""
    tip: str = ""


class TextRows(QAbstractTableModel):
    """Shows rows of text below headings; numbers stand right."""

    def __init__(self, headings: Sequence[str] = (), right: Sequence[int] = ()) -> None:
        """Show nothing yet; `right` are the columns of numbers."""
        super().__init__()
        self.headings = tuple(headings)
        self.rows: tuple[TextRow, ...] = ()
        self._right = frozenset(right)

    def load(
        self,
        rows: Sequence[TextRow],
        headings: Sequence[str] | None = None,
        right: Sequence[int] | None = None,
    ) -> None:
        """Show other rows, below other headings where they are given."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.headings = self.headings if headings is None else tuple(headings)
        self._right = self._right if right is None else frozenset(right)
        self.endResetModel()

    def text(self, row: int, column: int) -> str:
        """Return a cell, nothing where a row has fewer cells."""
        cells = self.rows[row].cells
        return cells[column] if column < len(cells) else ""

    @guarded(int)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    @guarded(int)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.headings)

    @guarded(nothing)
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:  # noqa: N802
        """Return the heading of a column."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.headings):
            return None
        if role == Role.TextAlignmentRole:
            return self._alignment(section)
        return self.headings[section] if role in (Role.DisplayRole, Role.AccessibleTextRole) else None

    @guarded(nothing)
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows, says and looks like."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, text = self.rows[index.row()], self.text(index.row(), index.column())
        if role == Role.DisplayRole:
            return text
        if role == Role.AccessibleTextRole:
            return f"{self.headings[index.column()]}: {text}"
        if role in (Role.ToolTipRole, Role.AccessibleDescriptionRole):
            return row.tip or text
        if role == Role.TextAlignmentRole:
            return self._alignment(index.column())
        return row.mark if role == MARK_ROLE else _look(row.mark, role)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def _look(mark: str, role: int) -> Any:
    """Return colour and font of a row with a mark; what it means also stands in words."""
    tokens = theme.current()
    if role == Role.ForegroundRole:
        colours = {"heading": tokens.on_wash, "faint": tokens.muted, "error": tokens.error}
        return QColor(colours.get(mark, tokens.text))
    if role == Role.FontRole:
        font = theme.tabular(QGuiApplication.font())
        font.setWeight(QFont.Weight.DemiBold if mark == "heading" else QFont.Weight.Normal)
        font.setStrikeOut(mark == "left-out")
        return font
    return None


class TextDelegate(QStyledItemDelegate):
    """Paints text with the padding of headings, on several lines where the table wraps."""

    def __init__(self, *, wrap: bool, parent: QObject) -> None:
        """Remember whether long texts are wrapped."""
        super().__init__(parent)
        self._flags = _WRAPPED if wrap else Qt.TextFlag.TextSingleLine
        self._wrap = wrap

    @guarded(nothing)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        tokens = theme.current()
        place: QRect = option.rect
        marked = option.state & QStyle.StateFlag.State_Selected or index.data(MARK_ROLE) == "heading"
        painter.save()
        painter.fillRect(place, QColor(tokens.wash if marked else tokens.surface))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.setFont(index.data(Role.FontRole) or option.font)
        painter.setPen(index.data(Role.ForegroundRole) or QColor(tokens.text))
        inside = place.adjusted(_PADDING_PX, 3, -_PADDING_PX, -3)
        text = str(index.data() or "")
        if not self._wrap:
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(index.data(Role.TextAlignmentRole)) | int(self._flags), text)
        painter.restore()

    @guarded(lambda: QSize(80, ROW_HEIGHT_PX))
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the size of the text on one line; the table itself fits its rows to wrapped texts."""
        metrics = QFontMetrics(index.data(Role.FontRole) or option.font)
        width = metrics.horizontalAdvance(str(index.data() or "")) + 2 * _PADDING_PX + 2
        return QSize(width, ROW_HEIGHT_PX)


class TextTable(QTableView):
    """A table to look at, by row."""

    def __init__(self, rows: TextRows, name: str, description: str, *, wrap: bool = False) -> None:
        """Show rows; long texts are wrapped where that is asked for."""
        super().__init__()
        self.rows = rows
        rows.setParent(self)
        self._wrap = wrap
        self.setModel(rows)
        self.setItemDelegate(TextDelegate(wrap=wrap, parent=self))
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setShowGrid(False)
        self.setWordWrap(wrap)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        down = self.verticalHeader()
        down.hide()
        down.setDefaultSectionSize(ROW_HEIGHT_PX)
        head = self.horizontalHeader()
        head.setAccessibleName(self.tr("Column headings"))
        head.setHighlightSections(False)
        head.setMinimumSectionSize(40)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit_rows)
        if wrap:
            head.sectionResized.connect(self._fit_soon)

    def load(
        self,
        rows: Sequence[TextRow],
        headings: Sequence[str] | None = None,
        right: Sequence[int] | None = None,
    ) -> None:
        """Show other rows, each column as wide as its first rows need."""
        self.rows.load(rows, headings, right)
        head = self.horizontalHeader()
        head.setStretchLastSection(False)
        head.setResizeContentsPrecision(_MOST_MEASURED)
        self.resizeColumnsToContents()
        for column in range(self.rows.columnCount()):
            self.setColumnWidth(column, min(self.columnWidth(column), _WIDEST_PX))
        head.setStretchLastSection(True)
        if self._wrap:
            self._fit_rows()
        if rows:  # the keys begin in the first row, which is not yet selected
            self.selectionModel().setCurrentIndex(self.rows.index(0, 0), _NO_SELECTION)

    @Slot()
    def _fit_soon(self) -> None:
        """Fit the rows to other widths of columns, once for all that change together."""
        self._fitting.start(0)

    @Slot()
    def _fit_rows(self) -> None:
        """Make each row as high as its wrapped texts are; Qt would measure every cell several times."""
        self._fitting.stop()
        metrics = QFontMetrics(theme.tabular(QGuiApplication.font()))
        columns = range(self.rows.columnCount())
        across = [max(self.columnWidth(each) - 2 * _PADDING_PX, _LEAST_ACROSS_PX) for each in columns]
        for at, row in enumerate(self.rows.rows):
            lines = (_height(metrics, text, room) for text, room in zip(row.cells, across, strict=False))
            self.setRowHeight(at, max(ROW_HEIGHT_PX, max(lines, default=0) + _BETWEEN_ROWS_PX))


def _height(metrics: QFontMetrics, text: str, across: int) -> int:
    """Return how high a text is in a column; most fit into one line."""
    if metrics.horizontalAdvance(text) <= across:
        return metrics.height()
    return metrics.boundingRect(0, 0, across, _TALLEST_PX, int(_WRAPPED), text).height()
