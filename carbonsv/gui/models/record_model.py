"""One table model for every table of the program, over plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from carbonsv.gui.guard import guarded, nothing
from carbonsv.gui.models.records import Records, plain_text, shown_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NO_INDEX = QModelIndex()
_SHOWN_AS_TYPED = ("text", "number", "integer", "unit")

REFUSAL_ROLE = Role.UserRole + 1
ISSUE_ROLE = Role.UserRole + 2
ID_ROLE = Role.UserRole + 3


@dataclass(frozen=True, slots=True)
class Field:
    """A column as a table shows it.

    Args:
        name: the column of the record that is written to.
        label: the heading.
        type: as in the schema: text, number, date, choice, ref, activity, unit; or emissions.
        choices: the words a choice may be.
        target: the table a reference points into.
        shown: the column whose value is shown instead, such as the name of a site.
        width_px: how wide the column begins.
    """

    name: str
    label: str
    type: str = "text"
    description: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    target: str = ""
    shown: str = ""
    width_px: int = 110
    editable: bool = True
    format: Callable[[Any], str] = shown_text

    @property
    def right_aligned(self) -> bool:
        """Whether the column holds numbers."""
        return self.type in {"number", "integer", "emissions"}


class RecordModel(QAbstractTableModel):
    """Shows records and hands every edit on; a refused text stays where it was typed, with the reason."""

    counted = Signal(int, int)

    def __init__(
        self,
        fields: Sequence[Field],
        write: Callable[[str, str, str], str],
        parent: QObject | None = None,
    ) -> None:
        """Show no records yet.

        Args:
            fields: the columns.
            write: takes id, column and text; returns "" or the sentence why the text is refused.
            parent: owns the model.
        """
        super().__init__(parent)
        self.fields = tuple(fields)
        self.records = Records()
        self._write = write
        self._rows: list[int] = []
        self._refused: dict[tuple[str, str], tuple[str, str]] = {}
        self._accepted: dict[tuple[str, str], str] = {}
        self._filter = ""
        self._sorted_by: tuple[str, bool] | None = None

    def load(self, records: Records) -> bool:
        """Show other records; return whether rows came, went or moved."""
        rows = self._arranged(records)
        ids = [records.ids[row] for row in rows]
        moved = ids != [self.records.ids[row] for row in self._rows]
        if moved:
            self.beginResetModel()
        self.records, self._rows = records, rows
        self._accepted.clear()
        known = set(records.ids)
        self._refused = {key: value for key, value in self._refused.items() if key[0] in known}
        if moved:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.fields) - 1))
        self.counted.emit(len(rows), len(records))
        return moved

    def refuse(self, record_id: str, name: str, text: str, reason: str) -> None:
        """Keep a text that was refused where it would stand, with the reason."""
        self._refused[record_id, name] = (text, reason)
        index = self.index(self.row_of(record_id), self.column_of(name))
        self.dataChanged.emit(index, index)

    def filter(self, text: str) -> None:
        """Show only the rows in which every word occurs."""
        self._filter = text
        self._rearrange()

    def _rearrange(self) -> None:
        self.beginResetModel()
        self._rows = self._arranged(self.records)
        self.endResetModel()
        self.counted.emit(len(self._rows), len(self.records))

    def _arranged(self, records: Records) -> list[int]:
        names = [field.shown or field.name for field in self.fields]
        rows = records.matching_rows(self._filter, names)
        if self._sorted_by is None:
            return rows
        name, descending = self._sorted_by
        return records.sorted_rows(rows, name, descending=descending)

    def id_at(self, row: int) -> str:
        """Return the id of the record in a shown row."""
        return self.records.ids[self._rows[row]]

    def row_of(self, record_id: str) -> int:
        """Return the shown row of a record, -1 when it is not shown."""
        return next((row for row, at in enumerate(self._rows) if self.records.ids[at] == record_id), -1)

    def column_of(self, name: str) -> int:
        """Return the position of a column, -1 when there is none."""
        return next((at for at, field in enumerate(self.fields) if field.name == name), -1)

    def value(self, row: int, name: str) -> Any:
        """Return a value of the record in a shown row."""
        return self.records.value(self._rows[row], name)

    def text(self, row: int, column: int) -> str:
        """Return a cell as text that can be read back, or what was refused."""
        field = self.fields[column]
        refused = self._refused.get((self.id_at(row), field.name))
        return refused[0] if refused else plain_text(self.value(row, field.name))

    def refusal(self, row: int, column: int) -> str:
        """Return why the text in a cell was refused, or nothing."""
        return self._refused.get((self.id_at(row), self.fields[column].name), ("", ""))[1]

    @guarded(int)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    @guarded(int)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.fields)

    @guarded(nothing)
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows, says and looks like."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        answer = _ANSWERS.get(role)
        return None if answer is None else answer(self, index.row(), index.column())

    @guarded(nothing)
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:  # noqa: N802
        """Return the heading of a column."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.fields):
            return None
        field = self.fields[section]
        if role == Role.TextAlignmentRole:
            return _alignment(field)
        if role in (Role.ToolTipRole, Role.AccessibleDescriptionRole):
            return field.description
        return field.label if role in (Role.DisplayRole, Role.AccessibleTextRole) else None

    @guarded(lambda: Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a cell can be chosen and edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.fields[index.column()].editable:
            return usual | Qt.ItemFlag.ItemIsEditable
        return usual

    @guarded(bool)
    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:  # noqa: N802
        """Hand a typed text on; when it is refused, keep it with the reason."""
        row, column = index.row(), index.column()
        text = str(value).strip()
        if role != Role.EditRole or text == self.text(row, column):
            return False
        record_id, name = self.id_at(row), self.fields[column].name
        reason = self._write(record_id, name, text)
        if reason:
            self._refused[record_id, name] = (text, reason)
        else:
            self._refused.pop((record_id, name), None)
            if self.fields[column].type in _SHOWN_AS_TYPED:
                self._accepted[record_id, name] = text
        self.dataChanged.emit(index, index)
        return True

    @guarded(nothing)
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 goes back to the order of the document."""
        if 0 <= column < len(self.fields):
            field = self.fields[column]
            self._sorted_by = (field.shown or field.name, order is Qt.SortOrder.DescendingOrder)
        else:
            self._sorted_by = None
        self._rearrange()

    def _shown(self, row: int, column: int) -> str:
        field = self.fields[column]
        place = (self.id_at(row), field.name)
        if place in self._accepted:  # until the session's own rows arrive
            return self._accepted[place]
        refused = self._refused.get(place)
        return refused[0] if refused else field.format(self.value(row, field.shown or field.name))

    def _spoken(self, row: int, column: int) -> str:
        return f"{self.fields[column].label}: {self._shown(row, column)}"

    def _remark(self, row: int, column: int) -> str:
        return self.refusal(row, column) or self._issue(row)

    def _issue(self, row: int) -> str:
        return str(self.value(row, "issue") or "")

    def _tip(self, row: int, column: int) -> str:
        return self._remark(row, column) or self._shown(row, column)


def _alignment(field: Field) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if field.right_aligned else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


_ANSWERS: dict[int, Callable[[RecordModel, int, int], Any]] = {
    Role.DisplayRole: RecordModel._shown,  # noqa: SLF001 - the model's own table of answers
    Role.EditRole: RecordModel.text,
    Role.ToolTipRole: RecordModel._tip,  # noqa: SLF001
    Role.AccessibleTextRole: RecordModel._spoken,  # noqa: SLF001
    Role.AccessibleDescriptionRole: RecordModel._remark,  # noqa: SLF001
    Role.TextAlignmentRole: lambda model, _row, column: _alignment(model.fields[column]),
    REFUSAL_ROLE: RecordModel.refusal,
    ISSUE_ROLE: lambda model, row, _column: model._issue(row),  # noqa: SLF001
    ID_ROLE: lambda model, row, _column: model.id_at(row),
}
