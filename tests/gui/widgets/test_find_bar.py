from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from carbonsv.gui.pages.activity import ActivityPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow

SUPPLIERS = ("North Gas", "South Power", "North Water", "East Gas")


@pytest.fixture
def page(qtbot: QtBot, acme: MainWindow, session: Session) -> ActivityPage:
    for supplier in SUPPLIERS:
        session.add_row("activity", {"topic": "buildings", "quantity": 5.0, "supplier": supplier})
    acme.show_page("buildings")
    shown = acme.stack.currentWidget()
    assert isinstance(shown, ActivityPage)
    qtbot.waitUntil(lambda: shown.table.records.rowCount() == 1 + len(SUPPLIERS))
    return shown


def look_for(qtbot: QtBot, page: ActivityPage, text: str, said: str) -> None:
    page.card.finding.box.setText(text)
    qtbot.waitUntil(lambda: page.card.finding.said.text() == said)


def here(page: ActivityPage) -> object:
    """Return the supplier of the current row."""
    return page.table.records.value(page.table.currentIndex().row(), "supplier")


def test_typing_goes_to_the_first_match_and_says_how_many_there_are(qtbot: QtBot, page: ActivityPage) -> None:
    look_for(qtbot, page, "gas", "1 of 2")
    assert here(page) == "North Gas"
    assert page.table.records.rowCount() == 1 + len(SUPPLIERS)


def test_f3_goes_on_and_round_and_shift_f3_goes_back(
    qtbot: QtBot, page: ActivityPage, acme: MainWindow
) -> None:
    look_for(qtbot, page, "north", "1 of 2")
    acme.actions_by_id["find_next"].trigger()
    assert (here(page), page.card.finding.said.text()) == ("North Water", "2 of 2")
    acme.actions_by_id["find_next"].trigger()
    assert here(page) == "North Gas"
    acme.actions_by_id["find_previous"].trigger()
    assert here(page) == "North Water"


def test_the_cell_with_the_word_becomes_the_current_one(qtbot: QtBot, page: ActivityPage) -> None:
    look_for(qtbot, page, "south", "1 of 1")
    assert page.table.currentIndex().data() == "South Power"


def test_what_is_not_there_is_said(qtbot: QtBot, page: ActivityPage) -> None:
    look_for(qtbot, page, "coal", "No match")
    assert not page.card.finding.on.isEnabled()


def test_return_in_the_box_goes_on_and_escape_leaves_it(qtbot: QtBot, page: ActivityPage) -> None:
    look_for(qtbot, page, "gas", "1 of 2")
    QTest.keyClick(page.card.finding.box, Qt.Key.Key_Return)
    assert here(page) == "East Gas"
    QTest.keyClick(page.card.finding.box, Qt.Key.Key_Escape)
    assert page.card.finding.box.text() == ""
    assert page.card.finding.said.text() == ""


def test_matches_follow_what_the_filter_leaves(qtbot: QtBot, page: ActivityPage) -> None:
    look_for(qtbot, page, "gas", "1 of 2")
    page.table.records.filter("east")
    assert page.card.finding.said.text() in {"1 of 1", "1 found"}


def test_ctrl_f_takes_the_keys_to_the_box(qtbot: QtBot, page: ActivityPage, acme: MainWindow) -> None:
    acme.activateWindow()
    acme.actions_by_id["find_rows"].trigger()
    qtbot.waitUntil(page.card.finding.box.hasFocus)
    acme.actions_by_id["filter_rows"].trigger()
    qtbot.waitUntil(page.card.filter.hasFocus)
