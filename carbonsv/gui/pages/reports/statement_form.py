"""The form that asks what a document cannot know: dates, names, approval, what was done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.models.record_model import RecordModel
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.fields import Choices, fields
from carbonsv.gui.pages.reports.questions import answerable, said
from carbonsv.gui.widgets.controls import card, heading
from carbonsv.gui.widgets.record_form import RecordForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.gui.door import Door
    from carbonsv.gui.models.record_model import Field
    from carbonsv.gui.pages.reports.form_groups import FormGroup


class StatementForm(QScrollArea):
    """Shows the one row of a document's table, in groups that belong together."""

    def __init__(self, door: Door, table: str, groups: Sequence[FormGroup]) -> None:
        """Lay the form out.

        Args:
            door: to the session.
            table: one that holds a single row.
            groups: title and columns of every part of the form; all columns where there is none.
        """
        super().__init__()
        self._door = door
        self._table = table
        self._choices = Choices(door)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.forms: list[RecordForm] = []
        self._questions: set[str] = set()  # that are answered with yes or no
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(theme.GAP_PX)
        for group in groups:
            layout.addWidget(self._group(group))
        layout.addStretch(1)
        self.setWidget(inside)

    def _group(self, group: FormGroup) -> QWidget:
        names = group.columns
        declared = self._door.ask(lambda session: fields(session, self._table, names)) or ()
        self._questions |= {field.name for field in declared if field.type == "boolean"}
        form = RecordForm([answerable(field) for field in declared], self._choices_of, self._write)
        self.forms.append(form)
        frame, layout = card()
        layout.setSpacing(theme.GAP_PX)
        if group.title:
            layout.addWidget(heading(group.title, 1.1))
        layout.addWidget(form)
        return frame

    def refresh(self) -> None:
        """Show the row as the session has it now."""
        frame = self._door.ask(lambda session: session.rows(self._table))
        records = Records() if frame is None else Records.of_frame(frame)
        spoken = {name: [said(records.value(0, name))] for name in self._questions if len(records)}
        for form in self.forms:
            form.load(Records(records.ids, {**records.columns, **spoken}))

    def lead_to(self, column: str) -> bool:
        """Bring a field into view and put the cursor into it; return whether it is on this form."""
        for form in self.forms:
            if column in form.editors:
                editor = form.editors[column]
                self.ensureWidgetVisible(editor, 0, 120)
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _choices_of(self, field: Field) -> Sequence[tuple[str, str]]:
        return self._choices.of_cell(RecordModel((), _refuse), -1, field)

    def _write(self, column: str, text: str) -> str:
        from carbonsv.app.reporting.statement_entry import enter  # noqa: PLC0415 - it loads pandas

        return self._door.ask(partial(enter, table=self._table, column=column, text=text)) or ""


def _refuse(_record: str, _column: str, _text: str) -> str:
    return ""
