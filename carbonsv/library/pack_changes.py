"""What changed between two editions of a source, and where the method broke."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.paths import FACTORS

if TYPE_CHECKING:
    from carbonsv.library.pack import FactorPack


@dataclass(frozen=True, slots=True)
class MethodBreak:
    """A year in which a family of factors was worked out in another way: a trend across it misleads."""

    series: str
    year: int
    what_changed: str
    source: str


def leading_value(factors: pd.DataFrame) -> pd.Series:
    """Return the value that stands for each factor: CO2e, else energy, else the CO2 outside of scopes.

    Args:
        factors: (n rows) the factors of a pack.

    Returns:
        (n) [kg CO2e or kWh per unit] indexed by series key, NaN where the edition has no value.
    """
    table = factors.set_index("series_key")
    return table["co2e_kg"].fillna(table["energy_kwh"]).fillna(table["co2_kg"])


def changes(old: FactorPack, new: FactorPack) -> pd.DataFrame:
    """Compare two packs series by series; a value that became blank counts as removed.

    Returns:
        (one row per series with a value in either) series_key, old and new [per unit], change_share
        (NaN where there is no old value to compare with, or it is 0), status.
    """
    before, after = leading_value(old.factors), leading_value(new.factors)
    keys = before.index.union(after.index)
    table = pd.DataFrame({"old": before.reindex(keys), "new": after.reindex(keys)})
    table = table[table.notna().any(axis=1)]
    table["change_share"] = table["new"] / table["old"].where(table["old"] != 0) - 1
    table["status"] = np.select(
        [table["old"].isna(), table["new"].isna(), table["old"] == table["new"]],
        ["new", "removed", "unchanged"],
        "changed",
    )
    return table.rename_axis("series_key").reset_index()


def summary(table: pd.DataFrame, old: FactorPack, new: FactorPack) -> str:
    """Say in one sentence what `changes` found."""
    counts = table["status"].value_counts()
    parts = [f"{counts.get(status, 0):,} {status}" for status in ("unchanged", "changed", "new", "removed")]
    sentence = (
        f"{new.year} (version {new.edition}) against {old.year} (version {old.edition}): {', '.join(parts)}"
    )
    shares = table["change_share"].abs()
    if not shares.gt(0).any():
        return f"{sentence}."
    largest = table.loc[shares.idxmax()]
    return f"{sentence}; the largest change is {largest['change_share']:+.0%} ({largest['series_key']})."


@cache
def method_breaks() -> tuple[MethodBreak, ...]:
    """Return every known break of method, by year."""
    with (FACTORS / "method_breaks.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    breaks = (
        MethodBreak(row["series"], int(row["year"]), row["what_changed"], row["source"]) for row in rows
    )
    return tuple(sorted(breaks, key=lambda found: (found.year, found.series)))


def breaks_between(series_key: str, first_year: int, last_year: int) -> tuple[MethodBreak, ...]:
    """Return the breaks that a trend of one series crosses, from after the first year to the last."""
    return tuple(
        found
        for found in method_breaks()
        if first_year < found.year <= last_year and fnmatchcase(series_key, found.series)
    )
