"""History: every change in words, going back to any of them, and bringing deleted rows back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QMessageBox, QPlainTextEdit, QVBoxLayout, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.models.record_model import Field, RecordModel
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.fields import Choices
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.controls import PageHeader, button, muted
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.record_table import RecordTable
from carbonsv.gui.widgets.table_card import TableCard

if TYPE_CHECKING:
    from carbonsv.gui.pages.listing import PageEntry, Surroundings

_DETAILS_HEIGHT_PX = 118
_MOST_NAMED = 8


class HistoryPage(QWidget):
    """The changes of the document, the newest first. It decides nothing: it asks, waits and shows."""

    def __init__(self, surroundings: Surroundings, entry: PageEntry) -> None:
        """Lay the page out: the changes above, what the chosen one did below."""
        super().__init__()
        self._door = surroundings.door
        self.restore_button = button(
            self.tr("Restore rows"), self.tr("Bring back the rows that this change deleted"), self._restore
        )
        self.back_button = button(
            self.tr("Undo back to here"),
            self.tr("Take back every change after the selected one, as new changes"),
            self._ask_to_go_back,
            style="primary",
        )
        self.table = self._make_table()
        empty = EmptyState(self.tr("No changes yet"), entry.empty)
        self.card = TableCard(self.table, empty, entry.filter_hint)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setFixedHeight(_DETAILS_HEIGHT_PX)
        self.details.setAccessibleName(self.tr("What the selected change did"))
        self.details.setTabChangesFocus(True)
        layout = QVBoxLayout(self)
        margin = theme.PAGE_MARGIN_PX
        layout.setContentsMargins(margin, 20, margin, 16)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(PageHeader(entry.title, entry.purpose, (self.restore_button, self.back_button)))
        layout.addWidget(self.card, 1)
        layout.addWidget(muted(self.tr("What the selected change did")))
        layout.addWidget(self.details)
        self.table.selectionModel().currentRowChanged.connect(self._show_details)
        self._show_details()
        self._fresh = Freshness(self, surroundings.door.changed, self.refresh)

    def _make_table(self) -> RecordTable:
        columns = (
            Field("time", self.tr("When"), "date", editable=False, width_px=170, format=_moment),
            Field("label", self.tr("What"), editable=False, width_px=320),
            Field("kind", self.tr("Kind"), editable=False, width_px=120),
            Field("author", self.tr("Who"), editable=False, width_px=150),
        )
        choices = Choices(self._door)
        delegate = CellDelegate(choices.of_cell, choices.kinds)
        table = RecordTable(self._door, "", "", RecordModel(columns, _refuse), delegate)
        table.setAccessibleName(self.tr("Changes"))
        table.setAccessibleDescription(self.tr("Every change of the document, the newest first"))
        table.stretch("label")
        return table

    @property
    def number(self) -> int | None:
        """The number of the selected change."""
        chosen = self.table.current_id()
        return int(chosen) if chosen else None

    @Slot()
    def refresh(self) -> None:
        """Show the changes as the session has them now."""
        from carbonsv.app import past  # noqa: PLC0415 - it loads pandas

        frame = self._door.ask(lambda session: past.history_frame(session.document))
        self.card.load(Records() if frame is None else Records.of_frame(frame))
        self._show_details()

    def show_icons(self) -> None:
        """Give the buttons their icons."""
        self.back_button.setIcon(icons.icon("undo", theme.current().on_accent))
        self.restore_button.setIcon(icons.icon("redo"))
        self.card.show_icons()

    @Slot()
    def _show_details(self) -> None:
        from carbonsv.app import past  # noqa: PLC0415 - it loads pandas

        number = self.number
        if number is None:
            self.details.setPlainText(self.tr("Select a change to see what it did."))
            self.back_button.setEnabled(False)
            self.restore_button.setEnabled(False)
            return
        ask = self._door.ask
        text = ask(lambda session: past.details(session.document, session.library.catalogue, number))
        self.details.setPlainText(text or self.tr("Nothing but the state of the document."))
        self.back_button.setEnabled(bool(ask(lambda session: past.undone_by(session.document, number))))
        self.restore_button.setEnabled(bool(ask(lambda session: past.restorable(session.document, number))))

    def _restore(self) -> None:
        from carbonsv.app import past  # noqa: PLC0415 - it loads pandas

        number = self.number
        if number is not None:
            self._door.ask(lambda session: past.restore(session, number))

    def _ask_to_go_back(self) -> None:
        """Say what will be taken back, and ask once."""
        from carbonsv.app import past  # noqa: PLC0415 - it loads pandas

        number = self.number
        if number is None:
            return
        labels = self._door.ask(lambda session: past.undone_by(session.document, number)) or []
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Undo back to here"))
        one, several = self.tr("Take back this change?"), self.tr("Take back these {0} changes?")
        box.setText(one if len(labels) == 1 else several.format(len(labels)))
        named = [f"• {label}" for label in labels[:_MOST_NAMED]]
        more = [self.tr("and {0} more").format(len(labels) - _MOST_NAMED)] * (len(labels) > _MOST_NAMED)
        hint = self.tr("Nothing is lost: each becomes a new change, and Redo brings it back.")
        box.setInformativeText("\n".join([*named, *more, "", hint]))
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
        box.button(QMessageBox.StandardButton.Yes).setText(self.tr("Take back"))
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.finished.connect(lambda answer: self._go_back(answer, number))
        box.open()

    def _go_back(self, answer: int, number: int) -> None:
        from carbonsv.app import past  # noqa: PLC0415 - it loads pandas

        if answer == QMessageBox.StandardButton.Yes:
            self._door.do(self.tr("Taking back"), lambda session: past.undo_back_to(session, number))


def _moment(value: Any) -> str:
    return "" if value is None else f"{value.day} {value:%b %Y, %H:%M}"


def _refuse(_record: str, _column: str, _text: str) -> str:
    return "History is never changed; undo makes a new change."
