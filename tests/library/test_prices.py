from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.library.match import Need, match
from carbonsv.library.prices import read_deflator
from carbonsv.model.policy import FactorPolicy
from carbonsv.paths import FACTORS
from tests.shipped import factor, issues_of, library, lines_of

SIC_62 = "uk-spend-2022/spend/sic-62:gbp"
SERIES = read_deflator(FACTORS)
YEARS = st.integers(1980, 2040)


def kg_of_1000_pounds(year: int) -> float:
    return float(lines_of("spend/sic-62", 1000, "GBP", year)["co2e_kg"].iloc[0])


def test_the_series_is_that_of_the_treasury() -> None:
    index = read_deflator(FACTORS).index
    assert (index[2022], index[2023], index[2024]) == (90.5005, 96.2507, 100)
    assert (min(index), max(index)) == (1990, 2024)


def test_spend_of_the_price_year_of_the_factor_is_not_deflated() -> None:
    assert kg_of_1000_pounds(2022) == 1000 * factor(SIC_62).co2e_kg


def test_spend_of_a_later_year_is_deflated_to_the_prices_of_2022() -> None:
    assert kg_of_1000_pounds(2024) == 1000 * (90.5005 / 100) * factor(SIC_62).co2e_kg


def test_spend_of_an_earlier_year_is_worth_more_in_prices_of_2022() -> None:
    assert kg_of_1000_pounds(2021) == 1000 * (90.5005 / 85.6358) * factor(SIC_62).co2e_kg


def test_a_record_that_names_the_factor_is_not_deflated() -> None:
    assert lines_of(SIC_62, 1000, "GBP", 2024)["co2e_kg"].to_list() == [1000 * factor(SIC_62).co2e_kg]


def test_the_rule_says_how_pounds_were_converted() -> None:
    [line] = match(Need("spend/sic-62", "GBP", 2024), library(), FactorPolicy()).lines
    assert line.rule.endswith("GBP of 2024 = 0.905005 GBP of 2022 by the GDP deflator.")


def test_a_year_beyond_the_series_uses_the_last_one_and_says_so() -> None:
    assert kg_of_1000_pounds(2026) == kg_of_1000_pounds(2024)
    assert issues_of("spend/sic-62", 1, "GBP", 2026) == ["deflator-year-missing"]
    [issue] = match(Need("spend/sic-62", "GBP", 2026), library(), FactorPolicy()).issues
    assert issue.sentence.startswith("There is no GDP deflator for 2026")


def test_nothing_but_spend_is_deflated() -> None:
    [line] = match(Need("water-supply", "m3", 2024), library(), FactorPolicy()).lines
    assert (line.conversion, "deflator" in line.rule) == (1.0, False)


@given(year=YEARS, price_year=YEARS)
def test_prices_there_and_back_are_the_same_money(year: int, price_year: int) -> None:
    assert SERIES.ratio(year, price_year) * SERIES.ratio(price_year, year) == pytest.approx(1, rel=1e-15)


@given(year=YEARS)
def test_prices_of_the_same_year_are_exactly_the_same(year: int) -> None:
    assert SERIES.ratio(year, year) == 1
