from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QWidget

from carbonsv.gui.importing.columns_view import MEANING, UNIT
from tests.activities.half_hourly.made import day_rows, days_from, write
from tests.gui.importing.conftest import BILLS, Lead, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow


def test_a_file_is_previewed_checked_and_added_as_one_change(
    lead: Lead, messy: Path, session: Session
) -> None:
    wizard = lead.begin(messy)
    assert wizard.preview.summary.text().startswith("Headings in row 3. 3 rows of data.")
    assert "As the file says: Electricity" in wizard.preview.questions.kind.currentText()
    lead.go_on()
    assert wizard.check.title.text() == "2 records will be added"
    lead.add()
    assert list(session.document.frame("activity")["quantity"]) == [1000, 1204.5, 820.25]
    assert session.undo_label == "Import messy.csv"
    session.undo()
    assert list(session.document.frame("activity")["quantity"]) == [1000]


def test_the_page_of_the_new_records_is_shown_with_them_selected(
    lead: Lead, messy: Path, qtbot: QtBot
) -> None:
    lead.begin(messy)
    lead.go_on()
    lead.add()
    page = lead.window.stack.currentWidget()
    table = lead.window.stack.table
    assert page is lead.window.stack.pages["buildings"]
    assert table is not None
    qtbot.waitUntil(lambda: len(table.selected_ids()) == 2)


def test_headings_are_marked_and_totals_struck_out_with_the_reason(lead: Lead, messy: Path) -> None:
    lines = lead.begin(messy).preview.lines
    marks = [row.mark for row in lines.rows.rows]
    assert marks == ["faint", "faint", "heading", "", "", "", "left-out"]
    assert lead.rows(lines)[-1][-1].startswith("it says it is a total")


def test_problems_stand_by_row_and_column_with_what_to_do(lead: Lead, messy: Path) -> None:
    wizard = lead.begin(messy)
    lead.go_on()
    first = lead.rows(wizard.check.problems)[0]
    assert first[:3] == ("5", "Bill from", "Error")
    assert wizard.check.tabs.tabText(2) == "Rows left out (1)"
    assert lead.rows(wizard.check.left_out)[0][0] == "7"


def test_what_the_file_adds_up_to_stands_beside_its_records(lead: Lead, messy: Path) -> None:
    wizard = lead.begin(messy)
    lead.go_on()
    totals = [row[:3] for row in lead.rows(wizard.check.totals)]
    assert totals == [
        ("Electricity (UK grid)", "2,024.75", "kWh"),
        ("In the file: “Usage (kWh)”", "2,924.75", "kWh"),
    ]


def test_new_sites_are_added_unless_that_is_unticked(lead: Lead, messy: Path, session: Session) -> None:
    wizard = lead.begin(messy)
    lead.go_on()
    assert wizard.check.sites.text() == "&Add the sites that are new: Depot"
    QTest.mouseClick(wizard.check.sites, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    lead.wait()
    lead.add()
    assert list(session.document.frame("site")["name"]) == ["Office"]


def edit(lead: Lead, row: int, column: int, value: str) -> None:
    view = lead.wizard.preview.columns
    view.setCurrentIndex(view.columns.index(row, column))
    QTest.keyClick(view, Qt.Key.Key_Return)
    combo = next(one for one in view.viewport().findChildren(QComboBox) if one.isVisible())
    lead.choose(combo, value)


def test_the_meaning_and_the_unit_of_a_column_are_picked_with_the_keys(lead: Lead, messy: Path) -> None:
    wizard = lead.begin(messy)
    edit(lead, 4, UNIT, "MWh")
    assert wizard.flow.run is not None
    assert [one.unit for one in wizard.flow.run.totals] == ["MWh"]
    edit(lead, 1, MEANING, "")
    assert wizard.preview.columns.columns.index(1, MEANING).data() == "Not used"
    lead.go_on()
    assert not wizard.check.sites.isVisible()


def test_the_kind_and_the_unit_are_asked_where_the_file_says_neither(lead: Lead, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text("Period,Units used\nApr 2024,100\nMay 2024,120\n")
    wizard = lead.begin(path)
    assert wizard.preview.questions.kind.currentText() == "Please choose"
    lead.go_on()
    assert wizard.check.title.text() == "Go back and choose what this is"
    assert not wizard.go_on.isEnabled()
    QTest.mouseClick(wizard.back, Qt.MouseButton.LeftButton)
    lead.choose(wizard.preview.questions.kind, "records|electricity")
    assert wizard.preview.columns.columns.index(1, UNIT).data() == "Please choose"
    edit(lead, 1, UNIT, "kWh")
    lead.go_on()
    assert wizard.go_on.text() == "&Import 2 records"


def test_the_order_of_dates_is_asked_only_where_it_cannot_be_known(
    lead: Lead, messy: Path, tmp_path: Path
) -> None:
    path = tmp_path / "fuel.csv"
    path.write_text("Date,Litres,Fuel\n03/04/2024,40,Diesel\n05/06/2024,38,Diesel\n")
    wizard = lead.begin(path, messy)
    assert wizard.preview.questions.order.isVisible()
    assert "03/04/2024" in wizard.preview.questions.order.currentText()
    lead.choose(wizard.preview.questions.order, "dmy")
    lead.go_on()
    assert [row[3] for row in lead.rows(wizard.check.sample)] == ["3 Apr 2024", "5 Jun 2024"]
    QTest.mouseClick(wizard.skip, Qt.MouseButton.LeftButton)
    lead.wait()
    assert not wizard.preview.questions.order.isVisible()


def test_every_sheet_of_a_workbook_can_be_looked_at_and_left_out(lead: Lead, tmp_path: Path) -> None:
    path = workbook(tmp_path / "two.xlsx", {"Electricity": BILLS, "Gas": BILLS})
    wizard = lead.begin(path)
    preview = wizard.preview
    assert [preview.sheet.itemText(at) for at in range(2)] == ["Electricity (2 rows)", "Gas (2 rows)"]
    preview.sheet.setCurrentIndex(1)
    preview.sheet.activated.emit(1)
    QTest.mouseClick(preview.taken, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    lead.wait()
    assert not preview.columns.isEnabled()
    lead.go_on()
    assert wizard.check.title.text() == "2 records will be added"


def test_a_broken_file_is_explained_and_the_next_one_comes(lead: Lead, messy: Path, tmp_path: Path) -> None:
    broken = tmp_path / "bill.csv"
    broken.write_bytes(b"%PDF-1.4")
    wizard = lead.begin(broken, messy)
    assert "it is a PDF" in wizard.refusal_words.text()
    assert not wizard.go_on.isVisible()
    QTest.mouseClick(wizard.skip, Qt.MouseButton.LeftButton)
    lead.wait()
    assert wizard.title.text() == "messy.csv"
    assert wizard.step.text() == "File 2 of 2. Step 1 of 2: what the file says"


@pytest.mark.parametrize(("again", "left"), [("leave-out", 3), ("replace", 3), ("add", 5)])
def test_a_file_that_was_imported_before_is_left_out_replaced_or_added(
    lead: Lead, messy: Path, session: Session, again: str, left: int
) -> None:
    for time_ in range(2):
        wizard = lead.begin(messy)
        lead.go_on()
        assert wizard.check.again.isVisible() == bool(time_)
        if time_:
            assert "2 records of the document" in wizard.check.again_words.text()
            assert wizard.go_on.text() == "&Leave out"
            lead.choose(wizard.check.again_choice, again)
        lead.add()
    assert len(session.document.frame("activity")) == left


def test_cancel_answers_at_once_and_changes_nothing(lead: Lead, tmp_path: Path, session: Session) -> None:
    path = tmp_path / "large.csv"
    path.write_text("MPAN,From,To,kWh\n" + "10,01/05/2024,31/05/2024,1.5\n" * 200_000)
    lead.window.importing.begin([path])
    lead.qtbot.waitUntil(lambda: lead.wizard.busy.value() > 0, timeout=20_000)
    began = time.monotonic()
    QTest.mouseClick(lead.wizard.cancel, Qt.MouseButton.LeftButton)
    assert lead.window.importing.wizard is None
    assert time.monotonic() - began < 0.5
    assert len(session.document.frame("activity")) == 1


def test_half_hourly_meters_are_shown_before_they_become_monthly_records(
    lead: Lead, tmp_path: Path, session: Session
) -> None:
    days = [day for day in days_from(dt.date(2024, 4, 10), 40) if day.day != 20]
    wizard = lead.begin(write(tmp_path / "hh.csv", day_rows(days, cell="0.1")))
    assert wizard.preview.questions.kind.currentText() == "As found: Half-hourly readings of electricity"
    meter = lead.rows(wizard.preview.meters)[0]
    assert meter[:5] == ("1012345678901 (new)", "import", "10 Apr 2024", "19 May 2024", "39")
    assert meter[5:7] == ("187.2 kWh", "1")
    lead.go_on()
    lead.add()
    assert list(session.document.frame("activity")["quantity"])[1:] == [20 * 4.8, pytest.approx(19 * 4.8)]


def test_a_unit_in_the_document_stays_where_the_new_reading_differs_unless_asked(
    lead: Lead, tmp_path: Path, session: Session
) -> None:
    days = days_from(dt.date(2024, 4, 10), 2)
    for cell in ("1", "2"):
        wizard = lead.begin(write(tmp_path / "hh.csv", day_rows(days, cell=cell)))
        if cell == "2":
            assert wizard.preview.questions.later.isVisible()
            wizard.preview.questions.later.click()
            lead.wait()
        lead.go_on()
        lead.add()
    assert list(session.document.frame("activity")["quantity"])[1:] == [2 * 48 * 2]


def test_everything_can_be_done_with_the_keyboard(lead: Lead, messy: Path, session: Session) -> None:
    wizard = lead.begin(messy)
    for key, page in ((Qt.Key.Key_N, wizard.check), (Qt.Key.Key_B, wizard.preview)):
        QTest.keyClick(wizard, key, Qt.KeyboardModifier.AltModifier)
        lead.qtbot.waitUntil(page.isVisible)
    seen: set[QWidget] = set()
    for _ in range(30):
        QTest.keyClick(wizard.focusWidget() or wizard, Qt.Key.Key_Tab)
        seen.add(wizard.focusWidget())
    assert {wizard.preview.questions.kind, wizard.preview.lines, wizard.preview.columns, wizard.go_on} <= seen
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert lead.window.importing.wizard is None
    assert len(session.document.frame("activity")) == 1


def test_every_control_has_a_name(lead: Lead, messy: Path) -> None:
    wizard = lead.begin(messy)
    lead.go_on()
    reached = [one for one in wizard.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    named = [one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()) for one in reached]
    assert [type(one) for one, name in zip(reached, named, strict=True) if one.isVisible() and not name] == []


def drop(window: MainWindow, paths: list[Path]) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    event = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, event)
    return enter.isAccepted()


def test_files_dropped_on_the_window_begin_the_import(lead: Lead, messy: Path) -> None:
    assert drop(lead.window, [messy, messy])
    lead.wait()
    assert lead.wizard.flow.count == 2


def test_a_document_that_is_dropped_is_opened(lead: Lead, tmp_path: Path, session: Session) -> None:
    path = session.save(tmp_path / "acme.carbonsv")
    with lead.qtbot.waitSignal(lead.window.documents.opened):
        drop(lead.window, [path])
    assert lead.window.importing.wizard is None


def test_import_in_the_menu_asks_for_files(lead: Lead, messy: Path) -> None:
    lead.window.actions_by_id["import"].trigger()
    dialog = lead.window.findChildren(QFileDialog)[0]
    dialog.filesSelected.emit([str(messy)])
    dialog.reject()
    lead.wait()
    assert lead.wizard.title.text() == "messy.csv"


def test_without_a_document_there_is_nothing_to_import_into(window: MainWindow, messy: Path) -> None:
    assert not window.actions_by_id["import"].isEnabled()
    refusals: list[object] = []
    window._door.refused.disconnect(window.explain)
    window._door.refused.connect(refusals.append)
    window.importing.begin([messy])
    assert "No document is open" in str(refusals[0])


def test_another_activity_is_found_by_words(lead: Lead, messy: Path) -> None:
    wizard = lead.begin(messy)
    questions = wizard.preview.questions
    questions.kind.setCurrentIndex(questions.kind.findData("other"))
    questions.kind.activated.emit(questions.kind.currentIndex())
    assert questions.other.isVisible()
    QTest.keyClicks(questions.other, "district heat")
    questions.other.setText("District heat and steam")
    questions.other.chosen.emit()
    lead.wait()
    assert wizard.flow.run is not None
    assert [one.activity for one in wizard.flow.run.totals] == ["heat-district"]
    assert questions.kind.currentText() == "District heat bills"


def test_records_of_another_year_are_said_and_shown_all_the_same(
    lead: Lead, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "old.csv"
    path.write_text("MPAN,From,To,kWh\n10,01/05/2021,31/05/2021,1.5\n10,01/06/2021,30/06/2021,2.5\n")
    wizard = lead.begin(path)
    lead.go_on()
    said = [row[3] for row in lead.rows(wizard.check.problems)]
    assert "2 records lie outside the reporting years of the document." in said
    lead.add()
    table = lead.window.stack.table
    assert table is not None
    qtbot.waitUntil(lambda: len(table.selected_ids()) == 2, timeout=15_000)


def test_the_first_records_of_a_new_document_are_shown_whatever_their_year(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.documents.opened):
        window.documents.new("New Ltd", dt.date(2025, 4, 1))
    window.show_page("buildings")
    qtbot.wait(200)
    path = tmp_path / "old.csv"
    path.write_text("MPAN,From,To,kWh\n10,01/05/2021,31/05/2021,1.5\n10,01/06/2021,30/06/2021,2.5\n")
    lead = Lead(qtbot, window)
    lead.begin(path)
    lead.go_on()
    lead.add()
    table = window.stack.table
    assert table is not None
    qtbot.waitUntil(lambda: len(table.selected_ids()) == 2, timeout=15_000)
