from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from carbonsv.charts.scale import scale_of


def test_scale_is_in_kilograms_below_one_tonne() -> None:
    assert (scale_of([950.0]).unit, scale_of([950.0]).label(950.0)) == ("kg CO₂e", "950")


def test_scale_is_in_tonnes_from_one_tonne() -> None:
    assert (scale_of([412_300.0]).unit, scale_of([412_300.0]).label(412_300.0)) == ("t CO₂e", "412.30")


def test_a_small_amount_beside_a_large_one_is_not_called_zero() -> None:
    assert scale_of([412_300.0, 4.0]).label(4.0) == "4 kg CO₂e"


def test_no_amounts_have_an_axis_of_zero_alone() -> None:
    scale = scale_of([0.0, 0.0])
    assert (scale.ticks(), scale.share(0.0), scale.label(0.0)) == ([0.0], 0.0, "0")


def test_negative_amounts_lie_left_of_zero() -> None:
    scale = scale_of([-2_000.0, 6_000.0])
    assert (scale.low, scale.high, scale.share(0.0)) == (-2, 6, 0.25)


def test_ticks_are_round_and_between_the_ends() -> None:
    assert scale_of([217_300.0]).ticks() == [0, 50, 100, 150, 200]


def test_a_narrow_axis_has_fewer_ticks() -> None:
    scale = scale_of([5e14])
    assert len(scale.ticks_across(8)) == 1
    assert len(scale.ticks_across(8)) < len(scale.ticks_across(120))


@given(st.lists(st.floats(-1e15, 1e15), max_size=5))
def test_every_amount_and_zero_are_on_the_axis(values: list[float]) -> None:
    scale = scale_of(values)
    shares = [scale.share(value / scale.kg_per_unit) for value in [*values, 0.0]]
    assert all(-1e-12 <= share <= 1 + 1e-12 for share in shares)
