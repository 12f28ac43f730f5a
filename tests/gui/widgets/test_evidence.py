from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from carbonsv.app.evidence import evidence_counts, evidence_of
from carbonsv.gui.pages.activity import ActivityPage
from carbonsv.gui.widgets.evidence_dialog import EvidenceDialog

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow


@pytest.fixture
def page(qtbot: QtBot, acme: MainWindow) -> ActivityPage:
    acme.show_page("buildings")
    shown = acme.stack.currentWidget()
    assert isinstance(shown, ActivityPage)
    qtbot.waitUntil(lambda: shown.table.records.rowCount() == 1 and shown.table.records.records.complete)
    return shown


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    path = tmp_path / "bill.pdf"
    path.write_bytes(b"April")
    return path


def open_dialog(page: ActivityPage) -> EvidenceDialog:
    page.table.select("bill")
    QTest.mouseClick(page.evidence_button, Qt.MouseButton.LeftButton)
    return page.table.findChildren(EvidenceDialog)[0]


def attach(qtbot: QtBot, dialog: EvidenceDialog, path: Path) -> None:
    QTest.mouseClick(dialog.attach_button, Qt.MouseButton.LeftButton)
    chooser = dialog.findChildren(QFileDialog)[0]
    chooser.filesSelected.emit([str(path)])
    chooser.reject()
    qtbot.waitUntil(lambda: dialog.files.rows.rowCount() == 1)


def shown_count(page: ActivityPage) -> str:
    return str(page.table.records.index(0, page.table.records.column_of("evidence")).data())


def test_a_file_is_attached_listed_counted_and_removed_again(
    qtbot: QtBot, page: ActivityPage, bill: Path, session: Session
) -> None:
    dialog = open_dialog(page)
    assert dialog.title.text() == "Evidence for Electricity (UK grid), 1,000 kWh, 1 Apr 2024 to 30 Apr 2024"
    attach(qtbot, dialog, bill)
    assert dialog.files.rows.rows[0].cells[:3] == ("bill.pdf", "In the document", "0 kB")
    qtbot.waitUntil(lambda: shown_count(page) == "1 file")
    QTest.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown_count(page) == "")
    session.undo()
    assert evidence_counts(session.document) == {"bill": 1}


def test_a_copy_is_opened_and_never_the_file_itself(
    qtbot: QtBot, page: ActivityPage, bill: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = open_dialog(page)
    attach(qtbot, dialog, bill)
    QTest.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    path = opened[0].toLocalFile()
    assert path != str(bill)
    assert path.endswith("bill.pdf")


def test_return_opens_a_copy_and_delete_removes(
    qtbot: QtBot, page: ActivityPage, bill: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = open_dialog(page)
    attach(qtbot, dialog, bill)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.files.setFocus()
    QTest.keyClick(dialog.files, Qt.Key.Key_Return)
    assert len(opened) == 1
    QTest.keyClick(dialog.files, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: dialog.files.rows.rowCount() == 0)


def test_a_file_that_could_run_is_not_opened(qtbot: QtBot, page: ActivityPage, tmp_path: Path) -> None:
    program = tmp_path / "bill.exe"
    program.write_bytes(b"MZ")
    dialog = open_dialog(page)
    attach(qtbot, dialog, program)
    QTest.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert dialog.remark.text() == "bill.exe could run as a program. Save a copy instead."
    dialog.save_copies(str(tmp_path / "out"))
    assert (tmp_path / "out" / "bill.exe").read_bytes() == b"MZ"


def test_a_reference_keeps_only_the_place(qtbot: QtBot, page: ActivityPage, bill: Path) -> None:
    dialog = open_dialog(page)
    dialog.reference.setChecked(True)
    attach(qtbot, dialog, bill)
    assert dialog.files.rows.rows[0].cells[1] == f"Reference to {bill}"


def test_the_data_quality_of_the_records_is_shown_and_changed(
    qtbot: QtBot, page: ActivityPage, session: Session
) -> None:
    session.add_row("activity", {"topic": "buildings", "quality": "measured"})
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 2)
    page.table.selectAll()
    page.evidence.show()
    dialog = page.table.findChildren(EvidenceDialog)[0]
    assert dialog.title.text() == "Evidence for 2 records"
    assert dialog.quality.currentText() == "Several"
    dialog.quality.setCurrentIndex(dialog.quality.findData("estimated-proxy"))
    dialog.quality.activated.emit(dialog.quality.currentIndex())
    assert set(session.document.frame("activity")["quality"]) == {"estimated-proxy"}
    assert session.undo_label == "Change data quality"


def drop(page: ActivityPage, path: Path, place: QPoint) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(page.table.viewport(), enter)
    event = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(page.table.viewport(), event)
    return enter.isAccepted()


def row_place(page: ActivityPage) -> QPoint:
    return page.table.visualRect(page.table.records.index(0, 0)).center()


def test_a_file_dropped_on_a_row_is_attached_to_it(
    qtbot: QtBot, page: ActivityPage, bill: Path, acme: MainWindow
) -> None:
    assert drop(page, bill, row_place(page))
    qtbot.waitUntil(lambda: shown_count(page) == "1 file")
    said = "bill.pdf is attached to 1 record."
    qtbot.waitUntil(lambda: acme.statusBar().currentMessage() == said)


def test_a_table_dropped_on_a_row_is_attached_or_imported_as_one_says(
    qtbot: QtBot, page: ActivityPage, tmp_path: Path, acme: MainWindow
) -> None:
    path = tmp_path / "bills.csv"
    path.write_text("MPAN,From,To,kWh\n10,01/05/2024,31/05/2024,1.5\n")
    drop(page, path, row_place(page))
    menu = page.table.findChildren(QMenu)[-1]
    menu.actions()[1].trigger()
    menu.close()
    assert acme.importing.wizard is not None
    qtbot.waitUntil(acme.importing.wizard.busy.isHidden)
    assert acme.importing.wizard.title.text() == "bills.csv"


def test_a_file_dropped_below_the_rows_goes_on_to_the_window(
    page: ActivityPage, bill: Path, acme: MainWindow, session: Session
) -> None:
    assert drop(page, bill, QPoint(40, page.table.viewport().height() - 4))
    assert acme.importing.wizard is not None
    assert evidence_of(session).empty


def test_without_a_selection_it_says_what_to_do_first(page: ActivityPage) -> None:
    page.table.clearSelection()
    page.evidence.show()
    assert page.card.remark.text() == "Select the records that the files are evidence for first."


def test_the_menu_and_the_import_button_lead_there(page: ActivityPage, acme: MainWindow) -> None:
    page.table.select("bill")
    acme.actions_by_id["evidence"].trigger()
    page.table.findChildren(EvidenceDialog)[0].reject()
    QTest.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    chooser = acme.findChildren(QFileDialog)[0]
    assert chooser.windowTitle() == "Import files"
    chooser.reject()
