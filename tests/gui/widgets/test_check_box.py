from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor

from carbonsv.gui import theme
from carbonsv.gui.widgets.check_box import CheckBox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from carbonsv.gui.preferences import Appearance


@pytest.fixture(params=["light", "dark", "contrast"])
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[theme.Tokens]:
    wanted: Appearance = request.param
    yield theme.apply(qapp, wanted)
    theme.apply(qapp, "light")


def test_an_empty_box_has_an_outline_that_stands_out(qtbot: QtBot, look: theme.Tokens) -> None:
    box = CheckBox("Count it")
    qtbot.addWidget(box)
    picture = box.grab().toImage()
    middle = picture.height() // 2
    line = [picture.pixelColor(x, middle) for x in range(24)]
    wanted = QColor(look.border)
    assert any(abs(one.red() - wanted.red()) + abs(one.blue() - wanted.blue()) < 60 for one in line)
