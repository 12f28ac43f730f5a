from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from carbonsv.app import manual
from carbonsv.gui import actions
from carbonsv.gui.pages.listing import entries

if TYPE_CHECKING:
    from carbonsv.gui.main_window import MainWindow

LOOKS = ("As the system", "Light", "Dark", "High contrast")


def spoken(text: str) -> str:
    """Return the name of an action as the manual writes it."""
    return text.replace("&", "")


def test_every_page_names_its_chapter() -> None:
    pages = {"start", *(entry.id for entry in entries())}
    assert pages == set(manual.pages())
    assert set(manual.pages().values()) <= {one.id for one in manual.chapters()}


def test_every_action_of_the_menus_is_described() -> None:
    described = set(re.findall(r"\*\*([^*]+)\*\*", "\n".join(one.text for one in manual.chapters())))
    named = {spoken(entry.text) for menu in actions.menus().values() for entry in menu if entry.id}
    assert named | set(LOOKS) <= described


def test_f1_opens_the_chapter_of_the_page(acme: MainWindow) -> None:
    acme.show_page("factors")
    acme.actions_by_id["manual"].trigger()
    viewer = acme.help_desk.viewer
    assert viewer is not None
    assert viewer.isVisible()
    assert viewer.chapter == "factors"
    viewer.close()


@pytest.mark.parametrize(("page", "title"), [("reports", "What each document is for"), ("plan", "The plan")])
def test_the_button_below_every_page_names_its_chapter(acme: MainWindow, page: str, title: str) -> None:
    acme.show_page(page)
    assert acme.help_desk.button.accessibleName() == f"Help: {title}"
    QTest.mouseClick(acme.help_desk.button, Qt.MouseButton.LeftButton)
    assert acme.help_desk.viewer is not None
    assert acme.help_desk.viewer.text.accessibleDescription() == title
    acme.help_desk.viewer.close()


def test_the_manual_is_one_window_however_often_it_is_asked_for(acme: MainWindow) -> None:
    acme.help_desk.open()
    first = acme.help_desk.viewer
    acme.help_desk.open()
    assert acme.help_desk.viewer is first
    assert first is not None
    first.close()
