from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonsv.value.additionality import SHARES
from tests.value.claims import appraised, codes, tonnes

SHARE = st.floats(0, 1)
AMOUNT = st.floats(0, 1e6)


def test_a_grid_only_change_claims_nothing() -> None:
    one = appraised("ESV01", 10_000, 10_000, "kWh", 2025)
    assert (one.years[0].gross_t, one.years[0].value_gbp.central) == (0, 0)


def test_both_sides_have_the_factor_of_the_current_year() -> None:
    one = appraised("ESV01", 12_000, 10_000, "kWh", 2025)
    assert one.years[0].gross_t == pytest.approx((12_000 - 10_000) * 0.177 / 1000, rel=1e-12)


def test_a_switch_from_landfill_to_recycling_leaves_the_pounds_unchanged() -> None:
    one = appraised("ESV14", math.nan, 6, "tonnes", 2025)
    assert (one.change, math.isnan(one.years[0].value_gbp.central)) == (6, True)
    assert one.ledger == "own units"


def test_the_carbon_value_is_that_of_the_year_of_emission() -> None:
    one = tonnes(10, 9, 2025, years=2)
    assert [year.value_gbp.central for year in one.years] == pytest.approx([273.06, 277.22])


def test_prices_of_2024_multiply_by_the_deflator_of_2024_over_that_of_2022() -> None:
    published = tonnes(10, 0, 2025).years[0].value_gbp.central
    moved = tonnes(10, 0, 2025, price_year=2024).years[0].value_gbp.central
    assert moved / published == pytest.approx(100 / 90.5005, rel=1e-12)


def test_low_central_and_high_come_together() -> None:
    value = tonnes(1, 0, 2025).years[0].value_gbp
    assert (value.low, value.central, value.high) == (136.53, 273.06, 409.6)


def test_the_present_value_stands_beside_the_undiscounted_series() -> None:
    year = tonnes(10, 0, 2025, years=3).years[2]
    assert year.present_value_gbp.central == pytest.approx(year.value_gbp.central / 1.035**2, rel=1e-12)


def test_the_first_year_is_not_discounted() -> None:
    year = tonnes(10, 0, 2025).years[0]
    assert year.present_value_gbp == year.value_gbp


def test_drop_off_begins_in_the_second_year() -> None:
    one = tonnes(10, 0, 2025, years=3, drop_off=0.1)
    assert [year.net_t for year in one.years] == pytest.approx([10, 10 * 0.9, 10 * 0.9**2], rel=1e-12)


def test_blank_additionality_deducts_nothing_and_says_so() -> None:
    one = tonnes(10, 0)
    assert (one.years[0].net_t, codes(one)) == (10, ["no-additionality-adjustment"])


def test_stated_additionality_says_nothing_even_where_it_is_nought() -> None:
    shares: dict[str, Any] = {
        "deadweight": 0.0,
        "displacement": 0.0,
        "leakage": 0.0,
        "substitution": 0.0,
        "attribution": 1.0,
    }
    assert codes(tonnes(10, 0, **shares)) == []


def test_deadweight_must_be_nought_where_the_baseline_is_what_would_have_happened() -> None:
    one = tonnes(10, 0, counterfactual=True, deadweight=0.2)
    assert codes(one) == ["deadweight-counted-twice"]
    assert math.isnan(one.years[0].value_gbp.central)


def test_a_year_without_a_carbon_value_keeps_its_tonnes() -> None:
    one = tonnes(10, 0, 2050, years=2)
    assert [year.net_t for year in one.years] == [10, 10]
    assert math.isnan(one.years[1].value_gbp.central)
    assert "no-value" in codes(one)


def test_a_price_year_beyond_the_deflator_is_refused_and_not_guessed() -> None:
    one = tonnes(10, 0, price_year=2026)
    assert math.isnan(one.years[0].value_gbp.central)
    assert any("1990 to 2024" in issue.hint for issue in one.issues)


def test_blank_quantities_are_not_assessed_and_never_nought() -> None:
    one = tonnes(math.nan, math.nan)
    assert (codes(one), math.isnan(one.years[0].gross_t)) == (["not-assessed"], True)


def test_a_rise_is_counted_in_full() -> None:
    one = tonnes(0, 10, deadweight=0.5)
    assert (one.years[0].net_t, one.years[0].value_gbp.central < 0) == (-10, True)


def test_a_wrong_unit_is_said_with_the_units_that_fit() -> None:
    one = appraised("ESV01", 2, 1, "miles")
    assert "unusable-claim" in codes(one)
    assert any("kWh" in issue.hint for issue in one.issues)


def test_what_employees_do_at_home_is_never_all_our_doing() -> None:
    one = appraised("ESV19", 800, 0, "kg CO2e", attribution=1.0)
    assert "attribution-missing" in codes(one)
    assert math.isnan(one.years[0].value_gbp.central)


def test_offsets_have_tonnes_and_no_pounds() -> None:
    one = appraised("ESV26", math.nan, 25, "t CO2e")
    assert (one.ledger, one.years[0].gross_t, math.isnan(one.years[0].value_gbp.high)) == (
        "offsets",
        25,
        True,
    )


def test_the_part_under_emissions_trading_is_known() -> None:
    assert appraised("ESV01", 2, 1, "kWh").years[0].traded_t == pytest.approx(0.177 / 1000)
    assert appraised("ESV02", 2, 1, "kWh").years[0].traded_t == 0


@settings(deadline=None)  # the machine may be busy
@given(before=AMOUNT, now=AMOUNT, times=st.floats(0.001, 1000), share=SHARE)
def test_the_value_is_linear_in_the_quantity(before: float, now: float, times: float, share: float) -> None:
    one = tonnes(before, now, deadweight=share).years[0].value_gbp.high
    more = tonnes(before * times, now * times, deadweight=share).years[0].value_gbp.high
    assert more == pytest.approx(one * times, rel=1e-6, abs=1e-3)


@settings(deadline=None)  # the machine may be busy
@given(amount=AMOUNT, share=SHARE)
def test_no_change_is_worth_nothing(amount: float, share: float) -> None:
    year = tonnes(amount, amount, deadweight=share).years[0]
    assert (year.gross_t, year.net_t, year.value_gbp.central) == (0, 0, 0)


@settings(deadline=None)  # the machine may be busy
@given(before=AMOUNT, now=AMOUNT, shares=st.lists(SHARE, min_size=6, max_size=6))
def test_net_is_never_above_gross(before: float, now: float, shares: list[float]) -> None:
    named: dict[str, Any] = dict(zip(SHARES, shares, strict=True))
    for year in tonnes(before, now, years=2, **named).years:
        assert year.net_t <= year.gross_t


@settings(deadline=None)  # the machine may be busy
@given(before=AMOUNT, middle=AMOUNT, now=AMOUNT)
def test_two_claims_one_after_the_other_add_up(before: float, middle: float, now: float) -> None:
    parts = [tonnes(before, middle), tonnes(middle, now)]
    whole = tonnes(before, now).years[0].value_gbp.central
    assert math.fsum(one.years[0].value_gbp.central for one in parts) == pytest.approx(whole, abs=1e-3)
