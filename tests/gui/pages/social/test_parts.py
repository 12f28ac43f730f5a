from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from tests.gui.pages.social.test_page import part, words

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.pages.social.advice import Advice, Boroughs
    from carbonsv.gui.pages.social.answers import AnswerList
    from carbonsv.gui.pages.social.frameworks import Frameworks
    from carbonsv.gui.pages.social.homeworking import Homeworking
    from carbonsv.gui.pages.social.leads import LeadPriorities
    from carbonsv.gui.pages.social.page import SocialPage
    from carbonsv.gui.pages.social.progress import Progress
    from carbonsv.gui.pages.social.section import Section
    from carbonsv.gui.pages.social.spoken_part import SpokenPart


def test_the_matrix_shows_what_the_claims_serve_and_what_none_serves(sample_page: SocialPage) -> None:
    matrix = cast("Frameworks", part(sample_page, "Frameworks", "matrix"))
    model = matrix.table.records
    assert model.value(model.row_of("ESV01"), "GM5") == "yes"
    assert "GM1 Provide the best employment that you can" in matrix.uncovered.text()
    assert "this program's proposal" in matrix.note.text()


def test_all_measures_can_be_shown(sample_page: SocialPage) -> None:
    matrix = cast("Frameworks", part(sample_page, "Frameworks", "matrix"))
    matrix.only_claimed.setChecked(False)
    assert matrix.table.records.rowCount() == 29  # 28 measures, and tonnes worked out elsewhere


def test_without_claims_the_matrix_shows_every_measure(page: SocialPage) -> None:
    matrix = cast("Frameworks", part(page, "Frameworks", "matrix"))
    assert matrix.table.records.rowCount() == 29
    assert not matrix.only_claimed.isEnabled()


def test_space_maps_a_measure_to_a_priority(qtbot: QtBot, sample_page: SocialPage, session: Session) -> None:
    matrix = cast("Frameworks", part(sample_page, "Frameworks", "matrix"))
    model = matrix.table.records
    matrix.table.setCurrentIndex(model.index(model.row_of("ESV01"), model.column_of("GM4")))
    matrix.table.setFocus()
    QTest.keyClick(matrix.table, Qt.Key.Key_Space)
    assert session.rows("priority_map")[["measure", "code", "serves"]].to_numpy().tolist() == [
        ["ESV01", "GM4", "yes"]
    ]
    qtbot.waitUntil(lambda: model.value(model.row_of("ESV01"), "GM4") == "yes", timeout=10_000)
    matrix.map_button.click()
    assert session.rows("priority_map")["serves"].tolist() == ["no"]


def test_another_framework_has_its_own_priorities(sample_page: SocialPage) -> None:
    matrix = cast("Frameworks", part(sample_page, "Frameworks", "matrix"))
    matrix.framework.setCurrentIndex(matrix.framework.findData("un-sdg"))
    matrix.framework.activated.emit(matrix.framework.currentIndex())
    assert matrix.table.records.column_of("SDG13") >= 0


def test_a_fourth_lead_priority_is_refused_where_it_is_asked_for(
    qtbot: QtBot, sample_page: SocialPage, session: Session
) -> None:
    leads = cast("LeadPriorities", part(sample_page, "Frameworks", "leads"))
    leads.lead_button.click()  # GM1 is the third
    qtbot.waitUntil(lambda: "3. Provide the best employment" in words(leads), timeout=10_000)
    leads.priority.setCurrentIndex(leads.priority.findData("GM6"))
    leads.lead_button.click()
    assert "there are 3 already" in leads.refusal.text()
    assert leads.refusal.isVisible()
    assert len(session.rows("lead_priority")) == 3


def test_a_lead_priority_is_taken_off(sample_page: SocialPage, session: Session) -> None:
    leads = cast("LeadPriorities", part(sample_page, "Frameworks", "leads"))
    leads._take_off(("gm-2020", "GM5"))
    assert session.rows("lead_priority")["code"].tolist() == ["M2"]


def test_the_late_promise_stands_first(sample_page: SocialPage) -> None:
    progress = cast("Progress", part(sample_page, "Commitments", "progress"))
    model = progress.table.records
    assert model.index(0, model.column_of("status")).data() == "late"
    assert model.index(0, model.column_of("share")).data() == "46.0 %"
    assert progress.figure.text().startswith("3 promises: 1 late")


def test_a_changed_promise_is_in_the_dated_history(
    qtbot: QtBot, sample_page: SocialPage, session: Session
) -> None:
    progress = cast("Progress", part(sample_page, "Commitments", "progress"))
    session.set_cell("commitment", "promise-kwh", "quantity", "18000")
    qtbot.waitUntil(lambda: "Change quantity" in progress.changes.toPlainText(), timeout=10_000)


def test_an_expired_certificate_is_shown_as_not_met(sample_page: SocialPage) -> None:
    listed = cast("AnswerList", part(sample_page, "Requirements", "minimum"))
    assert listed.cards["MR1"].state.text() == "expired"
    assert listed.cards["MR2"].state.text() == "not assessed"
    assert listed.figure.text() == "1 of 9 met; 1 expired, 7 not assessed."


def test_a_requirement_is_answered_with_what_shows_it(
    qtbot: QtBot, sample_page: SocialPage, session: Session
) -> None:
    listed = cast("AnswerList", part(sample_page, "Requirements", "minimum"))
    combo, line, day = (listed.cards["MR2"].editors[name] for name in ("met", "evidence", "expires"))
    assert isinstance(combo, QComboBox)
    assert isinstance(line, QLineEdit)
    assert isinstance(day, QLineEdit)
    combo.setCurrentIndex(combo.findData("yes"))
    combo.activated.emit(combo.currentIndex())
    for editor, typed in ((line, "declaration of 2026"), (day, "31/12/2099")):
        editor.clear()
        QTest.keyClicks(editor, typed)
        QTest.keyClick(editor, Qt.Key.Key_Return)
    row = session.rows("requirement").set_index("requirement").loc["MR2"]
    assert (row["met"], row["evidence"], row["expires"].year) == ("yes", "declaration of 2026", 2099)
    qtbot.waitUntil(lambda: listed.cards["MR2"].state.text() == "met", timeout=10_000)


def test_a_day_that_is_none_is_refused_below_it(sample_page: SocialPage) -> None:
    listed = cast("AnswerList", part(sample_page, "Requirements", "minimum"))
    day = listed.cards["MR1"].editors["expires"]
    assert isinstance(day, QLineEdit)
    day.clear()
    QTest.keyClicks(day, "soon")
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert "“soon” is not a date" in listed.cards["MR1"].remark.text()


def test_ethical_questions_say_which_purchase_raises_them(sample_page: SocialPage) -> None:
    listed = cast("AnswerList", part(sample_page, "Requirements", "ethical"))
    assert "Score 66.7 of 100 from 3 answered questions; 4 unanswered." in listed.figure.text()
    assert "Deane Timber (fictitious)" in words(listed.cards["EP4"])
    assert "cobalt" in words(listed.cards["EP2"])


def test_the_time_bank_says_what_is_still_to_give(sample_page: SocialPage) -> None:
    bank = cast("Section", part(sample_page, "Community", "time_bank"))
    assert bank.figure.text() == "37 days billed owe 37 hours; 10 given, 27 still to give."


def test_the_local_area_is_typed_and_the_share_follows(
    qtbot: QtBot, sample_page: SocialPage, session: Session
) -> None:
    area = cast("Section", part(sample_page, "Community", "lm3"))
    assert area.form is not None
    line = area.form.editors["local_areas"]
    assert isinstance(line, QLineEdit)
    line.setText("Leeds")
    line.editingFinished.emit()
    assert session.rows("social_value")["local_areas"].tolist() == ["Leeds"]
    spend = cast("Section", part(sample_page, "Community", "supplier_spend"))
    qtbot.waitUntil(lambda: "stayed in Leeds" in spend.figure.text(), timeout=10_000)


def test_a_choice_makes_its_row_with_the_first_answer(page: SocialPage, session: Session) -> None:
    area = cast("Section", part(page, "Community", "profit"))
    assert area.form is not None
    line = area.form.editors["profit_gbp"]
    assert isinstance(line, QLineEdit)
    line.setText("1000")
    line.editingFinished.emit()
    assert session.rows("social_value")["profit_gbp"].tolist() == [1000]
    assert area.figure.text() == "Profit reinvested: not assessed until both figures are there."


def test_a_file_is_imported_and_its_rows_that_stay_out_are_said(
    qtbot: QtBot, page: SocialPage, session: Session, tmp_path: Path
) -> None:
    contacts = cast("Section", part(page, "Community", "contact"))
    sheet = tmp_path / "contacts.csv"
    sheet.write_text("organisation,what_for\nHeat Co,heat pumps\nNobody,\n")
    contacts.import_file(str(sheet))
    qtbot.waitUntil(lambda: "contacts.csv: 1 row added." in contacts.outcome.text(), timeout=10_000)
    assert "Row 3" in contacts.outcome.text()
    assert session.rows("contact")["organisation"].tolist() == ["Heat Co"]


@pytest.mark.parametrize(("miles", "sentence"), [("20", "saved in a year"), ("5", "more than driving")])
def test_working_at_home_is_net_and_may_be_worse_than_driving(
    qtbot: QtBot, page: SocialPage, miles: str, sentence: str
) -> None:
    calculator = cast("Homeworking", part(page, "Community", "homeworking"))
    typed = {"days": "100", "return_miles": miles, "hours_per_day": "7.5", "driving": "100"}
    for name, text in typed.items():
        calculator.editors[name].setText(text)
    qtbot.waitUntil(lambda: sentence in calculator.figure.text(), timeout=10_000)
    assert calculator.claim_button.isEnabled()


def test_space_is_in_square_metres(sample_page: SocialPage) -> None:
    space = cast("SpokenPart", part(sample_page, "Community", "space"))
    assert space.figure.text() == "Growing space / green space created: 60 m2."


def test_advice_begins_with_the_largest_source(sample_page: SocialPage) -> None:
    advice = cast("Advice", part(sample_page, "Advice", "advice"))
    said = words(advice)
    assert said.index("Procurement: 401.20 t CO₂e") < said.index("Travel: ")
    assert "Example Repair Café (fictitious)" in said


def test_the_boroughs_of_the_sites_have_source_year_and_subset(sample_page: SocialPage) -> None:
    boroughs = cast("Boroughs", part(sample_page, "Advice", "boroughs"))
    model = boroughs.table.records
    row = model.row_of("Manchester City Council")
    assert [model.value(row, name) for name in ("year", "per_person", "total")] == [2020, 3.032, 1684.994]
    assert "under influence of local authorities" in boroughs.source.text()
