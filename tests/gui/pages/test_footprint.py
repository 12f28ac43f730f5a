from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from carbonsv.gui.pages.footprint import FootprintPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow


@pytest.fixture
def page(qtbot: QtBot, acme: MainWindow) -> FootprintPage:
    acme.show_page("footprint")
    shown = acme.stack.currentWidget()
    assert isinstance(shown, FootprintPage)
    qtbot.waitUntil(lambda: bool(shown.cards["total"].values[0].text()), timeout=10_000)
    return shown


def test_the_cards_show_both_methods_of_scope_2(page: FootprintPage) -> None:
    assert [value.text() for value in page.cards["scope2"].values] == ["207 kg CO₂e", "207 kg CO₂e"]
    assert page.cards["scope2"].values[0].accessibleName() == "Scope 2, location-based: 207 kg CO₂e"


def test_the_categories_add_up_to_the_total(page: FootprintPage) -> None:
    model = page.categories.records
    labels = [model.index(row, 0).data() for row in range(model.rowCount())]
    shares = [model.value(row, "share") for row in range(model.rowCount())]
    assert labels == [
        "Scope 2 Purchased electricity and heat",
        "Scope 3.3 Fuel- and energy-related activities",
    ]
    assert sum(shares) == pytest.approx(1)


def test_the_chart_says_its_message(qtbot: QtBot, page: FootprintPage) -> None:
    qtbot.waitUntil(lambda: bool(page.chart.accessibleName()), timeout=20_000)
    assert "Scope" in page.chart.accessibleName()


def test_a_record_is_explained_on_return(qtbot: QtBot, page: FootprintPage) -> None:
    page.tabs.setCurrentWidget(page.records)
    page.records.table.setCurrentIndex(page.records.table.records.index(0, 0))
    with qtbot.waitSignal(page._explanations.shown, timeout=10_000) as shown:
        QTest.keyClick(page.records.table, Qt.Key.Key_Return)
    assert "kg CO₂e per kWh" in shown.args[0].text.toPlainText()


def test_another_year_changes_every_number(qtbot: QtBot, page: FootprintPage, session: Session) -> None:
    session.add_row(
        "reporting_year", {"id": "y25", "label": "2025/26", "start": "2025-04-01", "end": "2026-03-31"}
    )
    qtbot.waitUntil(lambda: page.year.count() == 2)
    page.year.setCurrentIndex(page.year.findText("2025/26"))
    page.year.activated.emit(page.year.currentIndex())
    qtbot.waitUntil(lambda: page.cards["total"].values[0].text() == "0 kg CO₂e", timeout=10_000)


def test_the_findings_badge_leads_to_the_findings(acme: MainWindow, page: FootprintPage) -> None:
    QTest.mouseClick(acme.strip.findings, Qt.MouseButton.LeftButton)
    assert page.tabs.currentWidget() is page.findings
    sentences = [page.findings.table.records.value(0, "sentence")]
    assert "residual mix" in sentences[0]
