"""Files as they come from outside, and a wizard that is led through its own buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from carbonsv.gui.importing.wizard import ImportWizard
    from carbonsv.gui.main_window import MainWindow

MESSY = """Northgate Energy,,,,
Printed 03/05/2025,,,,
MPAN,Site,Bill from,Bill to,Usage (kWh)
10,Office,01/05/2024,31/05/2024,"1,204.5"
10,Office,31/06/2024,30/06/2024,900
20,Depot,01/05/2024,31/05/2024,820.25
Grand total,,,,"2,924.75"
"""
BILLS: list[list[Any]] = [
    ["Start date", "End date", "kWh"],
    ["01/05/2024", "31/05/2024", 100],
    ["01/06/2024", "30/06/2024", 90],
]


class Lead:
    """Leads a wizard as a user does."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        """Begin with the window."""
        self.qtbot = qtbot
        self.window = window

    @property
    def wizard(self) -> ImportWizard:
        """The wizard that is open."""
        assert self.window.importing.wizard is not None
        return self.window.importing.wizard

    def begin(self, *paths: Path) -> ImportWizard:
        """Drop files on the window and wait until the first of them is understood."""
        self.window.importing.begin(paths)
        self.wait()
        self.wizard.activateWindow()
        self.qtbot.waitUntil(self.wizard.isActiveWindow)
        return self.wizard

    def wait(self) -> None:
        """Wait until nothing is being read or worked out."""
        self.qtbot.waitUntil(self.wizard.busy.isHidden, timeout=20_000)

    def go_on(self) -> None:
        """Press the primary button."""
        QTest.mouseClick(self.wizard.go_on, Qt.MouseButton.LeftButton)

    def add(self) -> None:
        """Press the primary button on the check, and wait until this file is done."""
        wizard = self.wizard
        number = wizard.flow.number
        self.go_on()
        importing = self.window.importing
        self.qtbot.waitUntil(lambda: importing.wizard is None or wizard.flow.number > number, timeout=20_000)
        if importing.wizard is not None:
            self.wait()

    def choose(self, combo: Any, value: str) -> None:
        """Choose from a list, and wait for what it leads to."""
        combo.setCurrentIndex(combo.findData(value))
        combo.activated.emit(combo.currentIndex())
        self.qtbot.wait(10)
        self.wait()

    def rows(self, table: Any) -> list[tuple[str, ...]]:
        """Return what a table says, row by row."""
        return [row.cells for row in table.rows.rows]


@pytest.fixture
def lead(qtbot: QtBot, acme: MainWindow) -> Lead:
    """A user with a document of one office and one bill."""
    return Lead(qtbot, acme)


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """Bills below titles, with a bad date and a total."""
    path = tmp_path / "messy.csv"
    path.write_text(MESSY, "utf-8")
    return path


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
    """Write a workbook."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path
