from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.inventory.compare import Comparison, Effects, adding_up, compare, split_change
from carbonsv.inventory.inventory import Inventory, make_inventory
from carbonsv.model.policy import FactorPolicy
from tests import shipped

if TYPE_CHECKING:
    from tests.shipped import Row


YEARS = {year: shipped.period(f"{year}-01-01", f"{year}-12-31") for year in (2024, 2025)}
amounts = st.floats(-1e6, 1e6, allow_nan=False)


def inventory(year: int, *rows: Row) -> Inventory:
    policy = FactorPolicy(reporting_year=YEARS[year])
    return make_inventory(shipped.table(*rows), shipped.library(), policy, YEARS[year])


def power(year: int, kwh: float, site: str = "a") -> Row:
    return shipped.record("electricity", kwh, "kWh", year, site=site, id=f"{site}{year}")


def compared(before: list[Row], after: list[Row]) -> Comparison:
    return compare(inventory(2024, *before), inventory(2025, *after))


def test_a_change_is_split_at_the_mean_of_both_years() -> None:
    before, after = (Fraction(100), Fraction(20)), (Fraction(80), Fraction(12))  # factors 0.2 and 0.15
    split = split_change(before, after)
    assert split.activity == Fraction(-20) * (Fraction("0.2") + Fraction("0.15")) / 2  # -3.5
    assert split.factor == (Fraction("0.15") - Fraction("0.2")) * (100 + 80) / 2  # -4.5
    assert split.change == 12 - 20


def test_electricity_of_two_years_by_hand() -> None:
    split = compared([power(2024, 1000.0)], [power(2025, 900.0)]).rows.set_index("lifecycle")
    generation = split.loc["generation"]
    assert generation["activity_kg"] == pytest.approx((900 - 1000) * (0.20705 + 0.177) / 2)
    assert generation["factor_kg"] == pytest.approx((0.177 - 0.20705) * (1000 + 900) / 2)
    assert generation["boundary_kg"] == 0


def test_the_same_activity_has_only_a_factor_effect() -> None:
    effects = compared([power(2024, 1000.0)], [power(2025, 1000.0)]).effects.as_kg()
    assert effects["activity"] == effects["boundary"] == 0
    assert effects["factor"] < 0


def test_a_site_that_only_one_year_has_is_boundary() -> None:
    found = compared([power(2024, 1000.0)], [power(2025, 1000.0), power(2025, 500.0, site="new")])
    per_kwh = 0.177 + 0.01853 + 0.0459 + 0.0459 * 0  # generation, T&D, WTT of generation
    assert found.effects.as_kg()["boundary"] >= 500 * per_kwh
    assert found.effects.activity == 0


def test_a_new_activity_at_a_known_site_is_activity() -> None:
    gas = shipped.record("natural-gas", 100.0, "kWh", 2025, site="a", id="g")
    found = compared([power(2024, 1000.0)], [power(2025, 1000.0), gas])
    assert found.effects.as_kg()["activity"] == pytest.approx(100 * (0.18296 + 0.03021), rel=1e-3)
    assert found.effects.boundary == 0


def test_effects_add_up_to_the_difference_of_the_totals_to_the_last_digit() -> None:
    found = compared([power(2024, 1234.567), power(2024, 0.1, "b")], [power(2025, 987.654)])
    assert found.effects.change == Fraction(found.after_kg) - Fraction(found.before_kg)
    assert math.fsum(found.effects.as_kg().values()) == found.after_kg - found.before_kg


@given(amounts, amounts, amounts, amounts)
def test_every_split_adds_up_exactly(q0: float, e0: float, q1: float, e1: float) -> None:
    split = split_change((Fraction(q0), Fraction(e0)), (Fraction(q1), Fraction(e1)))
    assert split.change == Fraction(e1) - Fraction(e0)


@given(st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=20))
def test_effects_as_numbers_still_add_up(rows: list[tuple[float, float, float]]) -> None:
    together = Effects()
    for row in rows:
        together = together.plus(Effects(*map(Fraction, row)))
    kg = together.as_kg()
    assert math.fsum(kg.values()) == pytest.approx(float(together.change), rel=1e-15, abs=1e-9)


@given(st.lists(amounts, min_size=1, max_size=30))
def test_rounded_values_add_up_to_their_rounded_sum(values: list[float]) -> None:
    shown = adding_up(values, 10.0)
    assert math.fsum(shown) == pytest.approx(math.fsum(values), abs=5.0001)
    assert all(abs(one - value) <= 10 for one, value in zip(shown, values, strict=True))


def test_two_empty_years_have_no_change() -> None:
    nothing = power(2020, 1.0)  # outside both years
    assert compared([nothing], [nothing]).effects == Effects()


def test_comparing_backwards_turns_every_sign() -> None:
    one, other = inventory(2024, power(2024, 1000.0)), inventory(2025, power(2025, 700.0))
    there, back = compare(one, other).effects, compare(other, one).effects
    assert (there.activity, there.factor) == (-back.activity, -back.factor)


def test_breaks_of_method_between_the_years_are_named() -> None:
    flight = "flight/long-haul-to-from-uk/economy-class"
    rows = {year: shipped.record(flight, 100.0, "passenger.km", year) for year in YEARS}
    found = compared([rows[2024]], [rows[2025]]).breaks
    assert {(one.year, one.series.partition("/")[0]) for one in found} == {
        (2025, "business-travel-air"),
        (2025, "wtt-business-travel-air"),
    }


def test_the_same_factor_view_gives_an_earlier_year_the_later_factors() -> None:
    found = compared([power(2024, 1000.0)], [power(2025, 300.0)])
    by_2025 = inventory(2025, power(2025, 1000.0)).total_location_kg
    assert found.same_factor_kg == pytest.approx(by_2025)


def test_spend_of_two_years_keeps_its_own_prices() -> None:
    spent = {year: shipped.record("spend/sic-17", 1000.0, "GBP", year) for year in YEARS}
    found = compared([spent[2024]], [spent[2025]])
    assert found.same_factor_kg == pytest.approx(found.before_kg)
    assert found.effects.as_kg()["factor"] == pytest.approx(0, abs=1e-9)
