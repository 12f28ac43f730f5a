from __future__ import annotations

import pytest

from carbonsv.library.future import target_paths
from carbonsv.plan.targets import Target, UnusableTargetError, covered_kg, make_target

from .plans import inventory

ROW = {
    "label": "Halve by 2035",
    "kind": "near-term",
    "scopes": "1+2+3",
    "method": "location",
    "target_year": 2035,
    "reduction_share": 0.5,
    "path": "linear",
    "per": "total",
}


def target(**more: object) -> Target:
    return make_target({**ROW, **more}, 2025, 1000.0)


def test_a_linear_path_falls_in_even_steps_and_stays_at_its_goal() -> None:
    one = target()
    assert [one.at(year) for year in (2020, 2025, 2030, 2035, 2050)] == [1000, 1000, 750, 500, 500]


def test_the_named_path_falls_by_a_stated_share_of_the_base_year() -> None:
    one = target(path="linear-4.2")
    assert one.at(2030) == pytest.approx(1000 * (1 - 5 * 0.042))
    assert one.at(2050) == 500  # it stays at the goal, reached after 12 years
    assert not one.reached_by_its_path()


def test_the_named_path_has_a_source() -> None:
    assert target_paths()["linear-4.2"].yearly_share == 0.042
    assert "Science Based Targets" in target_paths()["linear-4.2"].source


def test_a_target_says_itself_in_words() -> None:
    assert target().sentence() == (
        "Halve by 2035: emissions of scope 1+2+3 fall by 50.0 % from 2025 to 2035. Linear to the target."
    )
    assert "emissions per floor area of scope" in target(per="floor-area").sentence()


@pytest.mark.parametrize("more", [{"target_year": 2025}, {"reduction_share": 0.0}, {"reduction_share": 1.2}])
def test_a_target_without_a_path_is_refused(more: dict[str, object]) -> None:
    with pytest.raises(UnusableTargetError, match="Halve by 2035"):
        target(**more)


def test_what_a_target_covers_is_the_total_of_its_scopes() -> None:
    one = inventory()
    assert covered_kg(one, "1+2+3", "location") == one.total_location_kg
    assert covered_kg(one, "1+2", "market") == one.scope1_kg + one.scope2_market_kg
    assert covered_kg(one, "3", "location") == one.scope3_kg


PLANNED = {2035: {"1": 300.0, "2": 150.0, "3": 250.0}}


def test_a_target_is_compared_with_the_scopes_it_covers() -> None:
    assert target().outcome(PLANNED) == "Halve by 2035 is missed by 200 kg CO₂e in 2035."  # 700 - 500
    narrow = target(scopes="1+2").outcome(PLANNED)  # 450 <= 500
    assert narrow == "Halve by 2035, scope 1+2 is reached: 450 kg CO₂e in 2035."


def test_a_target_by_the_other_method_of_scope_2_is_not_compared() -> None:
    said = target(method="market").outcome(PLANNED, "location")
    assert said == "Halve by 2035 is market-based and is not compared with a location-based plan."
    assert "is reached" in target(method="market", scopes="1").outcome(PLANNED, "location")


def test_a_target_whose_own_path_is_too_slow_says_so() -> None:
    said = target(path="linear-4.2", reduction_share=0.9).outcome(PLANNED)
    assert said.endswith("Its own path, Linear 4.2 % a year, still leaves 58.0 % of the base year in 2035.")


def test_an_intensity_target_is_said_and_not_compared() -> None:
    assert "It is not compared" in target(per="fte").outcome(PLANNED)


def test_a_target_of_a_year_that_is_not_shown_says_so() -> None:
    assert target(target_year=2060).outcome(PLANNED) == "Halve by 2035 lies outside these years."
