from __future__ import annotations

import pytest

from carbonsv.units.convert import conversion_factor
from tests.inventory.findings.bills import bill, found, sentences, year


def with_june(quantity: float, unit: str = "kWh", **more: object) -> list[dict[str, object]]:
    rows = [row | more for row in year()]
    rows[5] |= {"quantity": quantity, "unit": unit}
    return rows


def test_a_bill_in_mwh_entered_as_kwh_is_a_slip_of_the_unit() -> None:
    (finding,) = found(with_june(1.01), "unit-slip")
    assert finding.sentence.endswith("1.01 MWh would fit.")
    assert finding.fix is not None
    assert finding.fix.label == "Change the unit to MWh"
    assert [(one.column, one.value) for one in finding.fix.changes] == [("unit", "MWh")]


def test_a_thousandfold_quantity_whose_unit_is_right_can_be_divided() -> None:
    rows = [row | {"unit": "people"} for row in with_june(1_010_000)]
    (finding,) = found(rows, "unit-slip")
    assert finding.fix is not None
    assert (finding.fix.label, finding.fix.changes[0].value) == ("Divide by 1,000", 1010.0)


@pytest.mark.parametrize(
    ("unit", "other"),
    [("kWh", "MJ"), ("litres", "gallons"), ("miles", "km"), ("kg", "tonnes"), ("g", "kg"), ("m3", "litres")],
)
def test_every_pair_of_units_is_recognised_both_ways(unit: str, other: str) -> None:
    for right, wrong in ((unit, other), (other, unit)):
        rows = [row | {"unit": right} for row in year()]
        rows[5]["quantity"] = 1010 * conversion_factor(right, wrong)  # the right number, the wrong unit
        rows[5] |= {"unit": right}
        (finding,) = found(rows, "unit-slip")
        assert finding.fix is not None
        assert finding.fix.label == f"Change the unit to {wrong}"


def test_pence_taken_for_pounds_can_be_divided_by_a_hundred() -> None:
    rows = [row | {"unit": "GBP"} for row in with_june(101_000, activity="spend/sic-62")]
    (finding,) = found(rows, "unit-slip")
    assert finding.fix is not None
    assert finding.fix.label == "Divide by 100"


def test_an_unusual_quantity_that_no_slip_explains_is_an_outlier() -> None:
    rows = with_june(17_000)
    assert sentences(rows, "unit-slip") == []
    (finding,) = found(rows, "outlier")
    assert finding.sentence.startswith(
        "Head office, electricity: 17,000 kWh for 1 June 2024 to 30 June 2024 is"
    )
    assert finding.records == ("b6",)


def test_records_in_other_units_of_the_same_kind_are_compared_in_one() -> None:
    rows = with_june(1.01, "MWh")
    assert [found(rows, code) for code in ("unit-slip", "outlier")] == [[], []]


def test_gas_for_heating_may_fall_to_a_tenth_in_summer() -> None:
    shape = [30, 28, 24, 17, 9, 4, 3, 3, 6, 13, 22, 29]
    rows = [bill(month, 1000.0 * one, activity="natural-gas") for month, one in enumerate(shape, 1)]
    assert [found(rows, code) for code in ("unit-slip", "outlier")] == [[], []]


def test_a_quarter_beside_months_is_not_unusual_because_days_are_compared() -> None:
    rows = [*year()[:9], bill(10, 3050.0, end="2024-12-31")]
    assert [found(rows, code) for code in ("unit-slip", "outlier")] == [[], []]


def test_fewer_than_six_records_say_nothing() -> None:
    assert sentences(with_june(1.01)[3:8], "unit-slip") == []


def test_multiplying_all_quantities_changes_nothing() -> None:
    many = [row | {"quantity": float(str(row["quantity"])) * 37} for row in with_june(1.01)]
    assert len(found(many, "unit-slip")) == len(found(with_june(1.01), "unit-slip")) == 1
