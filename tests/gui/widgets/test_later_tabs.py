from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from carbonsv.gui.widgets.later_tabs import LaterTabs

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def tabs(qtbot: QtBot) -> LaterTabs:
    made = LaterTabs()
    qtbot.addWidget(made)
    made.add_later(QLabel, "Words", lambda: QLabel("Hello"))
    made.setTabToolTip(made.add_later(QLineEdit, "Type", QLineEdit), "Type here")
    made.add_later(QCheckBox, "Say", QCheckBox)
    made.show()
    return made


def test_only_the_tab_in_front_is_made(tabs: LaterTabs) -> None:
    assert [type(each) for each in tabs.made] == [QLabel]
    tabs.setCurrentIndex(2)
    assert [type(each) for each in tabs.made] == [QLabel, QCheckBox]
    assert tabs.currentWidget() is tabs.content(QCheckBox)


def test_a_tab_that_is_asked_for_stands_in_its_place_with_its_title(tabs: LaterTabs) -> None:
    asked = tabs.content(QLineEdit)
    assert tabs.indexOf(asked) == 1
    assert [tabs.tabText(at) for at in range(tabs.count())] == ["Words", "Type", "Say"]
    assert tabs.tabToolTip(1) == "Type here"
    assert tabs.currentIndex() == 0
    assert asked is tabs.content(QLineEdit)


def test_a_tab_that_comes_to_the_front_is_told_once(tabs: LaterTabs) -> None:
    told: list[int] = []
    came: list[object] = []
    tabs.currentChanged.connect(told.append)
    tabs.came.connect(came.append)
    tabs.setCurrentIndex(1)
    assert told == [1]
    assert came == [tabs.content(QLineEdit)]
    assert tabs.content(QLineEdit).isVisible()
