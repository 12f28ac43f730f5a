from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from carbonsv.gui.models.record_model import Field, RecordModel
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.activity import ActivityPage
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.record_table import RecordTable
from carbonsv.gui.widgets.selection import shown_columns

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.gui.main_window import MainWindow

FIELDS = (
    Field("what", "What", width_px=100),
    Field("how_much", "How much"),
    Field("why", "Why", hidden=True),
)


@pytest.fixture
def table(qtbot: QtBot, window: MainWindow) -> RecordTable:
    return make_table(qtbot, window)


def make_table(qtbot: QtBot, window: MainWindow) -> RecordTable:
    """Return a table of bills; whoever opens it again finds its columns as they were left."""
    model = RecordModel(FIELDS, lambda *_: "")
    made = RecordTable(window._door, "bill", "", model, CellDelegate(lambda *_: (), lambda _: ()))
    qtbot.addWidget(made)
    model.load(Records(["a"], {"what": ["gas"], "how_much": ["5"], "why": ["heat"]}))
    return made


def labels(table: RecordTable) -> list[str]:
    return [FIELDS[column].label for column in shown_columns(table)]


def toggle(table: RecordTable, label: str) -> None:
    """Choose a column in the menu of the headings."""
    menu = table._columns.menu()
    next(action for action in menu.actions() if action.text() == label).trigger()
    menu.close()


def test_a_table_begins_with_the_columns_that_are_not_hidden(table: RecordTable) -> None:
    assert labels(table) == ["What", "How much"]


def test_a_column_is_shown_and_hidden_and_remembered(
    qtbot: QtBot, window: MainWindow, table: RecordTable
) -> None:
    toggle(table, "Why")
    toggle(table, "How much")
    assert labels(table) == ["What", "Why"]
    assert labels(make_table(qtbot, window)) == ["What", "Why"]


def test_the_last_column_cannot_be_hidden(table: RecordTable) -> None:
    toggle(table, "What")
    actions = {action.text(): action for action in table._columns.menu().actions()}
    assert not actions["How much"].isEnabled()
    assert actions["What"].isEnabled()


def test_order_and_width_are_remembered(qtbot: QtBot, window: MainWindow, table: RecordTable) -> None:
    table.horizontalHeader().moveSection(0, 1)
    table.setColumnWidth(0, 222)
    table._columns._remember()
    again = make_table(qtbot, window)
    assert labels(again) == ["How much", "What"]
    assert again.columnWidth(0) == 222


def test_columns_go_back_to_how_they_were_at_first(table: RecordTable) -> None:
    toggle(table, "What")
    toggle(table, "Columns as at first")
    assert labels(table) == ["What", "How much"]
    assert table.columnWidth(0) == 100


def test_hidden_columns_are_not_copied(table: RecordTable) -> None:
    table.selectAll()
    table.copy_headed()
    assert QGuiApplication.clipboard().text() == "What\tHow much\ngas\t5"


def test_the_keys_open_the_menu(qtbot: QtBot, acme: MainWindow) -> None:
    acme.show_page("buildings")
    page = acme.stack.currentWidget()
    assert isinstance(page, ActivityPage)
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 1)
    menu = page.table._columns.menu()
    assert [each.text() for each in menu.actions()][:3] == ["Activity", "Quantity", "Unit"]
    assert acme.actions_by_id["choose_columns"].isEnabled()
    assert not next(each for each in menu.actions() if each.text() == "As typed").isChecked()
