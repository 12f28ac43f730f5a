from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.plan.projects import abatement_curve, after, nothing_done

from .plans import point, project, projects, read

GAS_KG = 0.18296 + 0.03021  # burning and upstream, per kWh
shares = st.floats(0, 1)


def saved_kg(*rows: dict[str, object]) -> float:
    left = nothing_done(point())
    for one in projects(*rows):
        left = after(point(), left, one)
    return float(point().scopes_kg.sum() - left.scopes_kg(point()).sum())


def test_a_share_saves_that_share_of_the_activity_at_its_site() -> None:
    found = saved_kg(project("p", site="a", saved_share=0.3))
    assert found == pytest.approx(0.3 * 100_000 * GAS_KG, rel=1e-4)


def test_a_quantity_is_saved_in_its_own_unit_over_all_sites() -> None:
    found = saved_kg(project("p", saved_quantity=15.0, unit="MWh"))
    assert found == pytest.approx(15_000 * GAS_KG, rel=1e-4)


def test_no_more_is_saved_than_there_is() -> None:
    found = saved_kg(project("p", site="b", saved_quantity=999.0, unit="MWh"))
    assert found == pytest.approx(50_000 * GAS_KG, rel=1e-4)


def test_a_second_project_acts_on_what_the_first_has_left() -> None:
    both = saved_kg(project("p", saved_share=0.5), project("q", saved_share=0.5))
    assert both == pytest.approx((1 - 0.5 * 0.5) * 150_000 * GAS_KG, rel=1e-4)


def test_what_takes_its_place_counts() -> None:
    pump = {"replaced_by": "electricity", "replaced_ratio": 0.3, "replaced_unit": "kWh"}
    found = saved_kg(project("pump", site="b", saved_share=1.0, unit="kWh", **pump))
    power_kg = 0.177 + 0.01853 + 0.0459 + 0.00397  # generation, losses, upstream of both
    assert found == pytest.approx(50_000 * (GAS_KG - 0.3 * power_kg), rel=1e-2)


def test_the_curve_runs_from_the_cheapest_tonne_and_adds_up() -> None:
    dear = project("dear", saved_share=0.5, capital_gbp=100_000.0)
    cheap = project("cheap", saved_share=0.2, capital_gbp=10_000.0, yearly_saving_gbp=3_000.0)
    curve = abatement_curve(point(), projects(dear, cheap))
    assert curve["id"].tolist() == ["cheap", "dear"]
    assert curve["saved_kg"].sum() == pytest.approx(saved_kg(dear, cheap))
    cost = (10_000 / 10 - 3_000) / (0.2 * 150 * GAS_KG)
    assert curve["cost_gbp_per_t"].iloc[0] == pytest.approx(cost, rel=1e-4)
    assert curve["from_kg"].tolist() == [0, curve["saved_kg"].iloc[0]]


def test_a_project_that_saves_nothing_comes_last_without_a_cost() -> None:
    idle = project("idle", saved_share=0.0, capital_gbp=5.0)
    curve = abatement_curve(point(), projects(idle, project("p", saved_share=0.1)))
    assert curve["id"].tolist() == ["p", "idle"]
    assert curve["cost_gbp_per_t"].isna().tolist() == [False, True]


@given(st.lists(shares, min_size=1, max_size=6))
def test_the_curve_never_saves_more_than_there_is(parts: list[float]) -> None:
    rows = [project(f"p{place}", saved_share=one) for place, one in enumerate(parts)]
    curve = abatement_curve(point(), projects(*rows))
    assert curve["saved_kg"].sum() == pytest.approx(saved_kg(*rows), abs=1e-6)
    assert curve["saved_kg"].sum() <= 150_000 * GAS_KG * 1.001


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({}, "a share or a quantity"),
        ({"saved_share": 0.5, "saved_quantity": 1.0}, "a share or a quantity"),
        ({"saved_share": 1.5}, "is no share"),
        ({"saved_share": 0.5, "life_years": 0.0}, "lasts no time"),
        ({"saved_share": 0.5, "site": "nowhere"}, "the year has no natural-gas there"),
        ({"saved_quantity": 5.0, "unit": "km"}, "in a unit that fits"),
    ],
)
def test_a_project_that_cannot_be_worked_out_says_why(more: dict[str, object], reason: str) -> None:
    found, issues = read(project("p", **more))
    assert found == []
    assert reason in issues[0].sentence


def test_thirty_switches_are_worked_out_within_a_tenth_of_a_second() -> None:
    many = projects(*(project(f"p{place}", saved_share=0.1) for place in range(30)))
    start = time.process_time()
    abatement_curve(point(), many)
    assert time.process_time() - start < 0.1
