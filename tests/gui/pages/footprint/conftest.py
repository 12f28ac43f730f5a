"""The Footprint page of a document with one bill, and one of a document with two years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.gui.pages.footprint import FootprintPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow

PATIENCE_MS = 10_000


def footprint(qtbot: QtBot, window: MainWindow, total: str) -> FootprintPage:
    """Show the page and wait for its total."""
    window.show_page("footprint")
    shown = window.stack.currentWidget()
    assert isinstance(shown, FootprintPage)
    value = shown.summary.cards["total"].values[0]
    qtbot.waitUntil(lambda: value.text() == total, timeout=PATIENCE_MS)
    return shown


@pytest.fixture
def page(qtbot: QtBot, acme: MainWindow) -> FootprintPage:
    """The page of a document with 1,000 kWh of electricity in 2024/25."""
    return footprint(qtbot, acme, "275 kg CO₂e")


@pytest.fixture
def two_years(qtbot: QtBot, acme: MainWindow, session: Session) -> FootprintPage:
    """The page of a document with 1,000 kWh in 2024/25 and 800 kWh in 2025/26."""
    year = {"id": "y25", "label": "2025/26", "start": "2025-04-01", "end": "2026-03-31"}
    session.add_row("reporting_year", year)
    bill = session.document.row("activity", "bill")
    days = {"start": "2025-04-01", "end": "2025-04-30"}
    session.add_row("activity", bill | {"id": "later", "quantity": 800.0} | days)
    return footprint(qtbot, acme, "196 kg CO₂e")
