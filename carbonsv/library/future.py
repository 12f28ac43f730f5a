"""What a plan needs to know of the years to come: named target paths, and which factors follow the grid."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from carbonsv.paths import FACTORS


@dataclass(frozen=True, slots=True)
class TargetPath:
    """A named way from the base year to a target.

    Attributes:
        yearly_share: share of the base year's emissions to be reduced each year; None for even steps.
    """

    name: str
    label: str
    yearly_share: float | None
    source: str


@cache
def target_paths() -> dict[str, TargetPath]:
    """Return the named paths by name."""
    return {
        row["path"]: TargetPath(
            row["path"],
            row["label"],
            float(row["yearly_share"]) if row["yearly_share"] else None,
            row["source"],
        )
        for row in _rows("target_paths.csv")
    }


@cache
def follows_the_grid(series: str) -> bool:
    """Return whether a factor rises and falls with the factor of grid electricity."""
    return any(fnmatchcase(series, row["series"]) for row in _grid_rows())


@cache
def _grid_rows() -> tuple[dict[str, str], ...]:
    return tuple(_rows("grid_series.csv"))


def _rows(name: str) -> list[dict[str, str]]:
    with (FACTORS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))
