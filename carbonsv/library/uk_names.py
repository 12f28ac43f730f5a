"""The names of UK Government factors: what each year printed, and the series it belongs to.

The labels changed over the years. `factors/renames.csv` says how; the names of the 2025 edition are the
canonical ones, so that one series key joins all years.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from carbonsv.paths import FACTORS

if TYPE_CHECKING:
    from collections.abc import Mapping

PATH_SEPARATOR = " > "


class Labels(NamedTuple):
    """The labels that tell one factor from another."""

    level1: str
    level2: str
    level3: str
    level4: str
    column_text: str
    uom: str


@dataclass(frozen=True)
class _Renames:
    values: Mapping[tuple[str, str], str]  # (column, printed) -> canonical
    paths: Mapping[tuple[str, ...], tuple[str, ...]]  # first labels as printed -> canonical


def slug(text: str) -> str:
    """Return a label in lower case, with one hyphen for every run of other characters."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("&", " and ")).strip("-")


def series_key(labels: Labels) -> str:
    """Return the key of the series that canonical labels name, such as `fuels/gaseous-fuels/cng:litres`."""
    parts = [slug(label) for label in labels[:-1]]
    return "/".join(part for part in parts if part) + ":" + slug(labels.uom)


def canonical(labels: Labels, year: int) -> Labels:
    """Return the labels that the 2025 edition prints for what `year` printed."""
    renames = _renames(year)
    named = [renames.values.get((column, text), text) for column, text in labels._asdict().items()]
    for length in range(len(named) - 1, 0, -1):
        replacement = renames.paths.get(tuple(named[:length]))
        if replacement is not None:
            named[: len(replacement)] = replacement
            break
    return Labels(*named)


def gwp_set(level1: str, year: int) -> str:
    """Return which IPCC report's potentials stand behind a canonical level 1 in an edition."""
    rules = [rule for rule in _table("gwp_basis.csv") if _covers(rule, year)]
    return next((rule["gwp_set"] for rule in rules if rule["level1"] in (level1, "*")), "")


@cache
def _renames(year: int) -> _Renames:
    rules = [rule for rule in _table("renames.csv") if _covers(rule, year)]
    values = {
        (rule["column"], rule["printed"]): rule["canonical"] for rule in rules if rule["column"] != "path"
    }
    paths = {_path(rule["printed"]): _path(rule["canonical"]) for rule in rules if rule["column"] == "path"}
    return _Renames(values, paths)


def _path(text: str) -> tuple[str, ...]:
    return tuple(text.split(PATH_SEPARATOR))


def _covers(rule: Mapping[str, str], year: int) -> bool:
    return int(rule["year_from"]) <= year and (not rule["year_to"] or year <= int(rule["year_to"]))


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    with (FACTORS / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
