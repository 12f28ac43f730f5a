from __future__ import annotations

import time

import pandas as pd
import pytest

from carbonsv.plan.trajectory import grid_kg_per_kwh, grid_shares, part_of_year, trajectory
from tests.shipped import library

from .plans import point, project, projects


def totals(table: pd.DataFrame) -> dict[int, float]:
    return dict(table.groupby("year")["co2e_kg"].sum())


def path(**kg_per_kwh: float) -> pd.DataFrame:
    rows = [(int(year[1:]), one) for year, one in kg_per_kwh.items()]
    return pd.DataFrame(rows, columns=["year", "co2e_kg_per_kwh"])


def test_nothing_done_and_the_grid_held_stays_where_it_starts() -> None:
    found = totals(trajectory(point(), [], 2030))
    assert set(found) == set(range(2025, 2031))
    assert list(found.values()) == pytest.approx([point().scopes_kg.sum()] * 6)


def test_a_falling_grid_lowers_scope_2_and_losses_only() -> None:
    found = trajectory(point(), [], 2026, {2026: 0.5})
    by_scope = found.pivot_table(index="year", columns="scope", values="co2e_kg")
    assert by_scope.loc[2026, "2"] == pytest.approx(80_000 * 0.177 / 2)
    assert by_scope.loc[2026, "1"] == by_scope.loc[2025, "1"]


def test_a_project_counts_from_its_start_for_the_days_of_its_first_year() -> None:
    found = totals(trajectory(point(), projects(project("p", saved_share=1.0, start="2027-07-01")), 2028))
    gas_kg = found[2026] - found[2028]
    assert found[2025] == found[2026]
    assert found[2026] - found[2027] == pytest.approx(gas_kg * 184 / 365)


def test_a_project_ends_with_its_life() -> None:
    one = projects(project("p", saved_share=1.0, start="2026-01-01", life_years=2.0))[0]
    assert [part_of_year(one, year) for year in (2025, 2026, 2027, 2028)] == [0, 1, 1, 0]


def test_a_switch_leaves_a_project_out() -> None:
    both = projects(project("p", saved_share=0.5), project("q", saved_share=0.5))
    only = trajectory(point(), both, 2026, active=frozenset({"p"}))
    assert totals(only) == totals(trajectory(point(), both[:1], 2026))


def test_the_grid_follows_the_users_path_and_is_held_after_it() -> None:
    shares = grid_shares(path(y2027=0.1, y2029=0.05), 2025, 0.2, 2031)
    expected = {2025: 1, 2026: 0.75, 2027: 0.5, 2028: 0.375, 2029: 0.25, 2030: 0.25, 2031: 0.25}
    assert shares == pytest.approx(expected)


def test_the_factor_of_the_grid_is_the_published_one() -> None:
    assert grid_kg_per_kwh(library(), 2025) == 0.177


def test_a_switch_is_worked_out_within_a_tenth_of_a_second() -> None:
    many = projects(*(project(f"p{place}", saved_share=0.1) for place in range(20)))
    start = time.process_time()
    trajectory(point(), many, 2050, active=frozenset({"p1", "p2"}))
    assert time.process_time() - start < 0.1
