from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionButton

from carbonsv.gui.pages.plan.page import PlanPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow

HALF = {"label": "Half of it", "activity": "electricity", "saved_share": 0.5, "capital_gbp": 1000.0}
WHEN = {"life_years": 10.0, "start": "2025-01-01", "active": True}
TARGET = {"label": "Less by 2030", "target_year": 2030, "reduction_share": 0.4}


@pytest.fixture
def page(qtbot: QtBot, acme: MainWindow) -> PlanPage:
    acme.show_page("plan")
    shown = acme.stack.currentWidget()
    assert isinstance(shown, PlanPage)
    qtbot.waitUntil(lambda: "Starts from" in shown.header.purpose.text())
    return shown


@pytest.fixture
def planned(qtbot: QtBot, page: PlanPage, session: Session) -> PlanPage:
    session.add_row("project", {"id": "half", **HALF, **WHEN})
    year = str(session.rows("reporting_year")["id"].iloc[0])
    session.add_row("target", {**TARGET, "base_year": year})
    qtbot.waitUntil(lambda: "half" in page.what_if.switches.boxes)
    qtbot.waitUntil(lambda: "2030" in page.what_if.targets.text())
    return page


def year_row(page: PlanPage, year: str) -> list[str]:
    model = page.what_if.years.table.records
    return [str(model.index(model.row_of(year), column).data()) for column in range(len(model.fields))]


def test_an_empty_plan_says_what_to_do_first(page: PlanPage) -> None:
    assert page.outlook.currentWidget() is page.empty
    assert "Add the first project" in page.empty.text.text()
    QTest.mouseClick(page.first_step, Qt.MouseButton.LeftButton)
    assert page.tabs.currentWidget() is page.cards["project"]
    assert page.add_button.text() == "Add project"


def test_a_project_lowers_the_years_after_its_start(planned: PlanPage) -> None:
    before, after = year_row(planned, "2024"), year_row(planned, "2026")
    assert before[3:5] == ["0.21", "0.00"]  # 1,000 kWh at 0.20705
    assert after[3:5] == ["0.10", "-0.10"]


def test_a_switch_shows_the_years_without_the_project_at_once(planned: PlanPage) -> None:
    missed = planned.what_if.targets.text()
    planned.what_if.switches.boxes["half"].click()
    assert year_row(planned, "2026")[3:5] == ["0.21", "0.00"]
    assert planned.what_if.targets.text() != missed
    assert planned.what_if.switches.remarks["half"].text() == "switched off"
    assert "What if: 0 of 1 projects; the plan counts 1." in planned.what_if.switches.state.text()


def test_a_switch_changes_nothing_of_the_document_until_it_is_kept(
    qtbot: QtBot, planned: PlanPage, session: Session
) -> None:
    switches = planned.what_if.switches
    switches.boxes["half"].click()
    assert bool(session.rows("project")["active"].iloc[0])
    QTest.mouseClick(switches.keep, Qt.MouseButton.LeftButton)
    assert not bool(session.rows("project")["active"].iloc[0])
    qtbot.waitUntil(lambda: "As the plan counts: 0 of 1" in switches.state.text())
    session.undo()
    assert bool(session.rows("project")["active"].iloc[0])


def test_reset_switches_back_to_what_the_plan_counts(planned: PlanPage) -> None:
    switches = planned.what_if.switches
    switches.boxes["half"].click()
    QTest.mouseClick(switches.reset, Qt.MouseButton.LeftButton)
    assert switches.boxes["half"].isChecked()
    assert year_row(planned, "2026")[4] == "-0.10"
    assert not switches.keep.isEnabled()


def test_a_switch_stays_when_something_else_of_the_document_changes(
    qtbot: QtBot, planned: PlanPage, session: Session
) -> None:
    planned.what_if.switches.boxes["half"].click()
    session.set_cell("project", "half", "label", "Half & half")
    qtbot.waitUntil(lambda: planned.what_if.switches.boxes["half"].accessibleName() == "Half & half")
    assert not planned.what_if.switches.boxes["half"].isChecked()


def test_a_row_that_is_not_finished_is_told_and_the_rest_is_shown(
    qtbot: QtBot, planned: PlanPage, session: Session
) -> None:
    session.add_row("project", {"label": "Solar panels"})
    qtbot.waitUntil(planned.what_if.trouble.isVisible)
    assert (
        "“Solar panels” is not finished. Fill in Activity, Life and Start." in planned.what_if.trouble.text()
    )
    assert year_row(planned, "2026")[4] == "-0.10"


def test_the_chart_says_its_message(qtbot: QtBot, planned: PlanPage) -> None:
    qtbot.waitUntil(lambda: "Less by 2030" in planned.what_if.trajectory.accessibleName())
    assert "With the plan emissions go from" in planned.what_if.trajectory.accessibleName()
    qtbot.waitUntil(lambda: "Half of it" in planned.what_if.curve.accessibleName())


def test_a_grid_path_can_be_held_back(qtbot: QtBot, planned: PlanPage, session: Session) -> None:
    switches = planned.what_if.switches
    assert not switches.hold_grid.isVisible()
    session.add_row("grid_path", {"year": 2026, "co2e_kg_per_kwh": 0.0, "source": "a test"})
    qtbot.waitUntil(switches.hold_grid.isVisible)
    assert year_row(planned, "2026")[3] == "0.00"
    switches.hold_grid.click()
    assert year_row(planned, "2026")[3] == "0.10"


def test_a_new_project_begins_after_the_year_and_a_target_with_the_base_year(
    qtbot: QtBot, planned: PlanPage, session: Session
) -> None:
    planned.tabs.setCurrentWidget(planned.cards["project"])
    QTest.mouseClick(planned.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(session.rows("project")) == 2)
    assert str(session.rows("project")["start"].iloc[1].date()) == "2026-01-01"
    planned.tabs.setCurrentWidget(planned.cards["target"])
    QTest.mouseClick(planned.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(session.rows("target")) == 2)
    assert session.rows("target")["base_year"].nunique() == 1


def test_the_market_based_method_is_a_choice(qtbot: QtBot, planned: PlanPage) -> None:
    planned.method.setCurrentIndex(planned.method.findData("market"))
    planned.method.activated.emit(1)
    qtbot.waitUntil(lambda: "is location-based and is not compared" in planned.what_if.targets.text())


def test_years_are_shown_without_thousands_marked(qtbot: QtBot, planned: PlanPage) -> None:
    model = planned.cards["target"].table.records
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert model.index(0, model.column_of("target_year")).data() == "2030"


def test_a_switch_says_what_its_project_saves_and_costs(
    qtbot: QtBot, planned: PlanPage, session: Session
) -> None:
    assert "a year for £" in switches(planned)["half"].text()
    session.set_cell("project", "half", "yearly_saving_gbp", "5000")
    qtbot.waitUntil(lambda: "a year, and £" in switches(planned)["half"].text())
    session.set_cell("project", "half", "saved_share", "0")
    qtbot.waitUntil(lambda: "saves nothing" in switches(planned)["half"].text())


def switches(page: PlanPage) -> dict[str, QLabel]:
    return page.what_if.switches.remarks


def test_what_a_project_does_stands_below_its_name(planned: PlanPage) -> None:
    box, remark = planned.what_if.switches.boxes["half"], planned.what_if.switches.remarks["half"]
    option = QStyleOptionButton()
    box.initStyleOption(option)
    text = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, box)
    assert abs(remark.indent() - text.left()) <= 1


def test_every_year_is_seen_where_the_table_is_wider_than_its_place(
    qtbot: QtBot, planned: PlanPage, acme: MainWindow
) -> None:
    acme.resize(acme.minimumSizeHint().width(), 500)
    table = planned.what_if.years.table
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() > 0)
    assert table.verticalScrollBar().maximum() == 0
