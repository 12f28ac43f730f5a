"""Summary: the totals, what they are made of, what stands apart from them and what is left out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.pages.footprint import result_table as results
from carbonsv.gui.pages.footprint.beside_total import BesideTotal
from carbonsv.gui.pages.footprint.result_area import ResultArea
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.widgets.cards import CardGrid, NumberCard
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import card, muted
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.figure_view import FigureView
from carbonsv.gui.widgets.scrolling import scrolling
from carbonsv.model import text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from carbonsv.app.results.breakdown import Breakdown, Part
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.charts.chart import Chart
    from carbonsv.gui.explanations import Explanations
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.gui.widgets.record_table import RecordTable

_CHART_HEIGHT_PX = 230


class SummaryTab(QWidget):
    """The footprint of a year by scope and category, site, month, gas, activity or data quality."""

    records_asked = Signal(object)

    def __init__(self, surroundings: Surroundings, explanations: Explanations) -> None:
        """Lay the tab out."""
        super().__init__()
        self._totals = surroundings.totals
        self._door = surroundings.door
        self._explanations = explanations
        self._parts: dict[str, Part] = {}
        self.by = self._make_by()
        self.chart = FigureView(surroundings.jobs, "footprint", _CHART_HEIGHT_PX)
        self.table = self._make_table()
        self.records_button = results.leads_to_records(
            self.table, self.tr("Show the records behind the selected row"), self.show_records
        )
        self.beside = BesideTotal(surroundings, explanations)
        self.area = ResultArea(surroundings, "summary", scrolling(self._content()), self._empty())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self._fresh = Freshness(self, surroundings.totals.arrived, self.refresh)

    def _make_by(self) -> ComboBox:
        by = ComboBox()
        by.setAccessibleName(self.tr("By"))
        by.setAccessibleDescription(self.tr("What the total is broken down by"))
        for value, label in (
            ("category", self.tr("Scope and category")),
            ("site", self.tr("Site")),
            ("month", self.tr("Month")),
            ("gas", self.tr("Gas")),
            ("activity", self.tr("Activity")),
            ("quality", self.tr("Data quality")),
        ):
            by.addItem(label, value)
        by.activated.connect(self.refresh)
        return by

    def _make_table(self) -> RecordTable:
        columns = (
            results.words("label", self.tr("Part of the total"), 400),
            results.kilograms("location", self.tr("Location-based"), 136),
            results.kilograms("market", self.tr("Market-based"), 136),
            results.shares("share", self.tr("Share")),
        )
        table = results.result_table(self._door, columns, self.tr("Parts of the total"), "label")
        results.explains(table, self.explain_part)
        return table

    def _content(self) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(self._make_cards())
        layout.addWidget(self._parts_card())
        layout.addWidget(self.beside)
        layout.addStretch(1)
        return inside

    def _make_cards(self) -> CardGrid:
        both = (self.tr("location-based"), self.tr("market-based"))
        self.cards = {
            "total": NumberCard(self.tr("Total emissions"), both),
            "scope1": NumberCard(self.tr("Scope 1"), (self.tr("fuels, fleet, leaks"),)),
            "scope2": NumberCard(self.tr("Scope 2"), both),
            "scope3": NumberCard(self.tr("Scope 3"), (self.tr("value chain"),)),
        }
        for name, each in self.cards.items():
            each.explain_asked.connect(partial(self._explain_card, name.removeprefix("scope")))
        wide = {"total", "scope2"}
        return CardGrid(tuple((each, 5 if name in wide else 3) for name, each in self.cards.items()))

    def _parts_card(self) -> QFrame:
        frame, layout = card()
        layout.setContentsMargins(6, 12, 6, 6)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        label = muted(self.tr("By"))
        label.setBuddy(self.by)
        row.addWidget(label)
        row.addWidget(self.by)
        row.addStretch(1)
        row.addWidget(self.records_button)
        layout.addLayout(row)
        layout.addWidget(self.chart)
        layout.addWidget(self.table)
        return frame

    def _empty(self) -> EmptyState:
        return EmptyState(
            self.tr("No footprint yet"),
            self.tr("Type or paste bills, journeys, waste and purchases on their pages; they add up here."),
        )

    @Slot()
    def refresh(self) -> None:
        """Ask for the footprint of the year that the totals are of."""
        self.area.ask(partial(_broken_down, self._totals.year_id, self.by.currentData()), self._show)

    def _show(self, found: Breakdown) -> None:
        if not found.has_records:
            self.area.show_empty()
            return
        self._show_cards(found)
        self._show_parts(found)
        self.beside.show_breakdown(found)
        look = theme.current().name
        names = {str(part.axes[found.by]): part.label for part in found.parts if found.by in part.axes}
        self.chart.setVisible(found.by in _CHARTS)
        if found.by in _CHARTS:
            self.chart.show_figure(partial(_chart, found, names, look))

    def _show_cards(self, found: Breakdown) -> None:
        inventory, show = found.inventory, text.co2e
        self.cards["total"].show_numbers(show(inventory.total_location_kg), show(inventory.total_market_kg))
        self.cards["scope1"].show_numbers(show(inventory.scope1_kg))
        self.cards["scope2"].show_numbers(
            show(inventory.scope2_location_kg), show(inventory.scope2_market_kg)
        )
        self.cards["scope3"].show_numbers(show(inventory.scope3_kg))

    def _show_parts(self, found: Breakdown) -> None:
        self._parts = {part.id: part for part in found.parts}
        total_kg = found.inventory.total_location_kg
        columns: dict[str, list[object]] = {
            "label": [one.label for one in found.parts],
            "location": [one.location_kg for one in found.parts],
            "market": [one.market_kg for one in found.parts],
            "share": [one.location_kg / total_kg if total_kg else None for one in found.parts],
        }
        results.load(self.table, list(self._parts), columns)
        self.records_button.setEnabled(bool(found.parts))

    @Slot(str)
    def explain_part(self, part_id: str) -> None:
        """Explain a part of the total: by the market-based method where one is in its column."""
        part, year_id = self._parts[part_id], self._totals.year_id
        field = self.table.records.fields[max(self.table.currentIndex().column(), 0)]
        method = "market" if field.name == "market" else "location"
        self._explanations.of(partial(_explained, year_id, part, method))

    def explain(self) -> None:
        """Explain the row one is at, else the total."""
        if self.table.current_id():
            self.table.explain()
        else:
            self._explanations.of_total(self._totals.year_id)

    @Slot()
    def show_records(self) -> None:
        """Show the records behind the row one is at, else behind the first one."""
        part = self._parts.get(self.table.current_id()) or next(iter(self._parts.values()), None)
        if part is not None:
            self.records_asked.emit(part)

    def show_icons(self) -> None:
        """Draw the chart in the colours of the look."""
        self._fresh.invalidate()

    def _explain_card(self, scope: str, place: int) -> None:
        """Explain a number of a card; the second of a card is market-based."""
        wanted = "" if scope == "total" else scope
        explain = self._explanations.of_market_total if place else self._explanations.of_total
        explain(self._totals.year_id, wanted)


def _broken_down(year_id: str | None, by: str, snapshot: Snapshot) -> Breakdown:
    from carbonsv.app.results.breakdown import breakdown  # noqa: PLC0415 - it loads pandas

    return breakdown(snapshot, year_id, by)


def _explained(year_id: str | None, part: Part, method: str, snapshot: Snapshot) -> str:
    from carbonsv.app.results.breakdown import explain  # noqa: PLC0415

    return explain(snapshot, year_id, part, method)


_CHARTS = ("category", "site", "month", "activity")


def _chart(found: Breakdown, names: dict[str, str], look: str, width_mm: float) -> Chart:
    from carbonsv.charts.category import category_bar  # noqa: PLC0415 - matplotlib comes after the first paint
    from carbonsv.charts.months import monthly_stack  # noqa: PLC0415
    from carbonsv.charts.sankey import flow_chart  # noqa: PLC0415
    from carbonsv.charts.site_multiples import site_multiples  # noqa: PLC0415
    from carbonsv.charts.theme import theme_of  # noqa: PLC0415

    colours = theme_of(look)
    if found.by == "month":
        return monthly_stack(found.inventory, colours, width_mm)
    if found.by == "activity":
        return flow_chart(found.inventory, colours, width_mm, names=names)
    if found.by == "site":
        return site_multiples(found.inventory, colours, width_mm, names=names)
    return category_bar(found.inventory, colours, width_mm)
