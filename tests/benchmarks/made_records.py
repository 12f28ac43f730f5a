"""Made-up activity records in the shape of a large organisation's year, for the benchmarks.

Half of the records are meter readings, as in organisations that have so many. Nothing is random between
runs: the seed is fixed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.model.policy import FactorPolicy, Period

if TYPE_CHECKING:
    from carbonsv.library.factor_library import FactorLibrary

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
POLICY = FactorPolicy(reporting_year=YEAR)
SITES = tuple(f"site-{number:02d}" for number in range(1, 21))
QUALITIES = {"invoiced": 0.6, "measured": 0.3, "estimated-proxy": 0.1}


@dataclass(frozen=True, slots=True)
class Sort:
    """Kinds of the catalogue that start with a text: how many, in which units, and their share of records."""

    start: str
    kinds: int
    units: tuple[str, ...]
    share: float


SORTS = (
    Sort("electricity", 1, ("kWh", "MWh"), 0.40),
    Sort("natural-gas", 1, ("kWh", "m3"), 0.10),
    Sort("diesel-average-biofuel-blend", 1, ("litres", "gallons"), 0.08),
    Sort("petrol-average-biofuel-blend", 1, ("litres",), 0.05),
    Sort("fleet-car/average-car", 8, ("miles", "km"), 0.12),
    Sort("business-car/average-car", 8, ("miles", "km"), 0.05),
    Sort("flight/", 8, ("passenger.km",), 0.04),
    Sort("rail/", 4, ("passenger.km",), 0.04),
    Sort("water-", 2, ("m3",), 0.02),
    Sort("waste/paper", 6, ("tonnes", "kg"), 0.04),
    Sort("spend/", 14, ("GBP",), 0.06),
)


def make_records(library: FactorLibrary, count: int, *, spanning_share: float = 0.0) -> pd.DataFrame:
    """Make records with text as categories and dates to the second, as an open document hands them out.

    Args:
        library: the catalogue the activities are taken from.
        count: number of records.
        spanning_share: share of records that cover some months, 0 to 1; the others lie within one.
    """
    random = np.random.default_rng(2024)
    pairs, shares = _pairs(library)
    pair = random.choice(len(pairs), count, p=shares)
    start, end = _dates(random, count, spanning_share)
    return pd.DataFrame(
        {
            "id": [f"r{number}" for number in range(count)],
            "site": _chosen(random.integers(0, len(SITES), count), SITES),
            "activity": _paired(pair, [activity for activity, _ in pairs]),
            "quantity": np.round(random.lognormal(4, 1.5, count), 2),
            "unit": _paired(pair, [unit for _, unit in pairs]),
            "start": start,
            "end": end,
            "quality": _chosen(random.choice(len(QUALITIES), count, p=[*QUALITIES.values()]), QUALITIES),
            "scope": _chosen(np.full(count, -1), ("1", "2", "3")),
            "category": np.full(count, np.nan),
        }
    )


def over_two_years(records: pd.DataFrame) -> pd.DataFrame:
    """Move every other record into the year before, so that there are two years to compare."""
    earlier = np.arange(len(records)) % 2 == 1
    year = (YEAR.start - YEAR.start.replace(year=YEAR.start.year - 1)).days
    dates = {name: records[name].to_numpy().astype("datetime64[D]") for name in ("start", "end")}
    moved = {name: np.where(earlier, days - year, days) for name, days in dates.items()}
    return records.assign(**{name: days.astype("datetime64[s]") for name, days in moved.items()})


def as_text(records: pd.DataFrame) -> pd.DataFrame:
    """Return records with plain text columns, as a table that was just read has them."""
    names = ("site", "activity", "unit", "quality", "scope")
    return records.assign(**{name: records[name].astype("str") for name in names})


def _pairs(library: FactorLibrary) -> tuple[list[tuple[str, str]], list[float]]:
    """List the activities and units that records have, and the share of records that has each."""
    pairs, shares = [], []
    for sort in SORTS:
        kinds = [kind.id for kind in library.catalogue if kind.id.startswith(sort.start)][: sort.kinds]
        for kind in kinds:
            pairs += [(kind, unit) for unit in sort.units]
        shares += [sort.share / len(kinds) / len(sort.units)] * len(kinds) * len(sort.units)
    return pairs, shares


def _dates(random: np.random.Generator, count: int, spanning_share: float) -> tuple[np.ndarray, np.ndarray]:
    """Return first and last days: a whole month, a week or a day of it, or up to four months."""
    first_month = np.datetime64(YEAR.start, "M")
    months = first_month + random.integers(0, 12, count)
    starts, nexts = (one.astype("datetime64[D]") for one in (months, months + 1))
    day = np.where(random.random(count) < 0.5, random.integers(0, 28, count), 0)
    start = starts + day
    end = np.where(day > 0, start, nexts - 1)
    longer = (random.random(count) < spanning_share) & (months < first_month + 8)
    far = (months + random.integers(2, 5, count)).astype("datetime64[D]") - 1
    return start.astype("datetime64[s]"), np.where(longer, far, end).astype("datetime64[s]")


def _chosen(codes: np.ndarray, values: object) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, categories=list(values))  # type: ignore[call-overload]


def _paired(pair: np.ndarray, values: list[str]) -> pd.Categorical:
    distinct = list(dict.fromkeys(values))
    return _chosen(np.array([distinct.index(value) for value in values])[pair], distinct)
