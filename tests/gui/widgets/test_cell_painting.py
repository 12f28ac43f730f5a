from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage

from carbonsv.gui import theme
from carbonsv.gui.models.record_model import Field, RecordModel
from carbonsv.gui.models.records import Records
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.gui.main_window import MainWindow

FIELDS = (Field("what", "What"), Field("how_much", "How much", type="number"))


@pytest.fixture
def table(qtbot: QtBot, window: MainWindow) -> RecordTable:
    model = RecordModel(FIELDS, lambda *_: "“x” is no number.")
    made = RecordTable(window._door, "", "", model, CellDelegate(lambda *_: (), lambda _: ()))
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    model.load(Records(["a", "b"], {"what": ["gas", "oil"], "how_much": [5.0, 6.0], "issue": ["", "Odd."]}))
    return made


def colours(table: RecordTable, row: int, column: int) -> set[str]:
    """Return the colours that a cell is painted in."""
    place = table.visualRect(table.records.index(row, column))
    picture: QImage = table.viewport().grab(place).toImage()
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {picture.pixelColor(x, y).name() for x, y in points}


def test_a_refused_cell_is_red_and_the_others_are_not(table: RecordTable) -> None:
    table.records.setData(table.records.index(0, 1), "x")
    wash = QColor(theme.current().error_wash).name()
    assert wash in colours(table, 0, 1)
    assert wash not in colours(table, 1, 1)


def test_a_selected_cell_is_washed(table: RecordTable) -> None:
    table.selectRow(1)
    wash = QColor(theme.current().wash).name()
    assert wash in colours(table, 1, 0)
    assert wash not in colours(table, 0, 0)


def test_a_row_with_an_issue_has_a_mark_at_its_left_edge(table: RecordTable) -> None:
    mark = QColor(theme.current().warning).name()
    assert mark in colours(table, 1, 0)
    assert mark not in colours(table, 0, 0)


def test_nothing_is_painted_of_a_hidden_column(table: RecordTable) -> None:
    table.setCurrentIndex(table.records.index(0, 0))
    table.setFocus()
    table.setColumnHidden(0, True)  # noqa: FBT003 - Qt's argument
    table.clearSelection()
    frame = QColor(theme.current().accent).name()
    assert frame not in colours(table, 0, 1)


def beside(table: RecordTable) -> set[str]:
    """Return the colours of the place right of the columns, in the first row."""
    picture = table.viewport().grab().toImage()
    points = ((x, y) for x in range(230, picture.width()) for y in range(theme.ROW_HEIGHT_PX - 2))
    return {picture.pixelColor(x, y).name() for x, y in points}


def test_the_text_of_the_last_column_runs_on_into_the_empty_place_beside_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    fields = (FIELDS[1], FIELDS[0])
    model = RecordModel(fields, lambda *_: "")
    made = RecordTable(window._door, "", "", model, CellDelegate(lambda *_: (), lambda _: ()))
    qtbot.addWidget(made)
    made.resize(500, 200)
    made.show()
    long = "gas for the boilers of the head office and of the workshop"
    model.load(Records(["a"], {"what": [long], "how_much": [5.0]}))
    assert len(beside(made)) > 1
    model.load(Records(["a"], {"what": ["gas"], "how_much": [5.0]}))
    assert beside(made) == {QColor(theme.current().surface).name()}


def test_a_last_column_of_numbers_keeps_to_its_width(table: RecordTable) -> None:
    assert beside(table) == {QColor(theme.current().surface).name()}
