"""Whole rows of a table: added, repeated, filled down, changed together, deleted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from carbonsv.gui.widgets.bulk_change import ask_for_value
from carbonsv.gui.widgets.selection import selected_columns, selected_rows

if TYPE_CHECKING:
    from carbonsv.app.session import Session
    from carbonsv.gui.widgets.record_table import RecordTable


def _tr(text: str) -> str:
    return QCoreApplication.translate("RowChanges", text)


class RowChanges:
    """Changes rows of a table; each is one change of the document."""

    def __init__(self, table: RecordTable) -> None:
        """Work for a table."""
        self._table = table

    def add(self) -> None:
        """Add a row below the others and begin with its first cell."""
        table = self._table
        self._add(table.new_row, "")

    def _add(self, values: dict[str, object], begin_with: str) -> None:
        table = self._table
        record_id = table.door.ask(lambda session: session.add_row(table.table, values))
        if record_id:
            table.edit_soon(record_id, begin_with)

    def delete(self) -> None:
        """Delete the selected rows."""
        table = self._table
        ids = table.selected_ids()
        if ids:
            table.work(len(ids), _tr("Deleting"), lambda session: session.delete_rows(table.table, ids))

    def duplicate(self) -> None:
        """Fill the selected cells down from the topmost, or repeat the row when one row is selected."""
        rows = selected_rows(self._table)
        if len(rows) > 1:
            self._fill_down(rows)
        elif rows:
            self._add(self._values(rows[0]), "quantity")

    def _fill_down(self, rows: list[int]) -> None:
        """Give the selected cells the text of the topmost; rows in between that are not selected stay."""
        table = self._table
        columns = [each for each in selected_columns(table) if table.records.fields[each].editable]
        if not columns:
            return
        ids = [table.records.id_at(row) for row in rows[1:]]
        names = [table.records.fields[each].name for each in columns]
        cells = [[table.records.text(rows[0], each) for each in columns]] * len(ids)

        def fill(session: Session) -> str:
            issues = session.paste(table.table, table.topic, names, cells, ids, "Fill down")
            return f"{issues[0].sentence} {issues[0].hint}".strip() if issues else ""

        table.work(len(ids), _tr("Filling down"), fill, self._remark)

    def _remark(self, refusal: str | None) -> None:
        if refusal:
            self._table.remarked.emit(refusal, True)  # noqa: FBT003 - a signal's argument

    def _values(self, row: int) -> dict[str, object]:
        model = self._table.records
        names = [field.name for field in model.fields if field.editable]
        values: dict[str, Any] = {name: model.value(row, name) for name in names}
        return {name: value for name, value in values.items() if value is not None}

    def change_selected(self) -> None:
        """Ask for a value, and give it to the current column of every selected row as one change."""
        table = self._table
        index, count = table.currentIndex(), len(selected_rows(table))
        if not count or not index.isValid() or not table.records.fields[index.column()].editable:
            said = _tr("Select cells of a column that can be typed into first.")
            table.remarked.emit(said, False)  # noqa: FBT003 - a signal's argument
            return
        field = table.records.fields[index.column()]
        choices = table.cells.choices(table.records, index.row(), field)
        ask_for_value(table, field, count, choices, lambda text: self.give_all(field.name, text))

    def give_all(self, name: str, text: str) -> None:
        """Give a column of all selected rows one value; a refused value changes nothing and is explained."""
        from carbonsv.app.bulk_edit import give_all  # noqa: PLC0415 - it loads pandas

        table, ids = self._table, self._table.selected_ids()
        change = partial(give_all, table=table.table, column=name, text=text, ids=ids)
        table.work(len(ids), _tr("Changing rows"), change, self._remark)
