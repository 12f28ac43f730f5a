"""The half-hourly charts of a document's meters, as the gallery lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carbonsv.activities.half_hourly.days import IMPORT
from carbonsv.activities.half_hourly.stored import from_frame
from carbonsv.app.gallery.chart import METERS, GalleryChart
from carbonsv.app.importing.half_hourly import ENERGY
from carbonsv.app.importing.half_hourly_meters import plain
from carbonsv.charts.daily_profile import daily_profile_chart
from carbonsv.charts.heat_map import heat_map_chart
from carbonsv.errors import UnknownNameError
from carbonsv.inventory.profiles import profile_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from carbonsv.app.gallery.chart import Subject
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.charts.chart import Chart
    from carbonsv.inventory.profiles import Profile

    Look = Mapping[str, Any]

_NAMES = ("id", "name", "number")
_NO_READINGS = "Import a file of half-hourly readings in kWh: File, Import, or carbonsv import."


def metered(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """Return id and name of every meter with half-hourly readings, those with the most days first."""
    counts = _readings(snapshot)["meter"].value_counts()
    meters = snapshot.tables["meter"]
    names = dict(zip(meters["id"], meters["name"].fillna(""), strict=True))
    return tuple((str(one), str(names.get(one) or one)) for one in counts.index)


def profile_of_meter(snapshot: Snapshot, meter: str = "") -> tuple[str, Profile]:
    """Return the name of a meter, and what its readings of active import show.

    Args:
        snapshot: the document.
        meter: id, name or number; blank for the one with the most days.

    Raises:
        UnknownNameError: there is no such meter, or it has no readings.
    """
    known = dict(metered(snapshot))
    found = _found(snapshot, meter) & set(known) if meter else set(list(known)[:1])
    readings = _readings(snapshot)
    for one in sorted(found):
        profile = profile_of(from_frame(readings[readings["meter"] == one]))
        if profile is not None:
            return known[one], profile
    raise UnknownNameError("meter with half-hourly readings", meter, tuple(known.values())[:5])


def _found(snapshot: Snapshot, meter: str) -> set[str]:
    """Return the ids of the meters that are called so."""
    rows, wanted = snapshot.tables["meter"].to_dict("records"), plain(meter)
    ids = {row["id"] for row in rows if wanted in {plain(str(row[name] or "")) for name in _NAMES}}
    return ids | {meter}


def _readings(snapshot: Snapshot) -> pd.DataFrame:
    days = snapshot.tables["meter_day"]
    return days[(days["channel"] == IMPORT) & (days["unit"] == ENERGY)]


def _needs(snapshot: Snapshot) -> str:
    return "" if len(_readings(snapshot)) else _NO_READINGS


def _heat_map(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    name, profile = profile_of_meter(snapshot, subject.of)
    return heat_map_chart(profile, name, **look)


def _daily_profile(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    name, profile = profile_of_meter(snapshot, subject.of)
    return daily_profile_chart(profile, name, **look)


METER_CHARTS = (
    GalleryChart(
        "heat-map",
        "Power by half-hour",
        "When a meter runs: every half-hour of every day, and where readings are missing",
        METERS,
        _heat_map,
        _needs,
        metered,
    ),
    GalleryChart(
        "daily-profile",
        "Mean day",
        "What a usual weekday and weekend look like above the baseload that is never switched off",
        METERS,
        _daily_profile,
        _needs,
        metered,
    ),
)
