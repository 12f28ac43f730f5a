"""Emissions and energy for each unit of something: people, floor area, turnover, a named measure, weather."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from carbonsv.engine.exact_sum import group_sums, total
from carbonsv.engine.records import distinct_rows
from carbonsv.errors import CarbonsvError
from carbonsv.units.convert import conversion_factor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from carbonsv.inventory.inventory import Inventory
    from carbonsv.library.factor_library import FactorLibrary

GBP_PER_MILLION = 1_000_000
ENERGY_UNIT = "kWh"
_NEVER_NETTED = "solar-exported"
_TOPIC = "buildings"
_FEWEST_PERIODS = 3


@dataclass(frozen=True, slots=True)
class Regression:
    """Heating energy against degree days: energy = base + slope x degree days, by least squares.

    Attributes:
        slope_kwh: [kWh per degree day].
        base_kwh: [kWh per period] what is used whatever the weather.
        r2: share of the variation that degree days explain, 0 to 1.
        periods: how many pairs it rests on.
    """

    slope_kwh: float
    base_kwh: float
    r2: float
    periods: int

    def normalised_kwh(self, used_kwh: float, degree_days: float, usual_degree_days: float) -> float:
        """Return [kWh] used in usual weather: to be shown beside what was used, never instead."""
        return used_kwh + self.slope_kwh * (usual_degree_days - degree_days)


def intensities(
    inventory: Inventory,
    year: Mapping[str, Any],
    sites: pd.DataFrame,
    measures: pd.DataFrame,
    method: str = "location",
) -> pd.DataFrame:
    """Return emissions per employee, floor area, turnover and named measure.

    Args:
        inventory: the reporting year.
        year: its row, as resources/schema/reporting_year.csv.
        sites: (s rows) columns as resources/schema/site.csv.
        measures: (i rows) columns as resources/schema/intensity_measure.csv.
        method: location or market, for scope 2.

    Returns:
        (k rows) per, name, unit, quantity, co2e_kg, co2e_kg_per_unit; what is not known or 0 is left out.
    """
    co2e_kg = inventory.total_market_kg if method == "market" else inventory.total_location_kg
    area_m2 = sites["floor_area_m2"].dropna().to_numpy(dtype=np.float64)
    turnover_gbp = year.get("turnover_gbp")
    own = measures[measures["reporting_year"] == year["id"]]
    rows = [
        ("fte", "Employee", "FTE", year.get("fte")),
        ("floor-area", "Floor area", "m²", total(area_m2)),
        ("turnover", "Turnover", "GBP m", None if turnover_gbp is None else turnover_gbp / GBP_PER_MILLION),
        *(("measure", row.name, row.unit, row.quantity) for row in own.itertuples(index=False)),
    ]
    known = [(*row, co2e_kg, co2e_kg / row[3]) for row in rows if _known(row[3])]
    return pd.DataFrame(
        known, columns=["per", "name", "unit", "quantity", "co2e_kg", "co2e_kg_per_unit"]
    ).astype(dict.fromkeys(("quantity", "co2e_kg", "co2e_kg_per_unit"), "float64"))


def energy_cells(inventory: Inventory, library: FactorLibrary) -> pd.DataFrame:
    """Return the energy of buildings by activity, site and month.

    Returns:
        (c rows) activity, site, month, energy_kwh [kWh, gross calorific value for fuels].
    """
    cells = inventory.cube.cells
    per_unit = _kwh_per_unit_of_cells(cells, library)
    found = np.flatnonzero(np.isfinite(per_unit))
    chosen = cells[["activity", "site", "month"]].take(found).reset_index(drop=True)
    energy_kwh = cells["quantity"].to_numpy()[found] * per_unit[found]
    return chosen.astype({"activity": "str", "site": "str"}).assign(energy_kwh=energy_kwh)


def _kwh_per_unit_of_cells(cells: pd.DataFrame, library: FactorLibrary) -> NDArray[np.float64]:
    """Return (c,) [kWh per unit] of cells, worked out once for each activity and unit."""
    number, pairs = distinct_rows(cells, ["activity", "unit"])
    needs = zip(pairs["activity"], pairs["unit"], strict=True)
    ratios = [_kwh_per_unit(activity, unit, library) for activity, unit in needs]
    per_unit: NDArray[np.float64] = np.array(ratios, dtype=np.float64)[number]
    return per_unit


def site_energy(inventory: Inventory, sites: pd.DataFrame, library: FactorLibrary) -> pd.DataFrame:
    """Return energy and energy per floor area of every site.

    Returns:
        (s rows) site, name, floor_area_m2, energy_kwh, kwh_per_m2 (nan where no floor area is known).
    """
    cells = energy_cells(inventory, library)
    ids = list(sites["id"])
    inside = cells[cells["site"].isin(ids)]
    place = inside["site"].map({name: number for number, name in enumerate(ids)}).to_numpy(dtype=np.int64)
    energy_kwh = group_sums(inside["energy_kwh"].to_numpy(), place, len(ids))
    area_m2 = sites["floor_area_m2"].to_numpy(dtype=np.float64)
    per_m2 = np.divide(energy_kwh, area_m2, out=np.full(len(ids), np.nan), where=area_m2 > 0)
    return pd.DataFrame(
        {
            "site": ids,
            "name": list(sites["name"]),
            "floor_area_m2": area_m2,
            "energy_kwh": energy_kwh,
            "kwh_per_m2": per_m2,
        }
    )


def heating_against_weather(
    energy: pd.DataFrame, degree_days: pd.DataFrame, site: str, activity: str
) -> pd.DataFrame:
    """Return heating energy beside degree days, for the months that have both.

    Args:
        energy: (c rows) as `energy_cells` gives.
        degree_days: (d rows) columns as resources/schema/degree_day.csv, whole months.
        site: id of the site.
        activity: the fuel that heats.

    Returns:
        (p rows) month, degree_days, energy_kwh.
    """
    chosen = energy[(energy["site"] == site) & (energy["activity"] == activity)]
    used_kwh = chosen.groupby("month", observed=True)["energy_kwh"].sum()
    by_month = weather_of(degree_days, site)
    months = sorted(set(used_kwh.index) & set(by_month.index))
    return pd.DataFrame(
        {
            "month": months,
            "degree_days": [float(by_month[month]) for month in months],
            "energy_kwh": [float(used_kwh[month]) for month in months],
        }
    )


def weather_of(degree_days: pd.DataFrame, site: str) -> pd.Series:
    """Return (m) [K.d] degree days of a site by month: its own, else those entered for all sites."""
    own = degree_days[degree_days["site"] == site]
    weather = own if len(own) else degree_days[degree_days["site"].isna() | (degree_days["site"] == "")]
    return weather.set_index("start")["degree_days"].groupby(level=0).sum()


def regression(degree_days: NDArray[np.float64], energy_kwh: NDArray[np.float64]) -> Regression | None:
    """Fit heating energy to degree days by least squares; None for too few periods or unchanging weather.

    Source: CIBSE TM41 (2006), Degree-days: theory and application.
    """
    if len(degree_days) < _FEWEST_PERIODS or np.ptp(degree_days) == 0:
        return None
    weather = degree_days - degree_days.mean()
    energy = energy_kwh - energy_kwh.mean()
    slope = float((weather * energy).sum() / (weather**2).sum())
    base = float(energy_kwh.mean() - slope * degree_days.mean())
    variation = float((energy**2).sum())
    left = float(((energy - slope * weather) ** 2).sum())
    return Regression(slope, base, 1 - left / variation if variation else 1.0, len(degree_days))


def _kwh_per_unit(activity: str, unit: str, library: FactorLibrary) -> float:
    """Return [kWh per unit] of a building's energy; nan for what is no energy of a building."""
    catalogue = library.catalogue
    if activity not in catalogue:
        return float("nan")
    kind = catalogue.find(activity)
    if kind.topic != _TOPIC or kind.id == _NEVER_NETTED:
        return float("nan")
    fuel = library.fuel(kind.lines[0].series) if kind.lines else None
    try:
        return conversion_factor(unit, ENERGY_UNIT, fuel)
    except CarbonsvError:
        return float("nan")


def _known(value: Any) -> bool:
    return value is not None and value == value and value > 0  # noqa: PLR0124 - nan
