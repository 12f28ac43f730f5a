"""The Reports page of a small document, and of the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.gui.pages.reports.page import ReportsPage
from carbonsv.gui.pages.reports.plan_pane import PlanPane

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.gui.main_window import MainWindow

PATIENCE_MS = 60_000


def shown(qtbot: QtBot, window: MainWindow) -> ReportsPage:
    """Show the page and wait until its documents are drawn."""
    window.show_page("reports")
    page = window.stack.currentWidget()
    assert isinstance(page, ReportsPage)
    qtbot.waitUntil(lambda: bool(page.panes), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not window._surroundings.jobs.busy, timeout=PATIENCE_MS)
    return page


@pytest.fixture
def page(qtbot: QtBot, acme: MainWindow) -> ReportsPage:
    """The page of a document with one bill, which has much to be asked."""
    return shown(qtbot, acme)


@pytest.fixture
def plan(page: ReportsPage) -> PlanPane:
    """The Carbon Reduction Plan of that document."""
    pane = page.panes["carbon-reduction-plan"]
    assert isinstance(pane, PlanPane)
    return pane


@pytest.fixture
def sample(qtbot: QtBot, window: MainWindow) -> ReportsPage:
    """The page of the sample organisation, whose plan is complete."""
    with qtbot.waitSignal(window.documents.opened, timeout=PATIENCE_MS):
        window.documents.open_sample()
    qtbot.waitUntil(lambda: window.totals.inventory is not None, timeout=PATIENCE_MS)
    return shown(qtbot, window)
