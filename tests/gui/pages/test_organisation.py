from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from carbonsv.gui.pages.organisation import OrganisationPage
from carbonsv.gui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow


@pytest.fixture
def page(qtbot: QtBot, acme: MainWindow) -> OrganisationPage:
    acme.show_page("organisation")
    shown = acme.stack.currentWidget()
    assert isinstance(shown, OrganisationPage)
    qtbot.waitUntil(lambda: shown.years.table.records.rowCount() == 1)
    return shown


def test_the_name_is_handed_on_when_the_field_is_left(page: OrganisationPage, session: Session) -> None:
    name = page.form.editors["name"]
    assert isinstance(name, QLineEdit)
    name.setText("Acme Group")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert session.document_name == "Acme Group"


def test_a_blank_name_is_refused_beside_its_field(page: OrganisationPage, session: Session) -> None:
    name = page.form.editors["name"]
    assert isinstance(name, QLineEdit)
    name.clear()
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert "cannot be blank" in page.form.remarks["name"].text()
    assert session.document_name == "Acme Ltd"


def test_a_policy_is_chosen_from_a_list(page: OrganisationPage, session: Session) -> None:
    policy = page.form.editors["factor_year_policy"]
    assert isinstance(policy, QComboBox)
    policy.setCurrentIndex(policy.findData("detailed"))
    policy.activated.emit(policy.currentIndex())
    assert session.rows("organisation")["factor_year_policy"].iloc[0] == "detailed"


def test_a_site_is_added_and_named(qtbot: QtBot, page: OrganisationPage, session: Session) -> None:
    page.tabs.setCurrentWidget(page.sites)
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.sites.table.records.rowCount() == 2)
    model = page.sites.table.records
    model.setData(model.index(1, 0), "Depot")
    assert list(session.rows("site")["name"]) == ["Office", "Depot"]


def test_the_button_names_what_it_adds(page: OrganisationPage) -> None:
    assert not page.add_button.isVisible()
    page.tabs.setCurrentWidget(page.years)
    assert page.add_button.accessibleName() == "Add year"


def test_a_meter_is_entered_once_and_chosen_by_its_name(
    qtbot: QtBot, acme: MainWindow, page: OrganisationPage, session: Session
) -> None:
    page.tabs.setCurrentWidget(page.cards["meter"])
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    meters = page.cards["meter"].table.records
    qtbot.waitUntil(lambda: meters.rowCount() == 1)
    meters.setData(meters.index(0, meters.column_of("name")), "Main incomer")
    acme.show_page("buildings")
    table = acme.stack.table
    assert table is not None
    qtbot.waitUntil(lambda: table.records.rowCount() == 1)
    table.records.setData(table.records.index(0, table.records.column_of("meter")), "Main incomer")
    assert session.rows("activity")["meter_name"].iloc[0] == "Main incomer"


def test_a_certificate_changes_the_market_based_figure_only(
    qtbot: QtBot, acme: MainWindow, page: OrganisationPage
) -> None:
    page.tabs.setCurrentWidget(page.cards["instrument"])
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    contracts = page.cards["instrument"].table.records
    qtbot.waitUntil(lambda: contracts.rowCount() == 1)
    contracts.setData(contracts.index(0, contracts.column_of("certificate_kwh")), "1000")
    qtbot.waitUntil(lambda: acme.totals.inventory is not None and acme.totals.inventory.scope2_market_kg == 0)
    assert acme.totals.inventory is not None
    assert acme.totals.inventory.scope2_location_kg == pytest.approx(207.05)  # 1000 * 0.20705


def test_no_tab_is_cut_off_on_a_small_screen(acme: MainWindow, page: OrganisationPage) -> None:
    acme.resize(911, 512)  # 1366 x 768 at 1.5
    bar = page.tabs.tabBar()
    assert bar.sizeHint().width() <= page.tabs.width()


def test_a_measure_begins_with_the_last_reporting_year(
    qtbot: QtBot, page: OrganisationPage, session: Session
) -> None:
    card = page.cards["intensity_measure"]
    page.tabs.setCurrentWidget(page.more)
    page.more.bring("intensity_measure")
    assert page.add_button.text() == "Add measure"
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.table.records.rowCount() == 1)
    assert list(session.rows("intensity_measure")["reporting_year"]) == ["2024-04"]


@pytest.mark.parametrize("table", ["excluded_category", "degree_day"])
def test_exclusions_and_degree_days_have_their_place(
    qtbot: QtBot, page: OrganisationPage, session: Session, table: str
) -> None:
    page.tabs.setCurrentWidget(page.more)
    page.more.bring(table)
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.cards[table].table.records.rowCount() == 1)
    assert len(session.rows(table)) == 1


def test_whether_a_year_is_locked_is_chosen_from_yes_and_no(page: OrganisationPage, session: Session) -> None:
    page.tabs.setCurrentWidget(page.years)
    table = page.years.table
    model, column = table.records, table.records.column_of("locked")
    assert model.shown(0, column) == "No"
    assert table.cells.choices(model, 0, model.fields[column]) == [("yes", "Yes"), ("no", "No")]
    model.setData(model.index(0, column), "yes")
    assert list(session.rows("reporting_year")["locked"]) == [True]


def test_how_flights_count_is_said_in_full(page: OrganisationPage) -> None:
    flights = page.form.editors["flights_radiative_forcing"]
    assert isinstance(flights, QComboBox)
    labels = [flights.itemText(at) for at in range(flights.count())]
    assert labels == ["With radiative forcing", "Without radiative forcing"]


def test_only_the_tables_that_are_looked_at_are_made(acme: MainWindow) -> None:
    page = acme.stack.pages["organisation"]
    assert isinstance(page, OrganisationPage)
    assert page.findChildren(RecordTable) == []
    page.tabs.setCurrentIndex(1)
    assert page.findChildren(RecordTable) == [page.sites.table]
    assert page.sites.table.records.rowCount() == 1


def test_a_new_measure_begins_in_the_last_year(page: OrganisationPage) -> None:
    assert page.cards["intensity_measure"].table.new_row == {"reporting_year": "2024-04"}
