from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from carbonsv.gui.door import Door
from carbonsv.gui.main_window import MainWindow
from carbonsv.gui.pages.start import _last_financial_year
from carbonsv.gui.preferences import Preferences

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.jobs import Jobs


def test_create_makes_a_document_of_twelve_months(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    window.start.name.setText("Acme Ltd")
    window.start.start.setDate(QDate(2024, 4, 1))
    with qtbot.waitSignal(window.documents.opened):
        QTest.mouseClick(window.start.create_button, Qt.MouseButton.LeftButton)
    assert session.document_name == "Acme Ltd"
    year = session.rows("reporting_year").iloc[0]
    assert (year["start"].date(), year["end"].date()) == (date(2024, 4, 1), date(2025, 3, 31))


def test_create_without_a_name_says_what_is_missing(window: MainWindow, session: Session) -> None:
    QTest.mouseClick(window.start.create_button, Qt.MouseButton.LeftButton)
    assert window.start.refusal.text() == "Type the name of the organisation first."
    assert not session.is_open


def test_what_is_asked_before_the_session_is_loaded_is_done_after(
    qtbot: QtBot, session: Session, jobs: Jobs
) -> None:
    door = Door(jobs, lambda: session)
    window = MainWindow(Preferences())
    window.fill(door, jobs)
    qtbot.addWidget(window)
    window.show()
    QTest.mouseClick(window.start.sample_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.documents.opened, timeout=20_000):
        door.load()
    assert "fictitious" in session.document_name


def test_a_document_can_be_dropped_on_the_page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "acme.carbonsv"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    window.start.path_asked.disconnect()
    with qtbot.waitSignal(window.start.path_asked) as asked:
        window.start.dropEvent(drop)
    assert asked.args == [tmp_path / "acme.carbonsv"]


@pytest.mark.parametrize(
    ("today", "first_day"),
    [
        (date(2026, 3, 31), QDate(2024, 4, 1)),
        (date(2026, 4, 1), QDate(2025, 4, 1)),
        (date(2026, 11, 23), QDate(2025, 4, 1)),
    ],
)
def test_the_last_financial_year_is_one_that_is_over(today: date, first_day: QDate) -> None:
    assert _last_financial_year(today) == first_day
