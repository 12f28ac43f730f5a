from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from carbonsv.gui.widgets.titled_list import TitledList

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def titles(qtbot: QtBot) -> TitledList:
    made = TitledList("Documents")
    qtbot.addWidget(made)
    made.add(
        "plan", "Carbon Reduction Plan", "For bids to government, with a sentence that takes several lines."
    )
    made.add("charts", "Charts")
    made.resize(220, 300)
    made.show()
    return made


def test_a_title_is_chosen_by_its_key(titles: TitledList) -> None:
    titles.choose("charts")
    assert titles.chosen == "charts"
    assert titles.currentItem().text() == "Charts"


def test_nothing_is_chosen_of_an_empty_list(qtbot: QtBot) -> None:
    empty = TitledList("Nothing")
    qtbot.addWidget(empty)
    assert empty.chosen == ""


def test_a_screen_reader_hears_the_sentence(titles: TitledList) -> None:
    said = titles.item(0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert said.startswith("For bids to government")


def test_a_brief_list_gives_the_sentences_no_room(qtbot: QtBot, titles: TitledList) -> None:
    full = titles.visualItemRect(titles.item(0)).height()
    titles.brief = True
    qtbot.waitUntil(lambda: titles.visualItemRect(titles.item(0)).height() < full)
