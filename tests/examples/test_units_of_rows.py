"""Which published row a unit takes, and what is converted where no row fits."""

from __future__ import annotations

import pytest

from carbonsv.library.match import MatchedLine, Need, match
from carbonsv.model.policy import FactorPolicy
from tests.shipped import factor, issues_of, library, lines_of

CAR = "business-car/average-car/unknown"
PELLETS = "ukgov-2025/bioenergy/biomass/wood-pellets:kwh"


def first_line(activity: str, unit: str, year: int = 2025) -> MatchedLine:
    return match(Need(activity, unit, year), library(), FactorPolicy()).lines[0]


@pytest.mark.parametrize(("unit", "row", "value"), [("miles", "miles", 0.26915), ("km", "km", 0.16725)])
def test_miles_and_km_have_rows_of_their_own(unit: str, row: str, value: float) -> None:
    line = first_line(CAR, unit)
    assert (line.factor.uom, line.conversion, line.factor.co2e_kg) == (row, 1, value)
    assert value != pytest.approx(0.16725 * 1.609344, rel=1e-5) or unit == "km"


@pytest.mark.parametrize("unit", ["m", "nautical miles"])
def test_a_distance_without_a_row_is_converted_and_says_how(unit: str) -> None:
    line = first_line(CAR, unit)
    assert line.conversion != 1
    assert line.rule.startswith(f"1 {unit} = ")


def test_the_kwh_of_a_gas_bill_are_on_gross_calorific_value() -> None:
    line = first_line("natural-gas", "kWh")
    assert (line.factor.uom, line.conversion) == ("kWh (Gross CV)", 1)


@pytest.mark.parametrize(
    ("unit", "kwh"),
    [("MWh", 1000), ("GWh", 1_000_000), ("therms", 29.3071), ("GJ", 277.7778), ("MJ", 0.2777778)],
)
def test_other_units_of_energy_are_gross_too(unit: str, kwh: float) -> None:
    line = first_line("natural-gas", unit)
    assert line.factor.uom == "kWh (Gross CV)"
    assert line.conversion == pytest.approx(kwh, rel=1e-6)


def test_cubic_metres_of_gas_take_the_published_row() -> None:
    line = first_line("natural-gas", "m3")
    assert (line.factor.uom, line.conversion, line.factor.co2e_kg) == ("cubic metres", 1, 2.06672)


def test_an_imperial_gas_meter_is_converted_to_cubic_metres() -> None:
    line = first_line("natural-gas", "hundred cubic feet")
    assert line.factor.uom == "cubic metres"
    assert line.conversion == pytest.approx(100 * 0.028316846592, rel=1e-12)


def test_a_gallon_of_diesel_is_the_imperial_one() -> None:
    line = first_line("fleet-diesel", "gallons")
    assert line.factor.uom == "litres"
    assert line.conversion == pytest.approx(4.54609, rel=1e-12)


def test_kilograms_of_diesel_are_tonnes_not_litres() -> None:
    line = first_line("fleet-diesel", "kg")
    assert line.factor.uom == "tonnes"
    assert line.conversion == pytest.approx(0.001)


def test_litres_of_burning_oil_and_its_kwh_give_nearly_the_same_emissions() -> None:
    kwh_per_litre = 10.294  # Fuel properties, gross kWh per litre of burning oil
    litre = lines_of("burning-oil", 1, "litres")["co2e_kg"].iloc[0]
    assert lines_of("burning-oil", kwh_per_litre, "kWh")["co2e_kg"].iloc[0] == pytest.approx(litre, rel=1e-4)


@pytest.mark.parametrize("unit", ["kWh", "kWh (Net CV)"])
def test_kwh_of_a_biofuel_published_per_gj_are_net_gj(unit: str) -> None:
    line = first_line("biodiesel-hvo", unit)
    assert line.factor.uom == "GJ"
    assert line.conversion == pytest.approx(0.0036, rel=1e-12)


def test_tonnes_and_net_kwh_of_logs_give_the_same_emissions() -> None:
    fuel = library().fuel("bioenergy/biomass/wood-logs")
    assert fuel is not None
    assert fuel.net_cv_gj_per_tonne
    by_mass = lines_of("wood-logs", 1, "tonnes")["co2e_kg"].iloc[0]
    by_energy = lines_of("wood-logs", fuel.net_cv_gj_per_tonne / 0.0036, "kWh")["co2e_kg"].iloc[0]
    assert by_energy == pytest.approx(by_mass, rel=2e-3)


def test_unmarked_kwh_of_bioenergy_take_the_row_as_it_is() -> None:
    line = first_line("wood-pellets", "kWh")
    assert (line.factor.factor_id, line.conversion) == (PELLETS, 1)


def test_gross_kwh_of_bioenergy_are_converted_because_its_rows_are_net() -> None:
    fuel = library().fuel("bioenergy/biomass/wood-pellets")
    assert fuel is not None
    assert fuel.net_cv_gj_per_tonne
    assert fuel.gross_cv_gj_per_tonne
    share = fuel.net_cv_gj_per_tonne / fuel.gross_cv_gj_per_tonne
    line = first_line("wood-pellets", "kWh (Gross CV)")
    assert line.conversion == pytest.approx(share, rel=1e-12)
    assert share < 1


def test_net_kwh_of_bioenergy_are_the_row_s_own() -> None:
    line = first_line("wood-pellets", "kWh (Net CV)")
    assert (line.factor.factor_id, line.conversion) == (PELLETS, 1)


def test_tonnes_and_kwh_of_pellets_agree_on_the_net_calorific_value_only() -> None:
    tonne, kwh = factor(PELLETS.replace(":kwh", ":tonnes")).co2e_kg, factor(PELLETS).co2e_kg
    fuel = library().fuel("bioenergy/biomass/wood-pellets")
    assert fuel is not None
    assert fuel.net_cv_gj_per_tonne
    assert tonne / kwh == pytest.approx(fuel.net_cv_gj_per_tonne / 0.0036, rel=1e-3)


@pytest.mark.parametrize(
    ("activity", "unit", "code"),
    [
        ("electricity", "litres", "wrong-dimension"),
        ("water-supply", "kWh", "wrong-dimension"),
        ("refinery-miscellaneous", "litres", "wrong-dimension"),
        ("spend/sic-62", "EUR", "wrong-dimension"),
        ("fleet-diesel", "kW", "unreadable-unit"),
        ("fleet-diesel", "bottles", "unknown-name"),
        ("no-such-thing", "kWh", "unknown-name"),
    ],
)
def test_what_cannot_be_converted_is_an_issue_of_the_record(activity: str, unit: str, code: str) -> None:
    assert issues_of(activity, 1, unit) == [code]


def test_every_line_of_a_record_takes_the_same_energy_on_its_own_basis() -> None:
    """Gas in therms: scope 1 and well-to-tank are on the same basis."""
    lines = lines_of("natural-gas", 10, "therms")
    assert lines["factor_unit"].to_list() == ["kWh (Gross CV)"] * 2
    assert lines["quantity_in_factor_unit"].nunique() == 1
