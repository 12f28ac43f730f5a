"""Days of readings rolled up to activity records, one for each meter and month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.activities.half_hourly.days import IMPORT, MeterDays, exact_group_sums, group_codes
from carbonsv.activities.half_hourly.numbers import as_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

PREFIX = "half-hourly-"
_MONTHS = 20_000  # more than there are between 1990 and 2100
_USUAL_UNIT = "kWh"


@dataclass(frozen=True, slots=True)
class MeterFacts:
    """What a record takes over from its meter."""

    activity: str
    site: str
    supplier: str = ""


def monthly_records(days: MeterDays, facts: Mapping[str, MeterFacts], source: str) -> pd.DataFrame:
    """Roll days up to activity records.

    Args:
        days: whose series name meters by their id; only what is imported counts.
        facts: of each meter, by id.
        source: the file the newest of them were read from.

    Returns:
        (k rows) of the table of activity records, in order of meter and month. `start` and `end` are the
        first and last day with a reading; the sum of all quantities is that of all readings.
    """
    days = days.of_channel(IMPORT)
    days = days.taken(np.flatnonzero(days.present.any(axis=1)))
    keys = _keys(days)
    groups, found = group_codes(_row_keys(days, keys))
    count = len(found)
    first, last = _ends(days.day, groups, count)
    sums = exact_group_sums(days, groups, count)
    given, guessed = _per_group(days.present, groups, count), _per_group(days.estimated, groups, count)
    absent = np.bincount(groups, days.missing_readings(), minlength=count).astype(np.int64)
    meters = [keys[int(one) // _MONTHS] for one in found]
    months = (found % _MONTHS).astype("datetime64[M]")
    return pd.DataFrame(
        {
            "id": [_id(meter, unit, str(month)) for (meter, unit), month in zip(meters, months, strict=True)],
            "site": [facts[meter].site for meter, _ in meters],
            "activity": [facts[meter].activity for meter, _ in meters],
            "quantity": [as_number(value, days.places) for value in sums],
            "unit": [unit for _, unit in meters],
            "start": first.astype("datetime64[D]").astype("datetime64[s]"),
            "end": last.astype("datetime64[D]").astype("datetime64[s]"),
            "quality": ["estimated-part" if one else "measured" for one in guessed.tolist()],
            "supplier": [facts[meter].supplier for meter, _ in meters],
            "meter": [meter for meter, _ in meters],
            "note": list(map(_note, given.tolist(), guessed.tolist(), absent.tolist())),
            "source": source,
        }
    )


def _keys(days: MeterDays) -> list[tuple[str, str]]:
    """Return each meter with its unit once: a meter may have several intervals or clocks."""
    return list(dict.fromkeys((one.meter, one.unit) for one in days.series))


def _row_keys(days: MeterDays, keys: list[tuple[str, str]]) -> NDArray[np.int64]:
    number = {key: place for place, key in enumerate(keys)}
    of_series = np.array([number[one.meter, one.unit] for one in days.series], np.int64)
    months = days.day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return (of_series[days.of] if len(days) else np.zeros(0, np.int64)) * _MONTHS + months


def _ends(
    day: NDArray[np.int64], groups: NDArray[np.int64], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    first, last = np.full(count, np.iinfo(np.int64).max), np.full(count, np.iinfo(np.int64).min)
    np.minimum.at(first, groups, day)
    np.maximum.at(last, groups, day)
    return first, last


def _per_group(flags: NDArray[np.bool_], groups: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    return np.bincount(groups, flags.sum(axis=1), minlength=count).astype(np.int64)


def _id(meter: str, unit: str, month: str) -> str:
    return f"{PREFIX}{meter}-{month}" + ("" if unit == _USUAL_UNIT else f"-{unit}")


def _note(given: int, guessed: int, absent: int) -> str:
    parts = [f"{given:,} readings"]
    parts += [f"{guessed:,} of them estimates ({guessed / given:.1%})"] if guessed else []
    parts += [f"{absent:,} missing on days with data"] if absent else []
    return ", ".join(parts) + "."
