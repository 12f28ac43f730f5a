from __future__ import annotations

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.errors import CarbonsvError, RefusedUnitError, UnknownNameError, UnreadableQuantityError
from carbonsv.units.quantity import LARGEST_QUANTITY, Quantity, read_number, read_quantity

HOSTILE = [
    "9**9**9",
    "1" * 10_000,
    "(" * 5_000 + ")" * 5_000,
    "((((((1))))))",
    "1,2" * 33,
    "1 " * 50,
    "1'" * 49 + "x",
    "1x" * 50,
    "(" * 99,
    "e" * 99,
    "1e" * 49,
    "O" * 99,
    "1" * 99 + "!",
    " " * 10_000,
    "1 kWh" + "s" * 90,
    "1 " + "\u0301" * 90,
    "1 " + "\ufdfa" * 58,
    "1\n" * 40 + "kWh",
    "__import__('os').system('true')",
    "1 kWh**kWh**kWh",
]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        ("1.234", 1.234),
        ("1,234", 1234.0),
        ("1,234.5", 1234.5),
        ("12,5", 12.5),
        ("0,125", 0.125),
        ("1234,567", 1234.567),
        ("12.345,67", 12345.67),
        ("1.234.567", 1234567.0),
        ("1 234,5", 1234.5),
        ("1\u00a0234\u202f567", 1234567.0),
        ("1\u2009234.5", 1234.5),
        ("1'234.5", 1234.5),
        ("1\u2019234,5", 1234.5),
        ("1.2e3", 1200.0),
        (".5", 0.5),
        ("12.", 12.0),
        ("-12", -12.0),
        ("- 12", -12.0),
        ("\u221212", -12.0),
        ("-1,234", -1234.0),
        ("+1 234", 1234.0),
        ("(12.50)", -12.5),
        ("(1,234.50)", -1234.5),
        (" 12\t", 12.0),
        ("\uff11\uff12\uff0e\uff15", 12.5),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" ", "empty"),
        ("nan", "finite"),
        ("NaN", "finite"),
        ("inf", "finite"),
        ("-Infinity", "finite"),
        ("1e400", "too large"),
        ("1_000", "underscores"),
        ("1O0", "letter O"),
        ("O.5", "letter O"),
        ("1,0oo", "letter O"),
        ("12 13", "two numbers"),
        ("12-13", "two numbers"),
        ("12/01/2025", "two numbers"),
        ("9**9**9", "multiplication"),
        ("12,5,3", "not a number"),
        ("1,23,456", "not a number"),
        ("1.23.4", "not a number"),
        ("0,123,456", "not a number"),
        ("--5", "not a number"),
        ("((12))", "not a number"),
        ("(-12)", "not a number"),
        ("12 kWh", "not a number"),
        ("0x1F", "not a number"),
        ("\u0663", "not a number"),
        ("½", "not a number"),
        ("1" * 10_000, "10,000 characters"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(UnreadableQuantityError, match=reason):
        read_number(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_that_python_wrote_is_read_to_the_last_bit(value: float) -> None:
    assert math.copysign(1, read_number(repr(value))) == math.copysign(1, value)
    assert read_number(repr(value)) == value


@given(st.integers(-(10**15), 10**15), st.sampled_from([",", ".", " ", "'", "\u202f"]))
def test_thousands_are_read_whatever_stands_between_them(number: int, mark: str) -> None:
    millions = number * 1_000_000  # a single point would be a decimal point
    assert read_number(f"{millions:,}".replace(",", mark)) == float(millions)


@pytest.mark.parametrize(
    ("text", "value", "unit", "reading"),
    [
        ("12 MWh", 12.0, "MWh", "12 MWh"),
        ("12MWh", 12.0, "MWh", "12 MWh"),
        ("1,234.5 therms", 1234.5, "therm", "1,234.5 therms"),
        ("12,5 kWh", 12.5, "kWh", "12.5 kWh"),
        ("1 234,5 l", 1234.5, "litres", "1,234.5 litres"),
        ("3x40 l", 3 * 40.0, "litres", "3 × 40 = 120 litres"),
        ("3 × 40 l", 3 * 40.0, "litres", "3 × 40 = 120 litres"),
        ("3*40l", 3 * 40.0, "litres", "3 × 40 = 120 litres"),
        ("1.2e3 kWh", 1200.0, "kWh", "1,200 kWh"),
        ("-12 km", -12.0, "km", "-12 km"),
        ("(12.50) GBP", -12.5, "GBP", "-12.5 GBP"),
        ("(£12.50)", -12.5, "GBP", "-12.5 GBP"),
        ("£(12.50)", -12.5, "GBP", "-12.5 GBP"),
        ("-£12", -12.0, "GBP", "-12 GBP"),
        ("£-12", -12.0, "GBP", "-12 GBP"),
        ("£1,200", 1200.0, "GBP", "1,200 GBP"),
        ("£1,200 GBP", 1200.0, "GBP", "1,200 GBP"),
        ("1,200 GBP", 1200.0, "GBP", "1,200 GBP"),
        ("£1.2m", 1.2e6, "GBP", "1,200,000 GBP"),
        ("EUR 12k", 12e3, "EUR", "12,000 EUR"),
        ("3 million km", 3e6, "km", "3,000,000 km"),
        ("3 million litres", 3.0, "million litres", "3 million litres"),
        ("5 m²", 5.0, "m2", "5 m2"),
        ("12oz", 12.0, "oz", "12 oz"),
        ("5 each", 5.0, "items", "5 items"),
        ("12 kWh (net)", 12.0, "kWh (Net CV)", "12 kWh (Net CV)"),
        ("12\nkWh", 12.0, "kWh", "12 kWh"),
    ],
)
def test_quantities_are_read_as_people_type_them(text: str, value: float, unit: str, reading: str) -> None:
    assert read_quantity(text) == Quantity(value, unit, reading)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("5 gallons", "5 UK gallons"),
        ("5 US gal", "5 US gallons"),
        ("2 tons", "2 UK (long) tons"),
        ("2 short tons", "2 US (short) tons"),
        ("$5", "5 US dollars (USD)"),
    ],
)
def test_the_reading_says_whose_ton_gallon_or_dollar_it_is(text: str, reading: str) -> None:
    assert read_quantity(text).reading == reading


def test_a_bare_number_takes_the_unit_of_its_cell() -> None:
    assert read_quantity("1,234", "kwh") == Quantity(1234.0, "kWh", "1,234 kWh")


def test_a_typed_unit_goes_before_the_unit_of_the_cell() -> None:
    assert read_quantity("2 MWh", "kWh").unit == "MWh"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12", "no unit"),
        ("", "empty"),
        ("kWh", "not a number"),
        ("kWh 12", "before the number"),
        ("1O kWh", "letter O"),
        ("12 13 kWh", "two numbers"),
        ("12-13 kWh", "two numbers"),
        ("2x3x40 l", "multiplication"),
        ("£12 EUR", "two units"),
        ("£12 kg", "two units"),
        ("((12)) kWh", "not a number"),
        ("(12) 345 kg", "not a number"),
        ("1e300 kWh", "too large"),
        ("1e10 x 1e10 kWh", "too large"),
        ("-inf kWh", "finite"),
    ],
)
def test_what_is_no_quantity_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(UnreadableQuantityError, match=reason):
        read_quantity(text)


def test_a_superscript_never_becomes_a_digit() -> None:
    with pytest.raises(UnknownNameError):
        read_quantity("10² kWh")


def test_a_power_is_refused_in_a_quantity_too() -> None:
    with pytest.raises(RefusedUnitError, match="“kW”"):
        read_quantity("12 kW")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_answered_with_a_sentence_within_50_ms(text: str) -> None:
    started = time.process_time()
    for read in (read_number, read_quantity):
        with pytest.raises(CarbonsvError) as refused:
            read(text)
        assert str(refused.value).endswith(".")
    assert time.process_time() - started < 2 * 0.050


@given(st.text(alphabet="0123456789.,' ()-+xeEO£kWh²\u00a0*", max_size=100))
def test_any_text_is_a_sensible_quantity_or_a_sentence(text: str) -> None:
    value, sentence = 0.0, "."
    try:
        value = read_quantity(text, "kWh").value
    except CarbonsvError as error:
        sentence = str(error)
    assert abs(value) <= LARGEST_QUANTITY
    assert sentence.endswith(".")


@given(st.floats(-1e14, 1e14, allow_nan=False))
def test_a_reading_is_read_back_as_the_same_quantity(value: float) -> None:
    quantity = read_quantity(f"{value!r} kWh")
    again = read_quantity(quantity.reading)
    assert math.isclose(again.value, quantity.value, rel_tol=1e-14)
