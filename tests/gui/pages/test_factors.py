from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from carbonsv.gui.pages.factors import FactorsPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow

WORKBOOK = Path(os.environ.get("CARBONSV_WORKBOOKS", "")) / "ukgov-ghg-2024-flat.xlsx"


@pytest.fixture
def page(qtbot: QtBot, acme: MainWindow) -> FactorsPage:
    acme.show_page("factors")
    shown = acme.stack.currentWidget()
    assert isinstance(shown, FactorsPage)
    qtbot.waitUntil(lambda: shown.finder.table.records.rowCount() > 0, timeout=10_000)
    return shown


def look_for(qtbot: QtBot, page: FactorsPage, words: str, first: str) -> None:
    """Type words and wait for the first factor that is found."""
    page.finder.search.clear()
    QTest.keyClicks(page.finder.search, words)
    found = page.finder.table.records
    qtbot.waitUntil(lambda: first in str(found.index(0, 0).data()).lower(), timeout=10_000)


def test_everyday_words_find_a_factor(qtbot: QtBot, page: FactorsPage) -> None:
    look_for(qtbot, page, "leccy", "electricity")
    qtbot.waitUntil(lambda: "kg CO₂e per kWh" in page.finder.details.toPlainText(), timeout=10_000)
    assert "SHA-256" in page.finder.details.toPlainText()


def test_the_years_of_a_factor_stand_side_by_side(qtbot: QtBot, page: FactorsPage) -> None:
    look_for(qtbot, page, "leccy", "electricity")
    years = page.finder.years.records
    qtbot.waitUntil(lambda: years.rowCount() > 5, timeout=10_000)
    assert "0.20705" in [years.index(row, 1).data() for row in range(years.rowCount())]
    assert "From 2018: " in page.finder.line.accessibleName()


def test_words_that_fit_nothing_are_answered_with_what_to_try(qtbot: QtBot, page: FactorsPage) -> None:
    QTest.keyClicks(page.finder.search, "zzqqxx")
    qtbot.waitUntil(lambda: page.finder.stack.currentIndex() == 0, timeout=10_000)
    assert page.finder.count.text() == "0 factors"


def test_an_own_factor_becomes_an_activity(qtbot: QtBot, page: FactorsPage, session: Session) -> None:
    page.tabs.setCurrentWidget(page.own)
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    model = page.own.table.records
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    for name, text in (("label", "Plant oil"), ("unit", "litres"), ("co2e_kg_per_unit", "0.5")):
        model.setData(model.index(0, model.column_of(name)), text)
    for name, text in (("source", "Supplier"), ("year", "2024"), ("licence", "Own")):
        model.setData(model.index(0, model.column_of(name)), text)
    assert [kind.label for kind in session.find_kinds("plant oil", "")] == ["Plant oil"]


def test_a_file_that_is_no_workbook_of_factors_is_refused_in_words(
    qtbot: QtBot, acme: MainWindow, page: FactorsPage, tmp_path: Path
) -> None:
    path = tmp_path / "shopping.xlsx"
    path.write_text("not a workbook")
    page.import_workbook(path)
    qtbot.waitUntil(lambda: bool(acme.findChildren(QMessageBox)), timeout=20_000)
    assert "shopping.xlsx" in acme.findChildren(QMessageBox)[0].text()
    assert acme.stack.isEnabled()


@pytest.mark.skipif(not WORKBOOK.exists(), reason="the official workbook is not here")
def test_an_imported_workbook_says_what_was_read(qtbot: QtBot, page: FactorsPage, session: Session) -> None:
    with qtbot.waitSignal(page.imported, timeout=60_000) as imported:
        page.import_workbook(WORKBOOK)
    said = imported.args[0].text.toPlainText()
    assert "factors were read" in said
    assert "unchanged" in said
    assert (session.packs_folder / "ukgov-2024").is_dir()
