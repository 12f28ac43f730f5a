from __future__ import annotations

import csv
import subprocess
import sys
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.errors import CarbonsvError, RefusedUnitError, UnknownNameError
from carbonsv.paths import RESOURCES
from carbonsv.units.names import LONGEST_NAME, _fold, listed_units, read_unit, unit_named


@pytest.mark.parametrize(
    ("published", "unit"),
    [
        ("km", "km"),
        ("miles", "miles"),
        ("passenger.km", "passenger.km"),
        ("tonne.km", "tonne.km"),
        ("tonnes", "tonnes"),
        ("kg", "kg"),
        ("litres", "litres"),
        ("Litres", "litres"),
        ("million litres", "million litres"),
        ("cubic metres", "m3"),
        ("GJ", "GJ"),
        ("kWh", "kWh"),
        ("kWh (Gross CV)", "kWh (Gross CV)"),
        ("kWh (Net CV)", "kWh (Net CV)"),
        ("Room per night", "room.night"),
        ("per FTE Working Hour", "FTE.hour"),
    ],
)
def test_every_unit_of_the_official_workbooks_is_read(published: str, unit: str) -> None:
    assert read_unit(published) == unit


@pytest.mark.parametrize(
    ("unit", "typed"),
    [
        ("kWh", "kwh KWH Kwh k_W_h kilowatt_hours kilowatt-hours kWhs"),
        ("m3", "m³ ㎥ m^3 M3 cubic_meter cubic_metres cu_m cu.m. cbm kilolitres"),
        ("litres", "l L ltr litre liter Liters ltrs \N{SCRIPT SMALL L}"),
        ("tonnes", "t te T tonne TONNES metric_ton metric_tons MT Mg"),
        ("ton", "ton tons long_ton ton_(UK) UK_tons"),
        ("US ton", "short_tons US_tons ton_(US)"),
        ("gallons", "gal gallon gallons_(UK) imperial_gallons"),
        ("US gallons", "US_gal gallons_(US) us_gallon"),
        ("km", "KM kms kilometres vehicle.km vehicle_km vkm"),
        ("miles", "mi mile Miles vehicle.miles vehicle_mile"),
        ("passenger.km", "pkm p.km passenger_km passenger-km passenger·km pax_km"),
        ("tonne.km", "tkm t.km tonne_km tonne-kilometres"),
        ("room.night", "nights room_nights room-night hotel_nights"),
        ("FTE.hour", "FTE_hours fte-hour FTE_working_hours"),
        ("GBP", "£ gbp ￡ pounds_sterling"),
        ("therm", "therms Therm thm"),
        ("m2", "m² sqm sq_m square_metres"),
        ("kg CO2e", "kgCO2e kg_CO₂e kgCO2-e kg_CO2_eq"),
        ("t CO2e", "tCO2e tonnes_CO2e tCO₂e"),
        ("kWh (Gross CV)", "kWh_gross kWh_(gross) kWh_GCV kWh_HHV gross_kWh kWh_gross_calorific_value"),
        ("kWh (Net CV)", "kWh_net kWh_(Net) kWh_NCV KWH_LHV net_kwh"),
        ("GJ (Net CV)", "GJ_net GJ_(Net_CV)"),
        ("million litres", "Ml ML megalitres"),
        ("ml", "ml mL millilitres"),
    ],
)
def test_units_are_read_as_people_type_them(unit: str, typed: str) -> None:
    assert {read_unit(name.replace("_", " ")) for name in typed.split()} == {unit}


def test_every_unit_is_read_by_the_name_that_documents_show() -> None:
    assert [read_unit(unit.name) for unit in listed_units()] == [unit.name for unit in listed_units()]


def test_no_alias_means_two_units() -> None:
    meanings = defaultdict(set)
    with (RESOURCES / "units.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for alias in filter(None, row["aliases"].split("|")):
                meanings[_fold(alias)].add(row["unit"])
    assert {alias: units for alias, units in meanings.items() if len(units) > 1} == {}


@pytest.mark.parametrize("typed", ["mwh", "MWH", "Mwh", "MWh"])
def test_megawatt_hours_are_read_in_any_case_but_one(typed: str) -> None:
    assert read_unit(typed) == "MWh"


def test_milliwatt_hours_are_refused_with_a_hint() -> None:
    with pytest.raises(RefusedUnitError, match="milliwatt") as refused:
        read_unit("mWh")
    assert "MWh" in refused.value.hint


@pytest.mark.parametrize("typed", ["kW", "KW", "MW", "mW", "kilowatts", "kWp", "hp"])
def test_power_is_refused_with_what_energy_needs(typed: str) -> None:
    with pytest.raises(RefusedUnitError, match=r"power and energy needs .Wh"):
        read_unit(typed)


@pytest.mark.parametrize("typed", ["degC", "°C", "℃", "deg F", "kelvin"])
def test_offset_units_are_refused_with_the_reason(typed: str) -> None:
    with pytest.raises(RefusedUnitError, match="temperature"):
        read_unit(typed)


@pytest.mark.parametrize("typed", ["pounds", "M", "Mt", "mJ", "MBtu", "ton.km", "FTE", "%", "£000"])
def test_units_that_may_mean_two_things_are_refused_with_a_hint(typed: str) -> None:
    with pytest.raises(RefusedUnitError) as refused:
        read_unit(typed)
    assert refused.value.hint


def test_an_unknown_unit_brings_the_nearest_ones() -> None:
    with pytest.raises(UnknownNameError, match="“litrs” is not a known unit") as unknown:
        read_unit("litrs")
    assert "litres" in unknown.value.hint


@pytest.mark.parametrize(
    "typed", ["", "(", "((kWh))", "kWh)(", "kg m-2", "m-3", "9**9**9", "kWh/y", "ms", "gas"]
)
def test_what_is_no_unit_is_refused(typed: str) -> None:
    with pytest.raises(UnknownNameError):
        read_unit(typed)


def test_a_very_long_name_is_refused_without_being_looked_up() -> None:
    with pytest.raises(UnknownNameError) as unknown:
        read_unit("kWh" * LONGEST_NAME)
    assert unknown.value.hint == ""
    assert len(str(unknown.value)) < 100


@given(st.text(max_size=80))
def test_any_text_is_a_known_unit_or_a_sentence(text: str) -> None:
    try:
        answer = unit_named(read_unit(text)).name + "."
    except CarbonsvError as error:
        answer = str(error)
    assert answer.endswith(".")


@given(st.sampled_from([unit.name for unit in listed_units()]), st.sampled_from(["", " ", "\u00a0", "  "]))
def test_spaces_around_a_name_mean_nothing(name: str, space: str) -> None:
    assert read_unit(space + name + space) == name


def test_reading_names_does_not_load_pint_or_numpy() -> None:
    code = (
        "import sys, carbonsv.units as u; u.read_quantity('12 MWh'); u.dimension('kWh');"
        "sys.exit(bool({'pint', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
