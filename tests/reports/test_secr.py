from __future__ import annotations

import math

import pytest

from carbonsv.model import text
from carbonsv.reports.content import Heading, Paragraph, Table
from carbonsv.reports.secr import energy_year, secr_statement
from carbonsv.reports.secr_energy import energy_series, kwh_per_unit
from tests.reports.made import RECORDS, Row, sample, small
from tests.shipped import library


def mileage(activity: str, quantity: float, unit: str) -> list[Row]:
    days = {"start": "2024-06-01", "end": "2024-06-30"}
    return [{"id": "m", "activity": activity, "quantity": quantity, "unit": unit, **days}]


def energy(records: list[Row]) -> dict[str, float]:
    return energy_year(small(None, {"activity": records}), "2024").energy_kwh


def test_mileage_is_energy_by_the_published_factor_of_its_unit() -> None:
    found = energy(mileage("fleet-car/average-car/petrol", 1000.0, "miles"))
    assert found == {"Mileage of own vehicles": pytest.approx(1000 * 1.14204)}  # SECR kWh sheet 2024


def test_an_electric_van_counts_the_electricity_it_charges() -> None:
    van = "fleet-van/average-up-to-3-5-tonnes/battery-electric-vehicle"
    assert energy(mileage(van, 100.0, "km")) == {"Mileage of own vehicles": pytest.approx(100 * 0.3528)}


def test_fuel_is_energy_on_gross_calorific_value() -> None:
    found = energy(mileage("fleet-diesel", 10.0, "litres"))
    assert found["Fuel for transport"] == pytest.approx(10 * 45.545 * 832.360858397106 / 1e6 / 0.0036)


def test_bills_in_kilowatt_hours_stay_as_they_are() -> None:
    assert energy(RECORDS) == {"Electricity": 8000, "Natural gas": 8000}


def test_years_before_the_first_sheet_take_its_factors() -> None:
    car = "fleet-car/average-car/petrol"
    assert kwh_per_unit(car, "km", library(), 2018, "mileage") == kwh_per_unit(
        car, "km", library(), 2020, "mileage"
    )
    assert math.isnan(kwh_per_unit("rail/national-rail", "passenger.km", library(), 2024, "mileage"))


def test_refrigerated_lorries_are_named_otherwise_in_the_energy_sheet() -> None:
    series = "delivery-vehicles/hgvs-refrigerated-all-diesel/all-hgvs/average-laden"
    assert energy_series(series).endswith("/hgv-refrigerated-all-diesel/all-hgvs/average-laden")
    assert energy_series("waste/x") == ""


def test_the_statement_shows_the_numbers_of_the_inventory_and_of_the_year_before() -> None:
    basis = sample()
    tables = {one.caption: one for one in secr_statement(basis).blocks if isinstance(one, Table)}
    now, before = (basis.inventory(one) for one in ("2024-25", "2023-24"))
    rows = tables["Emissions"].rows
    assert rows[0][1:] == (text.tonnes(now.scope1_kg), text.tonnes(before.scope1_kg))
    assert rows[1][1:] == (text.tonnes(now.scope2_location_kg), text.tonnes(before.scope2_location_kg))


def test_business_travel_by_road_is_the_use_of_the_vehicle_alone() -> None:
    basis = small(None, {"activity": mileage("business-car/average-car/unknown", 100.0, "miles")})
    assert energy_year(basis, "2024").business_kg == pytest.approx(100 * 0.2686)  # 2024 pack


def test_a_statement_without_actions_says_what_is_missing() -> None:
    blocks = secr_statement(small(None, {"initiative": []})).blocks
    place = blocks.index(Heading("Energy efficiency actions"))
    assert blocks[place + 1] == Paragraph(
        "[To be completed: energy efficiency actions, or that none were taken]"
    )
