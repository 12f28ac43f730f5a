from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from carbonsv.gui.pages.social.claim_dialog import ClaimDialog
from tests.gui.pages.social.test_page import words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.pages.social.page import SocialPage

Key = Qt.Key


def opened(page: SocialPage) -> ClaimDialog:
    """Open the form as the button does."""
    page.add_claim()
    form = page.findChildren(ClaimDialog)[-1]
    assert isinstance(form, ClaimDialog)
    return form


@pytest.fixture
def form(page: SocialPage) -> ClaimDialog:
    """The form of a document without claims."""
    return opened(page)


def type_keys(form: ClaimDialog, *typed: str | Qt.Key) -> None:
    """Type into whatever has the focus, as a keyboard does."""
    for each in typed:
        at = form.focusWidget() or form
        if isinstance(each, str):
            QTest.keyClicks(at, each)
        else:
            QTest.keyClick(at, each)
        QApplication.processEvents()


def answer(form: ClaimDialog, **texts: str) -> None:
    for name, text in texts.items():
        form.questions.fields[name].answer(text)


def says(qtbot: QtBot, form: ClaimDialog, text: str) -> None:
    """Wait until the result says something."""
    qtbot.waitUntil(lambda: text in words(form.panel), timeout=10_000)


def test_a_first_claim_is_added_by_keyboard_alone(qtbot: QtBot, form: ClaimDialog, session: Session) -> None:
    type_keys(form, "lights", Key.Key_Return)
    type_keys(form, "12,000 kWh", Key.Key_Tab, "10 MWh", Key.Key_Return)
    type_keys(form, "New lamps", Key.Key_Return, "20", Key.Key_Tab, "100")
    says(qtbot, form, "£44.6")  # 2,000 kWh x 0.20705, less a fifth, at 134.48 GBP a tonne
    type_keys(form, Key.Key_Return)
    row = session.rows("measure_claim").iloc[0]
    assert (row["title"], row["measure"], row["deadweight"], row["attribution"]) == (
        "New lamps",
        "ESV01",
        0.2,
        1,
    )


def test_every_question_has_a_sentence_of_help_and_a_name(form: ClaimDialog) -> None:
    for field in form.questions.fields.values():
        assert field.remark.text().endswith(".")
        assert field.editor.accessibleName().endswith("?")
        assert field.editor.accessibleDescription() == field.question.help


def test_the_arrow_keys_go_from_the_search_box_through_the_list(form: ClaimDialog) -> None:
    type_keys(form, Key.Key_Down, Key.Key_Down)
    assert form.measures.measure == "ESV02"
    assert "For example: 40,000 kWh before and 31,000 kWh now." in form.measures.help.text()


def test_words_that_fit_nothing_are_answered_with_what_to_try(form: ClaimDialog) -> None:
    type_keys(form, "zzqqxx")
    assert form.measures.help.text().startswith("No measure fits these words.")
    assert not form.next_button.isEnabled()


def test_the_result_follows_what_is_typed(qtbot: QtBot, form: ClaimDialog) -> None:
    form.begin_with({"measure": "ESV01"})
    says(qtbot, form, "Not assessed")
    answer(form, baseline_quantity="2 MWh", current_quantity="1 MWh")
    says(qtbot, form, "1 MWh saved a year")
    assert form.panel.steps.accessibleName().startswith("Gross: 207 kg CO₂e")


def test_blank_additionality_is_warned_of_before_it_is_kept(qtbot: QtBot, form: ClaimDialog) -> None:
    form.begin_with({"measure": "ESV01", "baseline_quantity": "2 kWh", "current_quantity": "1 kWh"})
    says(qtbot, form, "No additionality adjustment: nobody says what would come anyway")


def test_a_unit_that_does_not_fit_is_refused_where_it_stands(qtbot: QtBot, form: ClaimDialog) -> None:
    form.begin_with({"measure": "ESV01"})
    field = form.questions.fields["baseline_quantity"]
    answer(form, baseline_quantity="12 miles")
    qtbot.waitUntil(lambda: "These would fit: kWh" in field.remark.text())
    assert field.editor.property("refused")


def test_an_answer_that_cannot_be_read_is_gone_to_and_not_kept(form: ClaimDialog, session: Session) -> None:
    form.begin_with({"measure": "ESV01", "baseline_quantity": "2 kWh", "attribution": "300"})
    form.save()
    assert form.steps.currentIndex() == 3
    assert "between 0 and 100 per cent" in form.questions.fields["attribution"].remark.text()
    assert session.rows("measure_claim").empty


def test_further_questions_are_hidden_until_they_are_asked_for(form: ClaimDialog) -> None:
    form.begin_with({"measure": "ESV01"})
    assert form.questions.fields["coverage"].isHidden()
    form.more["how-much"].click()
    assert not form.questions.fields["coverage"].isHidden()
    assert form.more["how-much"].isHidden()


def test_what_is_not_valued_is_not_asked_for_additionality(qtbot: QtBot, form: ClaimDialog) -> None:
    form.begin_with({"measure": "ESV20"})
    assert not form.steps.isTabVisible(3)
    assert form.questions.fields["baseline_quantity"].isHidden()
    assert form.questions.fields["current_quantity"].label.text() == "How much was it?"
    answer(form, current_quantity="24")
    says(qtbot, form, "24 people-hours done")


def test_what_took_the_place_is_asked_with_its_unit(form: ClaimDialog) -> None:
    form.begin_with({"measure": "ESV04"})
    answer(form, replacement="rail")
    field = form.questions.fields["replacement_quantity"]
    assert not field.isHidden()
    assert "passenger.km" in field.editor.placeholderText()


def test_electric_vehicles_ask_for_the_miles_they_drove(form: ClaimDialog) -> None:
    form.begin_with({"measure": "ESV08"})
    assert not form.questions.fields["replacement_quantity"].isHidden()
    assert form.questions.fields["replacement"].isHidden()


def test_figures_are_drawn_from_the_documents_own_records(
    qtbot: QtBot, sample_page: SocialPage, session: Session
) -> None:
    form = opened(sample_page)
    form.begin_with({"measure": "ESV01", "origin": "records", "title": "All our sites"})
    assert form.questions.fields["activity"].text() == "electricity"
    assert form.questions.fields["baseline_year"].text() == "2023-24"
    says(qtbot, form, "kWh saved a year")
    form.save()
    row = session.rows("measure_claim").set_index("title").loc["All our sites"]
    assert (row["origin"], row["baseline_year"], row["current_year"]) == ("records", "2023-24", "2024-25")


def test_a_claim_for_the_same_tonnes_names_the_two(qtbot: QtBot, sample_page: SocialPage) -> None:
    form = opened(sample_page)
    typed = {"measure": "ESV01", "baseline_quantity": "9 kWh", "current_quantity": "1 kWh", "title": "Lights"}
    form.begin_with(typed | {"site": "depot", "part": "lighting"})
    says(qtbot, form, "Claims LED lighting in the depot and Lights cannot both count")


def test_a_claim_is_changed_in_the_form(qtbot: QtBot, sample_page: SocialPage, session: Session) -> None:
    sample_page.change_claim("claim-vans")
    form = sample_page.findChildren(ClaimDialog)[-1]
    assert form.windowTitle() == "Change a claim"
    assert form.questions.fields["baseline_quantity"].text() == "24,000 miles"
    assert form.questions.fields["deadweight"].text() == "20 %"
    answer(form, deadweight="25")
    form.save()
    assert session.document.row("measure_claim", "claim-vans")["deadweight"] == 0.25
    assert session.undo_label == "Change the claim “Two electric vans”"
    qtbot.waitUntil(lambda: sample_page.claims.results.current_id() == "claim-vans", timeout=10_000)


def test_what_was_typed_is_not_thrown_away_without_asking(qtbot: QtBot, form: ClaimDialog) -> None:
    form.begin_with({"measure": "ESV01"})
    answer(form, title="Lamps")
    form.reject()
    qtbot.waitUntil(lambda: bool(form.findChildren(QMessageBox)))
    assert form.isVisible()
    form.findChildren(QMessageBox)[0].button(QMessageBox.StandardButton.Discard).click()
    qtbot.waitUntil(lambda: not form.isVisible())


def test_a_form_without_answers_closes_at_once(qtbot: QtBot, form: ClaimDialog) -> None:
    form.cancel_button.click()
    qtbot.waitUntil(lambda: not form.isVisible())


def test_back_goes_back_a_step(form: ClaimDialog) -> None:
    form.begin_with({"measure": "ESV01"})
    form.next_button.click()
    assert form.steps.currentIndex() == 2
    form.back_button.click()
    assert form.steps.currentIndex() == 1
