from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.app.social.claims import quantity_in_records
from carbonsv.app.social.draft import read_draft, save_draft
from carbonsv.app.social.result import ClaimResult, draft_result
from carbonsv.app.social.value import shipped_packs
from tests.shipped import library

if TYPE_CHECKING:
    from carbonsv.app.session import Session

LED = {
    "measure": "ESV01",
    "baseline_quantity": "12,000 kWh",
    "current_quantity": "10 MWh",
    "start": "1/4/2025",
}


def result(session: Session, **texts: str) -> ClaimResult:
    draft = read_draft(texts, shipped_packs().catalogue, library().catalogue)
    return draft_result(session.snapshot(), draft.row)


def test_low_central_and_high_stand_together_with_their_basis(session: Session) -> None:
    one = result(session, **LED)
    assert one.change == "2,000 kWh saved a year"
    assert one.pounds == ("£48.3", "£96.7", "£145")  # 0.354 t at 273.06 GBP, half below and above
    assert one.basis == "In prices of 2022, emissions of 2025."


def test_the_way_from_gross_to_net_is_shown_step_by_step(session: Session) -> None:
    steps = result(session, **LED, deadweight="20 %", attribution="50 %").steps
    assert [one.words for one in steps[1:3]] == [
        "20.0 % would come anyway",
        "50.0 % was done by others",
    ]
    assert [one.tonnes for one in steps] == ["354 kg CO₂e", "283 kg CO₂e", "142 kg CO₂e", "142 kg CO₂e"]
    assert [one.left_share for one in steps] == pytest.approx([1, 0.8, 0.4, 0.4])


def test_blank_additionality_is_said_without_naming_the_claim(session: Session) -> None:
    said = dict(result(session, **LED).remarks)["warning"]
    assert said.startswith("No additionality adjustment: nobody says what would come anyway")


def test_what_is_not_valued_has_its_own_unit_and_no_pounds(session: Session) -> None:
    one = result(session, measure="ESV20", current_quantity="24", start="1/4/2025")
    assert (one.change, one.pounds, one.steps) == ("24 people-hours done", None, ())
    assert "never turned into pounds" in one.basis


def test_nothing_given_is_not_assessed(session: Session) -> None:
    one = result(session, measure="ESV01", start="1/4/2025")
    assert (one.change, one.pounds) == ("not assessed", None)


def test_tax_not_paid_is_cash_and_no_value(session: Session) -> None:
    one = result(
        session, measure="ESV27", baseline_quantity="£500", current_quantity="£200", start="1/4/2025"
    )
    assert one.pounds is None
    assert one.basis.startswith("£300 of tax or cost not paid.")


def test_a_rise_has_its_sign(session: Session) -> None:
    one = result(session, **LED | {"current_quantity": "14 MWh"})
    assert one.change == "2,000 kWh more than before"
    assert one.pounds is not None
    assert one.pounds[1] == "-£96.7"


def test_a_claim_for_the_same_tonnes_names_the_two(session: Session) -> None:
    first = LED | {"title": "Lamps", "part": "workshop"}
    save_draft(session, read_draft(first, shipped_packs().catalogue, library().catalogue))
    said = [sentence for _, sentence in result(session, **LED, title="Lights", part="workshop").remarks]
    assert any("Claims Lamps and Lights cannot both count" in one for one in said)


def test_gas_by_the_cubic_metre_and_by_the_kwh_adds_up_by_gross_calorific_value(session: Session) -> None:
    days = {"activity": "natural-gas", "start": "2024-05-01", "end": "2024-05-31"}
    session.add_row("activity", days | {"quantity": 100.0, "unit": "kWh"})
    session.add_row("activity", days | {"quantity": 100.0, "unit": "m3"})
    kwh = quantity_in_records(session.snapshot(), "natural-gas", session.snapshot().year_ids[0], "kWh")
    fuel = library().fuel("fuels/gaseous-fuels/natural-gas")
    assert fuel is not None
    assert 1100 < kwh < 1300  # a cubic metre of gas is about 11 kWh
