from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.inventory.split import Effects, by_other_factor, kg_of, split_change, steps_of, together

amounts = st.floats(-1e6, 1e6, allow_nan=False)
usual = st.floats(1e-6, 1e9)


def in_fractions(q0: float, e0: float, q1: float, e1: float) -> tuple[Fraction, Fraction]:
    before, after = Fraction(e0) / Fraction(q0), Fraction(e1) / Fraction(q1)
    more, both = Fraction(q1) - Fraction(q0), Fraction(q0) + Fraction(q1)
    return more * (before + after) / 2, (after - before) * both / 2


def test_a_change_is_split_at_the_mean_of_both_years() -> None:
    before, after = (100.0, 20.0), (80.0, 12.0)  # factors 0.2 and 0.15
    split = split_change(before, after)
    assert split.activity == Fraction(-20) * (Fraction("0.2") + Fraction("0.15")) / 2  # -3.5
    assert split.factor == (Fraction("0.15") - Fraction("0.2")) * (100 + 80) / 2  # -4.5
    assert split.change == 12 - 20


@given(amounts, amounts, amounts, amounts)
def test_every_split_adds_up_exactly(q0: float, e0: float, q1: float, e1: float) -> None:
    split = split_change((q0, e0), (q1, e1))
    assert split.change == Fraction(e1) - Fraction(e0)


@given(st.lists(st.tuples(usual, usual, usual, usual), min_size=1, max_size=20))
def test_many_splits_come_to_the_same_numbers_as_fractions(
    rows: list[tuple[float, float, float, float]],
) -> None:
    found = together(split_change((q0, e0), (q1, e1)) for q0, e0, q1, e1 in rows).settled()
    exact = [in_fractions(*row) for row in rows]
    assert float(found.activity) == float(sum(activity for activity, _ in exact))
    assert float(found.factor) == float(sum(factor for _, factor in exact))


def test_thirds_that_cancel_leave_nothing() -> None:
    third, two_thirds = split_change((3.0, 1.0), (1.0, 1.0)), split_change((1.0, 1.0), (3.0, 1.0))
    assert third.activity_steps == -two_thirds.activity_steps != 0
    thrice = together([split_change((3.0, 1.0), (4.0, 1.0))] * 12).settled()  # 12 times 7/24
    assert thrice.activity == Fraction(7, 2)


def test_negative_quantities_split_as_well() -> None:
    activity, factor = in_fractions(-3.0, -1.0, 7.0, 2.0)
    split = split_change((-3.0, -1.0), (7.0, 2.0))
    assert (float(split.activity), float(split.factor)) == (float(activity), float(factor))


@given(amounts, usual, usual)
def test_a_quantity_by_another_factor_is_the_nearest_number(quantity: float, q1: float, e1: float) -> None:
    exact = Fraction(quantity) * Fraction(e1) / Fraction(q1)
    assert kg_of(by_other_factor(quantity, (q1, e1))) == pytest.approx(float(exact), rel=0, abs=1e-300)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_is_a_whole_number_of_steps(kg: float) -> None:
    assert Fraction(steps_of(kg), 1 << 1074) == Fraction(kg)


@given(st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=20))
def test_effects_as_numbers_still_add_up(rows: list[tuple[float, float, float]]) -> None:
    together = Effects()
    for row in rows:
        together = together.plus(Effects.of_kg(*row))
    kg = together.as_kg()
    assert math.fsum(kg.values()) == pytest.approx(float(together.change), rel=1e-15, abs=1e-9)
