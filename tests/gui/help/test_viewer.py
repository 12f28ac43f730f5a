from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from carbonsv.app import manual
from carbonsv.gui.help.viewer import HelpViewer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def viewer(qtbot: QtBot) -> HelpViewer:
    made = HelpViewer()
    qtbot.addWidget(made)
    made.open_chapter("first-footprint")
    made.show()
    return made


def test_the_contents_lists_every_chapter(viewer: HelpViewer) -> None:
    titles = [viewer.list.item(row).text() for row in range(viewer.list.count())]
    assert titles == [one.title for one in manual.chapters()]
    assert viewer.list.currentItem().text() == "Your first footprint"


def test_a_chapter_is_chosen_from_the_contents(viewer: HelpViewer) -> None:
    viewer.list.setCurrentRow(4)
    assert viewer.chapter == "scope-2"
    assert viewer.text.toPlainText().startswith("Scope 2 both ways")


def test_a_link_leads_to_its_heading_and_back(viewer: HelpViewer) -> None:
    viewer.follow(QUrl("footprint.md#findings"))
    assert viewer.chapter == "footprint"
    assert viewer.text.textCursor().block().text() == "Findings"
    QTest.mouseClick(viewer.back_button, Qt.MouseButton.LeftButton)
    assert viewer.chapter == "first-footprint"
    assert not viewer.back_button.isEnabled()


def test_a_place_outside_the_program_is_copied_and_not_opened(viewer: HelpViewer) -> None:
    viewer.follow(QUrl("https://example.org/guidance"))
    assert viewer.chapter == "first-footprint"
    assert "opens nothing by itself" in viewer.note.text()
    assert QGuiApplication.clipboard().text() == "https://example.org/guidance"


def test_search_lists_places_and_leads_to_them(viewer: HelpViewer) -> None:
    viewer.search.setText("deadweight")
    assert viewer.list.item(0).text() == "A claim"
    viewer.list.setCurrentRow(0)
    assert viewer.chapter == "social-value"
    viewer.search.clear()
    assert viewer.list.count() == len(manual.chapters())


def test_a_search_for_nothing_known_says_so(viewer: HelpViewer) -> None:
    viewer.search.setText("zzzz")
    assert viewer.list.count() == 0
    assert viewer.note.text() == "These words are not in the manual."
