from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from carbonsv.gui.pages.organisation import OrganisationPage

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
