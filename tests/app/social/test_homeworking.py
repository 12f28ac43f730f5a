from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.app.social.draft import read_draft
from carbonsv.app.social.homeworking import HomeworkingResult, homeworking_result
from carbonsv.app.social.result import draft_result
from carbonsv.app.social.value import SocialValue, shipped_packs
from tests.shipped import library

if TYPE_CHECKING:
    from carbonsv.app.session import Session

HOME, PETROL_MILE = 0.33378, 0.26473  # kg CO2e an hour, and a mile by average petrol car, 2024


def result(session: Session, **typed: str) -> HomeworkingResult:
    usual = {"days": "100", "return_miles": "20", "hours_per_day": "7.5", "fuel": "petrol"}
    return homeworking_result(SocialValue.of(session.snapshot()), usual | typed)


def test_a_long_drive_is_saved_net_of_the_home(session: Session) -> None:
    net_kg = 100 * (20 * PETROL_MILE - 7.5 * HOME)
    assert result(session).sentence.startswith(f"{net_kg:.0f} kg CO₂e saved in a year")


def test_a_short_drive_makes_home_worse(session: Session) -> None:
    assert "more than driving" in result(session, return_miles="5").sentence


def test_only_those_who_would_have_driven_count(session: Session) -> None:
    half = result(session, driving="50 %").claim
    assert (half["baseline_quantity"], half["replacement_quantity"]) == ("1,000 miles", "750")


@pytest.mark.parametrize("missing", ["days", "return_miles", "hours_per_day"])
def test_a_missing_answer_is_not_assessed(session: Session, missing: str) -> None:
    assert result(session, **{missing: ""}).sentence.startswith("Not assessed")
    assert not result(session, **{missing: ""}).claim


def test_what_is_no_number_is_said(session: Session) -> None:
    assert "“many” is not a quantity" in result(session, days="many").sentence


def test_the_claim_comes_to_what_the_calculator_says(session: Session) -> None:
    found = result(session)
    draft = read_draft({**found.claim, "start": "1/4/2024"}, shipped_packs().catalogue, library().catalogue)
    worked = draft_result(session.snapshot(), draft.row)
    assert worked.steps[0].tonnes == found.sentence.partition(" saved")[0]
