from __future__ import annotations

import pytest

from carbonsv.value.carbon_value import carbon_value, discount_factor, price_ratio, rate_share
from tests.value.claims import packs


def test_year_31_uses_three_per_cent() -> None:
    bands = packs().bands
    assert (rate_share(30, bands), rate_share(31, bands)) == (0.035, 0.03)
    assert discount_factor(31, bands) == pytest.approx(discount_factor(30, bands) / 1.03, rel=1e-15)


def test_the_last_band_has_no_end() -> None:
    assert rate_share(1000, packs().bands) == 0.01


def test_the_present_is_worth_what_it_is() -> None:
    assert discount_factor(0, packs().bands) == 1


def test_prices_of_the_published_year_are_the_published_values() -> None:
    assert carbon_value(2025, None, packs()) == carbon_value(2025, 2022, packs())


def test_a_price_year_and_back_is_where_it_was() -> None:
    there = price_ratio(2022, 2024, packs().deflator)
    assert there * price_ratio(2024, 2022, packs().deflator) == pytest.approx(1, rel=1e-15)
