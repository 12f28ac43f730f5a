"""The social value page over a document of one office, and over the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.gui.pages.social.page import SocialPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.gui.main_window import MainWindow


def shown_page(qtbot: QtBot, window: MainWindow) -> SocialPage:
    """Bring the page to the front and wait until it knows what the document comes to."""
    window.show_page("social")
    shown = window.stack.currentWidget()
    assert isinstance(shown, SocialPage)
    qtbot.waitUntil(lambda: shown.view is not None, timeout=20_000)
    return shown


@pytest.fixture
def page(qtbot: QtBot, acme: MainWindow) -> SocialPage:
    """The page of a document without claims."""
    return shown_page(qtbot, acme)


@pytest.fixture
def sample_page(qtbot: QtBot, window: MainWindow) -> SocialPage:
    """The page of the sample organisation."""
    with qtbot.waitSignal(window.documents.opened, timeout=20_000):
        window.documents.open_sample()
    return shown_page(qtbot, window)
