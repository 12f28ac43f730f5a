"""The names of UK Government factors: what each year printed, and the series it belongs to.

The labels changed over the years. `factors/renames.csv` says how; the names of the 2025 edition are the
canonical ones, so that one series key joins all years.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from carbonsv.paths import FACTORS

_PATH_SEPARATOR = " > "
_ANY = "*"
_Paths = Mapping[tuple[str, ...], tuple[str, ...]]  # first labels as printed -> canonical


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
    paths: _Paths


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
    path = _renamed_path(named, renames.paths)
    return Labels(*path, *named[len(path) :])


def gwp_set(level1: str, year: int) -> str:
    """Return which IPCC report's potentials stand behind a canonical level 1 in an edition."""
    rules = [rule for rule in _table("gwp_basis.csv") if _covers(rule, year)]
    return next((rule["gwp_set"] for rule in rules if rule["level1"] in (level1, _ANY)), "")


@cache
def _renames(year: int) -> _Renames:
    rules = [rule for rule in _table("renames.csv") if _covers(rule, year)]
    values = {
        (rule["column"], rule["printed"]): rule["canonical"] for rule in rules if rule["column"] != "path"
    }
    paths = {_path(rule["printed"]): _path(rule["canonical"]) for rule in rules if rule["column"] == "path"}
    return _Renames(values, paths)


def _renamed_path(named: list[str], paths: _Paths) -> list[str]:
    """Return the canonical first labels by the longest rule that fits; `*` stands for any one label."""
    for length in range(len(named) - 1, 0, -1):
        exact, any_last = tuple(named[:length]), (*named[: length - 1], _ANY)
        replacement = paths.get(exact) or paths.get(any_last)
        if replacement is not None:
            return [named[place] if label == _ANY else label for place, label in enumerate(replacement)]
    return []


def _path(text: str) -> tuple[str, ...]:
    return tuple(text.split(_PATH_SEPARATOR))


def _covers(rule: Mapping[str, str], year: int) -> bool:
    return int(rule["year_from"]) <= year and (not rule["year_to"] or year <= int(rule["year_to"]))


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    with (FACTORS / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
