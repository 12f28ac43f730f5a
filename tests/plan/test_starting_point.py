from __future__ import annotations

import pytest

from carbonsv.plan.starting_point import starting_point

from .plans import inventory, point


def test_a_plan_starts_at_the_totals_of_its_year() -> None:
    scopes = [inventory().scope1_kg, inventory().scope2_location_kg, inventory().scope3_kg]
    assert point().scopes_kg == pytest.approx(scopes)
    assert point().year == 2025


def test_generation_and_losses_follow_the_grid_and_upstream_does_not() -> None:
    grid_kg = point().grid_kg.sum(axis=0)
    assert grid_kg == pytest.approx([0, 80_000 * 0.177, 80_000 * 0.01853])
    assert point().other_kg.sum(axis=0)[1] == 0


def test_the_market_based_start_has_the_market_based_total() -> None:
    assert starting_point(inventory(), "market").scopes_kg.sum() == pytest.approx(inventory().total_market_kg)
