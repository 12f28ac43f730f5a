from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QTest

from carbonsv.gui.widgets.text_table import ROW_HEIGHT_PX, TextDelegate, TextRow, TextRows, TextTable

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from pytestqt.qtbot import QtBot

LONG = "The last day is before the first; the record counts on its first day until this is put right. " * 5


@pytest.fixture
def table(qtbot: QtBot) -> TextTable:
    made = TextTable(TextRows(("Row", "What")), "Problems", "", wrap=True)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    made.load([TextRow(("1", "Short")), TextRow(("2", LONG))])
    QTest.qWait(1)
    return made


def test_a_row_is_as_high_as_its_wrapped_text(table: TextTable) -> None:
    assert ROW_HEIGHT_PX <= table.rowHeight(0) < table.rowHeight(1)


def test_rows_follow_the_width_of_their_columns(qtbot: QtBot, table: TextTable) -> None:
    before = table.rowHeight(1)
    table.resize(1400, 300)
    qtbot.waitUntil(lambda: table.rowHeight(1) < before)


def test_many_wrapped_rows_are_shown_without_asking_for_each_cell(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Counter[str] = Counter()
    hint = TextDelegate.sizeHint

    def counted(*of: Any) -> QSize:
        asked["size"] += 1
        return hint(*of)

    monkeypatch.setattr(TextDelegate, "sizeHint", counted)
    table = TextTable(TextRows(("Row", "What")), "Problems", "", wrap=True)
    qtbot.addWidget(table)
    table.load([TextRow((str(row), LONG)) for row in range(500)])
    table.show()
    QTest.qWait(1)
    assert asked["size"] < 500
