"""One part of a tab: what it adds up to in a sentence, a few choices, and an editable table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.fields import fields
from carbonsv.gui.pages.record_card import RecordCard, RecordCardText
from carbonsv.gui.widgets.controls import button, card, muted
from carbonsv.gui.widgets.record_form import RecordForm
from carbonsv.gui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame, QPushButton

    from carbonsv.app.importing.records_file import FileImport
    from carbonsv.app.social.view import SocialView
    from carbonsv.gui.door import Door
    from carbonsv.gui.models.record_model import Field
    from carbonsv.gui.widgets.evidence_desk import EvidenceDesk
    from carbonsv.gui.widgets.record_table import RecordTable

_CHOICES = "social_value"
_FILES = "*.csv *.xlsx"


@dataclass(frozen=True, slots=True)
class SectionText:
    """What a part says.

    Attributes:
        id: names the sentence of what it adds up to.
        purpose: what the part is for.
        columns: choices of the document that are asked for above the table.
        words: of the table; None where the part has none.
        kind: what `--as` calls a file for the table; blank where none can be imported.
    """

    id: str
    title: str
    purpose: str
    columns: tuple[str, ...] = ()
    words: RecordCardText | None = None
    kind: str = ""


class Section(QWidget):
    """Shows a part. It decides nothing: the session works its sentence out and takes every edit."""

    def __init__(self, door: Door, text: SectionText) -> None:
        """Lay the part out."""
        super().__init__()
        self._door = door
        self.text = text
        self.figure = muted(wrap=True)
        self.figure.setProperty("muted", False)  # noqa: FBT003 - the sentence is the point of the part
        self.figure.setFont(theme.scaled_font(1.1, QFont.Weight.DemiBold))
        self.outcome = muted(wrap=True)
        self.outcome.hide()
        self.card = RecordCard(door, text.words) if text.words else None
        self.form = self._make_form() if text.columns else None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(muted(text.purpose, wrap=True))
        layout.addWidget(self.figure)
        if self.form is not None:
            layout.addWidget(scrolling(self._form_card(self.form), takes_keys=False), 1)
        layout.addLayout(self._bar())
        layout.addWidget(self.outcome)
        if self.card is not None:
            layout.addWidget(self.card, 1)

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(10)
        self.buttons: dict[str, QPushButton] = {}
        if self.text.words:
            words = self.text.words
            self.buttons["add"] = button(words.add, words.add, self._add)
        if self.text.kind:
            self.buttons["import"] = button(
                self.tr("Import…"), self.tr("Add the rows of a CSV or XLSX file"), self._ask_for_file
            )
        if self.evidence is not None:
            said = self.tr("Files that show the selected rows, such as certificates (Ctrl+Shift+E)")
            self.buttons["evidence"] = button(self.tr("Evidence…"), said, self.evidence.show)
        for each in self.buttons.values():
            bar.addWidget(each)
        bar.addStretch(1)
        return bar

    def _make_form(self) -> RecordForm:
        columns = self._door.ask(lambda session: fields(session, _CHOICES, self.text.columns)) or ()
        return RecordForm(columns, _no_choices, self._write)

    def _form_card(self, form: RecordForm) -> QFrame:
        frame, inside = card()
        inside.addWidget(form)
        inside.addStretch(1)
        return frame

    @property
    def table(self) -> RecordTable | None:
        """The table of the part, if it has one."""
        return self.card.table if self.card else None

    @property
    def evidence(self) -> EvidenceDesk | None:
        """The files of the table, if its rows can have any."""
        return self.card.evidence if self.card else None

    def show_view(self, view: SocialView) -> None:
        """Show what the part adds up to, and its rows."""
        from carbonsv.app.social.figures import figure  # noqa: PLC0415 - after the first paint

        said = figure(view.value, self.text.id, date.today())  # noqa: DTZ011 - the user's own day
        self.figure.setText(said)
        self.figure.setVisible(bool(said))
        if self.card is not None:
            self.card.refresh()
        if self.form is not None:
            frame = self._door.ask(lambda session: session.rows(_CHOICES))
            self.form.load(Records() if frame is None else Records.of_frame(frame))

    def show_icons(self) -> None:
        """Give the buttons their icons."""
        names = {"add": "add", "import": "open"}
        for name, icon in names.items():
            if name in self.buttons:
                self.buttons[name].setIcon(icons.icon(icon))
        if self.card is not None:
            self.card.show_icons()

    def _add(self) -> None:
        if self.card is not None:
            self.card.table.add()

    def _write(self, column: str, typed: str) -> str:
        """Write a choice; the one row of choices is made with the first of them."""
        from carbonsv.app.social.tables import set_choice  # noqa: PLC0415 - after the first paint

        return self._door.ask(lambda session: set_choice(session, column, typed)) or ""

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(
            self, self.tr("Import {0}").format(self.text.title), "", self.tr("Tables ({0})").format(_FILES)
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.import_file)
        dialog.open()

    @Slot(str)
    def import_file(self, name: str) -> None:
        """Add the rows of a file, in a worker."""
        from carbonsv.app.social.importing import import_kind  # noqa: PLC0415 - after the first paint

        kind, path = self.text.kind, Path(name)
        self._door.do(
            self.tr("Importing {0}").format(path.name),
            lambda session: import_kind(session, kind, path),
            self._say_outcome,
        )

    def _say_outcome(self, outcome: FileImport) -> None:
        rows = (
            self.tr("1 row") if outcome.records == 1 else self.tr("{0} rows").format(f"{outcome.records:,}")
        )
        said = self.tr("{0}: {1} added.").format(outcome.name, rows)
        left = [issue for issue in outcome.issues if issue.severity == "error"]
        if left:
            said += " " + self.tr("Left out: {0}").format(" ".join(issue.sentence for issue in left[:3]))
        self.outcome.setText(said)
        self.outcome.setAccessibleName(said)
        self.outcome.show()


def _no_choices(_field: Field) -> list[tuple[str, str]]:
    return []
