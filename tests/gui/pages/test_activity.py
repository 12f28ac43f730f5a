from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QInputDialog, QLineEdit, QWidget

from carbonsv.gui import theme
from carbonsv.gui.pages.activity import ActivityPage
from carbonsv.gui.widgets.explain_dialog import ExplainDialog
from carbonsv.gui.widgets.kind_editor import KindEditor

Editor = TypeVar("Editor", bound="QWidget")

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow


@pytest.fixture
def page(qtbot: QtBot, acme: MainWindow) -> ActivityPage:
    acme.show_page("buildings")
    shown = acme.stack.currentWidget()
    assert isinstance(shown, ActivityPage)
    qtbot.waitUntil(lambda: shown.table.records.rowCount() == 1)
    return shown


def cell(page: ActivityPage, row: int, name: str) -> QModelIndex:
    index = page.table.records.index(row, page.table.records.column_of(name))
    page.table.setCurrentIndex(index)
    return index


def open_editor(page: ActivityPage, row: int, name: str, kind: type[Editor]) -> Editor:
    page.table.edit(cell(page, row, name))
    return next(each for each in page.table.viewport().findChildren(kind) if each.isVisible())


def type_in(qtbot: QtBot, page: ActivityPage, row: int, name: str, text: str) -> None:
    editor = open_editor(page, row, name, QLineEdit)
    editor.setText(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.wait(20)  # the editor hands its text on after the key
    qtbot.waitUntil(lambda: not page.table.records._accepted)  # the session's own rows have arrived


def test_a_quantity_with_its_unit_fills_both_cells(qtbot: QtBot, page: ActivityPage) -> None:
    type_in(qtbot, page, 0, "quantity", "1.25 MWh")
    assert cell(page, 0, "quantity").data() == "1.25"
    assert cell(page, 0, "unit").data() == "MWh"
    assert cell(page, 0, "co2e_kg").data().endswith("kg CO₂e")


def test_a_wrong_dimension_is_refused_where_it_stands(
    qtbot: QtBot, page: ActivityPage, session: Session
) -> None:
    type_in(qtbot, page, 0, "quantity", "12 miles")
    assert cell(page, 0, "quantity").data() == "12 miles"
    assert "miles cannot be converted to energy" in page.card.remark.text()
    assert page.card.remark.isVisible()
    assert session.rows("activity")["quantity"].iloc[0] == 1000


def test_the_unit_list_offers_only_what_fits(page: ActivityPage) -> None:
    editor = open_editor(page, 0, "unit", QComboBox)
    units = [editor.itemText(row) for row in range(editor.count())]
    assert {"kWh", "MWh", "GJ"} <= set(units)
    assert not {"km", "miles", "GBP"} & set(units)


def test_an_activity_is_found_by_a_word(qtbot: QtBot, page: ActivityPage, session: Session) -> None:
    editor = open_editor(page, 0, "activity", KindEditor)
    QTest.keyClicks(editor, "natural gas")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.rows("activity")["activity"].iloc[0] == "natural-gas")


def test_the_list_of_activities_has_the_look_of_its_window(acme: MainWindow, page: ActivityPage) -> None:
    acme._choose_appearance("dark")
    popup = open_editor(page, 0, "activity", KindEditor).popup()
    assert popup.grab().toImage().pixelColor(0, 20).name() == theme.DARK.border


def test_an_empty_page_says_what_it_is_for_and_what_to_do(acme: MainWindow) -> None:
    for topic in ("travel", "waste", "procurement"):
        acme.show_page(topic)
        page = acme.stack.currentWidget()
        assert isinstance(page, ActivityPage)
        said = page.card._empty.text.text()
        assert said.startswith("This page is for")
        assert "Add row" in said


def test_add_row_begins_with_its_first_cell(qtbot: QtBot, page: ActivityPage, session: Session) -> None:
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 2)
    assert len(session.rows("activity", "buildings")) == 2
    assert page.table.currentIndex().row() == 1


def test_delete_and_undo(qtbot: QtBot, acme: MainWindow, page: ActivityPage) -> None:
    cell(page, 0, "quantity")
    acme.actions_by_id["delete"].trigger()
    qtbot.waitUntil(lambda: page.card.stack.currentWidget() is page.card._empty)
    acme.actions_by_id["undo"].trigger()
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 1)


def test_a_pasted_block_keeps_bad_cells_in_red(qtbot: QtBot, page: ActivityPage, session: Session) -> None:
    QGuiApplication.clipboard().setText("1,300\tkWh\nabc\tkWh")
    cell(page, 0, "quantity")
    page.table.paste()
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 2)
    assert session.rows("activity")["quantity"].iloc[0] == 1300
    assert cell(page, 1, "quantity").data() == "abc"
    assert "abc" in page.card.remark.text()


def test_a_pasted_block_is_one_undo(page: ActivityPage, session: Session) -> None:
    QGuiApplication.clipboard().setText("1\tkWh\n2\tkWh\n3\tkWh")
    cell(page, 0, "quantity")
    page.table.paste()
    assert list(session.rows("activity")["quantity"]) == [1, 2, 3]
    session.undo()
    assert list(session.rows("activity")["quantity"]) == [1000]


def test_copy_gives_what_a_spreadsheet_takes(page: ActivityPage) -> None:
    page.table.selectAll()
    page.table.copy()
    cells = QGuiApplication.clipboard().text().split("\t")
    assert cells[:6] == ["Electricity (UK grid)", "1,000", "kWh", "1 Apr 2024", "30 Apr 2024", "Office"]


def test_a_copied_row_can_be_pasted_back(page: ActivityPage, session: Session) -> None:
    page.table.selectAll()
    page.table.copy()
    before = session.rows("activity").iloc[0].to_dict()
    cell(page, 0, "activity")
    page.table.paste()
    after = session.rows("activity").iloc[0].to_dict()
    assert [after[name] for name in ("activity", "quantity", "start", "site")] == [
        before[name] for name in ("activity", "quantity", "start", "site")
    ]


def test_duplicate_repeats_the_row(page: ActivityPage, session: Session) -> None:
    cell(page, 0, "quantity")
    page.table.duplicate()
    assert list(session.rows("activity")["quantity"]) == [1000, 1000]


def test_fill_down_repeats_the_topmost_cell(qtbot: QtBot, page: ActivityPage, session: Session) -> None:
    page.table.duplicate() if page.table.currentIndex().isValid() else None
    session.add_row("activity", {"topic": "buildings", "quantity": 5.0})
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 2)
    page.table.selectColumn(page.table.records.column_of("quantity"))
    page.table.duplicate()
    assert list(session.rows("activity")["quantity"]) == [1000, 1000]


def test_the_filter_leaves_what_matches(qtbot: QtBot, page: ActivityPage, session: Session) -> None:
    session.add_row(
        "activity", {"activity": "natural-gas", "unit": "kWh", "quantity": 5.0, "topic": "buildings"}
    )
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 2)
    QTest.keyClicks(page.card.filter, "gas")
    qtbot.waitUntil(lambda: page.card.count.text() == "1 of 2 rows")


def test_explain_shows_factor_and_source(qtbot: QtBot, page: ActivityPage) -> None:
    cell(page, 0, "co2e_kg")
    with qtbot.waitSignal(page._explanations.shown, timeout=10_000) as shown:
        page.table.explain()
    dialog = shown.args[0]
    assert isinstance(dialog, ExplainDialog)
    assert "0.20705" in dialog.text.toPlainText()
    assert "UK Government GHG Conversion Factors" in dialog.text.toPlainText()


def test_what_is_worked_out_is_passed_over_by_a_paste(page: ActivityPage, session: Session) -> None:
    QGuiApplication.clipboard().setText("Office\t\t999 t CO₂e\tmeasured")
    cell(page, 0, "site")
    page.table.paste()
    assert session.rows("activity")["quality"].iloc[0] == "measured"
    assert page.card.remark.text() == ""


def test_last_years_rows_are_not_in_the_way(qtbot: QtBot, page: ActivityPage, session: Session) -> None:
    session.add_row("activity", {"topic": "buildings", "start": "2023-04-01", "end": "2023-04-30"})
    qtbot.waitUntil(lambda: page.year.count() == 2)
    assert page.year.currentText() == "2024/25"
    assert page.table.records.rowCount() == 1
    page.year.setCurrentIndex(page.year.findText("All years"))
    page.year.activated.emit(page.year.currentIndex())
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 2)


def test_a_year_without_records_can_be_left_again(qtbot: QtBot, page: ActivityPage, session: Session) -> None:
    session.add_row(
        "reporting_year", {"id": "y25", "label": "2025/26", "start": "2025-04-01", "end": "2026-03-31"}
    )
    qtbot.waitUntil(lambda: page.year.count() == 3)
    page.year.setCurrentIndex(page.year.findText("2025/26"))
    page.year.activated.emit(page.year.currentIndex())
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 0)
    assert page.year.isVisible()
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 1)
    assert str(session.rows("activity")["start"].iloc[-1].date()) == "2025-04-01"


def three_rows(qtbot: QtBot, page: ActivityPage, session: Session) -> None:
    """Add two rows to the one there is."""
    for amount in (5.0, 6.0):
        session.add_row("activity", {"topic": "buildings", "quantity": amount})
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 3)


def test_one_value_pasted_onto_several_cells_fills_them_all(
    qtbot: QtBot, page: ActivityPage, session: Session
) -> None:
    three_rows(qtbot, page, session)
    column = page.table.records.column_of("quantity")
    page.table.setCurrentIndex(page.table.records.index(0, column))
    page.table.selectColumn(column)
    QGuiApplication.clipboard().setText("7 MWh")
    page.table.paste()
    assert list(session.rows("activity")["unit"]) == ["MWh"] * 3
    session.undo()
    assert list(session.rows("activity")["quantity"]) == [1000, 5, 6]


def test_a_column_of_all_selected_rows_is_changed_at_once(
    qtbot: QtBot, page: ActivityPage, session: Session
) -> None:
    three_rows(qtbot, page, session)
    column = page.table.records.column_of("quality")
    page.table.setCurrentIndex(page.table.records.index(0, column))
    page.table.selectColumn(column)
    page.table.change_selected()
    dialog = page.table.findChildren(QInputDialog)[0]
    dialog.setTextValue("Measured")
    dialog.accept()
    assert list(session.rows("activity")["quality"]) == ["measured"] * 3
    assert session.undo_label == "Change data quality of 3 rows"


def test_the_question_for_one_selected_row_speaks_of_one_row(page: ActivityPage) -> None:
    page.table.setCurrentIndex(page.table.records.index(0, page.table.records.column_of("note")))
    page.table.change_selected()
    dialog = page.table.findChildren(QInputDialog)[0]
    assert dialog.labelText() == "Note of the selected row:"


def test_a_pasted_activity_that_is_not_known_is_not_taken_for_the_usual_one(
    qtbot: QtBot, page: ActivityPage, session: Session
) -> None:
    QGuiApplication.clipboard().setText("Activity\tQuantity\tUnit\nUnicorn dust\t4\tkg")
    page.table.paste()
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 2)
    assert cell(page, 1, "activity").data() == "Unicorn dust"  # kept in red where it would stand
    session.undo()
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 1)
    session.redo()
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 2)
    assert cell(page, 1, "activity").data() == ""
    assert session.rows("activity")["activity"].isna().tolist() == [False, True]


def test_a_pasted_block_with_headings_finds_its_columns(
    qtbot: QtBot, page: ActivityPage, session: Session
) -> None:
    QGuiApplication.clipboard().setText(
        "Reference\tColour\tQuantity\tUnit\nA17\tblue\t12\tMWh\nA18\tred\tx\tkWh"
    )
    cell(page, 0, "activity")
    page.table.paste()
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 3)
    rows = session.rows("activity")
    assert list(rows["reference"])[1:] == ["A17", "A18"]
    assert rows["quantity"].iloc[1] == 12
    assert cell(page, 2, "quantity").data() == "x"  # kept in red where it would stand


def test_copy_with_headings_puts_them_on_top(page: ActivityPage) -> None:
    page.table.selectAll()
    page.table.copy_headed()
    first, second = QGuiApplication.clipboard().text().split("\n")
    assert first.split("\t")[:3] == ["Activity", "Quantity", "Unit"]
    assert second.split("\t")[:3] == ["Electricity (UK grid)", "1,000", "kWh"]


def test_a_meter_is_found_by_part_of_its_mpan(qtbot: QtBot, page: ActivityPage, session: Session) -> None:
    meter = session.add_row("meter", {"name": "Main incomer", "number": "2000012345678"})
    session.add_row("meter", {"name": "Workshop", "number": "2000099999999"})
    editor = open_editor(page, 0, "meter", KindEditor)
    QTest.keyClicks(editor, "20 0001 23")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.document.row("activity", "bill")["meter"] == meter)


def test_a_site_left_as_it_is_stays_although_another_has_its_name(
    qtbot: QtBot, page: ActivityPage, session: Session
) -> None:
    before = session.document.row("activity", "bill")["site"]
    session.add_row("site", {"name": "Office"})
    editor = open_editor(page, 0, "site", KindEditor)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.wait(30)
    assert session.document.row("activity", "bill")["site"] == before


def test_how_a_quantity_is_read_is_said_while_it_is_typed(page: ActivityPage) -> None:
    editor = open_editor(page, 0, "quantity", QLineEdit)
    editor.clear()
    QTest.keyClicks(editor, "3x40 MWh")
    assert page.card.remark.text() == "Read as 120 MWh"
    editor.clear()
    QTest.keyClicks(editor, "12 miles")
    assert "These would fit: kWh" in page.card.remark.text()
    assert page.card.remark.property("refusal")


def test_how_a_quantity_was_read_is_said_afterwards(qtbot: QtBot, page: ActivityPage) -> None:
    type_in(qtbot, page, 0, "quantity", "3x40 MWh")
    cell(page, 0, "unit")
    assert page.card.remark.text() == "Typed as 3x40 MWh, read as 120 MWh."
    type_in(qtbot, page, 0, "quantity", "1,250 kWh")
    assert page.card.remark.text() == ""


def test_emissions_are_not_shown_as_known_before_they_are(qtbot: QtBot, page: ActivityPage) -> None:
    index = cell(page, 0, "quantity")
    emissions = page.table.records.index(0, page.table.records.column_of("co2e_kg"))
    before = str(emissions.data())
    page.table.records.setData(index, "2000")
    assert emissions.data() == "…"
    qtbot.waitUntil(lambda: emissions.data() not in {before, "…"})


def test_the_current_record_stays_the_current_one_when_rows_are_sorted(
    qtbot: QtBot, page: ActivityPage, session: Session
) -> None:
    three_rows(qtbot, page, session)
    column = page.table.records.column_of("quantity")
    page.table.select("bill", column)
    page.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    assert page.table.currentIndex().row() == 2
    assert page.table.current_id() == "bill"


def test_fill_down_leaves_rows_between_that_are_not_selected(
    qtbot: QtBot, page: ActivityPage, session: Session
) -> None:
    three_rows(qtbot, page, session)
    column = page.table.records.column_of("quantity")
    page.table.setCurrentIndex(page.table.records.index(0, column))
    flag = QItemSelectionModel.SelectionFlag
    page.table.selectionModel().select(page.table.records.index(2, column), flag.Select)
    page.table.duplicate()
    assert list(session.rows("activity")["quantity"]) == [1000, 5, 1000]
    assert session.undo_label == "Fill down"


def test_a_refused_fill_says_why(qtbot: QtBot, page: ActivityPage, session: Session) -> None:
    session.add_row("activity", {"activity": "natural-gas", "unit": "m3", "quantity": 5.0})
    session.set_cell("activity", "bill", "unit", "MWh")
    diesel = session.add_row("activity", {"activity": "water-supply", "unit": "m3", "quantity": 6.0})
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 3)
    page.table.selectColumn(page.table.records.column_of("unit"))
    page.table.duplicate()
    assert "These would fit" in page.card.remark.text()
    assert session.document.row("activity", diesel)["unit"] == "m3"


def test_many_rows_are_pasted_in_a_worker_as_one_change(
    qtbot: QtBot, page: ActivityPage, session: Session
) -> None:
    QGuiApplication.clipboard().setText("\n".join(f"{number}\tkWh" for number in range(300)))
    cell(page, 0, "quantity")
    page.table.paste()
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 300, timeout=15_000)
    assert session.undo_label == "Paste 300 rows"
