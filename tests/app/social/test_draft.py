from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.app.social.draft import (
    Draft,
    UnfinishedClaimError,
    read_draft,
    records_that_fit,
    save_draft,
    texts_of,
)
from carbonsv.app.social.value import SocialValue, shipped_packs
from tests.shipped import library

if TYPE_CHECKING:
    from carbonsv.app.session import Session

CATALOGUE = shipped_packs().catalogue
LED = {
    "measure": "ESV01",
    "baseline_quantity": "12,000 kWh",
    "current_quantity": "10 MWh",
    "start": "1/4/2025",
}


def draft(**texts: str) -> Draft:
    return read_draft(texts, CATALOGUE, library().catalogue)


def test_quantities_are_read_with_their_units_and_kept_in_one() -> None:
    one = draft(**LED)
    assert (one.row["baseline_quantity"], one.row["current_quantity"], one.row["unit"]) == (
        12000,
        10000,
        "kWh",
    )
    assert one.readings["current_quantity"] == "10 MWh = 10,000 kWh"
    assert one.refused == {}


def test_the_unit_of_the_only_quantity_stays_as_it_was_typed() -> None:
    one = draft(measure="ESV03", current_quantity="3.5 MWh", start="1/4/2025")
    assert (one.row["current_quantity"], one.row["unit"]) == (3.5, "MWh")


def test_a_bare_number_is_in_the_usual_unit() -> None:
    assert draft(measure="ESV04", current_quantity="500", start="1/4/2025").row["unit"] == "miles"


def test_a_unit_that_does_not_fit_is_refused_where_it_stands() -> None:
    assert (
        "These would fit: kWh"
        in draft(**LED | {"baseline_quantity": "12 miles"}).refused["baseline_quantity"]
    )


def test_two_quantities_that_measure_different_things_are_refused() -> None:
    one = draft(measure="ESV02", baseline_quantity="100 kWh", current_quantity="5 m3", start="1/4/2025")
    assert one.refused["current_quantity"].startswith("m3 and kWh do not measure the same")


@pytest.mark.parametrize(("typed", "share"), [("20 %", 0.2), ("20", 0.2), ("12,5 per cent", 0.125), ("0", 0)])
def test_shares_are_typed_in_per_cent(typed: str, share: float) -> None:
    assert draft(**LED, deadweight=typed).row["deadweight"] == share


def test_a_share_above_a_hundred_per_cent_is_refused() -> None:
    assert "between 0 and 100" in draft(**LED, attribution="120 %").refused["attribution"]


def test_a_blank_share_stays_blank_and_is_not_nought() -> None:
    assert draft(**LED).row["deadweight"] is None


def test_a_measure_with_a_unit_of_its_own_takes_the_number_before_it() -> None:
    one = draft(measure="ESV20", current_quantity="24 people-hours", start="1/4/2025")
    assert (one.row["current_quantity"], one.row["unit"]) == (24, "people-hours")


def test_money_is_read_with_its_sign() -> None:
    assert draft(measure="ESV27", current_quantity="£1,200", start="1/4/2025").row["current_quantity"] == 1200


def test_what_took_the_place_is_in_the_unit_of_its_own_kind() -> None:
    texts = {"measure": "ESV04", "replacement": "rail", "replacement_quantity": "4,800", "start": "1/4/2025"}
    assert draft(**texts).readings["replacement_quantity"] == "4,800 passenger.km"


def test_electric_miles_are_in_the_unit_of_the_claim() -> None:
    texts = {"measure": "ESV08", "baseline_quantity": "100 miles", "replacement_quantity": "160.9344 km"}
    assert draft(**texts, start="1/4/2025").row["replacement_quantity"] == pytest.approx(100)


def test_what_is_missing_is_asked_for() -> None:
    assert set(draft().refused) == {"measure", "start"}
    assert "not a number of whole years" in draft(**LED, years="0").refused["years"]


def test_a_claim_is_kept_as_one_change_and_named_in_plain_words(session: Session) -> None:
    before = len(session.document.history())
    name = save_draft(session, draft(**LED))
    assert len(session.document.history()) == before + 1
    assert session.document.row("measure_claim", name)["title"] == "We use less electricity"
    session.undo()
    assert session.rows("measure_claim").empty


def test_a_changed_claim_is_one_change_with_its_name(session: Session) -> None:
    name = save_draft(session, draft(**LED, title="Lamps"))
    save_draft(session, draft(**LED, title="Lamps", deadweight="20 %"), name)
    assert session.document.history()[0].label == "Change the claim “Lamps”"
    assert SocialValue.of(session.snapshot()).appraisals[0].claim.additionality.deadweight == 0.2


def test_nothing_changed_is_no_change(session: Session) -> None:
    name = save_draft(session, draft(**LED, title="Lamps"))
    before = len(session.document.history())
    save_draft(session, draft(**LED, title="Lamps"), name)
    assert len(session.document.history()) == before


def test_an_unfinished_claim_is_not_kept(session: Session) -> None:
    with pytest.raises(UnfinishedClaimError, match="From when"):
        save_draft(session, draft(measure="ESV01"))


def test_a_claim_reads_back_as_it_was_typed(session: Session) -> None:
    name = save_draft(session, draft(**LED, deadweight="12.5 %", years="3", part="workshop"))
    row = session.document.row("measure_claim", name)
    again = draft(**texts_of(row, CATALOGUE.find("ESV01")))
    assert {key: value for key, value in again.row.items() if key != "id"} == {
        key: value for key, value in row.items() if key != "id"
    }


@given(st.floats(1e-6, 1e12), st.integers(0, 100))
def test_quantities_and_shares_survive_being_shown(amount: float, percent: int) -> None:
    row = {**draft(**LED).row, "baseline_quantity": amount, "deadweight": percent / 100}
    again = draft(**texts_of(row, CATALOGUE.find("ESV01")))
    assert (again.row["baseline_quantity"], again.row["deadweight"]) == (amount, percent / 100)


def test_only_records_of_the_measures_own_kind_are_offered(session: Session, record: str) -> None:
    assert record
    snapshot = session.snapshot()
    assert records_that_fit(snapshot, CATALOGUE.find("ESV01")) == [("electricity", "Electricity (UK grid)")]
    assert records_that_fit(snapshot, CATALOGUE.find("ESV02")) == []
    assert records_that_fit(snapshot, CATALOGUE.find("ESV20")) == []
