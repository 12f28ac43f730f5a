"""Heating against the weather of a year: what was used, what the weather explains, and in usual weather."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.engine.exact_sum import total
from carbonsv.inventory.intensity import Regression, heating_against_weather, regression, weather_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from carbonsv.inventory.inventory import Inventory


@dataclass(frozen=True, eq=False)
class HeatingFit:
    """The energy of one supply of a site against degree days.

    Attributes:
        months: (p rows) month, degree_days, energy_kwh: those of the year that have both.
        fit: of energy to degree days.
        used_kwh: [kWh] in these months.
        degree_days: [K.d] in these months.
        usual_degree_days: [K.d] the mean of the same months over all years entered; nan with one year only.
    """

    site: str
    activity: str
    months: pd.DataFrame
    fit: Regression
    used_kwh: float
    degree_days: float
    usual_degree_days: float

    @property
    def normalised_kwh(self) -> float:
        """[kWh] in usual weather, to be shown beside what was used; nan without other years."""
        return self.fit.normalised_kwh(self.used_kwh, self.degree_days, self.usual_degree_days)


def heating_fits(inventory: Inventory, energy: pd.DataFrame, degree_days: pd.DataFrame) -> list[HeatingFit]:
    """Fit every supply of every site that has degree days, the largest first.

    Args:
        inventory: the reporting year.
        energy: (c rows) as `energy_cells` gives.
        degree_days: (d rows) columns as resources/schema/degree_day.csv, whole months.
    """
    first, last = pd.Timestamp(inventory.start), pd.Timestamp(inventory.end)
    inside = degree_days[(degree_days["start"] >= first) & (degree_days["end"] <= last)]
    found = list(_fits(energy, inside, degree_days)) if len(inside) else []
    return sorted(found, key=lambda one: -one.used_kwh)


def _fits(energy: pd.DataFrame, inside: pd.DataFrame, every: pd.DataFrame) -> Iterator[HeatingFit]:
    for site, activity in energy[["site", "activity"]].drop_duplicates().itertuples(index=False):
        months = heating_against_weather(energy, inside, site, activity)
        fit = regression(months["degree_days"].to_numpy(), months["energy_kwh"].to_numpy())
        if fit is not None and fit.slope_kwh > 0:  # what falls in the cold is no heating
            yield HeatingFit(
                site,
                activity,
                months,
                fit,
                total(months["energy_kwh"].to_numpy(dtype=np.float64)),
                total(months["degree_days"].to_numpy(dtype=np.float64)),
                _usual(weather_of(every, site), months["month"]),
            )


def _usual(weather: pd.Series, months: pd.Series) -> float:
    """Return [K.d] the mean of the same calendar months over the years that are known."""
    by_month = weather.groupby(pd.DatetimeIndex(weather.index).month)
    means, wanted = by_month.mean(), pd.DatetimeIndex(months).month
    several = (by_month.size().reindex(wanted) > 1).all()
    return total(means.reindex(wanted).to_numpy(dtype=np.float64)) if several else float("nan")
