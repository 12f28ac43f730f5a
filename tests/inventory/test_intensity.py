from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.inventory.intensity import (
    energy_cells,
    heating_against_weather,
    intensities,
    regression,
    site_energy,
)
from carbonsv.inventory.inventory import Inventory, make_inventory
from carbonsv.model.policy import FactorPolicy
from carbonsv.model.tables import empty_frame
from tests import shipped

YEAR = {"id": "y", "fte": 50.0, "turnover_gbp": 2_500_000.0}
SITES = pd.DataFrame({"id": ["a", "b"], "name": ["Office", "Yard"], "floor_area_m2": [200.0, np.nan]})


@cache
def inventory() -> Inventory:
    records = shipped.table(
        shipped.record("electricity", 4000.0, "kWh", site="a", id="1"),
        shipped.record("natural-gas", 6.0, "MWh", site="a", id="2"),
        shipped.record("solar-exported", 900.0, "kWh", site="a", id="3"),
        shipped.record("water-supply", 900.0, "m3", site="a", id="4"),
        shipped.record("fleet-diesel", 900.0, "litre", site="a", id="5"),
    )
    year = shipped.period("2025-01-01", "2025-12-31")
    return make_inventory(records, shipped.library(), FactorPolicy(), year)


def measures(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    names = ["reporting_year", "name", "unit", "quantity"]
    return pd.concat([empty_frame("intensity_measure"), pd.DataFrame(list(rows), columns=names)])


def test_emissions_are_divided_by_people_area_turnover_and_named_measures() -> None:
    found = intensities(inventory(), YEAR, SITES, measures(("y", "Meals", "meal", 1000.0)))
    total_kg = inventory().total_location_kg
    assert found["quantity"].tolist() == [50, 200, 2.5, 1000]
    assert found["co2e_kg_per_unit"].tolist() == [total_kg / one for one in (50, 200, 2.5, 1000)]


def test_what_is_not_known_is_left_out_and_never_divided_by_nothing() -> None:
    found = intensities(inventory(), {"id": "y", "fte": 0.0}, SITES.iloc[1:], measures(("z", "M", "m", 1.0)))
    assert found.empty


def test_energy_of_a_site_counts_fuels_and_electricity_in_kwh_without_exports() -> None:
    found = site_energy(inventory(), SITES, shipped.library()).set_index("site")
    assert found.loc["a", "energy_kwh"] == pytest.approx(4000 + 6000)
    assert found.loc["a", "kwh_per_m2"] == pytest.approx(10_000 / 200)
    assert found.loc["b", "energy_kwh"] == 0
    assert np.isnan(found.loc["b", "kwh_per_m2"])


def test_heating_is_set_against_the_degree_days_of_its_months() -> None:
    days = pd.DataFrame(
        {"site": ["", ""], "start": pd.to_datetime(["2025-06-01", "2025-07-01"]), "degree_days": [40.0, 9.0]}
    )
    found = heating_against_weather(energy_cells(inventory(), shipped.library()), days, "a", "natural-gas")
    assert found[["degree_days", "energy_kwh"]].to_numpy().tolist() == [[40.0, 6000.0]]


def test_a_regression_by_hand() -> None:
    found = regression(np.array([0.0, 100.0, 200.0]), np.array([1000.0, 1500.0, 2600.0]))
    assert found is not None
    assert found.slope_kwh == pytest.approx((2600 - 1000) / 200)
    assert found.base_kwh == pytest.approx((1000 + 1500 + 2600) / 3 - 8 * 100)
    assert found.r2 == pytest.approx(1 - (100**2 + 200**2 + 100**2) / (700**2 + 200**2 + 900**2))


def test_usual_weather_moves_heating_along_the_slope_only() -> None:
    found = regression(np.array([0.0, 100.0, 200.0]), np.array([500.0, 1500.0, 2500.0]))
    assert found is not None
    assert found.normalised_kwh(20_000.0, 1900.0, 2000.0) == pytest.approx(20_000 + 10 * 100)


def test_too_few_months_or_unchanging_weather_give_no_regression() -> None:
    assert regression(np.array([1.0, 2.0]), np.array([1.0, 2.0])) is None
    assert regression(np.array([5.0, 5.0, 5.0]), np.array([1.0, 2.0, 3.0])) is None


@given(st.floats(-50, 50), st.floats(0, 1e4))
def test_points_on_a_line_give_the_line(slope: float, base: float) -> None:
    days = np.array([10.0, 80.0, 150.0, 310.0])
    found = regression(days, base + slope * days)
    assert found is not None
    assert found.slope_kwh == pytest.approx(slope, abs=1e-6)
    assert found.base_kwh == pytest.approx(base, abs=1e-4)
