"""How far the promises have come: the late ones first, and the dated history of every change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.models.record_model import Field
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.social.answers import today
from carbonsv.gui.pages.social.shown_table import share_text, shown_table
from carbonsv.gui.widgets.controls import muted
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.table_card import TableCard

if TYPE_CHECKING:
    from carbonsv.app.social.view import SocialView
    from carbonsv.gui.door import Door
    from carbonsv.gui.widgets.record_table import RecordTable

_MOST_CHANGES = 60
_HISTORY_PX = 120


class Progress(QWidget):
    """Shows the promises with what was delivered to date."""

    def __init__(self, door: Door) -> None:
        """Lay the part out."""
        super().__init__()
        self._door = door
        self.figure = muted(wrap=True)
        self.figure.setProperty("muted", False)  # noqa: FBT003 - the sentence is the point of the part
        self.figure.setFont(theme.scaled_font(1.1, QFont.Weight.DemiBold))
        self.table: RecordTable = shown_table(
            door, self._fields(), self.tr("Promises with what was delivered")
        )
        empty = EmptyState(
            self.tr("No promises yet"),
            self.tr(
                "Add what your tenders promise under Promises: how much, by when, and who answers for it."
            ),
        )
        self.card = TableCard(self.table, empty, self.tr("Filter, for example: late"))
        self.changes = QPlainTextEdit()
        self.changes.setReadOnly(True)
        self.changes.setFixedHeight(_HISTORY_PX)
        self.changes.setTabChangesFocus(True)
        self.changes.setAccessibleName(self.tr("Changes of promises and deliveries"))
        self.caption = muted(self.tr("Every change of a promise or a delivery, with its day"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.figure)
        layout.addWidget(self.card, 1)
        layout.addWidget(self.caption)
        layout.addWidget(self.changes)

    def _fields(self) -> tuple[Field, ...]:
        return (
            Field("title", self.tr("Promise"), editable=False, width_px=270),
            Field("status", self.tr("State"), editable=False, width_px=94),
            Field("share", self.tr("Delivered"), "number", editable=False, width_px=94, format=share_text),
            Field("delivered", self.tr("To date"), "number", editable=False, width_px=90),
            Field("promised", self.tr("Promised"), "number", editable=False, width_px=90),
            Field("unit", self.tr("Unit"), editable=False, width_px=110),
            Field("due", self.tr("Due"), "date", editable=False, width_px=110),
            Field("owner", self.tr("Owner"), editable=False, width_px=160),
        )

    def show_view(self, view: SocialView) -> None:
        """Show how far the promises have come."""
        from carbonsv.app.social.figures import figure  # noqa: PLC0415 - after the first paint
        from carbonsv.app.social.records import commitments  # noqa: PLC0415
        from carbonsv.app.social.tables import promise_history, promises_frame  # noqa: PLC0415

        day = today()
        said = figure(view.value, "commitment", day)
        self.figure.setText(said)
        self.figure.setVisible(bool(said))
        self.card.load(Records.of_frame(promises_frame(commitments(view.value.snapshot, day), day)))
        changes = self._door.ask(lambda session: promise_history(session, _MOST_CHANGES)) or []
        self.changes.setPlainText("\n".join(f"{_local(time)}   {label}" for time, label in changes))
        for each in (self.caption, self.changes):
            each.setVisible(bool(changes))

    def show_icons(self) -> None:
        """Give the filter its lens."""
        self.card.show_icons()


def _local(time: str) -> str:
    """Return a moment on the user's own clock."""
    moment = datetime.fromisoformat(time)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return f"{moment.astimezone():%d/%m/%Y %H:%M}"
