from __future__ import annotations

import csv

import pytest

from carbonsv.paths import RESOURCES
from carbonsv.units.names import listed_units
from carbonsv.units.registry import alike, ratio, registry


def test_registry_is_built_once() -> None:
    assert registry() is registry()


def test_registry_knows_nothing_but_our_own_definitions() -> None:
    lines = (RESOURCES / "units.txt").read_text(encoding="utf-8").splitlines()
    ours = {line.split(" = ")[0] for line in lines if " = " in line and not line.startswith("#")}
    assert set(registry()) == ours


def test_every_unit_that_can_be_chosen_is_defined() -> None:
    assert all(unit.pint_name in registry() for unit in listed_units())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("therm", "kilowatt_hour", 105505585.257348 / 3600000),
        ("uk_gallon", "litre", 4.54609),
        ("us_gallon", "litre", 3.785411784),
        ("barrel", "litre", 158.987294928),
        ("mile", "kilometre", 1.609344),
        ("nautical_mile", "kilometre", 1.852),
        ("uk_ton", "pound", 2240),
        ("us_ton", "pound", 2000),
        ("pound", "ounce", 16),
        ("cubic_foot", "cubic_metre", 0.3048**3),
        ("square_foot", "square_metre", 0.3048**2),
        ("tonne_of_oil_equivalent", "kilocalorie", 1e7),
        ("million_british_thermal_units", "therm", 10),
        ("tonne_mile", "tonne_kilometre", 1.609344),
    ],
)
def test_ratio_is_the_defined_one(one: str, other: str, expected: float) -> None:
    assert ratio(one, other) == pytest.approx(expected, rel=1e-15)


def test_ratio_of_a_thousand_is_exact_both_ways() -> None:
    assert (ratio("tonne", "kilogram"), ratio("kilogram", "tonne")) == (1000.0, 0.001)


def test_gas_and_co2e_are_not_alike_though_both_are_in_kilograms() -> None:
    assert alike("kilogram", "tonne")
    assert not alike("kilogram", "kilogram_co2e")


def test_units_of_one_dimension_are_alike_in_pint_too() -> None:
    with (RESOURCES / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["pint"]]
    firsts = {row["dimension"]: row["pint"] for row in reversed(rows)}
    apart = {"money", "count", "area", "power"}
    assert all(alike(row["pint"], firsts[row["dimension"]]) for row in rows if row["dimension"] not in apart)
