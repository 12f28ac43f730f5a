from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.social.figures import figure
from carbonsv.app.social.value import SocialValue

if TYPE_CHECKING:
    from carbonsv.app.session import Session

TODAY = date(2026, 11, 23)


@pytest.fixture
def sample(session: Session) -> Session:
    session.open_sample()
    return session


def said(session: Session, part: str) -> str:
    return figure(SocialValue.of(session.snapshot()), part, TODAY)


@pytest.mark.parametrize(
    "part", ["time_bank", "home_pledge", "supplier_spend", "lm3", "profit", "space", "benefits"]
)
def test_nothing_entered_is_not_assessed_and_never_nought(session: Session, part: str) -> None:
    assert "not assessed" in said(session, part)
    assert " 0" not in said(session, part)


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("time_bank", "37 days billed owe 37 hours; 10 given, 27 still to give."),
        (
            "home_pledge",
            (
                "3 pledges of 925 kg CO₂e a year; 695 kg CO₂e followed up at 2 homes. "
                "None of it touches your footprint."
            ),
        ),
        (
            "supplier_spend",
            (
                "£54,450 of £95,650 that could be local stayed in Manchester; Salford; Bolton: 56.9 %. "
                "Suppliers with a published plan: 46.0 %."
            ),
        ),
        ("lm3", "LM3 is 1.81: so many times the first round was spent, between 1 and 3."),
        ("profit", "25.0 % of the profit was put back."),
        ("case_study", "1 of 2 may be exported; the others wait for permission."),
        ("kpi", "Share of fleet miles driven electrically: 36.7 % of the way, on its way."),
        ("contact", "1 contact of your own, shown first under Advice."),
    ],
)
def test_the_parts_of_the_sample_add_up(sample: Session, part: str, sentence: str) -> None:
    assert said(sample, part) == sentence


def test_hours_given_beyond_what_is_owed_are_more_than_owed(session: Session) -> None:
    session.add_row("time_bank", {"date": "2025-01-01", "kind": "hours-given", "quantity": 5.0})
    assert said(session, "time_bank") == "0 days billed owe 0 hours; 5 given, 5 more than owed."


def test_spend_without_a_place_is_said(session: Session) -> None:
    session.add_row("supplier_spend", {"supplier": "A", "amount_gbp": 60.0})
    assert (
        said(session, "supplier_spend") == "Say which boroughs or postcodes count as local, under Local area."
    )
    session.add_row("social_value", {"id": "social-value", "local_areas": "Salford"})
    assert "£60 has no place and counts as not local" in said(session, "supplier_spend")


def test_a_licensed_value_has_its_licence_beside_it(session: Session) -> None:
    proxy = {"code": "P1", "title": "An hour", "unit": "hours", "value_gbp": 20.0, "year": 2025}
    session.add_row("proxy", proxy | {"licence": "Licence of ours", "source": "The set"})
    session.add_row("proxy_claim", {"proxy": "P1", "quantity": 3.0})
    assert "£60 by An hour (P1, 2025): The set, Licence of ours" in said(session, "proxy_claim")


def test_a_pollutant_is_not_valued_before_damage_costs_are_imported(session: Session) -> None:
    session.add_row("air_pollutant", {"pollutant": "NOx", "sector": "domestic", "tonnes": 0.5})
    assert said(session, "air_pollutant") == "NOx: 0.5 t, not valued."
    costs = {
        f"{name}_gbp_per_tonne": amount for name, amount in (("low", 1.0), ("central", 2.0), ("high", 4.0))
    }
    table = {"pollutant": "NOx", "sector": "domestic", "price_year": 2025, "source_url": "gov.uk"}
    session.add_row("damage_cost", table | costs)
    assert said(session, "air_pollutant") == "NOx: 0.5 t, £0.5 / £1 / £2 low, central, high."


def test_a_part_without_a_sentence_says_nothing(session: Session) -> None:
    assert said(session, "own_priority") == ""
