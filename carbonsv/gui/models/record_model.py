"""One table model for every table of the program, over plain values."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from carbonsv.gui.guard import guarded, nothing
from carbonsv.gui.models.arrangement import Arranged, Wanted, arranged
from carbonsv.gui.models.cell_text import plain_text, shown_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from carbonsv.gui.models.records import Records

    Run = Callable[[Callable[[], Arranged], Callable[[Arranged], object]], object]

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NO_INDEX = QModelIndex()
ON_ITS_WAY = "…"
_AT_ONCE = 20_000  # rows, which take a few hundredths of a second
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
        hidden: whether it is left out until the user asks for it.
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
    hidden: bool = False
    format: Callable[[Any], str] = shown_text

    @property
    def source(self) -> str:
        """The column of the record whose value is shown."""
        return self.shown or self.name

    @property
    def right_aligned(self) -> bool:
        """Whether the column holds numbers."""
        return self.type in {"number", "integer", "emissions"}


class RecordModel(QAbstractTableModel):
    """Shows records and hands every edit on; a refused text stays where it was typed, with the reason."""

    counted = Signal(int, int)
    working = Signal(bool)
    arranged = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        write: Callable[[str, str, str], str],
        parent: QObject | None = None,
        run: Run | None = None,
    ) -> None:
        """Show no records yet.

        Args:
            fields: the columns.
            write: takes id, column and text; returns "" or the sentence why the text is refused.
            parent: owns the model.
            run: arranges many rows in a worker and hands the result back; without it they wait for nobody.
        """
        super().__init__(parent)
        self.fields = tuple(fields)
        self._write = write
        self._run = run
        self._shown = Arranged()
        self._coming = self._shown.records
        self._wanted = Wanted()
        self._refused: dict[tuple[str, str], tuple[str, str]] = {}
        self._accepted: dict[tuple[str, str], str] = {}
        self._columns = {field.name: at for at, field in enumerate(self.fields)}
        self._searched = [field.source for field in self.fields if not field.hidden]

    @property
    def records(self) -> Records:
        """The records that are shown, those that a filter leaves out among them."""
        return self._shown.records

    @property
    def searched(self) -> tuple[str, ...]:
        """The columns that are searched; emissions are worked out, and nobody knows them by heart."""
        return tuple(name for name in self._searched if name != "co2e_kg")

    def search_in(self, columns: Sequence[int]) -> None:
        """Search just the columns that are in view."""
        self._searched = [self.fields[column].source for column in columns]
        if self._wanted.filter or self._wanted.find:
            self._arrange()

    @property
    def matches(self) -> NDArray[np.int64]:
        """(m,) The shown rows that have what is looked for, from top to bottom."""
        return self._shown.matches

    def load(self, records: Records) -> None:
        """Show other records, as those before were sorted and filtered."""
        self._coming = records
        self._arrange()

    def filter(self, text: str) -> None:
        """Show only the rows in which every word occurs."""
        self._wanted = replace(self._wanted, filter=text)
        self._arrange()

    def find(self, text: str) -> None:
        """Look for rows in which every word occurs, among those shown."""
        self._wanted = replace(self._wanted, find=text)
        self._arrange()

    @guarded(nothing)
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 goes back to the order of the document."""
        chosen = None
        if 0 <= column < len(self.fields):
            chosen = (self.fields[column].source, order is Qt.SortOrder.DescendingOrder)
        if chosen != self._wanted.sorted_by:
            self._wanted = replace(self._wanted, sorted_by=chosen)
            self._arrange()

    def _arrange(self) -> None:
        refused = frozenset(record_id for record_id, _ in self._refused)
        work = partial(arranged, self._coming, self._wanted, self.searched, self._shown, refused)
        if self._run is None or self._wanted.is_plain or len(self._coming) <= _AT_ONCE:
            self._show(work())
        else:
            self.working.emit(True)  # noqa: FBT003 - a signal's argument
            self._run(work, partial(self._take, self._wanted))

    def _take(self, wanted: Wanted, new: Arranged) -> None:
        """Show what a worker arranged, unless the rows are wanted in another way by now."""
        if wanted is self._wanted:
            self._show(new)

    def _show(self, new: Arranged) -> None:
        if new.records is not self._coming:  # others have come meanwhile
            return
        before, moved = self._shown, new.moved
        if moved:
            self.beginResetModel()
        self._shown = new
        if new.records is not before.records:
            self._accepted.clear()
        self._refused = {key: value for key, value in self._refused.items() if key[0] in new.kept}
        if moved:
            self.endResetModel()
        elif len(new.rows):
            self.dataChanged.emit(self.index(0, 0), self.index(len(new.rows) - 1, len(self.fields) - 1))
        self.working.emit(False)  # noqa: FBT003 - a signal's argument
        self.counted.emit(len(new.rows), len(new.records))
        self.arranged.emit()

    def refuse(self, record_id: str, name: str, text: str, reason: str) -> None:
        """Keep a text that was refused where it would stand, with the reason."""
        self._refused[record_id, name] = (text, reason)
        index = self.index(self.row_of(record_id), self.column_of(name))
        self.dataChanged.emit(index, index)

    def id_at(self, row: int) -> str:
        """Return the id of the record in a shown row."""
        return str(self._shown.records.ids[self._shown.rows[row]])

    def row_of(self, record_id: str) -> int:
        """Return the shown row of a record, -1 when it is not shown."""
        try:
            place = self.records.ids.index(record_id)
        except ValueError:
            return -1
        return next(iter(np.flatnonzero(self._shown.rows == place).tolist()), -1)

    def rows_of(self, ids: Sequence[str]) -> list[int]:
        """Return the shown rows of some records, from top to bottom."""
        wanted = set(ids)
        having = itertools.compress(itertools.count(), map(wanted.__contains__, self.records.ids))
        places = list(itertools.islice(having, len(wanted)))  # the search ends with the last one found
        return list(np.flatnonzero(np.isin(self._shown.rows, places)).tolist())

    def column_of(self, name: str) -> int:
        """Return the position of a column, -1 when there is none."""
        return self._columns.get(name, -1)

    def value(self, row: int, name: str) -> Any:
        """Return a value of the record in a shown row."""
        return self._shown.records.value(int(self._shown.rows[row]), name)

    def text(self, row: int, column: int) -> str:
        """Return a cell as text that can be read back, or what was refused."""
        field = self.fields[column]
        refused = self._refused.get((self.id_at(row), field.name))
        return refused[0] if refused else plain_text(self.value(row, field.name))

    def refusal(self, row: int, column: int) -> str:
        """Return why the text in a cell was refused, or nothing."""
        if not self._refused:
            return ""
        return self._refused.get((self.id_at(row), self.fields[column].name), ("", ""))[1]

    @guarded(int)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown.rows)

    @guarded(int)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.fields)

    @guarded(nothing)
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows, says and looks like."""
        if not index.isValid() or index.row() >= len(self._shown.rows):
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

    def shown(self, row: int, column: int) -> str:
        """Return a cell as it is shown."""
        field = self.fields[column]
        is_settled = not self._accepted and not self._refused and self._shown.records.complete
        if not is_settled and (instead := self._shown_instead(row, field)) is not None:
            return instead
        return field.format(self.value(row, field.source))

    def _shown_instead(self, row: int, field: Field) -> str | None:
        """Return what stands in a cell until its own value can, or because it was refused."""
        place = (self.id_at(row), field.name)
        if place in self._accepted:  # until the session's own rows arrive
            return self._accepted[place]
        if field.type == "emissions" and self._is_coming(place[0]):
            return ON_ITS_WAY
        refused = self._refused.get(place)
        return refused[0] if refused else None

    def _is_coming(self, record_id: str) -> bool:
        """Return whether the emissions of a record are still being worked out."""
        if not self._shown.records.complete:
            return True
        return any(changed == record_id for changed, _ in self._accepted)

    def _spoken(self, row: int, column: int) -> str:
        return f"{self.fields[column].label}: {self.shown(row, column)}"

    def _remark(self, row: int, column: int) -> str:
        return self.refusal(row, column) or self.issue(row)

    def issue(self, row: int) -> str:
        """Return what is wrong with the record in a shown row, or nothing; one sees which record it is."""
        said = str(self.value(row, "issue") or "")
        return said.replace(_tr("Record {0}").format(self.id_at(row)), _tr("This record")) if said else said

    def reading(self, row: int, column: int) -> str:
        """Return how a quantity was read where it was typed in another way: 3x40 l is 120 litres."""
        typed = self.value(row, "typed")
        if self.fields[column].name not in {"quantity", "unit"} or not typed:
            return ""
        number = shown_text(self.value(row, "quantity"))
        read = f"{number} {self.value(row, 'unit') or ''}".strip()
        if _plain(str(typed)) in {_plain(number), _plain(read)}:
            return ""
        return _tr("Typed as {0}, read as {1}.").format(typed, read)

    def _tip(self, row: int, column: int) -> str:
        return self._remark(row, column) or self.shown(row, column)


def _plain(text: str) -> str:
    return "".join(text.replace(",", "").split()).casefold()


def _tr(text: str) -> str:
    return QCoreApplication.translate("RecordModel", text)


def _alignment(field: Field) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if field.right_aligned else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


_ANSWERS: dict[int, Callable[[RecordModel, int, int], Any]] = {
    Role.DisplayRole: RecordModel.shown,
    Role.EditRole: RecordModel.text,
    Role.ToolTipRole: RecordModel._tip,  # noqa: SLF001
    Role.AccessibleTextRole: RecordModel._spoken,  # noqa: SLF001
    Role.AccessibleDescriptionRole: RecordModel._remark,  # noqa: SLF001
    Role.TextAlignmentRole: lambda model, _row, column: _alignment(model.fields[column]),
    REFUSAL_ROLE: RecordModel.refusal,
    ISSUE_ROLE: lambda model, row, _column: model.issue(row),
    ID_ROLE: lambda model, row, _column: model.id_at(row),
}
