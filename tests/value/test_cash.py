from __future__ import annotations

import math
from datetime import date

import pytest

from carbonsv.value.cash import NoTaxRateError, tax_rate
from tests.value.claims import appraised, codes, packs


def test_rates_change_on_the_first_of_april() -> None:
    before = tax_rate("landfill-tax", date(2025, 3, 31), packs())
    after = tax_rate("landfill-tax", date(2025, 4, 1), packs())
    assert (before.rate_gbp, after.rate_gbp) == (103.7, 126.15)


def test_a_year_without_a_rate_is_refused() -> None:
    with pytest.raises(NoTaxRateError, match="no rate of plastic packaging tax for 2021"):
        tax_rate("plastic-packaging-tax", date(2021, 7, 1), packs())


def test_pounds_are_taken_as_they_are() -> None:
    assert appraised("ESV27", 500, 200, "GBP").years[0].cash_gbp == 300


def test_tonnes_need_to_know_which_tax() -> None:
    assert "no-value" in codes(appraised("ESV27", 4, 1, "tonnes"))


def test_inert_waste_has_the_lower_rate() -> None:
    one = appraised("ESV27", 4, 1, "tonnes", variant="landfill-tax-lower")
    assert one.years[0].cash_gbp == pytest.approx(3 * 4.05)


def test_cash_has_no_tonnes_of_co2e_and_no_value() -> None:
    year = appraised("ESV27", 500, 200, "GBP").years[0]
    assert (math.isnan(year.gross_t), math.isnan(year.value_gbp.central)) == (True, True)
