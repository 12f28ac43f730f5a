"""A table with its filter box, its count, and the line that says what is wrong with the current row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from carbonsv.gui import icons, theme
from carbonsv.gui.widgets.controls import card, muted
from carbonsv.gui.widgets.find_bar import FindBar

if TYPE_CHECKING:
    from carbonsv.gui.models.records import Records
    from carbonsv.gui.widgets.empty_state import EmptyState
    from carbonsv.gui.widgets.record_table import RecordTable

_PAUSE_MS = 150
_LEAST_PX = 150
_FILTER_PX = 280
_GAP_PX = 8


class TableCard(QWidget):
    """Shows either the table or, while there are no records, what to do first."""

    def __init__(self, table: RecordTable, empty: EmptyState, filter_hint: str) -> None:
        """Put a table and its empty state together."""
        super().__init__()
        self.table = table
        self._empty = empty
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(filter_hint)
        self.filter.setAccessibleName(self.tr("Filter rows"))
        self.filter.setAccessibleDescription(self.tr("Show only the rows that contain every word"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(_LEAST_PX)
        self.filter.setMaximumWidth(_FILTER_PX)
        self.finding = FindBar(table)
        self._lens = QAction(self.tr("Filter rows"), self.filter)
        self.count = muted()
        self.remark = QLabel()
        self.remark.setTextFormat(Qt.TextFormat.PlainText)
        self.remark.setWordWrap(True)
        self.stack = QStackedWidget()
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._apply_filter)
        self.filter.textChanged.connect(self._pause.start)
        table.records.counted.connect(self._show_count)
        table.remarked.connect(self._show_remark)
        table.filter_asked.connect(self._begin_filter)
        table.records.working.connect(self._show_working)

    def _lay_out(self) -> None:
        frame, inside = card()
        inside.setContentsMargins(6, 4, 6, 6)
        self.stack.addWidget(self._empty)
        self.stack.addWidget(self.table)
        inside.addWidget(self.stack)
        self.bar = QWidget()
        bar = QHBoxLayout(self.bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self.filter, 1)
        self._beside = QHBoxLayout()
        bar.addLayout(self._beside)
        bar.addSpacing(_GAP_PX)
        bar.addWidget(self.finding)
        bar.addStretch(1)
        bar.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.bar)
        layout.addWidget(frame, 1)
        layout.addWidget(self.remark)
        self.remark.hide()
        self.bar.hide()

    def put_beside_filter(self, widget: QWidget) -> None:
        """Put another way of choosing rows beside the filter box."""
        self._beside.addWidget(widget)

    def load(self, records: Records, *, more_elsewhere: bool = False) -> None:
        """Show records, or the empty state when there are none.

        Args:
            records: what to show.
            more_elsewhere: whether there are others that the ways of choosing beside the filter leave out.
        """
        self.stack.setCurrentWidget(self.table if len(records) else self._empty)
        self.table.load(records)
        self.bar.setVisible(len(records) > 0 or more_elsewhere)

    def show_icons(self) -> None:
        """Give the filter box its funnel, and the other its lens."""
        self.finding.show_icons()
        self._lens.setIcon(icons.icon("filter", theme.current().muted))
        self.filter.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        for each in self.filter.findChildren(QToolButton):
            each.setAccessibleName(each.text() or self.tr("Clear the filter"))

    @Slot()
    def _apply_filter(self) -> None:
        self.table.records.filter(self.filter.text())

    @Slot(int, int)
    def _show_count(self, shown: int, total: int) -> None:
        rows = self.tr("1 row") if total == 1 else self.tr("{0} rows").format(f"{total:,}")
        self.count.setText(rows if shown == total else self.tr("{0} of {1}").format(f"{shown:,}", rows))

    @Slot(bool)
    def _show_working(self, working: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Say that the rows in view are not yet those that were asked for."""
        if working:
            self.count.setText(self.tr("Arranging rows…"))

    @Slot(str, bool)
    def _show_remark(self, sentence: str, refused: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.remark.setText(sentence)
        self.remark.setAccessibleName(sentence)
        self.remark.setProperty("refusal", refused)
        self.remark.setProperty("remark", not refused)
        self.remark.style().unpolish(self.remark)
        self.remark.style().polish(self.remark)
        self.remark.setVisible(bool(sentence))

    @Slot()
    def _begin_filter(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()
