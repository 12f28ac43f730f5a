from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.pages.footprint import FootprintPage
    from carbonsv.gui.pages.footprint.uncertainty import UncertaintyTab


@pytest.fixture
def tab(qtbot: QtBot, page: FootprintPage) -> UncertaintyTab:
    page.tabs.setCurrentWidget(page.uncertainty)
    qtbot.waitUntil(lambda: page.uncertainty.area.current, timeout=10_000)
    return page.uncertainty


def ends(tab: UncertaintyTab, name: str) -> list[float]:
    return [float(value.text().split()[0]) for value in tab.cards[name].values]


def test_both_intervals_stand_beside_the_total_and_hold_it(tab: UncertaintyTab) -> None:
    assert tab.cards["total"].values[0].text() == "275 kg CO₂e"
    exact, drawn = ends(tab, "exact"), ends(tab, "drawn")
    assert exact[0] < 275 < exact[1]
    assert drawn == pytest.approx(exact, rel=0.02)
    assert "differ by" in tab.agreement.text()


def test_what_to_measure_first_names_the_quantity_and_how_it_is_known(tab: UncertaintyTab) -> None:
    model = tab.table.records
    assert [model.index(0, column).data() for column in range(3)] == [
        "Electricity (UK grid)",
        "Office",
        "Invoiced",
    ]


def test_a_quantity_is_explained_by_its_uncertainty_factors(
    qtbot: QtBot, page: FootprintPage, tab: UncertaintyTab
) -> None:
    tab.table.setCurrentIndex(tab.table.records.index(0, 0))
    with qtbot.waitSignal(page._explanations.shown, timeout=10_000) as shown:
        QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert "precision: good, 1.1" in shown.args[0].text.toPlainText()


def test_the_interval_is_explained(qtbot: QtBot, page: FootprintPage, tab: UncertaintyTab) -> None:
    with qtbot.waitSignal(page._explanations.shown, timeout=10_000) as shown:
        QTest.mouseClick(tab.cards["drawn"].values[0], Qt.MouseButton.LeftButton)
    assert "10,000 seeded draws" in shown.args[0].text.toPlainText()


def test_shares_of_data_quality_add_up(qtbot: QtBot, tab: UncertaintyTab, session: Session) -> None:
    twin = session.document.row("activity", "bill") | {"id": "guess", "quality": "estimated-proxy"}
    session.add_row("activity", twin)
    model = tab.qualities.records
    qtbot.waitUntil(lambda: model.rowCount() == 2, timeout=10_000)
    assert [model.index(row, 2).data() for row in range(2)] == ["50.0 %", "50.0 %"]


def test_a_year_without_records_says_what_to_do(qtbot: QtBot, tab: UncertaintyTab, session: Session) -> None:
    session.delete_rows("activity", ["bill"])
    qtbot.waitUntil(lambda: not tab.area.shows_result, timeout=10_000)


def test_a_quantity_leads_to_its_records(qtbot: QtBot, page: FootprintPage, tab: UncertaintyTab) -> None:
    tab.table.setCurrentIndex(tab.table.records.index(0, 0))
    tab.show_records()
    assert page.tabs.currentWidget() is page.records
    assert page.records.chip.text().startswith("Electricity (UK grid), Office")
    qtbot.waitUntil(lambda: page.records.table.records.rowCount() == 1, timeout=10_000)


def test_a_data_quality_is_explained(qtbot: QtBot, page: FootprintPage, tab: UncertaintyTab) -> None:
    tab.qualities.setCurrentIndex(tab.qualities.records.index(0, 0))
    with qtbot.waitSignal(page._explanations.shown, timeout=10_000) as shown:
        tab.qualities.explain()
    assert shown.args[0].text.accessibleDescription().startswith("Invoiced, location-based, 2024/25: 275 kg")
