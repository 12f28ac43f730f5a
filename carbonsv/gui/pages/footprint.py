"""Footprint: the inventory of a reporting year, and how every number of it came about."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QTabWidget, QVBoxLayout, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.explanations import Explanations
from carbonsv.gui.models.record_model import Field, RecordModel
from carbonsv.gui.models.records import Records, is_blank
from carbonsv.gui.pages.fields import Choices, emissions_field, fields
from carbonsv.gui.pages.findings import FindingsTab
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.widgets.cards import CardGrid, NumberCard
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import PageHeader, button, card, heading
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.figure_view import FigureView
from carbonsv.gui.widgets.record_table import RecordTable
from carbonsv.gui.widgets.table_card import TableCard
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QFrame

    from carbonsv.charts.chart import Chart
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.inventory.inventory import Inventory

_RECORD_COLUMNS = ("activity", "quantity", "unit", "start", "end", "site", "co2e_kg", "reference", "note")
_CHART_HEIGHT_PX = 230
_CHART_HEIGHT_MM = 55


class FootprintPage(QWidget):
    """The inventory of the open document. It decides nothing: it asks, waits and shows."""

    show_asked = Signal(object)

    def __init__(self, surroundings: Surroundings) -> None:
        """Lay the page out: a summary, the records behind it, and what needs attention."""
        super().__init__()
        self._door = surroundings.door
        self._totals = surroundings.totals
        self._explanations = Explanations(self, surroundings.door, surroundings.jobs)
        self.year = ComboBox()
        self.year.setAccessibleName(self.tr("Reporting year"))
        self.year.setMinimumWidth(150)
        self.year.activated.connect(self._choose_year)
        self.explain_button = button(
            self.tr("Explain"),
            self.tr("Show how the selected row, else the total, came about"),
            self._explain,
            style="primary",
        )
        self.chart = FigureView(surroundings.jobs, "scope", _CHART_HEIGHT_PX)
        self.categories = self._make_table(self._category_fields(), self.tr("Categories"))
        self.records = self._records_card()
        self.findings = FindingsTab(surroundings.door, surroundings.found)
        self.tabs = self._make_tabs()
        self.categories.stretch("label")
        self.categories.explains = True
        self.categories.explain_asked.connect(self.explain_category)
        self.categories.doubleClicked.connect(self.categories.explain)
        self._categories: dict[str, tuple[str, int | None]] = {}
        self.findings.counted.connect(self._count_findings)
        self.findings.show_asked.connect(self.show_asked)
        self.findings.refresh()
        self._lay_out()
        self._fresh = Freshness(self, surroundings.totals.arrived, self.refresh)

    @property
    def table(self) -> RecordTable:
        """The table that the Edit menu copies from: that of the tab in front."""
        front = self.tabs.currentWidget()
        return front.table if isinstance(front, TableCard | FindingsTab) else self.categories

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.setAccessibleName(self.tr("Parts of the footprint page"))
        tabs.addTab(self._summary(), self.tr("Summary"))
        tabs.addTab(self.records, self.tr("Records"))
        tabs.addTab(self.findings, self.tr("Findings"))
        return tabs

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        margin = theme.PAGE_MARGIN_PX
        layout.setContentsMargins(margin, 20, margin, 16)
        layout.setSpacing(theme.GAP_PX)
        self.header = PageHeader(self.tr("Footprint"), "", (self.year, self.explain_button))
        layout.addWidget(self.header)
        layout.addWidget(self.tabs, 1)

    def _summary(self) -> QScrollArea:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(self._make_cards())
        layout.addWidget(self._chart_card())
        layout.addWidget(self._categories_card())
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

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

    def _chart_card(self) -> QFrame:
        frame, layout = card()
        layout.addWidget(self.chart)
        return frame

    def _categories_card(self) -> QFrame:
        frame, layout = card()
        layout.setContentsMargins(6, 12, 6, 6)
        caption = heading(self.tr("By scope and category"), 1.1)
        caption.setContentsMargins(12, 0, 0, 0)
        layout.addWidget(caption)
        layout.addWidget(self.categories)
        return frame

    def _category_fields(self) -> tuple[Field, ...]:
        what = self.tr("Scope 2 location-based")
        return (
            Field("label", self.tr("Category"), editable=False, width_px=460),
            emissions_field(self.tr("Emissions")),
            Field("share", self.tr("Share"), "number", what, editable=False, width_px=110, format=_share),
        )

    def _make_table(self, columns: Sequence[Field], name: str) -> RecordTable:
        choices = Choices(self._door)
        model = RecordModel(columns, _refuse)
        table = RecordTable(self._door, "", "", model, CellDelegate(choices.of_cell, choices.kinds))
        table.setAccessibleName(name)
        return table

    def _records_card(self) -> TableCard:
        declared = self._door.ask(lambda session: fields(session, "activity", _RECORD_COLUMNS)) or ()
        table = self._make_table([_read_only(field) for field in declared], self.tr("Records"))
        table.explains = True
        table.explain_asked.connect(self.explain)
        table.doubleClicked.connect(table.explain)
        empty = EmptyState(
            self.tr("No records yet"),
            self.tr("Type or paste bills, journeys, waste and purchases on their pages; they add up here."),
        )
        return TableCard(table, empty, self.tr("Filter records"))

    @Slot()
    def refresh(self) -> None:
        """Show the totals that have arrived."""
        inventory = self._totals.inventory
        self._list_years(inventory)
        if inventory is None:
            self.header.purpose.setText(self._totals.refusal)
            return
        span = text.period(inventory.period.start, inventory.period.end)
        self.header.purpose.setText(self.tr("Reporting year {0}: {1}").format(inventory.label, span))
        self._show_cards(inventory)
        self._show_categories(inventory)
        self._show_records()
        self.chart.show_figure(partial(_scope_chart, inventory, theme.current().name))

    def show_findings(self) -> None:
        """Bring the findings to the front."""
        self.tabs.setCurrentWidget(self.findings)

    def show_icons(self) -> None:
        """Give the buttons their icons, and draw the chart in the colours of the look."""
        self.explain_button.setIcon(icons.icon("explain", theme.current().on_accent))
        self.records.show_icons()
        self.findings.show_icons()
        self._fresh.invalidate()

    def _list_years(self, inventory: Inventory | None) -> None:
        years = Choices(self._door).of_table("reporting_year")[1:]
        self.year.clear()
        for year_id, label in years:
            self.year.addItem(label, year_id)
        shown = self._totals.year_id
        at = self.year.findData(shown) if shown else self.year.findText(inventory.label if inventory else "")
        self.year.setCurrentIndex(at)

    @Slot(int)
    def _choose_year(self, _row: int) -> None:
        self._totals.choose_year(str(self.year.currentData()))

    def _show_cards(self, inventory: Inventory) -> None:
        show = text.co2e
        self.cards["total"].show_numbers(show(inventory.total_location_kg), show(inventory.total_market_kg))
        self.cards["scope1"].show_numbers(show(inventory.scope1_kg))
        self.cards["scope2"].show_numbers(
            show(inventory.scope2_location_kg), show(inventory.scope2_market_kg)
        )
        self.cards["scope3"].show_numbers(show(inventory.scope3_kg))

    def _show_categories(self, inventory: Inventory) -> None:
        frame = inventory.by_category()
        total = inventory.total_location_kg
        shares = [value / total if total else None for value in frame["co2e_kg"].tolist()]
        scopes, numbers = frame["scope"].tolist(), frame["category"].tolist()
        ids = [f"{scope}.{number}" for scope, number in zip(scopes, numbers, strict=True)]
        self._categories = dict(zip(ids, zip(scopes, map(_number, numbers), strict=True), strict=True))
        self.categories.load(
            Records(
                ids, {"label": frame["label"].tolist(), "co2e_kg": frame["co2e_kg"].tolist(), "share": shares}
            )
        )
        self.categories.setFixedHeight(42 + theme.ROW_HEIGHT_PX * max(len(frame), 1))

    def _show_records(self) -> None:
        frame = self._door.ask(lambda session: session.rows("activity"))
        self.records.load(Records() if frame is None else Records.of_frame(frame))

    @Slot(int)
    def _count_findings(self, count: int) -> None:
        caption = self.tr("Findings ({0})").format(count) if count else self.tr("Findings")
        self.tabs.setTabText(self.tabs.indexOf(self.findings), caption)

    @Slot(str)
    def explain(self, record_id: str) -> None:
        """Explain the emissions of a record."""
        model = self.records.table.records
        title = str(model.value(model.row_of(record_id), "activity_label") or "")
        self._explanations.of_record(record_id, title)

    @Slot(str)
    def explain_category(self, row_id: str) -> None:
        """Explain the emissions of a category."""
        scope, category = self._categories[row_id]
        self._explanations.of_total(self._totals.year_id, scope, category)

    def _explain_card(self, scope: str, place: int) -> None:
        """Explain a number of a card; the second of a card is market-based."""
        wanted = "" if scope == "total" else scope
        explain = self._explanations.of_market_total if place else self._explanations.of_total
        explain(self._totals.year_id, wanted)

    def _explain(self) -> None:
        """Explain the row one is at, else the total."""
        front = self.tabs.currentWidget()
        if front is self.records and self.records.table.current_id():
            self.records.table.explain()
        elif front not in {self.records, self.findings} and self.categories.current_id():
            self.categories.explain()
        else:
            self._explanations.of_total(self._totals.year_id)


def _scope_chart(inventory: Inventory, look: str, width_mm: float) -> Chart:
    from carbonsv.charts.scope import scope_bar  # noqa: PLC0415 - matplotlib comes after the first paint
    from carbonsv.charts.theme import DARK, LIGHT  # noqa: PLC0415

    return scope_bar(inventory, LIGHT if look == "light" else DARK, width_mm, _CHART_HEIGHT_MM)


def _read_only(field: Field) -> Field:
    return replace(field, editable=False)


def _refuse(_record: str, _column: str, _text: str) -> str:
    return "These numbers are worked out; they are changed on their own pages."


def _number(value: Any) -> int | None:
    """Return the number of a category, None where a scope has none."""
    return None if is_blank(value) else int(value)


def _share(value: Any) -> str:
    return "" if value is None else text.share(float(value))
