from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from carbonsv.gui.pages.history import HistoryPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow


@pytest.fixture
def page(qtbot: QtBot, acme: MainWindow, session: Session) -> HistoryPage:
    session.set_cell("activity", "bill", "quantity", "2 MWh")
    acme.show_page("history")
    shown = acme.stack.currentWidget()
    assert isinstance(shown, HistoryPage)
    qtbot.waitUntil(lambda: shown.table.records.rowCount() == 4)
    return shown


def choose(page: HistoryPage, row: int) -> None:
    page.table.setCurrentIndex(page.table.records.index(row, 1))


def test_a_change_says_what_it_did(page: HistoryPage) -> None:
    choose(page, 0)
    assert "quantity 1000 → 2" in page.details.toPlainText()
    assert not page.back_button.isEnabled()  # nothing came after it


def test_going_back_says_what_it_takes_back_and_asks_once(
    qtbot: QtBot, page: HistoryPage, session: Session
) -> None:
    choose(page, 1)
    QTest.mouseClick(page.back_button, Qt.MouseButton.LeftButton)
    box = page.findChildren(QMessageBox)[0]
    assert "• Change quantity" in box.informativeText()
    assert box.text() == "Take back this change?"
    box.button(QMessageBox.StandardButton.Yes).click()
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 5)
    assert session.rows("activity")["quantity"].iloc[0] == 1000


def test_deleted_rows_come_back(qtbot: QtBot, page: HistoryPage, session: Session) -> None:
    session.delete_rows("activity", ["bill"])
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 5)
    choose(page, 0)
    QTest.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    assert list(session.rows("activity")["id"]) == ["bill"]
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 6)


def test_the_changes_are_filtered_by_their_words(qtbot: QtBot, page: HistoryPage) -> None:
    QTest.keyClicks(page.card.filter, "quantity")
    qtbot.waitUntil(lambda: page.card.count.text() == "1 of 4 rows")


def test_history_cannot_be_typed_into(acme: MainWindow, page: HistoryPage, session: Session) -> None:
    choose(page, 0)
    acme.actions_by_id["delete"].trigger()
    acme.actions_by_id["add"].trigger()
    assert len(session.document.history()) == 4
