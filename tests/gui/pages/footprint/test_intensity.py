from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.pages.footprint import FootprintPage
    from carbonsv.gui.pages.footprint.intensity import IntensityTab
    from carbonsv.gui.widgets.record_table import RecordTable


@pytest.fixture
def tab(qtbot: QtBot, page: FootprintPage, session: Session) -> IntensityTab:
    """The tab of a year with ten employees and an office of 50 m²."""
    session.set_cell("reporting_year", "2024-04", "fte", "10")
    session.set_cell("site", str(session.rows("site")["id"].iloc[0]), "floor_area_m2", "50")
    page.tabs.setCurrentWidget(page.intensity)
    qtbot.waitUntil(lambda: page.intensity.table.records.rowCount() == 2, timeout=10_000)
    return page.intensity


def row(table: RecordTable, at: int = 0) -> list[str]:
    return [table.records.index(at, column).data() for column in range(table.records.columnCount())]


def test_emissions_stand_per_employee_and_floor_area(tab: IntensityTab) -> None:
    assert row(tab.table) == ["Employee", "10", "FTE", "27.5 kg CO₂e", "27.5 kg CO₂e", "", ""]
    assert row(tab.table, 1)[:4] == ["Floor area", "50", "m²", "5.5 kg CO₂e"]


def test_a_measure_of_ones_own_is_one_of_them(qtbot: QtBot, tab: IntensityTab, session: Session) -> None:
    meals = {"reporting_year": "2024-04", "name": "Meals served", "unit": "meal", "quantity": 100.0}
    session.add_row("intensity_measure", meals)
    qtbot.waitUntil(lambda: tab.table.records.rowCount() == 3, timeout=10_000)
    assert row(tab.table, 2)[:4] == ["Meals served", "100", "meal", "2.75 kg CO₂e"]


def test_a_site_shows_its_energy_per_floor_area(tab: IntensityTab) -> None:
    assert row(tab.sites) == ["Office", "50", "1,000", "20", ""]  # 1,000 kWh / 50 m²


def test_an_intensity_is_explained_as_a_division(
    qtbot: QtBot, page: FootprintPage, tab: IntensityTab
) -> None:
    tab.table.setCurrentIndex(tab.table.records.index(0, 0))
    with qtbot.waitSignal(page._explanations.shown, timeout=10_000) as shown:
        QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert "275.22 kg CO₂e ÷ 10 FTE = 27.522 kg CO₂e per FTE" in shown.args[0].text.toPlainText()


def test_a_site_is_explained_by_its_supplies(qtbot: QtBot, page: FootprintPage, tab: IntensityTab) -> None:
    tab.sites.setCurrentIndex(tab.sites.records.index(0, 0))
    with qtbot.waitSignal(page._explanations.shown, timeout=10_000) as shown:
        QTest.keyClick(tab.sites, Qt.Key.Key_Return)
    assert "÷ 50 m² gross internal floor area = 20 kWh/m²" in shown.args[0].text.toPlainText()


def test_degree_days_are_asked_for_until_there_are_some(tab: IntensityTab) -> None:
    assert tab.about_weather.text().startswith("Enter heating degree days by month")


def test_heating_is_held_against_the_weather(qtbot: QtBot, tab: IntensityTab, session: Session) -> None:
    bill = session.document.row("activity", "bill")
    for month, last, days in (("05", "31", 100.0), ("06", "30", 50.0), ("07", "31", 20.0)):
        dates = {"start": f"2024-{month}-01", "end": f"2024-{month}-{last}"}
        session.add_row("degree_day", dates | {"degree_days": days, "source": "a weather station"})
        session.add_row("activity", bill | {"id": month, "quantity": 500.0 + 2.0 * days} | dates)
    qtbot.waitUntil(lambda: tab.weather.records.rowCount() == 1, timeout=10_000)
    qtbot.waitUntil(lambda: row(tab.weather)[:5] == ["Electricity (UK grid), Office", "3", "2", "500", "1"])


def test_the_chart_follows_the_row(qtbot: QtBot, tab: IntensityTab) -> None:
    qtbot.waitUntil(lambda: "FTE" in tab.chart.accessibleName(), timeout=20_000)
    tab.table.setCurrentIndex(tab.table.records.index(1, 0))
    qtbot.waitUntil(lambda: "m²" in tab.chart.accessibleName(), timeout=20_000)
