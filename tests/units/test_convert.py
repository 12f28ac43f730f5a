from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carbonsv.errors import DimensionError, RefusedUnitError, UnknownNameError
from carbonsv.units.convert import (
    compatible_units,
    conversion_factor,
    convert,
    dimension,
    fitting_unit,
    same_unit,
)
from carbonsv.units.fuel import FuelProperties
from carbonsv.units.names import listed_units

SOURCE = "UK Government GHG Conversion Factors 2025, sheet Fuel properties"
NATURAL_GAS = FuelProperties("Natural Gas", 45.745, 50.678, 0.802, SOURCE)
PETROL = FuelProperties("Petrol (average biofuel blend)", 43.061, 45.46, 746.204, SOURCE)
INDUSTRIAL_COAL = FuelProperties("Coal (industrial)", 25.405, 26.742, None, SOURCE)
CARBON_DIOXIDE = FuelProperties("Carbon Dioxide", 0.0, 0.0, 1.964, SOURCE)

NAMES = [unit.name for unit in listed_units()]
TIED = compatible_units({"energy", "volume", "mass"})


def test_a_therm_is_29_3071_kwh() -> None:
    assert round(conversion_factor("therm", "kWh"), 4) == 29.3071


def test_12_mwh_are_43_2_gj() -> None:
    assert convert(12.0, "MWh", "GJ") == 12 * 3.6


def test_a_unit_converts_into_itself_by_exactly_one() -> None:
    assert {conversion_factor(name, name) for name in NAMES} == {1.0}


def test_convert_keeps_the_shape_of_a_column() -> None:
    values = np.array([[1.0, 2.0], [0.0, -4.0]])
    assert convert(values, "tonnes", "kg").tolist() == [[1000.0, 2000.0], [0.0, -4000.0]]


def test_convert_takes_no_values_at_all() -> None:
    assert convert(np.array([]), "tonnes", "kg").size == 0


def test_aliases_convert_like_the_names_they_stand_for() -> None:
    assert conversion_factor("vehicle miles", "KM") == 1.609344


# Below the smallest normal number (2.2e-308) floats have fewer digits, and what is converted there loses
# them: relative accuracy is of numbers that are normal on both sides.
SMALLEST, LARGEST = 1e-200, 1e12
VALUES = st.just(0.0) | st.floats(SMALLEST, LARGEST) | st.floats(-LARGEST, -SMALLEST)


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), VALUES)
@example("J", "kWh", SMALLEST)
def test_conversion_there_and_back_gives_the_value_again(one: str, other: str, value: float) -> None:
    try:
        there = convert(value, one, other, PETROL)
    except DimensionError:
        return
    assert convert(there, other, one, PETROL) == pytest.approx(value, rel=1e-12, abs=0)


@given(st.sampled_from(TIED), st.sampled_from(TIED), st.sampled_from(TIED))
def test_a_detour_of_a_fuel_through_any_unit_changes_nothing(one: str, through: str, other: str) -> None:
    detour = conversion_factor(one, through, PETROL) * conversion_factor(through, other, PETROL)
    assert detour == pytest.approx(conversion_factor(one, other, PETROL), rel=1e-12)


def test_gross_kwh_per_kg_are_as_published() -> None:
    assert round(conversion_factor("kg", "kWh (Gross CV)", NATURAL_GAS), 3) == 14.077
    assert round(conversion_factor("kg", "kWh (Gross CV)", PETROL), 3) == 12.628


def test_net_kwh_per_kg_are_as_published() -> None:
    assert round(conversion_factor("kg", "kWh (Net CV)", NATURAL_GAS), 3) == 12.707
    assert round(conversion_factor("kg", "kWh (Net CV)", PETROL), 3) == 11.961


def test_litres_per_tonne_and_kwh_per_litre_are_as_published() -> None:
    assert conversion_factor("tonnes", "litres", PETROL) == pytest.approx(1340.116, abs=0.001)
    assert round(conversion_factor("litres", "kWh (Gross CV)", PETROL), 3) == 9.423
    assert round(conversion_factor("litres", "kWh (Net CV)", PETROL), 3) == 8.926


def test_net_becomes_gross_by_the_ratio_of_the_calorific_values() -> None:
    expected = 50.678 / 45.745
    assert conversion_factor("kWh (Net CV)", "kWh", NATURAL_GAS) == pytest.approx(expected, rel=1e-15)


def test_unmarked_energy_stands_on_the_gross_calorific_value() -> None:
    assert conversion_factor("kWh", "kWh (Gross CV)") == 1.0
    assert conversion_factor("m3", "kWh", PETROL) == conversion_factor("m3", "kWh (Gross CV)", PETROL)


def test_net_energy_stays_net_without_a_fuel() -> None:
    assert conversion_factor("MWh (net)", "GJ (Net CV)") == 3.6


@pytest.mark.parametrize(
    ("one", "other"), [("kWh", "kWh (Net CV)"), ("m3", "kWh"), ("litres", "kg"), ("tonnes", "GJ")]
)
def test_what_only_a_fuel_ties_together_is_refused_without_one(one: str, other: str) -> None:
    with pytest.raises(DimensionError) as refused:
        conversion_factor(one, other)
    assert "--fuel natural-gas" in refused.value.hint


def test_a_density_that_is_not_published_is_named() -> None:
    with pytest.raises(DimensionError) as refused:
        conversion_factor("litres", "kg", INDUSTRIAL_COAL)
    assert refused.value.hint == "No density is published for Coal (industrial)."


def test_a_gas_that_does_not_burn_has_no_energy() -> None:
    with pytest.raises(DimensionError) as refused:
        conversion_factor("kWh", "kg", CARBON_DIOXIDE)
    assert "gross calorific value" in refused.value.hint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kg", "kg CO2e"),
        ("kWh", "km"),
        ("km", "passenger.km"),
        ("hour", "FTE.hour"),
        ("GBP", "EUR"),
        ("people", "items"),
        ("m2", "m3"),
        ("tonnes", "tonne.km"),
    ],
)
def test_different_things_are_never_converted_even_with_a_fuel(one: str, other: str) -> None:
    with pytest.raises(DimensionError, match="cannot be converted to") as refused:
        conversion_factor(one, other, PETROL)
    assert refused.value.hint


def test_a_wrong_dimension_names_the_units_that_fit() -> None:
    with pytest.raises(DimensionError, match="kWh cannot be converted to km") as refused:
        conversion_factor("kWh", "km")
    assert "km, miles, m, nautical miles" in refused.value.hint


def test_power_is_refused_in_a_conversion() -> None:
    with pytest.raises(RefusedUnitError, match="power"):
        conversion_factor("kW", "kWh")


def test_dimension_is_said_in_plain_words() -> None:
    names = ["kWh (Net CV)", "litres", "kg", "km", "passenger.km", "tonne.km", "GBP"]
    expected = ["energy", "volume", "mass", "distance", "passenger-distance", "freight", "money"]
    assert [dimension(name) for name in names] == expected


def test_the_rarer_dimensions_are_said_in_plain_words() -> None:
    names = ["room.night", "FTE.hour", "hour", "m2", "items", "people", "kg CO2e", "kW"]
    expected = ["accommodation", "working-time", "time", "area", "count", "count", "co2e", "power"]
    assert [dimension(name) for name in names] == expected


def test_dimension_of_an_unknown_unit_is_refused() -> None:
    with pytest.raises(UnknownNameError):
        dimension("furlongs")


def test_the_units_of_a_picker_begin_with_the_usual_ones() -> None:
    assert compatible_units(["distance"]) == ("km", "miles", "m", "nautical miles")
    assert compatible_units({"energy", "volume"})[0] == "kWh"
    assert compatible_units([]) == ()


def test_units_that_are_refused_are_never_offered() -> None:
    assert compatible_units(["power", "temperature", "ambiguous", "share"]) == ()


def test_same_unit_sees_through_aliases() -> None:
    assert same_unit("Litres", "ltr")
    assert same_unit("vehicle.km", "km")
    assert not same_unit("kWh", "kWh (Gross CV)")


def test_a_unit_that_fits_is_given_by_its_name() -> None:
    assert fitting_unit("kwh", ["energy", "volume"]) == "kWh"


def test_a_unit_that_does_not_fit_is_refused_with_those_that_do() -> None:
    with pytest.raises(DimensionError, match="km cannot be converted to freight") as refused:
        fitting_unit("km", ["freight"])
    assert refused.value.hint == "km is distance. These would fit: tonne.km, tonne.miles."
