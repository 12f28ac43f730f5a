from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.reporting.making import basis_of
from carbonsv.app.social import tables as social_tables
from carbonsv.app.social.records import commitments
from carbonsv.app.social.tables import (
    claims_frame,
    gate_words,
    give_answer,
    lead_no_more,
    lead_with,
    matrix_frame,
    promise_history,
    promises_frame,
    set_choice,
    set_mapping,
)
from carbonsv.app.social.value import SocialValue
from carbonsv.document.document import Document
from carbonsv.paths import RESOURCES
from carbonsv.reports.reduction_plan import reduction_plan

if TYPE_CHECKING:
    from carbonsv.app.session import Session

TODAY = date(2026, 11, 23)


@pytest.fixture
def sample(session: Session) -> Session:
    session.open_sample()
    return session


def value(session: Session) -> SocialValue:
    return SocialValue.of(session.snapshot())


def test_a_claim_that_is_left_out_says_so_and_why(session: Session) -> None:
    usual = {"measure": "ESV01", "start": "2025-01-01", "baseline_quantity": 2.0, "current_quantity": 1.0}
    for name in ("One", "Two"):
        session.add_row("measure_claim", usual | {"title": name, "part": "workshop"})
    rows = claims_frame(value(session)).set_index("title")
    assert rows["ledger"].tolist() == ["in boundary", "left out"]
    assert "Claims One and Two cannot both count" in rows.loc["Two", "issue"]


def test_pledges_are_listed_with_the_claims_but_kept_with_the_pledges(sample: Session) -> None:
    kept = claims_frame(value(sample)).groupby("kept_in").size().to_dict()
    assert kept == {"measure_claim": 8, "home_pledge": 2}


def test_a_changed_mapping_is_one_row_however_often_it_is_changed(sample: Session) -> None:
    for serves in (True, False, True):
        set_mapping(sample, "ESV01", "gm-2020", "GM1", serves=serves)
    assert sample.rows("priority_map")["serves"].tolist() == ["yes"]
    row = matrix_frame(value(sample), "gm-2020", only_claimed=True).set_index("id").loc["ESV01"]
    assert (row["GM1"], row["GM5"]) == ("yes", "yes")


def test_all_measures_are_in_the_matrix_where_they_are_wanted(session: Session) -> None:
    assert len(matrix_frame(value(session), "gm-2020", only_claimed=False)) == 29
    assert len(matrix_frame(value(session), "gm-2020", only_claimed=True)) == 0


def test_a_fourth_lead_priority_is_refused_in_a_sentence(sample: Session) -> None:
    assert lead_with(sample, "gm-2020", "GM1") == ""
    assert "there are 3 already" in lead_with(sample, "gm-2020", "GM2")
    lead_no_more(sample, "gm-2020", "GM1")
    assert lead_with(sample, "gm-2020", "GM2") == ""


def test_a_lead_priority_that_no_framework_has_any_more_is_left_out(sample: Session) -> None:
    led = value(sample).lead_priorities
    first = sample.rows("lead_priority")["id"].iloc[0]
    sample.set_cell("lead_priority", first, "code", "gone")
    assert value(sample).lead_priorities == led[1:]


def test_late_promises_come_first_and_nobody_who_answers_is_said(sample: Session) -> None:
    sample.set_cell("commitment", "promise-beds", "owner", "")
    frame = promises_frame(commitments(sample.snapshot(), TODAY), TODAY).set_index("id")
    assert frame["status"].to_dict() == {
        "promise-kwh": "late",
        "promise-course": "met",
        "promise-beds": "on its way",
    }
    assert frame.loc["promise-beds", "issue"].startswith("Nobody is named who answers for")


def test_the_history_of_promises_has_every_change_with_its_time(sample: Session) -> None:
    assert promise_history(sample, 5) == []
    sample.set_cell("commitment", "promise-kwh", "quantity", "18000")
    sample.set_cell("site", "depot", "name", "Yard")
    sample.delete_rows("delivery", ["delivery-1"])
    labels = [label for _, label in promise_history(sample, 5)]
    assert labels == ["Delete delivery", "Change quantity"]
    assert len(promise_history(sample, 1)) == 1


def test_the_history_of_promises_reads_no_row_of_an_import(
    sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliveries = sample.rows("delivery")[[column.name for column in sample.columns("delivery")]][:1]
    sample.insert_frame("Import deliveries", "delivery", deliveries.assign(id="many-1"))
    monkeypatch.setattr(Document, "edits_of", None)
    assert [label for _, label in promise_history(sample, 5)] == ["Import deliveries"]


def test_an_answer_makes_its_row_and_a_refused_one_leaves_none(session: Session) -> None:
    where = ("requirement", "requirement", "MR2")
    assert "not a date" in give_answer(session, *where, "expires", "soon")
    assert session.rows("requirement").empty
    assert give_answer(session, *where, "met", "yes") == ""
    assert give_answer(session, *where, "evidence", "declaration") == ""
    assert gate_words(session.snapshot(), TODAY) == "1 of 9 met; 8 not assessed."


def test_choices_have_one_row(session: Session) -> None:
    assert set_choice(session, "price_year", "2024") == ""
    assert set_choice(session, "local_areas", "Salford") == ""
    assert set_choice(session, "price_year", "soon") != ""
    (row,) = session.rows("social_value").to_dict("records")
    assert (row["id"], row["price_year"], row["local_areas"]) == ("social-value", 2024, "Salford")


def test_boroughs_count_the_claims_made_there(sample: Session) -> None:
    frame = social_tables.boroughs_frame(value(sample)).set_index("name")
    assert frame["claims"].to_dict() == {
        "Manchester City Council": 2,
        "Salford City Council": 2,
        "Bolton Metropolitan Borough Council": 2,
    }


def test_employees_homes_leave_the_carbon_reduction_plan_unchanged_to_the_last_digit(sample: Session) -> None:
    before = reduction_plan(basis_of(sample, TODAY))
    for _ in range(10):
        home = {"action": "insulate", "followed_up_kg": 123.4, "followed_up_on": "2025-01-31"}
        sample.add_row("home_pledge", home | {"attribution": 0.25})
    after = reduction_plan(basis_of(sample, TODAY))
    assert repr((after.between, after.projection)) == repr((before.between, before.projection))


def test_no_module_of_social_value_knows_the_value_of_a_contract() -> None:
    root = RESOURCES.parent / "carbonsv"
    rooms = [*(root / "app").glob("social_*.py"), *(root / "gui" / "pages" / "social").glob("*.py")]
    assert len(rooms) > 20
    assert not [path.name for path in rooms if "contract_value" in path.read_text("utf-8")]
