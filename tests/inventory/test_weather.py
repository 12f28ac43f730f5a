from __future__ import annotations

import math

import pandas as pd
import pytest

from carbonsv.inventory.intensity import energy_cells
from carbonsv.inventory.inventory import Inventory, make_inventory
from carbonsv.inventory.weather import HeatingFit, heating_fits
from carbonsv.model.policy import FactorPolicy
from tests import shipped

WEATHER = {1: 300.0, 2: 250.0, 3: 200.0, 4: 100.0}  # degree days of 2025; energy is 1,000 + 10 a degree day


def inventory(sign: int = 1) -> Inventory:
    rows = [
        shipped.record(
            "natural-gas",
            10_000.0 + sign * 10.0 * days,
            "kWh",
            id=f"g{month}",
            site="a",
            start=f"2025-{month:02d}-01",
            end=f"2025-{month:02d}-28",
        )
        for month, days in WEATHER.items()
    ]
    period = shipped.period("2025-01-01", "2025-12-31")
    return make_inventory(shipped.table(*rows), shipped.library(), FactorPolicy(), period)


def degree_days(*years: tuple[int, float], site: str = "") -> pd.DataFrame:
    """Return the weather of some years, each so many degree days a month colder than 2025."""
    rows = [
        (site, f"{year}-{month:02d}-01", days + colder)
        for year, colder in years
        for month, days in WEATHER.items()
    ]
    frame = pd.DataFrame(rows, columns=["site", "start", "degree_days"])
    start = pd.to_datetime(frame["start"]).astype("datetime64[s]")
    return frame.assign(start=start, end=start + pd.Timedelta(days=27))


def fits(weather: pd.DataFrame, sign: int = 1) -> list[HeatingFit]:
    found = inventory(sign)
    return heating_fits(found, energy_cells(found, shipped.library()), weather)


def test_the_fit_finds_what_the_energy_was_made_from() -> None:
    (one,) = fits(degree_days((2025, 0.0)))
    assert one.fit.slope_kwh == pytest.approx(10.0)
    assert one.fit.base_kwh == pytest.approx(10_000.0)
    assert one.fit.r2 == pytest.approx(1.0)
    assert one.used_kwh == pytest.approx(4 * 10_000 + 10 * (300 + 250 + 200 + 100))


def test_usual_weather_is_the_mean_of_the_years_known() -> None:
    (one,) = fits(degree_days((2024, 20.0), (2025, 0.0)))
    assert one.usual_degree_days == pytest.approx(850 + 4 * 10)  # half of 20 more in each of four months
    assert one.normalised_kwh == pytest.approx(one.used_kwh + 10 * 4 * 10)


def test_one_year_of_weather_normalises_nothing() -> None:
    (one,) = fits(degree_days((2025, 0.0)))
    assert math.isnan(one.normalised_kwh)


def test_what_falls_in_the_cold_is_no_heating() -> None:
    assert fits(degree_days((2025, 0.0)), sign=-1) == []


def test_weather_of_another_site_or_year_fits_nothing() -> None:
    assert fits(degree_days((2025, 0.0), site="b")) == []
    assert fits(degree_days((2024, 0.0))) == []
