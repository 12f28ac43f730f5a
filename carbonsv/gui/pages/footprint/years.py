"""The reporting years: base year, locked or open, restated; locking one, and unlocking it with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.pages.fields import choice_label
from carbonsv.gui.pages.footprint import result_table as results
from carbonsv.gui.pages.footprint.restate_dialog import RestateDialog
from carbonsv.gui.widgets.controls import button, muted
from carbonsv.model import text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from carbonsv.app.year_states import YearState, YearStates
    from carbonsv.gui.explanations import Explanations
    from carbonsv.gui.pages.listing import Surroundings


class YearsCard(QWidget):
    """A row for every year with its state, what the base year asks for, and what has been restated."""

    def __init__(self, surroundings: Surroundings, explanations: Explanations) -> None:
        """Lay the card out."""
        super().__init__()
        self._door, self._totals = surroundings.door, surroundings.totals
        self._years: dict[str, YearState] = {}
        self.table = results.result_table(
            self._door,
            (
                results.words("label", self.tr("Year"), 100),
                results.words("days", self.tr("Days"), 250),
                results.kilograms("total", self.tr("Total, location-based"), 160),
                results.words("state", self.tr("State"), 250),
            ),
            self.tr("Reporting years"),
            "state",
        )
        self.restatements = results.result_table(
            self._door,
            (
                results.words("label", self.tr("Year"), 90),
                results.words("day", self.tr("Restated on"), 140),
                results.words("kind", self.tr("Cause"), 140),
                results.words("reason", self.tr("Reason"), 240),
                results.kilograms("before", self.tr("Before"), 112),
                results.kilograms("after", self.tr("After"), 112),
            ),
            self.tr("Restatements"),
            "reason",
        )
        results.explains(self.table, explanations.of_total)
        self.base = muted("", wrap=True)
        self.lock_button = button("", self.tr("Lock or unlock the selected year"), self._lock_or_unlock)
        self.table.selectionModel().currentRowChanged.connect(self._name_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(self._years_frame())
        self.restated_card = results.table_frame(self.restatements, self.tr("Restatements"))
        layout.addWidget(self.restated_card)

    def _years_frame(self) -> QFrame:
        frame = results.table_frame(self.table, self.tr("Base year, locked and restated years"), self.base)
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 12, 6)
        row.addWidget(
            muted(
                self.tr("A locked year has been reported: no edit, import or undo can change its numbers."),
                wrap=True,
            ),
            1,
        )
        row.addWidget(self.lock_button)
        inside = frame.layout()
        assert isinstance(inside, QVBoxLayout)  # noqa: S101 - every card has this layout
        inside.addLayout(row)
        return frame

    @property
    def current(self) -> YearState | None:
        """The year that the button is about: that of the row one is at, else that of the page."""
        known = self._years.get(self.table.current_id())
        shown = self._totals.year_id
        return known or self._years.get(shown or "") or next(reversed(self._years.values()), None)

    def show_states(self, found: YearStates) -> None:
        """Show the state of every year."""
        self._years = {one.id: one for one in found.years}
        years = found.years
        columns: dict[str, list[object]] = {
            "label": [one.label for one in years],
            "days": [text.period(one.start, one.end) for one in years],
            "total": [one.total_kg for one in years],
            "state": [self._state(one) for one in years],
        }
        results.load(self.table, list(self._years), columns)
        self.base.setText(self._base_words(found))
        self._show_restatements(found)
        self._name_button()

    def _state(self, year: YearState) -> str:
        words = [self.tr("Locked") if year.locked else self.tr("Open")]
        if year.is_base:
            words.append(self.tr("base year"))
        if year.restated_kg == year.restated_kg:
            words.append(self.tr("restated to {0}").format(text.co2e(year.restated_kg)))
        return ", ".join(words)

    def _base_words(self, found: YearStates) -> str:
        if not found.base:
            return self.tr("No base year is chosen yet: choose it on the Organisation page (Profile).")
        words = [self.tr("Base year {0}.").format(found.base)]
        if found.boundary is not None and found.boundary.change_kg:
            words.append(self.tr("By what is counted since: {0}").format(found.boundary.sentence()))
        elif found.boundary is not None:
            words.append(
                self.tr("No site or stage came or went since: the threshold of {0} is not reached.").format(
                    text.share(found.threshold_share)
                )
            )
        if found.since_reported is not None and found.since_reported.change_kg:
            words.append(found.since_reported.sentence())
        return " ".join([*words, found.policy]).strip()

    def _show_restatements(self, found: YearStates) -> None:
        rows = found.restatements
        self.restated_card.setVisible(bool(rows))
        columns: dict[str, list[object]] = {
            "label": [one.label for one in rows],
            "day": [one.day for one in rows],
            "kind": [choice_label(one.kind) for one in rows],
            "reason": [one.reason for one in rows],
            "before": [one.before_kg for one in rows],
            "after": [one.after_kg for one in rows],
        }
        results.load(self.restatements, [one.id for one in rows], columns)

    @Slot()
    def _name_button(self) -> None:
        year = self.current
        self.lock_button.setEnabled(year is not None)
        if year is not None:
            name = self.tr("Unlock {0}…") if year.locked else self.tr("Lock {0}")
            self.lock_button.setText(name.format(year.label))
            self.lock_button.setAccessibleName(self.lock_button.text())

    def _lock_or_unlock(self) -> None:
        from carbonsv.app.year_states import lock_year  # noqa: PLC0415 - it loads pandas

        year = self.current
        if year is None:
            return
        if year.locked:
            dialog = RestateDialog(year.label, self)
            dialog.given.connect(lambda kind, reason: self._unlock(year.id, kind, reason))
            dialog.open()
        else:
            self._door.do(
                self.tr("Locking {0}").format(year.label), lambda session: lock_year(session, year.id)
            )

    def _unlock(self, year_id: str, kind: str, reason: str) -> None:
        from carbonsv.app.year_states import unlock_year  # noqa: PLC0415

        self._door.do(self.tr("Unlocking"), lambda session: unlock_year(session, year_id, kind, reason))
