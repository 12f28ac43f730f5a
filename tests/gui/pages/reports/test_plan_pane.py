from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from carbonsv.gui.pages.reports.plan_pane import PlanPane, fix_places
from carbonsv.gui.pages.reports.tables import plan_tables
from carbonsv.model import tables
from carbonsv.reports.lint.rules import SETS, rules

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow
    from carbonsv.gui.pages.reports.page import ReportsPage

PATIENCE_MS = 30_000


def answer(plan: PlanPane, column: str, text: str) -> None:
    """Type an answer into the form of the plan."""
    assert plan.form is not None
    editor = next(form.editors[column] for form in plan.form.forms if column in form.editors)
    assert isinstance(editor, QLineEdit)
    editor.setText(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_a_plan_that_misses_rules_is_called_a_draft(plan: PlanPane) -> None:
    assert plan.status.text().startswith("This plan is a draft: it misses ")
    assert "DRAFT stands on every page" in plan.status.text()
    assert plan.tabs.tabText(0) == f"Rules ({len(plan.rules.fixes)})"


def test_pages_are_drawn_when_one_turns_to_them_and_not_before(qtbot: QtBot, plan: PlanPane) -> None:
    asked: list[str] = []
    plan._jobs.started.connect(lambda key, _: asked.append(key))
    plan.fix("published-on-website")
    answer(plan, "website", "https://acme.example/carbon")
    qtbot.waitUntil(lambda: "published-on-website" not in plan.rules.fixes, timeout=PATIENCE_MS)
    assert "report-rules" in asked
    assert "report-pages" not in asked
    plan.tabs.setCurrentWidget(plan.pages)
    qtbot.waitUntil(lambda: bool(plan.pages.pages), timeout=PATIENCE_MS)
    plan.tabs.setCurrentWidget(plan.rules)
    plan.tabs.setCurrentWidget(plan.pages)
    assert asked.count("report-pages") == 1  # they are still those of the document


def test_the_sample_can_be_handed_in(sample: ReportsPage) -> None:
    plan = sample.panes["carbon-reduction-plan"]
    assert isinstance(plan, PlanPane)
    assert plan.status.text() == "Every rule of PPN 006 that applies is met: the plan can be handed in."
    assert plan.rules.fixes == {}


def test_fix_it_leads_to_the_field_and_the_rule_is_met_then(qtbot: QtBot, plan: PlanPane) -> None:
    QTest.mouseClick(plan.rules.fixes["published-on-website"], Qt.MouseButton.LeftButton)
    assert plan.tabs.currentWidget() is plan.questions
    answer(plan, "website", "https://acme.example/carbon")
    qtbot.waitUntil(lambda: "published-on-website" not in plan.rules.fixes, timeout=PATIENCE_MS)


def test_fix_it_begins_a_row_where_a_table_is_empty(qtbot: QtBot, plan: PlanPane, session: Session) -> None:
    plan.fix("initiatives-completed")
    assert plan.tabs.currentWidget() is plan.cards["initiative"]
    qtbot.waitUntil(lambda: len(session.rows("initiative")) == 1)


def test_fix_it_leads_to_another_page_where_the_answer_stands_there(
    qtbot: QtBot, acme: MainWindow, plan: PlanPane
) -> None:
    with qtbot.waitSignal(plan.page_asked):
        plan.fix("boundary-stated")
    assert acme.stack.currentWidget() is acme.stack.pages["organisation"]


@pytest.mark.parametrize("rule", [rule.rule for name in SETS for rule in rules(name)])
def test_every_rule_says_where_it_is_met(rule: str) -> None:
    place, name = fix_places()[rule]
    known = {
        "questions": {column.name for column in tables.table("carbon_reduction_plan").columns},
        "table": {words.table for words in plan_tables()},
        "page": {"organisation", "footprint"},
    }
    assert name in known[place]


def test_the_rules_of_the_nhs_are_a_choice(plan: PlanPane) -> None:
    plan.rules.sets.setCurrentIndex(1)
    assert "all-scope-3" in plan.rules.fixes


def test_an_answer_of_yes_is_chosen_from_a_list(qtbot: QtBot, plan: PlanPane, session: Session) -> None:
    assert plan.form is not None
    combo = next(form.editors["uk_only"] for form in plan.form.forms if "uk_only" in form.editors)
    combo.setCurrentIndex(combo.findData("yes"))  # type: ignore[union-attr]
    combo.activated.emit(combo.currentIndex())  # type: ignore[union-attr]
    assert bool(session.rows("carbon_reduction_plan")["uk_only"].iloc[0])
    qtbot.waitUntil(lambda: "uk-only" not in plan.rules.fixes, timeout=PATIENCE_MS)


def test_a_refused_answer_says_why_below_its_field(plan: PlanPane) -> None:
    answer(plan, "publication_date", "soon")
    assert plan.form is not None
    assert "soon" in plan.form.forms[0].remarks["publication_date"].text()
