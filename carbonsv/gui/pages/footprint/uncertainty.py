"""Uncertainty: the interval of the total worked out in two ways, its causes, and what to measure first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.pages.footprint import result_table as results
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

    from carbonsv.app.results.breakdown import Part
    from carbonsv.app.results.uncertainty import QualityShare, ToMeasure, UncertaintyResult
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.charts.chart import Chart
    from carbonsv.gui.explanations import Explanations
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.gui.widgets.record_table import RecordTable

_CHART_HEIGHT_PX = 260


class UncertaintyTab(QWidget):
    """How far the total may be from what it is said to be, and what would narrow that most."""

    records_asked = Signal(object)

    def __init__(self, surroundings: Surroundings, explanations: Explanations) -> None:
        """Lay the tab out."""
        super().__init__()
        self._door, self._totals = surroundings.door, surroundings.totals
        self._explanations = explanations
        self._result: UncertaintyResult | None = None
        self._first: dict[str, ToMeasure] = {}
        self._parts: dict[str, Part] = {}
        self.method = self._make_method()
        self.chart = FigureView(surroundings.jobs, "tornado", _CHART_HEIGHT_PX)
        self.table = self._make_table()
        self.qualities = self._make_qualities()
        self.area = ResultArea(surroundings, "uncertainty", scrolling(self._content()), self._empty())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self._fresh = Freshness(self, surroundings.totals.arrived, self.refresh)

    def _make_method(self) -> ComboBox:
        method = ComboBox()
        method.setAccessibleName(self.tr("Scope 2"))
        method.setAccessibleDescription(self.tr("By which method scope 2 is counted"))
        method.addItem(self.tr("Location-based"), "location")
        method.addItem(self.tr("Market-based"), "market")
        method.activated.connect(self.refresh)
        return method

    def _make_table(self) -> RecordTable:
        columns = (
            results.words("label", self.tr("Quantity"), 260),
            results.words("site", self.tr("Site"), 150),
            results.words("quality", self.tr("Known as"), 226),
            results.kilograms("co2e_kg", self.tr("Emissions"), 122),
            results.shares("narrowed", self.tr("Narrower by"), 110),
        )
        table = results.result_table(self._door, columns, self.tr("What to measure better first"), "label")
        results.explains(table, self.explain_row)
        return table

    def _make_qualities(self) -> RecordTable:
        columns = (
            results.words("label", self.tr("How the quantity is known"), 360),
            results.kilograms("co2e_kg", self.tr("Emissions"), 130),
            results.shares("share", self.tr("Share"), 96),
        )
        table = results.result_table(self._door, columns, self.tr("Data quality"), "label")
        results.explains(table, self.explain_quality)
        return table

    def _content(self) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(self._make_cards())
        layout.addWidget(self._chart_card())
        why = muted(
            self.tr("If a quantity were read from a meter or weighed, the 95 % interval would be narrower:"),
            wrap=True,
        )
        button = results.leads_to_records(
            self.table, self.tr("Show the records of the selected quantity"), self.show_records
        )
        title = self.tr("What to measure better first")
        layout.addWidget(results.table_frame(self.table, title, why, button))
        layout.addWidget(results.table_frame(self.qualities, self.tr("Data quality of the total")))
        layout.addStretch(1)
        return inside

    def _make_cards(self) -> CardGrid:
        ends = (self.tr("lower end"), self.tr("upper end"))
        self.cards = {
            "exact": NumberCard(self.tr("95 % interval, analytic"), ends),
            "total": NumberCard(self.tr("Total emissions"), (self.tr("as reported"),)),
            "drawn": NumberCard(self.tr("95 % interval, 10,000 draws"), ends),
        }
        for name, each in self.cards.items():
            explain = self._explain_total if name == "total" else self._explain_interval
            each.explain_asked.connect(explain)
        return CardGrid(tuple((each, 3 if name == "total" else 5) for name, each in self.cards.items()))

    def _chart_card(self) -> QFrame:
        frame, layout = card()
        layout.setContentsMargins(6, 12, 6, 6)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        label = muted(self.tr("Scope 2"))
        label.setBuddy(self.method)
        row.addWidget(label)
        row.addWidget(self.method)
        self.agreement = muted("", wrap=True)
        row.addWidget(self.agreement, 1)
        layout.addLayout(row)
        layout.addWidget(self.chart)
        return frame

    def _empty(self) -> EmptyState:
        return EmptyState(
            self.tr("No uncertainty yet"),
            self.tr(
                "With records in this reporting year you see here how sure the total is. Say for each record "
                "how its quantity is known (column Data quality): measured, invoiced, estimated or spend."
            ),
        )

    @Slot()
    def refresh(self) -> None:
        """Ask for the uncertainty of the year that the totals are of."""
        work = partial(_worked_out, self._totals.year_id, str(self.method.currentData()))
        self.area.ask(work, self._show)

    def _show(self, result: UncertaintyResult) -> None:
        if not len(result.terms.co2e_kg):
            self.area.show_empty()
            return
        self._result = result
        show, exact, drawn = text.co2e, result.exact, result.drawn
        self.cards["total"].show_numbers(show(exact.co2e_kg))
        self.cards["exact"].show_numbers(show(exact.low_kg), show(exact.high_kg))
        self.cards["drawn"].show_numbers(show(drawn.low_kg), show(drawn.high_kg))
        self.agreement.setText(_agreement(self.tr("The widths of the two intervals differ by {0}."), result))
        self._show_first(result)
        self._show_qualities(result)
        self.chart.setVisible(result.method == "location")
        if result.method == "location":
            self.chart.show_figure(partial(_chart, result, theme.current().name))

    def _show_first(self, result: UncertaintyResult) -> None:
        from carbonsv.app.results.breakdown import QUALITIES  # noqa: PLC0415 - it loads pandas

        self._first = {str(place): row for place, row in enumerate(result.first)}
        columns: dict[str, list[object]] = {
            "label": [row.label for row in result.first],
            "site": [row.site for row in result.first],
            "quality": [QUALITIES.get(row.quality, row.quality) for row in result.first],
            "co2e_kg": [row.co2e_kg for row in result.first],
            "narrowed": [row.narrowed_share for row in result.first],
        }
        results.load(self.table, list(self._first), columns)

    def _show_qualities(self, result: UncertaintyResult) -> None:
        self._parts = {row.quality or "-": _quality_part(row) for row in result.qualities}
        columns: dict[str, list[object]] = {
            "label": [row.label for row in result.qualities],
            "co2e_kg": [row.co2e_kg for row in result.qualities],
            "share": [row.share for row in result.qualities],
        }
        results.load(self.qualities, list(self._parts), columns)

    @Slot(str)
    def explain_row(self, row_id: str) -> None:
        """Explain how well a quantity is known, and what measuring it would change."""
        if self._result is not None:
            self._explanations.of(partial(_explained_row, self._result, self._first[row_id]))

    @Slot(str)
    def explain_quality(self, quality: str) -> None:
        """Explain what comes to the emissions known in one way."""
        if self._result is not None:
            part = self._parts[quality]
            self._explanations.of(partial(_explained_part, self._totals.year_id, part, self._result.method))

    @Slot()
    def show_records(self) -> None:
        """Show the records of the quantity one is at, else of the first one."""
        row = self._first.get(self.table.current_id()) or next(iter(self._first.values()), None)
        if row is not None and self._result is not None:
            self.records_asked.emit(_records_part(self._result, row))

    def explain(self) -> None:
        """Explain the row one is at, else the interval."""
        if self.table.current_id():
            self.table.explain()
        else:
            self._explain_interval(0)

    def show_icons(self) -> None:
        """Draw the chart in the colours of the look."""
        self._fresh.invalidate()

    def _explain_total(self, _place: int) -> None:
        market = self.method.currentData() == "market"
        explain = self._explanations.of_market_total if market else self._explanations.of_total
        explain(self._totals.year_id)

    def _explain_interval(self, _place: int) -> None:
        if self._result is not None:
            self._explanations.of(partial(_explained, self._result))


def _agreement(sentence: str, result: UncertaintyResult) -> str:
    """Say by how much the widths of the two intervals differ."""
    width_kg = result.exact.width_kg
    return sentence.format(text.share(abs(result.drawn.width_kg - width_kg) / width_kg)) if width_kg else ""


def _worked_out(year_id: str | None, method: str, snapshot: Snapshot) -> UncertaintyResult:
    from carbonsv.app.results.uncertainty import uncertainty_result  # noqa: PLC0415 - it loads pandas

    return uncertainty_result(snapshot, year_id, method)


def _explained(result: UncertaintyResult, _snapshot: Snapshot) -> str:
    from carbonsv.app.results.uncertainty import explain_interval  # noqa: PLC0415

    return explain_interval(result)


def _explained_row(result: UncertaintyResult, row: ToMeasure, _snapshot: Snapshot) -> str:
    from carbonsv.app.results.uncertainty import explain_to_measure  # noqa: PLC0415

    return explain_to_measure(result, row)


def _explained_part(year_id: str | None, part: Part, method: str, snapshot: Snapshot) -> str:
    from carbonsv.app.results.breakdown import explain  # noqa: PLC0415

    return explain(snapshot, year_id, part, method)


def _quality_part(row: QualityShare) -> Part:
    from carbonsv.app.results.breakdown import Part  # noqa: PLC0415 - it loads pandas

    return Part(row.quality, row.label, {"quality": row.quality}, row.co2e_kg, row.co2e_kg)


def _records_part(result: UncertaintyResult, row: ToMeasure) -> Part:
    from carbonsv.app.results.breakdown import Part  # noqa: PLC0415 - it loads pandas

    source = result.terms.sources.iloc[row.source]
    axes = {name: source[name] for name in ("activity", "site", "quality")}
    return Part(str(row.source), f"{row.label}, {row.site}", axes, row.co2e_kg, row.co2e_kg)


def _chart(result: UncertaintyResult, look: str, width_mm: float) -> Chart:
    from carbonsv.charts.theme import theme_of  # noqa: PLC0415 - matplotlib comes after the first paint
    from carbonsv.charts.tornado import tornado  # noqa: PLC0415

    return tornado(result.inventory, theme_of(look), width_mm, names=result.names)
