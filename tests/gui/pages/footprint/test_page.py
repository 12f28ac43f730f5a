from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from carbonsv.gui.widgets.explain_dialog import ExplainDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow
    from carbonsv.gui.pages.footprint import FootprintPage
    from carbonsv.gui.widgets.number_button import NumberButton


def test_the_cards_show_both_methods_of_scope_2(page: FootprintPage) -> None:
    assert [value.text() for value in page.summary.cards["scope2"].values] == ["207 kg CO₂e", "207 kg CO₂e"]
    assert page.summary.cards["scope2"].values[0].accessibleName() == "Scope 2, location-based: 207 kg CO₂e"


def test_every_number_has_the_height_of_its_text(page: FootprintPage) -> None:
    for value in (value for card in page.summary.cards.values() for value in card.values):
        assert value.height() >= value.fontMetrics().height()


def test_the_categories_add_up_to_the_total(page: FootprintPage) -> None:
    model = page.summary.table.records
    labels = [model.index(row, 0).data() for row in range(model.rowCount())]
    shares = [model.value(row, "share") for row in range(model.rowCount())]
    assert labels == [
        "Scope 2 Purchased electricity and heat",
        "Scope 3.3 Fuel- and energy-related activities",
    ]
    assert sum(shares) == pytest.approx(1)


def test_the_chart_says_its_message(qtbot: QtBot, page: FootprintPage) -> None:
    qtbot.waitUntil(lambda: bool(page.summary.chart.accessibleName()), timeout=20_000)
    assert "Scope" in page.summary.chart.accessibleName()


def test_a_record_is_explained_on_return(qtbot: QtBot, page: FootprintPage) -> None:
    page.tabs.setCurrentWidget(page.records)
    qtbot.waitUntil(lambda: page.records.table.records.rowCount() == 1)
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
    qtbot.waitUntil(lambda: page.summary.cards["total"].values[0].text() == "0 kg CO₂e", timeout=10_000)


@pytest.fixture
def doubled(qtbot: QtBot, acme: MainWindow, page: FootprintPage, session: Session) -> FootprintPage:
    """A bill that was entered twice, and its finding."""
    twin = session.document.row("activity", "bill") | {"id": "twin"}
    session.add_row("activity", twin)
    found = acme.found
    qtbot.waitUntil(lambda: any(one.code == "duplicate" for one in found.findings), timeout=10_000)
    page.findings.refresh()  # as it does once it is in front
    table = page.findings.table
    table.select(next(key for key, one in page.findings._findings.items() if one.code == "duplicate"))
    return page


def test_the_findings_badge_counts_what_needs_attention(acme: MainWindow, doubled: FootprintPage) -> None:
    needing = [one for one in acme.found.findings if one.severity in {"error", "warning"}]
    assert acme.strip.findings.text().split()[0] == str(len(needing))
    QTest.mouseClick(acme.strip.findings, Qt.MouseButton.LeftButton)
    assert doubled.tabs.currentWidget() is doubled.findings


def test_the_findings_that_have_arrived_are_listed_once_their_tab_is_in_front(
    qtbot: QtBot, acme: MainWindow, page: FootprintPage, session: Session
) -> None:
    session.add_row("activity", session.document.row("activity", "bill") | {"id": "twin"})
    qtbot.waitUntil(lambda: any(one.code == "duplicate" for one in acme.found.findings), timeout=10_000)
    page.show_findings()
    qtbot.waitUntil(lambda: page.findings.table.records.rowCount() == len(acme.found.findings))


def test_show_me_goes_to_the_records(qtbot: QtBot, acme: MainWindow, doubled: FootprintPage) -> None:
    doubled.findings.show_button.click()
    table = acme.stack.table
    assert table is not None
    assert acme.stack.currentWidget() is acme.stack.pages["buildings"]
    qtbot.waitUntil(lambda: set(table.selected_ids()) == {"bill", "twin"})


def test_a_fix_is_one_change_that_can_be_undone(
    qtbot: QtBot, acme: MainWindow, doubled: FootprintPage, session: Session
) -> None:
    doubled.findings.fix_button.click()
    assert list(session.rows("activity")["id"]) == ["bill"]
    qtbot.waitUntil(lambda: not any(one.code == "duplicate" for one in acme.found.findings), timeout=10_000)
    session.undo()
    assert len(session.rows("activity")) == 2


def press(qtbot: QtBot, page: FootprintPage, number: NumberButton) -> ExplainDialog:
    """Press a number and return the dialog that explains it."""
    with qtbot.waitSignal(page._explanations.shown, timeout=10_000) as shown:
        QTest.mouseClick(number, Qt.MouseButton.LeftButton)
    dialog = shown.args[0]
    assert isinstance(dialog, ExplainDialog)
    return dialog


def test_a_number_of_a_card_explains_itself(qtbot: QtBot, page: FootprintPage) -> None:
    dialog = press(qtbot, page, page.summary.cards["scope3"].values[0])
    assert dialog.text.accessibleDescription().startswith("Scope 3, ")
    assert "1,000 kWh × 0.0183 kg CO₂e per kWh" in dialog.text.toPlainText()


def test_a_market_based_number_is_explained_by_its_own_method(qtbot: QtBot, page: FootprintPage) -> None:
    dialog = press(qtbot, page, page.summary.cards["scope2"].values[1])
    assert dialog.text.accessibleDescription().startswith("Scope 2, market-based")
    assert "that no instrument covers" in dialog.text.toPlainText()


def test_a_category_is_explained_on_return(qtbot: QtBot, page: FootprintPage) -> None:
    page.summary.table.setCurrentIndex(page.summary.table.records.index(1, 0))
    with qtbot.waitSignal(page._explanations.shown, timeout=10_000) as shown:
        QTest.keyClick(page.summary.table, Qt.Key.Key_Return)
    assert shown.args[0].text.accessibleDescription().startswith("Scope 3.3 ")


def test_the_explain_button_explains_the_total_when_nothing_is_selected(
    qtbot: QtBot, page: FootprintPage
) -> None:
    with qtbot.waitSignal(page._explanations.shown, timeout=10_000) as shown:
        QTest.mouseClick(page.explain_button, Qt.MouseButton.LeftButton)
    assert shown.args[0].text.accessibleDescription().startswith("Total, location-based")


def test_an_explanation_is_copied_with_its_heading(qtbot: QtBot, page: FootprintPage) -> None:
    dialog = press(qtbot, page, page.summary.cards["scope1"].values[0])
    dialog._copy()
    assert QGuiApplication.clipboard().text().startswith("Scope 1")


def test_no_tab_is_cut_off_on_a_small_screen(acme: MainWindow, page: FootprintPage) -> None:
    acme.resize(911, 512)  # 1366 x 768 at 1.5
    acme.found.by_key = dict.fromkeys(map(str, range(12)))  # type: ignore[assignment]  # they are only counted
    page._count_findings()
    assert page.tabs.tabText(page.tabs.indexOf(page.findings)) == "Findings (12)"
    assert page.tabs.tabBar().sizeHint().width() <= page.tabs.width()


def test_only_the_tab_in_front_is_made_with_the_page(page: FootprintPage) -> None:
    assert list(page.tabs.made) == [page.summary]
    page.tabs.setCurrentIndex(1)
    assert list(page.tabs.made) == [page.summary, page.comparison]
