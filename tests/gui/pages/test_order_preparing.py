from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTableWidget

from carbonsv.gui.jobs import Jobs
from carbonsv.gui.models.columns import Values
from carbonsv.gui.models.records import Records
from carbonsv.gui.pages.order_preparing import OrderPreparing

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NAMES = ("site", "unit")


def is_prepared(records: Records, name: str) -> bool:
    column = records.column(name)
    return isinstance(column, Values) and column.coding._ranks is not None


def bills() -> Records:
    return Records(["a", "b"], {"site": ["Leeds", "York"], "unit": ["kWh", "kWh"]})


def test_every_column_is_prepared_while_the_table_is_in_view(qtbot: QtBot) -> None:
    table, jobs, records = QTableWidget(), Jobs(), bills()
    qtbot.addWidget(table)
    table.show()
    OrderPreparing(table, jobs, "travel").begin(records, NAMES)
    qtbot.waitUntil(lambda: all(is_prepared(records, name) for name in NAMES))
    jobs.stop()


def test_nothing_is_prepared_out_of_view(qtbot: QtBot) -> None:
    table, jobs, records = QTableWidget(), Jobs(), bills()
    qtbot.addWidget(table)
    OrderPreparing(table, jobs, "travel").begin(records, NAMES)
    qtbot.wait(50)
    assert not any(is_prepared(records, name) for name in NAMES)
    jobs.stop()
