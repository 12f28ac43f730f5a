from __future__ import annotations

import math
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.model import text

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
FUNCTIONS = [text.co2e, text.tonnes, text.number, text.quantity, text.factor, text.worked, text.share]


class OnlyNumbers(date):
    """A date that will not be written in the machine's own language."""

    def __format__(self, spec: str) -> str:
        raise AssertionError(spec)


@pytest.mark.parametrize(
    ("co2e_kg", "shown"),
    [
        (0.0, "0 kg CO₂e"),
        (0.000123, "0.000123 kg CO₂e"),
        (12.345, "12.3 kg CO₂e"),
        (950.0, "950 kg CO₂e"),
        (999.4, "999 kg CO₂e"),
        (999.5, "1.00 t CO₂e"),
        (1000.0, "1.00 t CO₂e"),
        (5544.0, "5.54 t CO₂e"),
        (12_345_000.0, "12,345.00 t CO₂e"),
        (-1500.0, "-1.50 t CO₂e"),
        (-999.5, "-1.00 t CO₂e"),
    ],
)
def test_emissions_are_in_kilograms_below_a_tonne(co2e_kg: float, shown: str) -> None:
    assert text.co2e(co2e_kg) == shown


@pytest.mark.parametrize(
    ("kg", "shown"),
    [(5.0, "0.01"), (4.999, "0.00"), (15.0, "0.02"), (25.0, "0.03"), (1005.0, "1.01"), (-5.0, "-0.01")],
)
def test_tonnes_are_rounded_half_up_and_not_to_even(kg: float, shown: str) -> None:
    assert text.tonnes(kg) == shown


def test_half_is_judged_by_the_digits_shown_and_not_by_the_binary_value() -> None:
    """1.005 is a little less in binary; a reader who sees 1.005 expects 1.01."""
    assert text.fixed(Decimal(repr(1.005)), 2) == "1.01"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1234.5, "1,235"),
        (99.95, "100"),
        (99.94, "99.9"),
        (9.995, "10"),
        (0.5, "0.5"),
        (2.0, "2"),
        (0.0012345, "0.00123"),
        (1_000_000.0, "1,000,000"),
    ],
)
def test_numbers_have_three_figures_and_thousands_marked(value: float, shown: str) -> None:
    assert text.number(value) == shown


@pytest.mark.parametrize("function", [text.tonnes, text.number, text.quantity, text.factor, text.worked])
def test_zero_has_no_sign(function: object) -> None:
    assert callable(function)
    assert function(-0.0) == function(0.0)
    assert "-" not in function(-0.0)


def test_what_rounds_to_zero_has_no_sign() -> None:
    assert (text.tonnes(-4.0), text.share(-0.0001)) == ("0.00", "0.0 %")


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_not_a_number_is_not_available_and_never_zero(value: float) -> None:
    assert {function(value) for function in FUNCTIONS} == {"not available", ""}
    assert text.quantity(value) == ""


@pytest.mark.parametrize(
    ("value", "shown"), [(0.1, "0.1"), (1234567.125, "1,234,567.125"), (1e-7, "0.0000001"), (12.0, "12")]
)
def test_a_quantity_keeps_every_digit(value: float, shown: str) -> None:
    assert text.quantity(value) == shown


def test_a_factor_keeps_ten_figures_and_marks_no_thousands() -> None:
    assert (text.factor(0.20707428), text.factor(1 / 3), text.factor(12345.678)) == (
        "0.20707428",
        "0.3333333333",
        "12345.678",
    )


def test_a_worked_result_marks_thousands() -> None:
    assert text.worked(12345678.9) == "12,345,678.9"


@pytest.mark.parametrize(
    ("value", "shown"), [(0.3333, "33.3 %"), (0.0005, "0.1 %"), (1.0, "100.0 %"), (0.0, "0.0 %")]
)
def test_a_share_is_a_percentage_with_one_decimal(value: float, shown: str) -> None:
    assert text.share(value) == shown


@given(value=NUMBERS)
def test_no_number_is_too_large_or_too_small_to_be_shown(value: float) -> None:
    assert all(function(value) for function in FUNCTIONS)


@given(value=st.floats(-1e15, 1e15, allow_subnormal=False))
def test_a_quantity_is_read_back_as_the_same_number(value: float) -> None:
    assert float(text.quantity(value).replace(",", "")) == value


@given(value=st.floats(-1e12, 1e12))
def test_tonnes_are_never_further_off_than_half_a_hundredth(value: float) -> None:
    shown = Decimal(text.tonnes(value).replace(",", ""))
    assert abs(shown - Decimal(repr(value)) / 1000) <= Decimal("0.005")


def test_dates_are_written_in_english_on_every_machine() -> None:
    day = OnlyNumbers(2025, 3, 1)
    assert (text.day(day), text.month(day), text.short_month(day)) == ("1 March 2025", "March 2025", "Mar")


def test_all_months_have_their_names() -> None:
    names = [text.short_month(date(2025, month, 1)) for month in range(1, 13)]
    assert " ".join(names) == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"


def test_a_period_of_one_day_is_one_date() -> None:
    first, last = date(2024, 4, 1), date(2025, 3, 31)
    assert text.period(first, last) == "1 April 2024 to 31 March 2025"
    assert text.period(first, first) == "1 April 2024"


@pytest.mark.parametrize(
    ("value_gbp", "shown"),
    [
        (1234.5, "£1,235"),
        (-450.4, "-£450"),
        (-0.001, "-£0.001"),
        (56.87, "£56.9"),
        (0.0, "£0"),
        (float("nan"), text.NOT_AVAILABLE),
    ],
)
def test_money_has_its_sign_before_the_pound(value_gbp: float, shown: str) -> None:
    assert text.pounds(value_gbp) == shown


def test_a_unit_is_printed_with_raised_and_lowered_figures() -> None:
    names = ("m2", "km2", "m3", "kg CO2e", "kWh", "CO2e per m2", "people-hours", "m25", "")
    assert [text.unit(one) for one in names] == [
        *("m²", "km²", "m³", "kg CO₂e", "kWh", "CO₂e per m²", "people-hours", "m25", "")
    ]
