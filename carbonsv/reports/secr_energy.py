"""Energy by source for Streamlined Energy and Carbon Reporting: fuels by calorific value, mileage by factor.

Source: Environmental Reporting Guidelines (2019), ch. 2; Government conversion factors, SECR kWh sheets.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.engine.exact_sum import group_sums, total
from carbonsv.errors import CarbonsvError
from carbonsv.paths import RESOURCES
from carbonsv.units.convert import conversion_factor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.inventory.inventory import Inventory
    from carbonsv.library.catalogue import ActivityKind
    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.units.fuel import FuelProperties

ENERGY_UNIT = "kWh"
BUSINESS_MILEAGE = "business-"
_ANY_OF_TOPIC = "@"


@dataclass(frozen=True, slots=True)
class EnergyUse:
    """Energy of one activity in a reporting year.

    Attributes:
        source: the line of the statement it is part of.
        activity: id of the kind.
        energy_kwh: [kWh]; nan where it cannot be worked out.
    """

    source: str
    activity: str
    energy_kwh: float


@dataclass(frozen=True, slots=True)
class _Rule:
    activity: str
    source: str
    by: str

    def fits(self, kind: ActivityKind) -> bool:
        if self.activity.startswith(_ANY_OF_TOPIC):
            return kind.topic == self.activity[1:]
        return fnmatchcase(kind.id, self.activity)


def energy_uses(inventory: Inventory, library: FactorLibrary) -> tuple[EnergyUse, ...]:
    """Return the energy of every activity that the statement counts, in the order of its sources."""
    cells = inventory.cube.cells
    names = ["activity", "unit"]
    texts = cells[names].astype("str")
    distinct = texts.drop_duplicates()
    group = texts.groupby(names, sort=False).ngroup().to_numpy(dtype=np.int64)
    quantity = group_sums(cells["quantity"].to_numpy(), group, len(distinct))
    found = []
    for activity, unit, amount in zip(distinct["activity"], distinct["unit"], quantity, strict=True):
        rule = _rule_of(activity, library)
        if rule is not None and rule.by != "none":
            per_unit = kwh_per_unit(activity, unit, library, inventory.period.majority_year, rule.by)
            found.append(EnergyUse(rule.source, activity, float(amount) * per_unit))
    order = list(dict.fromkeys(rule.source for rule in _rules()))
    return tuple(sorted(found, key=lambda one: (order.index(one.source), one.activity)))


def by_source(uses: Sequence[EnergyUse]) -> dict[str, float]:
    """Return [kWh] by source; what cannot be worked out is left out."""
    known = [one for one in uses if not math.isnan(one.energy_kwh)]
    return {source: _sum([one for one in known if one.source == source]) for source in sources(known)}


def sources(uses: Sequence[EnergyUse]) -> tuple[str, ...]:
    """Return the sources of some uses, each once, in the order of the statement."""
    return tuple(dict.fromkeys(one.source for one in uses))


def kwh_per_unit(activity: str, unit: str, library: FactorLibrary, year: int, by: str) -> float:
    """Return [kWh per unit], on gross calorific value; nan where it is not known.

    Args:
        activity: id of a kind.
        unit: of its quantity.
        library: the factors.
        year: whose mileage factors apply.
        by: energy, through the fuel's own properties, or mileage, by the published factors.
    """
    kind = library.catalogue.find(activity)
    if by == "mileage":
        return _mileage_kwh(kind, unit, library, year)
    fuel = library.fuel(kind.lines[0].series) if kind.lines else None
    return _converted(unit, ENERGY_UNIT, fuel)


def energy_series(series: str) -> str:
    """Return the series of the mileage's energy for that of its emissions; blank where there is none."""
    for start, energy in _series():
        if series.startswith(start):
            return energy + series.removeprefix(start)
    return ""


def _mileage_kwh(kind: ActivityKind, unit: str, library: FactorLibrary, year: int) -> float:
    """Add up fuel and, for plug-in vehicles, electricity; years before the first sheet take its factors."""
    wanted = {energy_series(line.series) for line in kind.lines} - {""}
    found = [_of_series(series, unit, library, year) for series in sorted(wanted)]
    known = [one for one in found if not math.isnan(one)]
    return total(np.array(known)) if known else math.nan


def _of_series(series: str, unit: str, library: FactorLibrary, year: int) -> float:
    first = next((one for one in library.years if one >= year and library.factors(series, one)), year)
    rows = [one for one in library.factors(series, first) if not math.isnan(one.energy_kwh)]
    same = [one for one in rows if one.unit == unit]
    for one in same or rows:
        ratio = _converted(unit, one.unit)
        if not math.isnan(ratio):
            return one.energy_kwh * ratio
    return math.nan


def _converted(unit: str, other: str, fuel: FuelProperties | None = None) -> float:
    try:
        return conversion_factor(unit, other, fuel)
    except CarbonsvError:
        return math.nan


def _rule_of(activity: str, library: FactorLibrary) -> _Rule | None:
    if activity not in library.catalogue:
        return None
    kind = library.catalogue.find(activity)
    return next((rule for rule in _rules() if rule.fits(kind)), None)


def _sum(uses: Sequence[EnergyUse]) -> float:
    return total(np.array([one.energy_kwh for one in uses], dtype=np.float64))


@cache
def _rules() -> tuple[_Rule, ...]:
    with (RESOURCES / "rules" / "secr_energy.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_Rule(**row) for row in csv.DictReader(file, strict=True))


@cache
def _series() -> tuple[tuple[str, str], ...]:
    with (RESOURCES / "rules" / "secr_series.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (row["factor_series"], row["energy_series"]) for row in csv.DictReader(file, strict=True)
        )
