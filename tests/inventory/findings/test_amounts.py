from __future__ import annotations

import pytest

from tests.inventory.findings.bills import bill, found, sentences, year


def test_a_negative_quantity_that_nothing_explains_is_named() -> None:
    assert sentences([bill(6, -50.0)], "negative-quantity") == [
        "Head office, electricity: -50 kWh for 1 June 2024 to 30 June 2024 is below zero."
    ]


@pytest.mark.parametrize(
    "credit",
    [
        {"note": "Credit for over-estimate"},
        {"reference": "CREDIT-12"},
        {"unit": "GBP", "activity": "spend/sic-62"},
    ],
)
def test_a_credit_is_no_mistake(credit: dict[str, object]) -> None:
    assert sentences([bill(6, -50.0, **credit)], "negative-quantity") == []


def test_a_negative_quantity_that_takes_a_bill_back_is_a_credit() -> None:
    assert sentences([*year(), bill(7, -1010.0, id="c")], "negative-quantity") == []


def test_zero_is_a_notice_and_no_leak_is_meant() -> None:
    assert [one.severity for one in found([bill(6, 0.0)], "zero-quantity")] == ["notice"]
    assert sentences([bill(6, 0.0, activity="refrigerant/r410a")], "zero-quantity") == []
