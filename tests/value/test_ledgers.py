from __future__ import annotations

import math
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonsv.value.ledgers import Ledgers, make_ledgers
from tests.value.claims import appraised, tonnes


def test_there_is_no_grand_total() -> None:
    assert not [field.name for field in fields(Ledgers) if "total" in field.name]


def test_each_claim_is_in_its_own_ledger() -> None:
    ours = appraised("ESV01", 2000, 1000, "kWh", id="a")
    theirs = appraised("ESV19", 1000, 0, "kg CO2e", id="b", attribution=0.3)
    found = make_ledgers([ours, theirs])
    assert found.in_boundary.net_t == pytest.approx(0.177)
    assert found.influenced.net_t == pytest.approx(0.3)


def test_a_ledger_adds_up_its_claims_and_years() -> None:
    found = make_ledgers([tonnes(10, 9, id="a", years=2), tonnes(5, 4, id="b")])
    assert found.in_boundary.net_t == 3
    assert found.in_boundary.value_gbp.central == pytest.approx(273.06 * 2 + 277.22)


def test_tax_not_paid_is_cash_and_no_social_value() -> None:
    tax = appraised("ESV27", 4, 1, "tonnes", 2025, variant="landfill-tax")
    found = make_ledgers([tax])
    assert found.cash_gbp == pytest.approx(3 * 126.15)
    assert (found.in_boundary.value_gbp.central, found.influenced.value_gbp.central) == (0, 0)


def test_offsets_and_woodland_units_stand_apart() -> None:
    offset = appraised("ESV26", math.nan, 25, "t CO2e", id="a")
    wood = appraised("ESV26", math.nan, 5, "t CO2e", id="b", variant="woodland-carbon-unit")
    found = make_ledgers([offset, wood])
    assert (found.offsets_t, found.woodland_t, found.in_boundary.net_t) == (25, 5, 0)


def test_exported_electricity_lowers_nothing() -> None:
    found = make_ledgers([appraised("ESV03", math.nan, 1000, "kWh")])
    assert [one.years[0].gross_t for one in found.apart] == [pytest.approx(0.177)]
    assert found.in_boundary.gross_t == 0


def test_what_is_not_valued_is_added_up_in_its_own_unit() -> None:
    found = make_ledgers(
        [appraised("ESV20", math.nan, hours, "people-hours", id=str(hours)) for hours in (2, 3)]
    )
    assert [(one.unit, one.quantity) for one in found.own_units] == [("people-hours", 5)]


def test_a_claim_that_counts_the_tonnes_of_another_is_left_out() -> None:
    total = appraised("ESV01", 2000, 1000, "kWh", id="total", whole_site=True)
    part = appraised("ESV01", 500, 100, "kWh", id="part")
    found = make_ledgers([total, part])
    assert [one.refused for one in found.refused] == ["part"]
    assert found.in_boundary.net_t == pytest.approx(0.177)


def test_what_is_not_assessed_is_listed_and_not_nought() -> None:
    found = make_ledgers([tonnes(math.nan, math.nan, id="blank")])
    assert [one.claim.id for one in found.not_counted] == ["blank"]


def test_the_sensitivity_leaves_out_what_is_under_emissions_trading() -> None:
    power = appraised("ESV01", 1000, 0, "kWh", id="a")
    gas = appraised("ESV02", 1000, 0, "kWh", id="b")
    found = make_ledgers([power, gas]).in_boundary
    assert found.without_traded_gbp.central == pytest.approx(0.18296 * 273.06)


def test_nothing_claimed_is_an_empty_ledger() -> None:
    found = make_ledgers([])
    assert (found.in_boundary.claims, found.base_year) == ((), None)


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.floats(-1e6, 1e6), max_size=6))
def test_a_ledger_is_the_sum_of_its_claims_in_any_order(changes: list[float]) -> None:
    claims = [tonnes(change, 0, id=str(number)) for number, change in enumerate(changes)]
    found, reverse = make_ledgers(claims), make_ledgers(claims[::-1])
    assert found.in_boundary.value_gbp == reverse.in_boundary.value_gbp
    assert found.in_boundary.net_t == pytest.approx(math.fsum(changes), abs=1e-6)
