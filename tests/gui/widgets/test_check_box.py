from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from carbonsv.gui import theme
from carbonsv.gui.widgets.check_box import CheckBox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from carbonsv.gui.preferences import Appearance


@pytest.fixture(params=["light", "dark", "contrast"])
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[QWidget]:
    wanted: Appearance = request.param
    window = QWidget()
    qtbot.addWidget(window)
    theme.apply(window, wanted)
    yield window
    theme.apply(window, "light")


def test_an_empty_box_has_an_outline_that_stands_out(window: QWidget) -> None:
    look = theme.current()
    box = CheckBox("Count it")
    box.setParent(window)
    picture = box.grab().toImage()
    middle = picture.height() // 2
    line = [picture.pixelColor(x, middle) for x in range(24)]
    wanted = QColor(look.border)
    assert any(abs(one.red() - wanted.red()) + abs(one.blue() - wanted.blue()) < 60 for one in line)
