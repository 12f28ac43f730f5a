"""Cells out to a spreadsheet and back in: what is copied, and where a pasted block comes to stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from carbonsv.gui.models.blocks import Block, headed, read_block, write_block
from carbonsv.gui.widgets.selection import selected_columns, selected_rows, shown_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex

    from carbonsv.app.session import Session
    from carbonsv.gui.widgets.record_table import RecordTable
    from carbonsv.model.issue import Issue


@dataclass(frozen=True, slots=True)
class _Pasted:
    """A block that was pasted: its cells, their columns, and the shown row its first line came to."""

    cells: Block
    names: list[str]
    row: int


def _tr(text: str) -> str:
    return QCoreApplication.translate("BlockTransfer", text)


def _to_clipboard(text: str | None) -> None:
    QGuiApplication.clipboard().setText(text or "")


class BlockTransfer:
    """Copies from a table and pastes into it; every paste is one change."""

    def __init__(self, table: RecordTable) -> None:
        """Work for a table."""
        self._table = table
        self._refused: list[tuple[Issue, _Pasted]] = []

    def copy(self, *, with_headings: bool) -> None:
        """Copy the selected cells as tab-separated lines, below their headings if wanted."""
        table = self._table
        rows, columns = selected_rows(table), selected_columns(table)
        if not rows:
            return
        heads = [[table.records.fields[column].label for column in columns]] if with_headings else []
        is_chosen = table.selectionModel().isSelected
        index, shown = table.records.index, table.records.shown
        whole = len(table.selectionModel().selection().toList()) == 1

        def written() -> str:
            cells = (
                [shown(row, column) if whole or is_chosen(index(row, column)) else "" for column in columns]
                for row in rows
            )
            return write_block([*heads, *cells])

        table.work(len(rows), _tr("Copying"), lambda _: written(), _to_clipboard)

    def paste(self) -> None:
        """Paste a block from a spreadsheet at the current cell."""
        table = self._table
        cells, index = read_block(QGuiApplication.clipboard().text()), table.currentIndex()
        if not cells:
            table.remarked.emit(_tr("The clipboard holds no cells to paste."), True)  # noqa: FBT003
        elif len(cells) == 1 and len(cells[0]) == 1 and index.isValid():
            self._paste_one(index, cells[0][0])
        elif columns := headed(cells, self._called()):
            self._paste_headed(cells[1:], columns)
        else:
            self.paste_at(cells, max(index.row(), 0), max(index.column(), 0))

    def _paste_one(self, index: QModelIndex, text: str) -> None:
        """Paste one cell; where several cells of the column are selected, into all of them."""
        table = self._table
        if selected_columns(table) == [index.column()] and len(selected_rows(table)) > 1:
            table.give_all(table.records.fields[index.column()].name, text)
        else:
            table.records.setData(index, text)

    def _called(self) -> dict[str, str]:
        """Return the columns one may write to by what a heading may call them."""
        fields = [field for field in self._table.records.fields if field.editable]
        return {word.casefold(): field.name for field in fields for word in (field.name, field.label)}

    def _paste_headed(self, cells: Block, columns: Sequence[str]) -> None:
        """Paste a block with headings as new rows, each cell into the column that its heading names."""
        known = [at for at, name in enumerate(columns) if name]
        block = [[line[at] if at < len(line) else "" for at in known] for line in cells]
        row = self._table.records.rowCount()
        self._hand_on(_Pasted(block, [columns[at] for at in known], row), [])

    def paste_at(self, cells: Block, row: int, column: int) -> None:
        """Paste a block whose upper left cell comes to a cell; hidden columns are passed over."""
        model, columns = self._table.records, shown_columns(self._table)
        first = columns.index(column) if column in columns else 0
        fields = [model.fields[each] for each in columns[first:]]
        kept = [(at, field.name) for at, field in enumerate(fields) if field.editable]
        width = max(map(len, cells))
        names = [name for at, name in kept if at < width]
        if names:
            block = [[line[at] for at, _ in kept if at < len(line)] for line in cells]
            onto = range(row, min(row + len(cells), model.rowCount()))
            self._hand_on(_Pasted(block, names, row), [model.id_at(each) for each in onto])

    def _hand_on(self, block: _Pasted, ids: Sequence[str]) -> None:
        table = self._table

        def paste(session: Session) -> list[Issue]:
            return session.paste(table.table, table.topic, block.names, block.cells, ids)

        table.work(len(block.cells), _tr("Pasting"), paste, partial(self._mark_refused, block))

    def _mark_refused(self, block: _Pasted, issues: Sequence[Issue] | None) -> None:
        """Keep what was refused where it would stand, in red with the reason, once the rows are shown."""
        self._refused = [(issue, block) for issue in issues or ()]
        if issues:
            more = _tr(" And {0} more.").format(len(issues) - 1) if len(issues) > 1 else ""
            self._table.remarked.emit(issues[0].sentence + more, True)  # noqa: FBT003

    def show_refused(self) -> None:
        """Put the texts that were refused into their cells, now that the rows are there."""
        refused, self._refused = self._refused, []
        model = self._table.records
        for issue, block in refused:
            row = model.row_of(issue.record)
            name = issue.code.removeprefix("refused-")
            line = row - block.row
            if row >= 0 and 0 <= line < len(block.cells) and name in block.names[: len(block.cells[line])]:
                text = block.cells[line][block.names.index(name)]
                model.refuse(issue.record, name, text, f"{issue.sentence} {issue.hint}".strip())
