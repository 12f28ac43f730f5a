from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow
    from carbonsv.gui.pages.footprint import FootprintPage
    from carbonsv.gui.pages.footprint.known_totals import KnownTotalsTab


@pytest.fixture
def tab(qtbot: QtBot, page: FootprintPage) -> KnownTotalsTab:
    page.tabs.setCurrentWidget(page.known)
    qtbot.waitUntil(lambda: not page.known.card.stack.isHidden())
    return page.known


def state(tab: KnownTotalsTab) -> str:
    model = tab.table.records
    return str(model.index(0, model.column_of("state")).data()) if model.rowCount() else ""


def write(tab: KnownTotalsTab, name: str, text: str) -> None:
    model = tab.table.records
    assert model.setData(model.index(0, model.column_of(name)), text)


def test_a_total_is_typed_and_met(qtbot: QtBot, tab: KnownTotalsTab) -> None:
    QTest.mouseClick(tab._adding[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state(tab) == "Not finished: it needs the total.", timeout=10_000)
    write(tab, "quantity", "1000")
    qtbot.waitUntil(lambda: state(tab) == "Met", timeout=10_000)
    assert tab.verdict.text() == "1 of 1 known totals are met."


def test_what_is_missing_is_said_in_the_unit_of_the_total(
    qtbot: QtBot, tab: KnownTotalsTab, session: Session
) -> None:
    days = {"start": "2024-04-01", "end": "2025-03-31"}
    session.add_row("known_total", {"activity": "electricity", "quantity": 1.21, "unit": "MWh", **days})
    qtbot.waitUntil(lambda: state(tab) == "0.21 MWh missing", timeout=10_000)
    session.set_cell("activity", "bill", "quantity", "1300")
    assert state(tab) == "Being added up…"
    qtbot.waitUntil(lambda: state(tab) == "0.09 MWh too much", timeout=10_000)


def test_a_total_is_explained_by_its_records(
    qtbot: QtBot, page: FootprintPage, tab: KnownTotalsTab, session: Session
) -> None:
    days = {"start": "2024-04-01", "end": "2024-04-15"}
    session.add_row("known_total", {"activity": "electricity", "quantity": 400.0, "unit": "kWh", **days})
    qtbot.waitUntil(lambda: state(tab) == "100 kWh too much", timeout=10_000)  # half of April
    tab.table.setCurrentIndex(tab.table.records.index(0, 0))
    with qtbot.waitSignal(page._explanations.shown, timeout=10_000) as shown:
        tab.table.explain()
    assert "bill, 1 April 2024 to 30 April 2024: 500 kWh" in shown.args[0].text.toPlainText()


def test_a_total_that_is_not_met_is_a_finding(qtbot: QtBot, acme: MainWindow, session: Session) -> None:
    days = {"start": "2024-04-01", "end": "2025-03-31"}
    session.add_row("known_total", {"activity": "electricity", "quantity": 900.0, "unit": "kWh", **days})
    found = acme.found
    qtbot.waitUntil(lambda: any(one.code == "known-total-differs" for one in found.findings), timeout=10_000)
    (one,) = (one for one in found.findings if one.code == "known-total-differs")
    assert one.sentence.startswith("Electricity (UK grid), 1 April 2024 to 31 March 2025: the known total is")
