from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.inventory.compare import Comparison, adding_up, compare, parts_of
from carbonsv.inventory.inventory import Inventory, make_inventory
from carbonsv.inventory.split import Effects
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


def test_a_comparison_has_every_row_to_the_last_digit_of_its_fractions() -> None:
    before = [power(2024, 1234.567), power(2024, 0.1, "b"), power(2024, 7.7, "gone")]
    after = [power(2025, 987.654), power(2025, 0.3, "b")]
    first, second = (inventory(year, *rows) for year, rows in ((2024, before), (2025, after)))
    found, one, other = compare(first, second), parts_of(first, "location"), parts_of(second, "location")
    for row in found.rows[found.rows["site"] != "gone"].to_dict("records"):
        key = (row["site"], row["activity"], row["lifecycle"])
        ((q0, k0),), ((q1, k1),) = one[key].values(), other[key].values()
        quantity, kg, more, more_kg = map(Fraction, (q0, k0, q1, k1))
        exact = {
            "activity_kg": (more - quantity) * (kg / quantity + more_kg / more) / 2,
            "factor_kg": (more_kg / more - kg / quantity) * (quantity + more) / 2,
        }
        larger = max(exact, key=lambda name: abs(exact[name]))
        assert row[larger] == float(exact[larger])


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
