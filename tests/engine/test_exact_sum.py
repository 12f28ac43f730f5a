"""Sums are those of `math.fsum`, whatever the order and the size of what is added."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.engine.exact_sum import group_sums, total

FINITE = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300)
SMALL = st.floats(allow_nan=False, min_value=-1e-300, max_value=1e-300)
PURCHASES = st.decimals(min_value=0, max_value=100_000, places=2).map(float)
GROUPED = st.lists(st.tuples(st.one_of(FINITE, SMALL, PURCHASES), st.integers(0, 3)), max_size=60)


@given(GROUPED)
def test_group_sums_are_those_of_fsum_to_the_last_bit(rows: list[tuple[float, int]]) -> None:
    values, groups = np.array([one for one, _ in rows]), np.array([group for _, group in rows], dtype=int)
    expected = [math.fsum(one for one, group in rows if group == wanted) for wanted in range(4)]
    assert group_sums(values, groups, 4).tolist() == expected


@given(st.lists(PURCHASES, max_size=600))
def test_a_total_does_not_depend_on_the_order(prices: list[float]) -> None:
    turned = prices[::-1]
    assert total(np.array(prices)) == total(np.array(turned)) == math.fsum(prices)


def test_the_order_of_a_hundred_thousand_values_changes_no_bit() -> None:
    random = np.random.default_rng(1)
    values, groups = random.lognormal(0, 8, 100_000), random.integers(0, 50, 100_000).astype(np.int8)
    order = random.permutation(100_000)
    sums = group_sums(values, groups, 50)
    assert sums.tolist() == group_sums(values[order], groups[order], 50).tolist()
    assert sums.tolist() == [math.fsum(values[groups == group]) for group in range(50)]
    assert total(values) == total(values[order]) == math.fsum(values)


def test_what_cancels_out_leaves_what_is_left() -> None:
    values = np.array([1e16, 1.0, -1e16] * 200)
    assert total(values) == 200 * 1.0
    assert group_sums(values, np.zeros(600, dtype=int), 1).tolist() == [200.0]


def test_values_too_large_or_too_small_to_split_are_added_exactly_too() -> None:
    tiny, huge = 5e-324, 1e300
    assert group_sums(np.array([huge, 1.0, -huge]), np.zeros(3, dtype=int), 1).tolist() == [1.0]
    assert total(np.full(1000, tiny)) == 1000 * tiny
    assert total(np.array([1e300] * 300 + [-1e300] * 300 + [2.0])) == 2.0


@pytest.mark.parametrize("count", [0, 3])
def test_groups_without_values_are_nothing(count: int) -> None:
    nothing = np.zeros(0)
    assert group_sums(nothing, nothing.astype(int), count).tolist() == [0.0] * count
    assert total(nothing) == 0.0
    assert total(np.zeros(1000)) == 0.0


def test_the_most_values_of_a_group_may_be_told_beforehand() -> None:
    values, groups = np.array([0.1] * 10 + [0.2] * 5), np.array([0] * 10 + [1] * 5)
    assert group_sums(values, groups, 2, most=10).tolist() == [math.fsum([0.1] * 10), math.fsum([0.2] * 5)]


def test_a_total_with_a_missing_value_is_missing() -> None:
    assert math.isnan(total(np.array([1.0, math.nan])))
    assert math.isnan(total(np.append(np.ones(1000), math.nan)))
    assert math.isnan(group_sums(np.array([1.0, math.nan]), np.array([0, 0]), 1)[0])
