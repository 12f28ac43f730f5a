"""The files that are evidence for some records, and how their quantities are known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from carbonsv.gui.models.cell_text import shown_text
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import button, heading, muted
from carbonsv.gui.widgets.evidence_subject import RECORDS, subjects
from carbonsv.gui.widgets.text_table import TextRow, TextRows, TextTable
from carbonsv.model import tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from carbonsv.app.session import Session
    from carbonsv.gui.door import Door

_SIZE_PX = (860, 480)
_KIBIBYTE = 1024  # [bytes]


class EvidenceDialog(QDialog):
    """Lists, attaches, opens and removes files; every change can be undone."""

    attach_asked = Signal(object, bool)  # the files, and whether they are copied into the document

    def __init__(
        self, door: Door, record_ids: Sequence[str], copies: Path, parent: QWidget, table: str = RECORDS
    ) -> None:
        """Show what is attached to some records of a table; `copies` is a folder for what is opened."""
        super().__init__(parent)
        self._door, self._table = door, table
        self._ids = list(record_ids)
        self._copies = copies
        self._rows: list[dict[str, Any]] = []
        self.setWindowTitle(self.tr("Evidence"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(*_SIZE_PX)
        self.title = heading("", 1.2)
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.quality = ComboBox()
        self.quality.setAccessibleName(self.tr("Data quality"))
        self.quality.setAccessibleDescription(self.tr("How the quantity of these records is known"))
        self.quality.activated.connect(self._set_quality)
        self.files = TextTable(
            TextRows(self._headings(), (2,)),
            self.tr("Attached files"),
            self.tr("Return opens a copy, Delete removes the file from its record"),
        )
        self.files.activated.connect(self.open_copy)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.files)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove)
        self.reference = QCheckBox(self.tr("Keep only the &place and the fingerprint of files I attach"))
        self.reference.setAccessibleDescription(self.tr("For files that are too large for the document"))
        self.remark = muted(wrap=True)
        self._make_buttons()
        self._lay_out()
        door.changed.connect(self.refresh)
        self.refresh()

    def _headings(self) -> tuple[str, ...]:
        return (
            *(self.tr("File"), self.tr("Kept"), self.tr("Size"), self.tr("Added")),
            *(self.tr("Record"), self.tr("Note")),
        )

    def _make_buttons(self) -> None:
        self.attach_button = button(
            self.tr("&Attach files…"), self.tr("Choose files on this computer"), self._ask, style="primary"
        )
        self.open_button = button(
            self.tr("&Open a copy"), self.tr("Look at a copy of the file"), self.open_copy
        )
        self.save_button = button(
            self.tr("&Save a copy…"), self.tr("Write the file into a folder"), self._ask_folder
        )
        self.remove_button = button(
            self.tr("&Remove"), self.tr("Take the file off its record; Undo brings it back"), self.remove
        )
        self.close_button = button(self.tr("&Close"), self.tr("Close the list of files"), self.accept)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        row = QHBoxLayout()
        if self._table == RECORDS:  # nothing else has a quantity that is known by a meter or a guess
            label = QLabel(self.tr("Data &quality"))
            label.setBuddy(self.quality)
            row.addWidget(label)
            row.addWidget(self.quality)
            row.addStretch(1)
            layout.addLayout(row)
        layout.addWidget(self.files, 1)
        layout.addWidget(self.remark)
        layout.addWidget(self.reference)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for each in (self.open_button, self.save_button, self.remove_button):
            buttons.addWidget(each)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.attach_button)
        layout.addLayout(buttons)

    @Slot()
    def refresh(self) -> None:
        """Show the files and the data quality as the document has them now."""
        found = self._door.ask(self._look)
        records, self._rows = found if found is not None else ({}, [])
        labels = {record_id: str(row["label"]) for record_id, row in records.items()}
        self.title.setText(self._title(list(labels.values())))
        self.files.load([self._row(row, labels) for row in self._rows])
        if self._rows:
            self.files.selectRow(0)
        else:
            self.remark.setText(
                self.tr(
                    "No file is attached yet: a bill, an invoice, a meter photograph. Drop it on the row."
                )
            )
        self.remark.setVisible(not self._rows)
        for each in (self.open_button, self.save_button, self.remove_button):
            each.setEnabled(bool(self._rows))
        if self._table == RECORDS:
            self._offer_quality([str(row["quality"] or "") for row in records.values()])

    def _look(self, session: Session) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
        """Return the records by their ids, and what is attached to them."""
        from carbonsv.app.evidence_records import of_table  # noqa: PLC0415 - it loads pandas

        rows = of_table(session.snapshot().tables["evidence"], self._table)
        attached = rows[rows["record"].isin(self._ids)].to_dict("records")
        return subjects(session, self._table, self._ids), attached

    def _title(self, labels: Sequence[str]) -> str:
        if len(labels) == 1:
            return self.tr("Evidence for {0}").format(labels[0])
        return self.tr("Evidence for {0} records").format(f"{len(labels):,}")

    def _row(self, row: dict[str, Any], labels: dict[str, str]) -> TextRow:
        kept = self.tr("In the document") if row["kind"] == "copied" else self.tr("Reference to {0}")
        size = f"{row['size_bytes'] / _KIBIBYTE:,.0f} kB"
        added, note = shown_text(row["added"]), shown_text(row["note"])
        record = labels.get(row["record"], row["record"])
        cells = (row["name"], kept.format(shown_text(row["path"])), size, added, record, note)
        return TextRow(cells, tip=f"SHA-256 {row['sha256']}")

    def _offer_quality(self, said: Sequence[str]) -> None:
        choices = tables.table("activity").column("quality").choices
        self.quality.blockSignals(True)  # noqa: FBT003
        self.quality.clear()
        if len(set(said)) > 1:
            self.quality.addItem(self.tr("Several"), "")
        for word in choices:
            self.quality.addItem(word.replace("-", " ").capitalize(), word)
        self.quality.setCurrentIndex(max(self.quality.findData(said[0] if len(set(said)) == 1 else ""), 0))
        self.quality.blockSignals(False)  # noqa: FBT003

    @Slot()
    def _set_quality(self, *_: object) -> None:
        from carbonsv.app.evidence import set_quality  # noqa: PLC0415 - loaded with the session

        chosen = self.quality.currentData()
        if chosen:
            self._door.ask(lambda session: set_quality(session, self._ids, chosen))

    def chosen(self) -> list[dict[str, Any]]:
        """Return the evidence that is selected."""
        places = sorted({index.row() for index in self.files.selectionModel().selectedRows()})
        return [self._rows[place] for place in places if place < len(self._rows)]

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._attach)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot("QStringList")
    def _attach(self, chosen: Sequence[str]) -> None:
        self.attach_asked.emit([Path(one) for one in chosen], not self.reference.isChecked())

    @Slot()
    def open_copy(self, *_: object) -> None:
        """Open a copy of the selected file; one that could run is only saved."""
        from carbonsv.app.evidence import can_be_shown  # noqa: PLC0415 - loaded with the session

        for row in self.chosen()[:1]:
            if not can_be_shown(row["name"]):
                self._say(self.tr("{0} could run as a program. Save a copy instead.").format(row["name"]))
                return
            path = self._extracted(row, self._copies)
            if path is not None:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Save copies into a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.save_copies)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(str)
    def save_copies(self, folder: str) -> None:
        """Write the selected files into a folder, never over others."""
        paths = [self._extracted(row, Path(folder)) for row in self.chosen()]
        written = [path.name for path in paths if path is not None]
        if written:
            self._say(self.tr("Saved in {0}: {1}").format(folder, ", ".join(written)))

    def _extracted(self, row: dict[str, Any], folder: Path) -> Path | None:
        from carbonsv.app.evidence import extract  # noqa: PLC0415 - loaded with the session

        return self._door.ask(lambda session: extract(session, row["id"], folder))

    @Slot()
    def remove(self) -> None:
        """Take the selected files off their records, as one change."""
        from carbonsv.app.evidence import detach_all  # noqa: PLC0415 - loaded with the session

        ids = [row["id"] for row in self.chosen()]
        self._door.ask(lambda session: detach_all(session, ids))

    def _say(self, text: str) -> None:
        self.remark.setText(text)
        self.remark.setAccessibleName(text)
        self.remark.show()
