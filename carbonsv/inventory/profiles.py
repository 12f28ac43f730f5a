"""What half-hourly readings of a meter show: when it is used, and what is never switched off."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.half_hourly.definitions import baseload_share, usual_opening_hours
from carbonsv.activities.half_hourly.numbers import MISSING
from carbonsv.activities.half_hourly.times import is_summer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from carbonsv.activities.half_hourly.days import MeterDays, Series
    from carbonsv.activities.half_hourly.definitions import OpeningHours

HALF_HOURS = 48
_HALF_HOUR = 30  # [min]
_HOURS_PER_HALF = 0.5
_DAYS_A_WEEK = 7
_SATURDAY = 5
_EPOCH_WEEKDAY = 3  # 1 January 1970 was a Thursday


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What the readings of a meter show.

    Args:
        first: the first day.
        kwh: (n days, 48) [kWh] by the clock of the UK, a row for every day from the first to the last; NaN
            where there is no reading. The hour that October has twice is the mean of the two.
        weekday_kw: (48,) [kW] mean power of Monday to Friday; NaN where there is no reading.
        weekend_kw: (48,) [kW] mean power of Saturday and Sunday.
        baseload_kw: [kW] mean power of the lowest half-hours, as `baseload_words` say; NaN without readings.
        out_of_hours_share: share of the energy that is used outside opening hours; NaN without energy.
        total_kwh: [kWh] of the half-hours shown.
    """

    first: dt.date
    kwh: NDArray[np.float64]
    weekday_kw: NDArray[np.float64]
    weekend_kw: NDArray[np.float64]
    baseload_kw: float
    out_of_hours_share: float
    total_kwh: float

    @property
    def last(self) -> dt.date:
        """The last day."""
        return self.first + dt.timedelta(days=len(self.kwh) - 1)


def baseload_words() -> str:
    """Say how baseload is defined."""
    return f"mean of the lowest {baseload_share():.0%} of half-hours"


def profile_of(days: MeterDays, opening: OpeningHours | None = None) -> Profile | None:
    """Work out the profile of one meter.

    Args:
        days: of one meter and channel; those of others must be left out before.
        opening: when the organisation is open; the usual hours where it has not said it.

    Returns:
        None where there is no reading.
    """
    days = days.taken(np.flatnonzero(days.present.any(axis=1)))
    if not len(days):
        return None
    first = int(days.day.min())
    kwh = heat_map(days, first, int(days.day.max()))
    weekday = (np.arange(first, first + len(kwh)) + _EPOCH_WEEKDAY) % _DAYS_A_WEEK
    given = kwh[np.isfinite(kwh)]
    is_open = _open_matrix(weekday, opening or usual_opening_hours())
    total = float(given.sum())
    outside = float(np.where(is_open | np.isnan(kwh), 0.0, kwh).sum())
    return Profile(
        first=dt.date(1970, 1, 1) + dt.timedelta(days=first),
        kwh=kwh,
        weekday_kw=_mean(kwh[weekday < _SATURDAY]) / _HOURS_PER_HALF,
        weekend_kw=_mean(kwh[weekday >= _SATURDAY]) / _HOURS_PER_HALF,
        baseload_kw=baseload_kw(given),
        out_of_hours_share=outside / total if total > 0 else float("nan"),
        total_kwh=total,
    )


def baseload_kw(kwh: NDArray[np.float64]) -> float:
    """Return [kW] the mean power of the lowest half-hours; their share is in resources/load_profile.csv.

    Args:
        kwh: (n,) [kWh] of half-hours.
    """
    count = ceil(len(kwh) * baseload_share())
    return float(np.sort(kwh)[:count].mean()) / _HOURS_PER_HALF if count else float("nan")


def _mean(kwh: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (48,) the mean of each half-hour over the days that have it."""
    given = np.isfinite(kwh)
    count = given.sum(axis=0)
    total: NDArray[np.float64] = np.where(given, kwh, 0.0).sum(axis=0)
    mean: NDArray[np.float64] = np.divide(total, count, out=np.full(HALF_HOURS, np.nan), where=count > 0)
    return mean


def _open_matrix(weekday: NDArray[np.int64], opening: OpeningHours) -> NDArray[np.bool_]:
    hours = np.arange(HALF_HOURS)
    open_hours = (hours >= opening.first) & (hours < opening.end)
    open_days = np.isin(weekday, list(opening.weekdays))
    return np.logical_and(open_days[:, None], open_hours[None, :])


def heat_map(days: MeterDays, first: int, last: int) -> NDArray[np.float64]:
    """Return (last - first + 1, 48) [kWh] by day and half-hour of the UK's clock; NaN where nothing is known.

    Args:
        days: of one meter; quarters are added up where both are there, hours are halved.
        first: day since 1970.
        last: day since 1970, included.
    """
    cells = (last - first + 1) * HALF_HOURS
    sums, weights = np.zeros(cells), np.zeros(cells)
    for number, series in enumerate(days.series):
        mine = days.taken(np.flatnonzero(days.of == number))
        if len(mine):
            _add(mine, series, first, sums, weights)
    kwh: NDArray[np.float64] = np.divide(sums, weights, out=np.full(cells, np.nan), where=weights >= 1)
    return kwh.reshape(-1, HALF_HOURS)


def _add(
    days: MeterDays, series: Series, first: int, sums: NDArray[np.float64], weights: NDArray[np.float64]
) -> None:
    """Add the readings of a series to their half-hours, and how often each half-hour was there."""
    rows, slots = np.nonzero(days.amounts != MISSING)
    kwh = days.amounts[rows, slots] / 10.0**days.places
    change = np.sign(days.counts - series.per_day)[
        rows
    ]  # 48 readings on a long or short day are by the clock
    day, minute = _by_the_clock(days.day[rows], slots * series.minutes, change, series.clock)
    halves = max(1, series.minutes // _HALF_HOUR)
    part = min(1.0, series.minutes / _HALF_HOUR)
    for half in range(halves):
        cell = (day - first) * HALF_HOURS + minute // _HALF_HOUR + half
        inside = (cell >= 0) & (cell < len(sums))
        np.add.at(sums, cell[inside], kwh[inside] / halves)
        np.add.at(weights, cell[inside], part)


def _by_the_clock(
    day: NDArray[np.int64], elapsed: NDArray[np.int64], change: NDArray[np.int64], clock: str
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the day and minute that clocks in the UK show, of minutes since the day began."""
    hour, change_at = 60, 60
    if clock == "utc":
        minute = elapsed + hour * is_summer(day, elapsed)
        return day + minute // (24 * hour), minute % (24 * hour)
    late = elapsed >= np.where(change < 0, change_at, 2 * change_at)
    return day, elapsed - hour * change * late
