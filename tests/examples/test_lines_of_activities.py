"""What each kind of activity turns into: scope, category, method and part of the life, line by line.

Source: GHG Protocol Corporate Standard (2004), ch. 4; Scope 2 Guidance (2015), ch. 6;
Scope 3 Standard (2011), ch. 5.
"""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.shipped import issues_of, lines_of

WTT = "3.3 both wtt"
T_AND_D = "3.3 both t-and-d"
BIOGENIC = "outside both biogenic"
GRID = ["2 location generation", "2 market generation", T_AND_D, WTT, "3.3 both wtt-t-and-d", BIOGENIC]
PLUG_IN = ["1 both direct", "2 location generation", "2 market generation", T_AND_D, WTT]
HEAT = ["2 both generation", "3.3 both distribution-loss", WTT, "3.3 both wtt-distribution-loss"]
BURNT = ["1 both direct", WTT]
TRAVEL = ["3.6 both direct", "3.6 both wtt"]
COMMUTE = ["3.7 both direct", "3.7 both wtt"]

CASES = [
    ("electricity", "kWh", GRID),
    ("vehicle-charging", "kWh", GRID),
    ("natural-gas", "kWh", BURNT),
    ("natural-gas", "m3", BURNT),
    ("lpg", "litres", BURNT),
    ("burning-oil", "litres", BURNT),
    ("gas-oil", "litres", BURNT),
    ("coal-industrial", "tonnes", BURNT),
    ("wood-pellets", "tonnes", [*BURNT, BIOGENIC]),
    ("biodiesel-me", "litres", [*BURNT, BIOGENIC]),
    ("biogas", "kWh", [*BURNT, BIOGENIC]),
    ("refrigerant/r410a", "kg", ["1 both direct"]),
    ("refrigerant/hcfc-22-r22-chlorodifluoromethane", "kg", ["1 both direct"]),
    ("refrigerant/r513a", "kg", ["1 both direct"]),
    ("solar-used-on-site", "kWh", ["1 both direct"]),
    ("solar-exported", "kWh", ["1 both direct"]),
    ("heat-district", "kWh", HEAT),
    ("heat-onsite", "kWh", ["2 both generation", WTT]),
    ("fleet-diesel", "litres", [*BURNT, BIOGENIC]),
    ("fleet-petrol", "litres", [*BURNT, BIOGENIC]),
    ("fleet-hvo", "litres", [*BURNT, BIOGENIC]),
    ("fleet-lpg", "litres", BURNT),
    ("fleet-cng", "kg", BURNT),
    ("fleet-car/average-car/diesel", "miles", BURNT),
    ("fleet-car/average-car/plug-in-hybrid-electric-vehicle", "miles", PLUG_IN),
    ("fleet-car/average-car/battery-electric-vehicle", "miles", PLUG_IN),
    ("fleet-car-by-segment/mini/petrol", "km", BURNT),
    ("fleet-van/average-up-to-3-5-tonnes/diesel", "miles", BURNT),
    ("fleet-van/average-up-to-3-5-tonnes/battery-electric-vehicle", "miles", PLUG_IN),
    ("fleet-hgv/all-hgvs/average-laden", "km", BURNT),
    ("fleet-hgv-refrigerated/all-hgvs/average-laden", "km", BURNT),
    ("fleet-motorbike/average", "miles", BURNT),
    ("business-car/average-car/unknown", "miles", TRAVEL),
    ("business-car/average-car/battery-electric-vehicle", "miles", TRAVEL),
    ("business-motorbike/small", "miles", TRAVEL),
    ("rail/national-rail", "passenger.km", TRAVEL),
    ("bus/average-local-bus", "passenger.km", TRAVEL),
    ("taxi/regular-taxi", "km", TRAVEL),
    ("ferry/foot-passenger", "passenger.km", TRAVEL),
    ("flight/long-haul-to-from-uk/economy-class", "passenger.km", TRAVEL),
    ("hotel/uk", "room.night", ["3.6 both direct"]),
    ("commute-car/average-car/unknown", "miles", COMMUTE),
    ("commute-car-by-segment/mini/petrol", "miles", COMMUTE),
    ("commute-rail/light-rail-and-tram", "passenger.km", COMMUTE),
    ("commute-bus/average-local-bus", "passenger.km", COMMUTE),
    ("homeworking", "FTE.hour", ["3.7 both direct"]),
    ("freight-hgv/all-hgvs/average-laden", "tonne.km", ["3.4 both direct", "3.4 both wtt"]),
    ("freight-van/average-up-to-3-5-tonnes/diesel", "km", ["3.4 both direct", "3.4 both wtt"]),
    ("freight-flight/long-haul-to-from-uk", "tonne.km", ["3.4 both direct", "3.4 both wtt"]),
    ("freight-rail/freight-train", "tonne.km", ["3.4 both direct", "3.4 both wtt"]),
    ("freight-ship/bulk-carrier/0-9999-dwt", "tonne.km", ["3.4 both direct", "3.4 both wtt"]),
    ("downstream-hgv/all-hgvs/average-laden", "tonne.km", ["3.9 both direct", "3.9 both wtt"]),
    ("downstream-tanker/crude-tanker/0-9999-dwt", "tonne.km", ["3.9 both direct", "3.9 both wtt"]),
    ("downstream-van/average-up-to-3-5-tonnes/diesel", "km", ["3.9 both direct", "3.9 both wtt"]),
    ("waste/commercial-and-industrial-waste/landfill", "tonnes", ["3.5 both upstream"]),
    ("water-treatment", "m3", ["3.5 both upstream"]),
    ("water-supply", "m3", ["3.1 both upstream"]),
    ("material/paper-and-board-paper/closed-loop-source", "tonnes", ["3.1 both upstream"]),
    ("spend/sic-62", "GBP", ["3.1 both upstream"]),
    ("managed-electricity", "kWh", ["3.8 both generation"]),
    ("managed-car/average-car/diesel", "miles", ["3.8 both direct"]),
]


def lines_in_words(activity: str, unit: str, **more: Any) -> list[str]:
    lines = lines_of(activity, 1, unit, **more)
    numbers = ["" if math.isnan(one) else f".{one:.0f}" for one in lines["category"].astype(float)]
    parts = zip(lines["scope"], numbers, lines["method"], lines["lifecycle"], strict=True)
    return [f"{scope}{number} {method} {lifecycle}" for scope, number, method, lifecycle in parts]


@pytest.mark.parametrize(
    ("activity", "unit", "expected"), CASES, ids=lambda one: one if isinstance(one, str) else ""
)
def test_an_activity_becomes_exactly_its_lines(activity: str, unit: str, expected: list[str]) -> None:
    assert sorted(lines_in_words(activity, unit)) == sorted(expected)


@pytest.mark.parametrize("activity", ["solar-used-on-site", "solar-exported"])
def test_solar_electricity_counts_its_kwh_and_no_emissions(activity: str) -> None:
    line = lines_of(activity, 1200, "kWh").iloc[0]
    assert (line["quantity_in_factor_unit"], line["co2e_kg"]) == (1200, 0)


def test_carbon_dioxide_outside_of_scopes_is_in_no_co2e_figure() -> None:
    lines = lines_of("wood-pellets", 2, "tonnes")
    outside = lines[lines["scope"] == "outside"].iloc[0]
    assert math.isnan(outside["co2e_kg"])
    assert outside["co2_kg"] == 2 * 1677.18


def test_a_leased_boiler_is_moved_to_category_8_with_its_upstream_line() -> None:
    moved = lines_in_words("natural-gas", "kWh", scope="3", category=8)
    assert moved == ["3.8 both direct", "3.8 both wtt"]


def test_an_employees_van_moved_to_scope_3_keeps_every_part_in_that_category() -> None:
    moved = lines_in_words("fleet-van/average-up-to-3-5-tonnes/diesel", "miles", scope="3", category=6)
    assert moved == ["3.6 both direct", "3.6 both wtt"]


def test_electricity_moved_to_a_leased_asset_is_counted_once() -> None:
    moved = lines_in_words("electricity", "kWh", scope="3", category=8)
    assert moved.count("3.8 both generation") == 1
    assert not [line for line in moved if "market" in line]
    assert BIOGENIC in moved


def test_a_hired_car_moved_to_scope_1_has_its_fuel_s_upstream_in_category_3() -> None:
    moved = lines_in_words("business-car/average-car/unknown", "miles", scope="1")
    assert moved == ["1 both direct", WTT]


def test_an_activity_without_a_factor_in_a_year_says_in_which_years_it_has_one() -> None:
    assert issues_of("homeworking", 1, "FTE.hour", 2021) == ["no-factor"]
