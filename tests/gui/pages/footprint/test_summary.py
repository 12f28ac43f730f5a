from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow
    from carbonsv.gui.pages.footprint import FootprintPage
    from carbonsv.gui.widgets.record_table import RecordTable


def labels(table: RecordTable) -> list[str]:
    return [table.records.index(row, 0).data() for row in range(table.records.rowCount())]


def choose(qtbot: QtBot, page: FootprintPage, by: str, first: str) -> None:
    """Break the total down by another axis, and wait for its first part."""
    at = page.summary.by.findText(by)
    page.summary.by.setCurrentIndex(at)
    page.summary.by.activated.emit(at)
    qtbot.waitUntil(lambda: labels(page.summary.table)[0] == first, timeout=10_000)


def test_the_total_is_broken_down_by_what_is_chosen(qtbot: QtBot, page: FootprintPage) -> None:
    choose(qtbot, page, "Site", "Office")
    choose(qtbot, page, "Month", "April 2024")
    choose(qtbot, page, "Data quality", "Invoiced")
    choose(qtbot, page, "Gas", "Methane (CH₄)")
    choose(qtbot, page, "Activity", "Electricity (UK grid)")


def test_both_methods_of_scope_2_stand_side_by_side(page: FootprintPage) -> None:
    model = page.summary.table.records
    assert [model.index(0, column).data() for column in (1, 2)] == ["207 kg CO₂e", "207 kg CO₂e"]


def test_a_part_leads_to_the_records_behind_it(qtbot: QtBot, page: FootprintPage, session: Session) -> None:
    session.add_row(
        "activity", session.document.row("activity", "bill") | {"id": "gas", "activity": "natural-gas"}
    )
    choose(qtbot, page, "Activity", "Electricity (UK grid)")
    qtbot.waitUntil(lambda: len(labels(page.summary.table)) == 2, timeout=10_000)
    page.summary.table.setCurrentIndex(page.summary.table.records.index(1, 0))
    page.summary.records_button.click()
    qtbot.waitUntil(lambda: labels(page.records.table) == ["Natural gas"], timeout=10_000)
    assert page.records.chip.text().startswith("Natural gas")
    page.records.chip.click()
    qtbot.waitUntil(lambda: len(labels(page.records.table)) == 2, timeout=10_000)
    assert page.records.chip.isHidden()


def test_records_show_their_emissions_once_they_are_worked_out(qtbot: QtBot, page: FootprintPage) -> None:
    page.tabs.setCurrentWidget(page.records)
    at = page.records.table.records.column_of("co2e_kg")
    qtbot.waitUntil(lambda: page.records.table.records.index(0, at).data() == "275 kg CO₂e", timeout=10_000)


def test_a_part_is_explained_by_the_method_of_its_column(qtbot: QtBot, page: FootprintPage) -> None:
    page.summary.table.setCurrentIndex(page.summary.table.records.index(0, 2))
    with qtbot.waitSignal(page._explanations.shown, timeout=10_000) as shown:
        QTest.keyClick(page.summary.table, Qt.Key.Key_Return)
    assert "market-based" in shown.args[0].text.accessibleDescription()


def test_what_is_never_part_of_the_total_has_lines_of_its_own(page: FootprintPage) -> None:
    assert labels(page.summary.beside.apart) == [
        "Biogenic CO₂",
        "Gases outside the Kyoto basket",
        "Removals",
        "Offsets and woodland units retired",
    ]


def test_instruments_cover_electricity_in_kwh(qtbot: QtBot, page: FootprintPage, session: Session) -> None:
    days = {"start": "2024-04-01", "end": "2025-03-31", "source": "a certificate"}
    session.add_row("instrument", {"kind": "rego", "certificate_kwh": 400.0, "co2e_kg_per_kwh": 0.0, **days})
    qtbot.waitUntil(lambda: "400 kWh covered" in page.summary.beside.used.text(), timeout=10_000)
    assert page.summary.beside.used.text().startswith("1,000 kWh of electricity used")
    assert page.summary.beside.used.text().endswith("600 kWh left.")


def test_an_excluded_category_stands_with_its_reason(
    qtbot: QtBot, page: FootprintPage, session: Session
) -> None:
    session.add_row("excluded_category", {"scope": "3", "category": 14, "reason": "No franchises."})
    table = page.summary.beside.excluded
    qtbot.waitUntil(lambda: "Scope 3.14 Franchises" in labels(table), timeout=10_000)
    at = labels(table).index("Scope 3.14 Franchises")
    qtbot.waitUntil(lambda: table.records.index(at, 1).data() == "No franchises.", timeout=10_000)
    assert "Neither counted nor explained" in table.records.index(0, 1).data()


def test_what_is_shown_is_not_current_until_the_change_is_worked_out(
    qtbot: QtBot, page: FootprintPage, session: Session
) -> None:
    assert page.summary.area.current
    session.set_cell("activity", "bill", "quantity", "2000")
    assert not page.summary.area.current
    qtbot.waitUntil(lambda: page.summary.area.current, timeout=10_000)
    assert page.summary.cards["total"].values[0].text() == "550 kg CO₂e"


def test_older_numbers_are_greyed_when_the_new_ones_take_long(qtbot: QtBot, page: FootprintPage) -> None:
    page.summary.area.outdate()
    qtbot.waitUntil(lambda: not page.summary.area.notice.isHidden())
    assert not page.summary.table.isEnabled()
    page.summary.refresh()
    qtbot.waitUntil(page.summary.table.isEnabled, timeout=10_000)
    assert page.summary.area.notice.isHidden()


def test_a_document_without_records_says_what_to_do(
    qtbot: QtBot, acme: MainWindow, page: FootprintPage, session: Session
) -> None:
    session.delete_rows("activity", ["bill"])
    qtbot.waitUntil(lambda: not page.summary.area.shows_result, timeout=10_000)
    assert acme.stack.currentWidget() is page


def test_what_stands_apart_is_explained(qtbot: QtBot, page: FootprintPage) -> None:
    page.summary.beside.apart.setCurrentIndex(page.summary.beside.apart.records.index(0, 0))
    with qtbot.waitSignal(page._explanations.shown, timeout=10_000) as shown:
        page.summary.beside.apart.explain()
    assert shown.args[0].text.accessibleDescription().startswith("Biogenic CO₂, outside of scopes")


def test_the_keys_stay_where_they_were_when_numbers_are_greyed_for_a_while(
    qtbot: QtBot, page: FootprintPage
) -> None:
    page.summary.by.setFocus()
    page.summary.area.outdate()
    qtbot.waitUntil(lambda: not page.summary.by.isEnabled())
    page.summary.refresh()
    qtbot.waitUntil(page.summary.by.hasFocus, timeout=10_000)
