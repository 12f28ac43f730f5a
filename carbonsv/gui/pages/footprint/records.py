"""Records: those of the reporting year, or those behind one number; a chip says which and takes it away."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.fields import fields
from carbonsv.gui.pages.footprint import result_table as results
from carbonsv.gui.pages.footprint.result_area import ResultArea
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.widgets.controls import button
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.table_card import TableCard

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from carbonsv.app.results.breakdown import Part
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.gui.explanations import Explanations
    from carbonsv.gui.pages.listing import Surroundings

_COLUMNS = ("activity", "quantity", "unit", "start", "end", "site", "co2e_kg", "reference", "note")


class RecordsTab(QWidget):
    """The records of a footprint; they are changed on their own pages."""

    def __init__(self, surroundings: Surroundings, explanations: Explanations) -> None:
        """Lay the tab out."""
        super().__init__()
        self._door, self._totals, self._jobs = surroundings.door, surroundings.totals, surroundings.jobs
        self._explanations = explanations
        self._part: Part | None = None
        declared = self._door.ask(lambda session: fields(session, "activity", _COLUMNS)) or ()
        columns = [replace(field, editable=False) for field in declared]
        self.table = results.result_table(self._door, columns, self.tr("Records"))
        results.explains(self.table, self.explain_record)
        self.chip = button("", self.tr("Show every record of the year again"), self.show_all, style="badge")
        self.chip.hide()
        self.card = TableCard(self.table, self._nothing(), self.tr("Filter records"))
        self.card.put_beside_filter(self.chip)
        self.area = ResultArea(surroundings, "records", self.card, self._empty())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self._fresh = Freshness(self, surroundings.totals.arrived, self.refresh)

    def _nothing(self) -> EmptyState:
        return EmptyState(
            self.tr("No records here"),
            self.tr(
                "No record of this reporting year is behind the number. Take the filter away to see all."
            ),
            (button(self.tr("Show all records"), self.tr("Take the filter away"), self.show_all),),
        )

    def _empty(self) -> EmptyState:
        return EmptyState(
            self.tr("No records yet"),
            self.tr("Type or paste bills, journeys, waste and purchases on their pages; they add up here."),
        )

    def show_behind(self, part: Part | None) -> None:
        """Show the records behind a part of the total, or all of the year."""
        self._part = part
        self.chip.setVisible(part is not None)
        self.chip.setText("" if part is None else self.tr("{0}  ✕").format(_short(part.label)))
        name = "" if part is None else self.tr("Only records of {0}: press to show all").format(part.label)
        self.chip.setAccessibleName(name)
        self.chip.setToolTip(name)
        self.refresh()

    def show_all(self) -> None:
        """Take the filter away."""
        self.show_behind(None)

    @Slot()
    def refresh(self) -> None:
        """Ask for the records, and then for the emissions of each."""
        axes: Mapping[str, object] = {} if self._part is None else self._part.axes
        self.area.ask(partial(_listed, self._totals.year_id, axes), self._show)

    def _show(self, frame: pd.DataFrame) -> None:
        if self._part is None and frame.empty:
            self.area.show_empty()
            return
        self.card.load(Records.of_frame(frame), more_elsewhere=self._part is not None)
        snapshot = self._totals.snapshot
        if snapshot is not None:
            self._jobs.run(
                "footprint:records:emissions", partial(_quantified, snapshot, frame), done=self._add
            )

    def _add(self, frame: pd.DataFrame) -> None:
        """Show the records with their emissions, which take longer, unless there are newer records."""
        if self.area.current:
            self.card.load(Records.of_frame(frame), more_elsewhere=self._part is not None)

    @Slot(str)
    def explain_record(self, record_id: str) -> None:
        """Explain the emissions of a record."""
        model = self.table.records
        title = str(model.value(model.row_of(record_id), "activity_label") or "")
        self._explanations.of_record(record_id, title)

    def explain(self) -> None:
        """Explain the record one is at, else what all of them come to."""
        if self.table.current_id():
            self.table.explain()
        else:
            self._explanations.of_total(self._totals.year_id)

    def show_icons(self) -> None:
        """Give the card its icons."""
        self.card.show_icons()


def _short(label: str) -> str:
    """Return a label that a chip has room for."""
    longest = 44
    return label if len(label) <= longest else f"{label[:longest].rstrip()}…"


def _listed(year_id: str | None, axes: Mapping[str, object], snapshot: Snapshot) -> pd.DataFrame:
    from carbonsv.app.results.listed_records import listed_records  # noqa: PLC0415 - it loads pandas

    return listed_records(snapshot, year_id, axes)


def _quantified(snapshot: Snapshot, frame: pd.DataFrame) -> pd.DataFrame:
    from carbonsv.app.results.listed_records import with_emissions  # noqa: PLC0415

    return with_emissions(snapshot, frame)
