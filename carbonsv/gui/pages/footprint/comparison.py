"""Comparison: two years, the change split into effects that add up to it, and the state of every year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.pages.fields import Choices
from carbonsv.gui.pages.footprint import result_table as results
from carbonsv.gui.pages.footprint.result_area import ResultArea
from carbonsv.gui.pages.footprint.years import YearsCard
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.widgets.cards import CardGrid, NumberCard
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import card, heading, muted
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.figure_view import FigureView
from carbonsv.gui.widgets.scrolling import scrolling
from carbonsv.model import text
from carbonsv.model.text import KG_PER_TONNE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from carbonsv.app.results.breakdown import Part
    from carbonsv.app.results.comparing import ChangedRow, YearsCompared
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.app.year_states import YearStates
    from carbonsv.charts.chart import Chart
    from carbonsv.gui.explanations import Explanations
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.gui.widgets.record_table import RecordTable

_CHART_HEIGHT_PX = 230


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be compared: a year with another one, the usual one where it is blank."""

    year_id: str | None
    other_id: str
    method: str


@dataclass(frozen=True, eq=False)
class _Found:
    """The comparison, None while there is only one year, and the years of the document."""

    compared: YearsCompared | None
    states: YearStates
    has_records: bool


class ComparisonTab(QWidget):
    """The year of the page beside another one, and which years are base year, locked or restated."""

    records_asked = Signal(object)

    def __init__(self, surroundings: Surroundings, explanations: Explanations) -> None:
        """Lay the tab out."""
        super().__init__()
        self._door, self._totals = surroundings.door, surroundings.totals
        self._explanations = explanations
        self._compared: YearsCompared | None = None
        self._rows: dict[str, ChangedRow] = {}
        self.other = self._chooser(self.tr("Compare with"), self.tr("The year to compare with"))
        self.method = self._chooser(self.tr("Scope 2"), self.tr("By which method scope 2 is counted"))
        self.method.addItem(self.tr("Location-based"), "location")
        self.method.addItem(self.tr("Market-based"), "market")
        self.chart = FigureView(surroundings.jobs, "waterfall", _CHART_HEIGHT_PX)
        self.table = self._make_table()
        self.breaks = self._make_breaks()
        self.years = YearsCard(surroundings, explanations)
        self.area = ResultArea(surroundings, "comparison", scrolling(self._content()), self._empty())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self._fresh = Freshness(self, surroundings.totals.arrived, self.refresh)

    def _chooser(self, name: str, description: str) -> ComboBox:
        made = ComboBox()
        made.setAccessibleName(name)
        made.setAccessibleDescription(description)
        made.setMinimumWidth(150)
        made.activated.connect(self.refresh)
        return made

    def _make_table(self) -> RecordTable:
        columns = (
            results.words("label", self.tr("What changed"), 250),
            results.words("site", self.tr("Site"), 140),
            results.kilograms("before", self.tr("Before"), 122),
            results.kilograms("after", self.tr("After"), 122),
            results.changes("activity", self.tr("Activity"), 126),
            results.changes("factor", self.tr("Factor"), 126),
            results.changes("boundary", self.tr("Boundary"), 126),
        )
        table = results.result_table(self._door, columns, self.tr("Changes, the largest first"), "label")
        results.explains(table, self.explain_row)
        return table

    def _make_breaks(self) -> RecordTable:
        columns = (
            results.words("year", self.tr("Factors of"), 90),
            results.words("series", self.tr("Family"), 240),
            results.words("what", self.tr("What changed"), 300),
        )
        return results.result_table(self._door, columns, self.tr("Breaks of method"), "what")

    def _content(self) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_PX)
        self.alone = muted(
            self.tr(
                "There is one reporting year so far. Add the year before on the Organisation page (Years), "
                "then its records; the change between the two is explained here."
            ),
            wrap=True,
        )
        layout.addWidget(self.alone)
        self.both = self._comparison()
        layout.addWidget(self.both)
        layout.addWidget(self.years)
        layout.addStretch(1)
        return inside

    def _comparison(self) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(self._make_cards())
        layout.addWidget(self._chart_card())
        button = results.leads_to_records(
            self.table,
            self.tr("Show the records of the selected row in the year of the page"),
            self.show_records,
        )
        title = self.tr("What changed, the largest first")
        layout.addWidget(results.table_frame(self.table, title, pressed=button))
        why = muted(
            self.tr("Across these years the method of the factors changed: part of the factor effect."),
            wrap=True,
        )
        self.breaks_card = results.table_frame(self.breaks, self.tr("Breaks of method"), why)
        layout.addWidget(self.breaks_card)
        return inside

    def _make_cards(self) -> CardGrid:
        self.cards = {
            "change": NumberCard(self.tr("Change of the total"), (self.tr("all effects together"),)),
            "activity": NumberCard(self.tr("Activity effect"), (self.tr("more or less was done"),)),
            "factor": NumberCard(self.tr("Factor effect"), (self.tr("the factors changed"),)),
            "boundary": NumberCard(self.tr("Boundary effect"), (self.tr("sites came or went"),)),
        }
        for each in self.cards.values():
            each.explain_asked.connect(self._explain_effects)
        return CardGrid(tuple((each, 1) for each in self.cards.values()))

    def _chart_card(self) -> QFrame:
        frame, layout = card()
        layout.setContentsMargins(6, 12, 6, 6)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        for caption, chooser in ((self.tr("Compare with"), self.other), (self.tr("Scope 2"), self.method)):
            label = muted(caption)
            label.setBuddy(chooser)
            row.addWidget(label)
            row.addWidget(chooser)
        row.addStretch(1)
        layout.addLayout(row)
        self.headline = heading("", 1.05)
        self.same = muted("", wrap=True)
        for each in (self.headline, self.same):
            each.setWordWrap(True)
            each.setContentsMargins(12, 0, 12, 0)
            layout.addWidget(each)
        layout.addWidget(self.chart)
        return frame

    def _empty(self) -> EmptyState:
        return EmptyState(
            self.tr("Nothing to compare yet"),
            self.tr(
                "Enter the records of two reporting years; the years are added on the Organisation page. "
                "Here you see how much of the change comes from activity, factors and boundary."
            ),
        )

    @Slot()
    def refresh(self) -> None:
        """Ask for the comparison of the year that the totals are of."""
        year_id, other = self._totals.year_id, str(self.other.currentData() or "")
        wanted = _Wanted(year_id, other, str(self.method.currentData()))
        self.area.ask(partial(_found, wanted), self._show)

    def _show(self, found: _Found) -> None:
        if not found.has_records:
            self.area.show_empty()
            return
        self._compared = found.compared
        self.years.show_states(found.states)
        self.both.setVisible(found.compared is not None)
        self.alone.setVisible(found.compared is None)
        if found.compared is not None:
            self._show_compared(found.compared)

    def _show_compared(self, found: YearsCompared) -> None:
        comparison = found.comparison
        self._list_others(comparison.before.label, comparison.after.label)
        change_kg = float(comparison.effects.change)
        share = f" ({text.share(change_kg / comparison.before_kg)})" if comparison.before_kg else ""
        self.headline.setText(
            self.tr("{0} in {1}, {2} in {3}: {4}{5}").format(
                text.co2e(comparison.before_kg),
                comparison.before.label,
                text.co2e(comparison.after_kg),
                comparison.after.label,
                results.change(change_kg),
                share,
            )
        )
        same_kg = comparison.after_kg - comparison.same_factor_kg
        self.same.setText(
            self.tr("By the factors of {0}, {1} comes to {2}: without any change of factors, {3}.").format(
                comparison.after.label,
                comparison.before.label,
                text.co2e(comparison.same_factor_kg),
                results.change(same_kg),
            )
        )
        self._show_cards(found, change_kg)
        self._show_rows(found)
        self._show_breaks(found)
        self.chart.show_figure(partial(_chart, found, theme.current().name))

    def _show_cards(self, found: YearsCompared, change_kg: float) -> None:
        self.cards["change"].show_numbers(results.change(change_kg))
        for name, exact_kg in found.comparison.effects.as_kg().items():
            shown_kg = found.effects_kg[name]  # in tonnes they add up, as in the chart
            in_tonnes = abs(exact_kg) >= KG_PER_TONNE
            self.cards[name].show_numbers(results.change(shown_kg if in_tonnes else exact_kg))

    def _list_others(self, before: str, after: str) -> None:
        """List the other years, with the one that is compared with chosen."""
        years = Choices(self._door).of_table("reporting_year")[1:]
        mine = str(self._totals.inventory.label) if self._totals.inventory else after
        self.other.clear()
        for year_id, label in years:
            if label != mine:
                self.other.addItem(label, year_id)
        self.other.setCurrentIndex(max(self.other.findText(before if mine == after else after), 0))

    def _show_rows(self, found: YearsCompared) -> None:
        self._rows = {str(place): row for place, row in enumerate(found.rows)}
        rows = found.rows
        columns: dict[str, list[object]] = {
            "label": [row.label for row in rows],
            "site": [row.site for row in rows],
            "before": [row.before_kg for row in rows],
            "after": [row.after_kg for row in rows],
            "activity": [row.activity_kg for row in rows],
            "factor": [row.factor_kg for row in rows],
            "boundary": [row.boundary_kg for row in rows],
        }
        results.load(self.table, list(self._rows), columns)

    def _show_breaks(self, found: YearsCompared) -> None:
        breaks = found.comparison.breaks
        self.breaks_card.setVisible(bool(breaks))
        columns: dict[str, list[object]] = {
            "year": [str(one.year) for one in breaks],
            "series": [_family(one.series) for one in breaks],
            "what": [f"{one.what_changed}. {one.source}" for one in breaks],
        }
        results.load(self.breaks, [str(place) for place, _ in enumerate(breaks)], columns)

    @Slot(str)
    def explain_row(self, row_id: str) -> None:
        """Explain a row: quantities and factors of both years; the whole change for the smaller rows."""
        found, row = self._compared, self._rows[row_id]
        if found is None or row.key is None:
            self._explain_effects()
            return
        self._explanations.of(partial(_explained_row, found, row))

    @Slot()
    def show_records(self) -> None:
        """Show the records of the row one is at, else of the first one, in the year of the page."""
        row = self._rows.get(self.table.current_id()) or next(iter(self._rows.values()), None)
        if row is not None and row.key is not None:
            self.records_asked.emit(_row_part(row))

    def explain(self) -> None:
        """Explain the row one is at, else the whole change."""
        if self.table.current_id() and self.both.isVisible():
            self.table.explain()
        else:
            self._explain_effects()

    def show_icons(self) -> None:
        """Draw the chart in the colours of the look."""
        self._fresh.invalidate()

    def _explain_effects(self, _place: int = 0) -> None:
        found = self._compared
        if found is None:
            self._explanations.of_total(self._totals.year_id)
        else:
            self._explanations.of(partial(_explained, found))


def _row_part(row: ChangedRow) -> Part:
    from carbonsv.app.results.breakdown import Part  # noqa: PLC0415 - it loads pandas

    site, activity, _ = row.key or ("", "", "")
    axes = {"site": site, "activity": activity}
    return Part(f"{site}|{activity}", f"{row.label}, {row.site}", axes, row.after_kg, row.after_kg)


def _family(series: str) -> str:
    """Return a pattern of series as words: the steps that name something, from the widest down."""
    steps = [step.replace("-", " ").replace(":", ": ") for step in series.split("/") if step.strip("*")]
    return " › ".join(steps).capitalize()


def _found(wanted: _Wanted, snapshot: Snapshot) -> _Found:
    from carbonsv.app.results.comparing import usual_other, years_compared  # noqa: PLC0415 - it loads pandas
    from carbonsv.app.year_states import year_states  # noqa: PLC0415

    year_id = wanted.year_id or snapshot.year_ids[-1]
    known = wanted.other_id in snapshot.year_ids and wanted.other_id != year_id
    other = wanted.other_id if known else usual_other(snapshot, year_id)
    compared = years_compared(snapshot, year_id, other, wanted.method) if other else None
    states = year_states(snapshot, year_id, compared.comparison if compared else None)
    return _Found(compared, states, len(snapshot.tables["activity"]) > 0)


def _explained(found: YearsCompared, _snapshot: Snapshot) -> str:
    from carbonsv.inventory.explain_change import explain_effects  # noqa: PLC0415

    return explain_effects(found.comparison)


def _explained_row(found: YearsCompared, row: ChangedRow, _snapshot: Snapshot) -> str:
    from carbonsv.inventory.explain_change import explain_change  # noqa: PLC0415

    assert row.key is not None  # noqa: S101 - the smaller rows together are explained as the whole change
    return explain_change(found.comparison, f"{row.label}, {row.site}", row.key)


def _chart(found: YearsCompared, look: str, width_mm: float) -> Chart:
    from carbonsv.charts.theme import theme_of  # noqa: PLC0415 - matplotlib comes after the first paint
    from carbonsv.charts.waterfall import year_waterfall  # noqa: PLC0415

    return year_waterfall(found.comparison, theme_of(look), width_mm)
