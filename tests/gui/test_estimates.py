from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from carbonsv.gui.widgets.estimate_dialog import EstimateDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow
    from carbonsv.gui.widgets.estimate_result import EstimateResult

PATIENCE_MS = 30_000


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> EstimateDialog:
    window.start.name.setText("Acme Ltd")
    QTest.mouseClick(window.start.estimate_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.findChildren(EstimateDialog)))
    return window.findChildren(EstimateDialog)[0]


def shown(qtbot: QtBot, window: MainWindow, dialog: EstimateDialog) -> EstimateResult:
    """Press the button and wait for what the estimate comes to."""
    with qtbot.waitSignal(window.estimates.shown, timeout=PATIENCE_MS) as signal:
        QTest.mouseClick(dialog.show_button, Qt.MouseButton.LeftButton)
    result: EstimateResult = signal.args[0]
    return result


def test_the_name_typed_on_start_is_taken_along(dialog: EstimateDialog) -> None:
    assert dialog.name.text() == "Acme Ltd"


def test_an_answer_says_how_it_is_read_and_a_bill_asks_for_its_price(
    qtbot: QtBot, dialog: EstimateDialog
) -> None:
    assert not dialog.answers["electricity_price"].isVisible()
    dialog.answers["electricity"].setText("£3,360")
    qtbot.waitUntil(dialog.answers["electricity_price"].isVisible)
    assert dialog.remarks["electricity"].property("refusal")
    dialog.answers["electricity_price"].setText("28p/kWh")
    qtbot.waitUntil(lambda: dialog.remarks["electricity"].text() == "12,000 kWh in the year")


def test_without_energy_or_miles_nothing_is_made(session: Session, dialog: EstimateDialog) -> None:
    dialog.answers["people"].setText("12")
    QTest.mouseClick(dialog.show_button, Qt.MouseButton.LeftButton)
    assert dialog.refusal.text().startswith("Answer electricity, gas or business miles")
    assert not session.is_open


def test_answers_that_cannot_be_read_are_counted(dialog: EstimateDialog) -> None:
    dialog.answers["electricity"].setText("plenty")
    QTest.mouseClick(dialog.show_button, Qt.MouseButton.LeftButton)
    assert dialog.refusal.text().startswith("One answer cannot be read")
    dialog.answers["miles"].setText("far")
    QTest.mouseClick(dialog.show_button, Qt.MouseButton.LeftButton)
    assert dialog.refusal.text().startswith("2 answers cannot be read")


def test_the_estimate_shows_a_chart_each_basis_and_what_is_open(
    qtbot: QtBot, window: MainWindow, dialog: EstimateDialog
) -> None:
    dialog.answers["electricity"].setText("12 MWh")
    result = shown(qtbot, window, dialog)
    assert result.figures[0].text().startswith("Electricity: 12 MWh gives ")
    assert "Natural gas: not assessed, because it was not answered." in result.open_questions.text()
    qtbot.waitUntil(lambda: "Scope 2" in result.chart.accessibleName(), timeout=PATIENCE_MS)


def test_every_record_of_an_estimate_is_marked(
    qtbot: QtBot, window: MainWindow, session: Session, dialog: EstimateDialog
) -> None:
    dialog.answers["miles"].setText("12,000")
    shown(qtbot, window, dialog)
    assert set(session.rows("activity")["source"]) == {"Quick estimate: Business miles"}


def test_the_result_leads_to_the_bills(qtbot: QtBot, window: MainWindow, dialog: EstimateDialog) -> None:
    dialog.answers["gas"].setText("40,000")
    result = shown(qtbot, window, dialog)
    QTest.mouseClick(result.bills_button, Qt.MouseButton.LeftButton)
    assert window.stack.currentWidget() is window.stack.pages["buildings"]
