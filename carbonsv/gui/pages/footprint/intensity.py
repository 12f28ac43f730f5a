"""Intensity: emissions per person, floor area, turnover and named measure; kWh/m² per site; the weather."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.pages.footprint import result_table as results
from carbonsv.gui.pages.footprint.result_area import ResultArea
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.widgets.controls import card, muted
from carbonsv.gui.widgets.empty_state import EmptyState
from carbonsv.gui.widgets.figure_view import FigureView
from carbonsv.gui.widgets.scrolling import scrolling
from carbonsv.model import text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from carbonsv.app.results.breakdown import Part
    from carbonsv.app.results.intensity import IntensityResult, IntensityRow, SiteRow
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.charts.chart import Chart
    from carbonsv.gui.explanations import Explanations
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.gui.widgets.record_table import RecordTable
    from carbonsv.inventory.weather import HeatingFit

_CHART_HEIGHT_PX = 240
_WEATHER_HEIGHT_PX = 320


class IntensityTab(QWidget):
    """The footprint divided by what the organisation does, and its buildings by their size and weather."""

    records_asked = Signal(object)

    def __init__(self, surroundings: Surroundings, explanations: Explanations) -> None:
        """Lay the tab out."""
        super().__init__()
        self._door, self._totals = surroundings.door, surroundings.totals
        self._explanations = explanations
        self._result: IntensityResult | None = None
        self._rows: dict[str, IntensityRow] = {}
        self._sites: dict[str, SiteRow] = {}
        self._fits: dict[str, HeatingFit] = {}
        self.table = self._make_table()
        self.sites = self._make_sites()
        self.weather = self._make_weather()
        self.chart = FigureView(surroundings.jobs, "intensity", _CHART_HEIGHT_PX)
        self.weather_chart = FigureView(surroundings.jobs, "weather", _WEATHER_HEIGHT_PX)
        self.area = ResultArea(surroundings, "intensity", scrolling(self._content()), self._empty())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self.table.selectionModel().currentRowChanged.connect(self._show_chart)
        self.weather.selectionModel().currentRowChanged.connect(self._show_weather_chart)
        self._fresh = Freshness(self, surroundings.totals.arrived, self.refresh)

    def _make_table(self) -> RecordTable:
        columns = (
            results.words("name", self.tr("Per"), 200),
            results.numbers("quantity", self.tr("Amount"), text.quantity, 130),
            results.words("unit", self.tr("Unit"), 110),
            results.kilograms("location", self.tr("Location-based"), 136),
            results.kilograms("market", self.tr("Market-based"), 136),
            results.kilograms("before", self.tr("Year before"), 124),
            results.shares("change", self.tr("Change"), 92),
        )
        table = results.result_table(self._door, columns, self.tr("Emissions per unit"), "name")
        results.explains(table, self.explain_row)
        return table

    def _make_sites(self) -> RecordTable:
        columns = (
            results.words("name", self.tr("Site"), 240),
            results.numbers("area", self.tr("Floor area (m²)"), text.quantity, 140),
            results.numbers("energy", self.tr("Energy (kWh)"), text.number, 130),
            results.numbers("per_m2", self.tr("kWh/m²"), text.number, 96),
            results.numbers("before", self.tr("Year before"), text.number, 116),
        )
        table = results.result_table(self._door, columns, self.tr("Energy of sites"), "name")
        results.explains(table, self.explain_site)
        return table

    def _make_weather(self) -> RecordTable:
        columns = (
            results.words("name", self.tr("Supply"), 240),
            results.numbers("periods", self.tr("Months"), text.quantity, 80),
            results.numbers("slope", self.tr("kWh per degree day"), text.number, 156),
            results.numbers("base", self.tr("Base (kWh/month)"), text.number, 142),
            results.numbers("r2", self.tr("R²"), text.number, 70),
            results.numbers("used", self.tr("Used (kWh)"), text.number, 112),
            results.numbers("usual", self.tr("In usual weather"), text.number, 136),
        )
        table = results.result_table(self._door, columns, self.tr("Heating against degree days"), "name")
        results.explains(table, self.explain_fit)
        return table

    def _content(self) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_PX)
        self.how = muted(
            self.tr(
                "Enter employees and turnover on the Organisation page (Years), floor areas (Sites), and any "
                "measure of your own, such as meals served (More): the footprint is divided by them here."
            ),
            wrap=True,
        )
        layout.addWidget(results.table_frame(self.table, self.tr("Emissions per unit"), self.how))
        self.chart_card = self._chart_card()
        layout.addWidget(self.chart_card)
        self.unnamed = muted("", wrap=True)
        button = results.leads_to_records(
            self.sites, self.tr("Show the records of the selected site"), self.show_records
        )
        title = self.tr("Energy of buildings per floor area")
        self.sites_card = results.table_frame(self.sites, title, self.unnamed, button)
        layout.addWidget(self.sites_card)
        self.about_weather = muted("", wrap=True)
        self.weather_card = results.table_frame(
            self.weather, self.tr("Heating against the weather"), self.about_weather
        )
        inside_card = self.weather_card.layout()
        assert inside_card is not None  # noqa: S101 - every card has a layout
        inside_card.addWidget(self.weather_chart)
        layout.addWidget(self.weather_card)
        layout.addStretch(1)
        return inside

    def _chart_card(self) -> QFrame:
        frame, layout = card()
        layout.setContentsMargins(6, 12, 6, 6)
        layout.addWidget(self.chart)
        return frame

    def _empty(self) -> EmptyState:
        return EmptyState(
            self.tr("No intensities yet"),
            self.tr(
                "Enter records first, and on the Organisation page employees and turnover (Years), floor "
                "areas (Sites) and measures of your own (More)."
            ),
        )

    @Slot()
    def refresh(self) -> None:
        """Ask for the intensities of the year that the totals are of."""
        self.area.ask(partial(_worked_out, self._totals.year_id), self._show)

    def _show(self, result: IntensityResult) -> None:
        if result.inventory.cube.cells.empty:
            self.area.show_empty()
            return
        self._result = result
        self._show_rows(result)
        self._show_sites(result)
        self._show_weather(result)
        self._show_chart()

    def _show_rows(self, result: IntensityResult) -> None:
        rows = result.rows
        self._rows = {row.id: row for row in rows}
        self.how.setVisible(not rows)
        self.table.setVisible(bool(rows))
        columns: dict[str, list[object]] = {
            "name": [row.name for row in rows],
            "quantity": [row.quantity for row in rows],
            "unit": [row.unit for row in rows],
            "location": [row.location_kg for row in rows],
            "market": [row.market_kg for row in rows],
            "before": [row.before_kg for row in rows],
            "change": [row.change_share for row in rows],
        }
        results.load(self.table, list(self._rows), columns)

    def _show_sites(self, result: IntensityResult) -> None:
        rows = result.sites
        self._sites = {row.id: row for row in rows}
        self.sites_card.setVisible(bool(rows))
        more = self.tr("Beside these, {0} kWh are on records without a site.").format(
            text.number(result.unnamed_kwh)
        )
        self.unnamed.setText(more if result.unnamed_kwh else "")
        self.unnamed.setVisible(bool(result.unnamed_kwh))
        columns: dict[str, list[object]] = {
            "name": [row.name for row in rows],
            "area": [row.floor_area_m2 for row in rows],
            "energy": [row.energy_kwh for row in rows],
            "per_m2": [row.kwh_per_m2 for row in rows],
            "before": [row.before_kwh_per_m2 for row in rows],
        }
        results.load(self.sites, list(self._sites), columns)

    def _show_weather(self, result: IntensityResult) -> None:
        fits = result.fits
        self._fits = {f"{one.site}|{one.activity}": one for one in fits}
        self.weather.setVisible(bool(fits))
        self.about_weather.setContentsMargins(12, 0, 12, 0 if fits else 8)  # alone it keeps off the edge
        self.about_weather.setText(self._weather_words(result))
        columns: dict[str, list[object]] = {
            "name": [_fit_name(result, one) for one in fits],
            "periods": [one.fit.periods for one in fits],
            "slope": [one.fit.slope_kwh for one in fits],
            "base": [one.fit.base_kwh for one in fits],
            "r2": [one.fit.r2 for one in fits],
            "used": [one.used_kwh for one in fits],
            "usual": [one.normalised_kwh for one in fits],
        }
        results.load(self.weather, list(self._fits), columns)
        self._show_weather_chart()

    @Slot()
    def _show_weather_chart(self) -> None:
        """Draw the months and the line of the supply one is at, else of the first one."""
        result = self._result
        fit = self._fits.get(self.weather.current_id()) or next(iter(self._fits.values()), None)
        self.weather_chart.setVisible(fit is not None)
        if result is not None and fit is not None:
            self.weather_chart.show_figure(partial(_weather_chart, result, fit, theme.current().name))

    def _weather_words(self, result: IntensityResult) -> str:
        if not result.has_degree_days:
            return self.tr(
                "Enter heating degree days by month on the Organisation page (More), and the heating "
                "of every site is held against the weather here."
            )
        if not result.fits:
            return self.tr("No supply of this year has three months with degree days and energy yet.")
        words = self.tr("Nothing is adjusted by this: what was used stays what is reported.")
        if any(math.isnan(one.usual_degree_days) for one in result.fits):
            words += " " + self.tr("Usual weather needs the degree days of the same months of another year.")
        return words

    @Slot()
    def _show_chart(self) -> None:
        """Draw the years of the intensity one is at, else of the first one."""
        result = self._result
        row = self._rows.get(self.table.current_id()) or next(iter(self._rows.values()), None)
        self.chart_card.setVisible(row is not None)
        if result is not None and row is not None:
            self.chart.show_figure(partial(_chart, result, row, theme.current().name))

    @Slot(str)
    def explain_row(self, row_id: str) -> None:
        """Explain an intensity: by the market-based method where one is in its column."""
        if self._result is not None:
            field = self.table.records.fields[max(self.table.currentIndex().column(), 0)]
            method = "market" if field.name == "market" else "location"
            self._explanations.of(partial(_explained_row, self._result, self._rows[row_id], method))

    @Slot(str)
    def explain_site(self, site: str) -> None:
        """Explain the energy of a site by its supplies."""
        if self._result is not None:
            self._explanations.of(partial(_explained_site, self._result, self._sites[site]))

    @Slot(str)
    def explain_fit(self, name: str) -> None:
        """Explain heating against the weather, month by month."""
        if self._result is not None:
            self._explanations.of(partial(_explained_fit, self._result, self._fits[name]))

    @Slot()
    def show_records(self) -> None:
        """Show the records of the site one is at, else of the first one."""
        row = self._sites.get(self.sites.current_id()) or next(iter(self._sites.values()), None)
        if row is not None:
            self.records_asked.emit(_site_part(row))

    def explain(self) -> None:
        """Explain the row one is at, in the table that has the keys, else the total."""
        for table in (self.sites, self.weather, self.table):
            if table.hasFocus() and table.current_id():
                table.explain()
                return
        if self.table.current_id():
            self.table.explain()
        else:
            self._explanations.of_total(self._totals.year_id)

    def show_icons(self) -> None:
        """Draw the chart in the colours of the look."""
        self._fresh.invalidate()


def _fit_name(result: IntensityResult, fit: HeatingFit) -> str:
    from carbonsv.app.results.breakdown import WHOLE  # noqa: PLC0415 - it loads pandas

    site = result.names.get(fit.site, fit.site) or WHOLE
    return f"{result.names.get(fit.activity, fit.activity)}, {site}"


def _site_part(row: SiteRow) -> Part:
    from carbonsv.app.results.breakdown import Part  # noqa: PLC0415

    return Part(row.id, row.name, {"site": row.id}, math.nan, math.nan)


def _worked_out(year_id: str | None, snapshot: Snapshot) -> IntensityResult:
    from carbonsv.app.results.intensity import intensity_result  # noqa: PLC0415

    return intensity_result(snapshot, year_id)


def _explained_row(result: IntensityResult, row: IntensityRow, method: str, _snapshot: Snapshot) -> str:
    from carbonsv.app.results.intensity_words import explain_intensity  # noqa: PLC0415

    return explain_intensity(result, row, method)


def _explained_site(result: IntensityResult, row: SiteRow, snapshot: Snapshot) -> str:
    from carbonsv.app.results.intensity_words import explain_site  # noqa: PLC0415

    return explain_site(snapshot, result, row)


def _explained_fit(result: IntensityResult, fit: HeatingFit, _snapshot: Snapshot) -> str:
    from carbonsv.app.results.intensity_words import explain_fit  # noqa: PLC0415

    return explain_fit(result, fit)


def _chart(result: IntensityResult, row: IntensityRow, look: str, width_mm: float) -> Chart:
    from carbonsv.charts.caption import caption_of  # noqa: PLC0415 - matplotlib comes after the first paint
    from carbonsv.charts.intensity import YearIntensity, intensity_trend  # noqa: PLC0415
    from carbonsv.charts.theme import theme_of  # noqa: PLC0415

    years = [YearIntensity(one.label, one.value, one.broken) for one in result.trends[row.id]]
    return intensity_trend(years, row.unit, caption_of(result.inventory), theme_of(look), width_mm)


def _weather_chart(result: IntensityResult, fit: HeatingFit, look: str, width_mm: float) -> Chart:
    from carbonsv.charts.caption import PROGRAM  # noqa: PLC0415 - matplotlib comes after the first paint
    from carbonsv.charts.degree_days import degree_day_scatter  # noqa: PLC0415
    from carbonsv.charts.theme import theme_of  # noqa: PLC0415

    period = text.period(result.inventory.start, result.inventory.end)
    caption = f"{PROGRAM}; degree days: {result.weather_sources}; {period}"
    return degree_day_scatter(fit.months, _fit_name(result, fit), caption, theme_of(look), width_mm)
