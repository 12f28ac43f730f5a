from __future__ import annotations

import pytest

from carbonsv.value.additionality import Additionality, waterfall


def test_the_steps_multiply_one_after_the_other() -> None:
    shares = Additionality(deadweight=0.2, displacement=0.1, leakage=0.05, substitution=0.0, attribution=0.5)
    left = [step.left_t for step in waterfall(100, shares, 1)]
    assert left == pytest.approx([80, 72, 68.4, 68.4, 34.2, 34.2])


def test_what_the_steps_take_and_leave_is_the_gross() -> None:
    steps = waterfall(100, Additionality(deadweight=0.3, attribution=0.7, drop_off=0.1), 3)
    assert sum(step.removed_t for step in steps) + steps[-1].left_t == pytest.approx(100)


def test_the_net_is_the_gross_times_a() -> None:
    shares = Additionality(0.1, 0.2, 0.3, 0.4, 0.5, 0.1)
    assert waterfall(10, shares, 2)[-1].left_t == pytest.approx(10 * shares.factor(2))
    assert shares.factor(2) == pytest.approx(0.9 * 0.8 * 0.7 * 0.6 * 0.5 * 0.9)


def test_drop_off_is_asked_for_only_where_there_is_a_second_year() -> None:
    assert "drop_off" not in Additionality().unstated(1)
    assert "drop_off" in Additionality().unstated(2)
