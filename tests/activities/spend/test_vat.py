from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.activities.spend.vat import read_rates, vat_rate, vat_rates, without_vat
from carbonsv.errors import UnknownNameError


@pytest.mark.parametrize(
    ("text", "rate"),
    [("20%", 0.2), ("20", 0.2), ("0.2", 0.2), ("S", 0.2), ("Exempt", 0.0), ("5.0 %", 0.05), ("0", 0.0)],
)
def test_a_rate_is_read_as_ledgers_write_it(text: str, rate: float) -> None:
    assert read_rates([text])[0] == pytest.approx(rate)


@pytest.mark.parametrize("text", ["", "?", "-5", "nan", "inf", "2000"])
def test_what_is_no_rate_is_not_one(text: str) -> None:
    assert np.isnan(read_rates([text])[0])


def test_an_unknown_rate_leaves_the_amount_as_it_is() -> None:
    assert list(without_vat(np.array([120.0, 120.0]), np.array([0.2, np.nan]))) == pytest.approx([100, 120])


@given(st.floats(0, 1e9), st.floats(0, 0.99))
def test_vat_on_the_result_is_the_amount_again(net_gbp: float, rate: float) -> None:
    gross = np.array([net_gbp * (1 + rate)])
    assert without_vat(gross, np.array([rate]))[0] == pytest.approx(net_gbp)


def test_every_rate_has_a_source_and_a_name_that_finds_it() -> None:
    assert all(one.source and vat_rate(one.name) == one for one in vat_rates())
    with pytest.raises(UnknownNameError):
        vat_rate("luxury")
