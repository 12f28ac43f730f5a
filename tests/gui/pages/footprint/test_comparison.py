from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from carbonsv.gui.pages.footprint.restate_dialog import RestateDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.pages.footprint import FootprintPage
    from carbonsv.gui.pages.footprint.comparison import ComparisonTab


@pytest.fixture
def tab(qtbot: QtBot, two_years: FootprintPage) -> ComparisonTab:
    """1,000 kWh of electricity in 2024/25 beside 800 kWh in 2025/26."""
    shown = two_years.comparison
    two_years.tabs.setCurrentWidget(shown)
    qtbot.waitUntil(lambda: shown.area.current and shown.area.shows_result, timeout=10_000)
    return shown


def card(tab: ComparisonTab, name: str) -> str:
    return tab.cards[name].values[0].text()


def test_the_cards_say_how_the_change_splits(tab: ComparisonTab) -> None:
    assert card(tab, "change") == "-78.9 kg CO₂e"  # 800 x 0.2454 - 1000 x 0.27522
    assert card(tab, "activity") == "-52.1 kg CO₂e"  # -200 x (0.27522 + 0.2454) / 2
    assert card(tab, "factor") == "-26.8 kg CO₂e"  # (0.2454 - 0.27522) x 1800 / 2
    assert card(tab, "boundary") == "0 kg CO₂e"


def test_the_headline_names_both_years_and_the_share(tab: ComparisonTab) -> None:
    assert tab.headline.text() == "275 kg CO₂e in 2024/25, 196 kg CO₂e in 2025/26: -78.9 kg CO₂e (-28.7 %)"


def test_the_same_factor_view_leaves_the_change_of_activity(tab: ComparisonTab) -> None:
    assert tab.same.text().startswith("By the factors of 2025/26, 2024/25 comes to 245 kg CO₂e")
    assert tab.same.text().endswith("without any change of factors, -49.1 kg CO₂e.")  # -200 x 0.2454


def test_the_effects_are_explained(qtbot: QtBot, two_years: FootprintPage, tab: ComparisonTab) -> None:
    with qtbot.waitSignal(two_years._explanations.shown, timeout=10_000) as shown:
        QTest.mouseClick(tab.cards["factor"].values[0], Qt.MouseButton.LeftButton)
    assert "complete decomposition" in shown.args[0].text.toPlainText()


def test_a_row_is_explained_by_quantities_and_factors(
    qtbot: QtBot, two_years: FootprintPage, tab: ComparisonTab
) -> None:
    tab.table.setCurrentIndex(tab.table.records.index(0, 0))
    with qtbot.waitSignal(two_years._explanations.shown, timeout=10_000) as shown:
        QTest.mouseClick(two_years.explain_button, Qt.MouseButton.LeftButton)
    assert "Activity: (800 − 1,000) × (0.20705 + 0.177) / 2" in shown.args[0].text.toPlainText()


def test_one_year_says_how_to_add_another(qtbot: QtBot, page: FootprintPage) -> None:
    page.tabs.setCurrentWidget(page.comparison)
    qtbot.waitUntil(lambda: page.comparison.area.shows_result, timeout=10_000)
    assert page.comparison.both.isHidden()
    assert "Add the year before" in page.comparison.alone.text()


def test_a_year_is_locked_and_opened_again_with_a_reason(
    qtbot: QtBot, session: Session, tab: ComparisonTab
) -> None:
    button = tab.years.lock_button
    assert button.text() == "Lock 2025/26"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: button.text() == "Unlock 2025/26…", timeout=10_000)
    assert "is locked" in session.set_cell("activity", "later", "quantity", "900")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = tab.years.findChildren(RestateDialog)[0]
    assert not dialog.unlock.isEnabled()
    dialog.reason.setPlainText("A bill was read in the wrong unit.")
    dialog.unlock.click()
    qtbot.waitUntil(lambda: button.text() == "Lock 2025/26", timeout=10_000)
    assert session.set_cell("activity", "later", "quantity", "900") == ""


def test_the_base_year_is_asked_for_until_it_is_chosen(
    qtbot: QtBot, session: Session, tab: ComparisonTab
) -> None:
    assert tab.years.base.text().startswith("No base year is chosen yet")
    assert session.set_cell("organisation", "organisation", "base_year", "2024/25") == ""
    qtbot.waitUntil(lambda: tab.years.base.text().startswith("Base year 2024/25."), timeout=10_000)
    assert "the threshold of 5.0 % is not reached" in tab.years.base.text()


def test_a_row_leads_to_its_records_in_the_year_of_the_page(
    qtbot: QtBot, two_years: FootprintPage, tab: ComparisonTab
) -> None:
    tab.show_records()
    model = two_years.records.table.records
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=10_000)
    assert model.id_at(0) == "later"


def test_the_total_of_a_year_is_explained(qtbot: QtBot, two_years: FootprintPage, tab: ComparisonTab) -> None:
    tab.years.table.setCurrentIndex(tab.years.table.records.index(0, 0))
    with qtbot.waitSignal(two_years._explanations.shown, timeout=10_000) as shown:
        tab.years.table.explain()
    assert shown.args[0].text.accessibleDescription().startswith("Total, location-based, 2024/25: 275 kg")
