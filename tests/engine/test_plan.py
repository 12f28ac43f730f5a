from __future__ import annotations

import numpy as np

from carbonsv.engine.plan import make_plan
from carbonsv.library.match import Need
from carbonsv.model.policy import FactorPolicy
from tests.shipped import library

NEEDS = [Need("natural-gas", "kWh", 2025), Need("nonsense", "kWh", 2025), Need("electricity", "MWh", 2025)]
PLAN = make_plan(NEEDS, library(), FactorPolicy())


def test_the_lines_of_all_needs_are_laid_end_to_end() -> None:
    assert PLAN.counts.tolist() == [2, 0, 6]
    assert [line.recipe.lifecycle for line in PLAN.lines[:2]] == ["direct", "wtt"]
    assert len(PLAN.lines) == 8


def test_records_are_laid_out_with_the_lines_of_their_needs_in_order() -> None:
    source, plan_line = PLAN.expand(np.array([0, 1, 0]))
    assert source.tolist() == [0, 0, 2, 2]
    assert plan_line.tolist() == [0, 1, 0, 1]


def test_a_need_without_a_factor_has_no_lines_and_an_issue() -> None:
    source, plan_line = PLAN.expand(np.array([1, 1]))
    assert (len(source), len(plan_line)) == (0, 0)
    assert [issue.code for issue in PLAN.matches[1].issues] == ["unknown-name"]


def test_no_records_are_laid_out_as_nothing() -> None:
    source, plan_line = PLAN.expand(np.zeros(0, dtype=np.int64))
    assert (source.tolist(), plan_line.tolist()) == ([], [])


def test_the_arrays_are_those_of_the_matched_lines() -> None:
    assert PLAN.conversion.tolist() == [line.conversion for line in PLAN.lines]
    assert PLAN.co2e_kg_per_unit[0] == 0.18296
    assert np.isnan(PLAN.co2e_kg_per_unit[-1])  # biogenic CO2 outside of scopes
    assert PLAN.factor_values("co2_kg")[0] == 0.18259


def test_an_empty_plan_has_empty_arrays() -> None:
    empty = make_plan([], library(), FactorPolicy())
    assert (empty.lines, len(empty.conversion), len(empty.co2e_kg_per_unit)) == ((), 0, 0)
