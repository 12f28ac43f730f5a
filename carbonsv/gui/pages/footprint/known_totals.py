"""Known totals: what is known from elsewhere, such as an annual statement, beside what records come to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.models.record_model import Field, RecordModel
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.fields import Choices, fields
from carbonsv.gui.pages.footprint import result_table as results
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.controls import button, muted
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.record_table import RecordTable
from carbonsv.gui.widgets.table_card import TableCard
from carbonsv.model import text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.gui.explanations import Explanations
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.inventory.checks import Check

_TABLE = "known_total"
_WHAT = ("activity", "site", "quantity", "unit")
_MORE = ("start", "end", "meter", "supplier", "reference", "note")
_TOTAL_PX = 120
_USUAL_UNIT = "kWh"


class KnownTotalsTab(QWidget):
    """A table one types known totals into; each row says whether the records come to it."""

    def __init__(self, surroundings: Surroundings, explanations: Explanations) -> None:
        """Lay the tab out."""
        super().__init__()
        self._door, self._jobs, self._totals = surroundings.door, surroundings.jobs, surroundings.totals
        self._explanations = explanations
        self._checks: dict[str, Check] = {}
        self.table = self._make_table()
        self._adding = [self._add_button(style) for style in ("", "primary")]
        empty = EmptyState(
            self.tr("No known totals yet"),
            self.tr(
                "Do you know a total from elsewhere, such as 48,210 kWh on the annual statement of a meter? "
                "Enter it, and every change of the document is held against it from then on."
            ),
            (self._adding[1],),
        )
        self.card = TableCard(self.table, empty, self.tr("Filter known totals"))
        self.card.put_beside_filter(self._adding[0])
        self.verdict = muted("", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.verdict)
        layout.addWidget(self.card, 1)
        surroundings.door.changed.connect(self._outdate)
        self._fresh = Freshness(self, surroundings.totals.arrived, self.refresh)

    def _make_table(self) -> RecordTable:
        declared = self._door.ask(lambda session: fields(session, _TABLE, (*_WHAT, *_MORE))) or ()
        found = results.numbers("found", self.tr("Records come to"), text.number, 136)
        what = [
            replace(one, width_px=_TOTAL_PX) if one.name == "quantity" else one
            for one in declared[: len(_WHAT)]
        ]
        columns: tuple[Field, ...] = (
            *what,
            found,
            results.words("state", self.tr("Result"), 200),
            *declared[len(_WHAT) :],
        )
        choices = Choices(self._door)
        model = RecordModel(columns, self._write)
        table = RecordTable(self._door, _TABLE, "", model, CellDelegate(choices.of_cell, choices.kinds))
        table.setAccessibleName(self.tr("Known totals"))
        table.setAccessibleDescription(self.tr("Type a total that is known from elsewhere, with its days"))
        table.explains = True
        table.explain_asked.connect(self.explain_total)
        return table

    def _add_button(self, style: str) -> QPushButton:
        return button(
            self.tr("Add known total"),
            self.tr("Add a total that is known from elsewhere"),
            self._add,
            style=style,
        )

    @property
    def is_current(self) -> bool:
        """Whether every result that is shown is of the document as it is now."""
        return len(self._checks) == len(self.table.records.records)

    @Slot()
    def refresh(self) -> None:
        """Show the known totals, and add their records up in a job."""
        self._begin_rows()
        self._load()
        snapshot = self._totals.snapshot
        if snapshot is not None:
            self._jobs.run("footprint:known-totals", partial(_checked, snapshot), done=self._take)

    def _begin_rows(self) -> None:
        """Let a new total begin with the days of the year in view."""
        inventory = self._totals.inventory
        if inventory is not None:
            days = {"start": inventory.start.isoformat(), "end": inventory.end.isoformat()}
            self.table.new_row = {"unit": _USUAL_UNIT, **days}

    @Slot()
    def _outdate(self) -> None:
        """Take the results away: the records may come to something else now."""
        self._checks = {}
        if self.isVisible():
            self._load()

    def _take(self, checks: dict[str, Check]) -> None:
        self._checks = checks
        self._load()

    def _load(self) -> None:
        frame = self._door.ask(lambda session: session.rows(_TABLE)) if self._door.has_document else None
        records = Records() if frame is None else Records.of_frame(frame)
        checks = [self._checks.get(each) for each in records.ids]
        records.columns["found"] = [one.found if one else None for one in checks]
        records.columns["state"] = [self._state(one) for one in checks]
        self.card.load(records)
        held = sum(one.holds for one in checks if one)
        words = self.tr("{0} of {1} known totals are met.").format(held, len(records))
        self.verdict.setText(words if len(records) and all(checks) else "")
        self.verdict.setVisible(bool(len(records)))

    def _state(self, check: Check | None) -> str:
        """Say whether a total is met, by how much the records differ, or why it cannot be checked."""
        if check is None:
            return self.tr("Being added up…")
        if not check.is_finished:
            return self.tr("Not finished: {0}").format(check.trouble)
        if check.trouble:
            return check.trouble
        if check.holds:
            return self.tr("Met")
        words = self.tr("{0} {1} too much") if check.difference > 0 else self.tr("{0} {1} missing")
        return words.format(text.number(abs(check.difference)), check.unit)

    @Slot(str)
    def explain_total(self, total_id: str) -> None:
        """Explain which records a known total is held against."""
        self._explanations.of(partial(_explained, total_id))

    def explain(self) -> None:
        """Explain the known total one is at, else the footprint."""
        if self.table.current_id():
            self.table.explain()
        else:
            self._explanations.of_total(self._totals.year_id)

    def show_icons(self) -> None:
        """Give the card and the buttons their icons."""
        self.card.show_icons()
        self._adding[0].setIcon(icons.icon("add"))
        self._adding[1].setIcon(icons.icon("add", theme.current().on_accent))

    def _add(self) -> None:
        self.table.add()

    def _write(self, total_id: str, column: str, typed: str) -> str:
        return self._door.ask(lambda session: session.set_cell(_TABLE, total_id, column, typed)) or ""


def _checked(snapshot: Snapshot) -> dict[str, Check]:
    from carbonsv.app.results.known_totals import checked_totals  # noqa: PLC0415 - it loads pandas

    return checked_totals(snapshot)


def _explained(total_id: str, snapshot: Snapshot) -> str:
    from carbonsv.app.results.known_totals import explain_check  # noqa: PLC0415

    return explain_check(snapshot, total_id)
