"""Quantities far from what is usual in their series, and those that a slip of the unit explains.

A supply that runs all year is compared by quantity per day. Other records are compared both per day and as
they stand, and count as unusual only where both say so: a long month of mileage is not unusual.

Source: median and median absolute deviation as in Iglewicz and Hoaglin (1993), How to detect and handle
outliers, ASQC; on logarithms, as quantities of a series differ by factors.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.errors import CarbonsvError
from carbonsv.inventory.findings.basis import joined
from carbonsv.inventory.findings.finding import Cell, Fix
from carbonsv.inventory.findings.series import supplies
from carbonsv.inventory.findings.wording import counted, period_of
from carbonsv.model import text
from carbonsv.units.convert import conversion_factor, dimension

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from carbonsv.inventory.findings.basis import Basis, Mask, Places
    from carbonsv.inventory.findings.finding import Finding
    from carbonsv.inventory.findings.rules import UnitSlip

_ONE_SOURCE = ("site", "activity", "vehicle", "supplier")
_NEVER_CONVERTED = {"money", "count"}


@dataclass(frozen=True, eq=False)
class Unusual:
    """Records far from their series, sorted by place.

    Attributes:
        place: (m,) row of each record.
        deviation: (m,) logarithm of how many times the usual it is.
        spread: (m,) [natural logarithm] robust standard deviation of its series.
    """

    place: Places
    deviation: NDArray[np.float64]
    spread: NDArray[np.float64]


def unusual_quantities(basis: Basis, left_out: Mask) -> list[Finding]:
    """Find unusual quantities of the reporting year; where a slip of the unit explains one, say which."""
    unusual = _unusual(basis, basis.usable & (basis.quantity > 0) & ~left_out)
    slips, outliers = [], []
    for place, deviation, spread in zip(
        unusual.place.tolist(), unusual.deviation.tolist(), unusual.spread.tolist(), strict=True
    ):
        fix = _explained(basis, place, deviation, spread)
        if fix is not None:
            slips.append(_slip(basis, place, deviation, fix))
        elif abs(deviation) >= math.log(basis.rules.threshold("outlier", "least_ratio")):
            outliers.append((place, deviation))
    return [*slips, *_outliers(basis, outliers)]


def _unusual(basis: Basis, chosen: Mask) -> Unusual:
    places = np.flatnonzero(chosen)
    size, unit_group = _comparable(basis, places)
    all_year = basis.listed("activity", "continuous")
    supply = supplies(basis, chosen & all_year)[places]
    source, _ = basis.numbered(*_ONE_SOURCE)
    number = joined(np.where(all_year[places], -1 - supply, source[places]), unit_group)
    series = _laid_out(number, int(basis.rules.threshold("outlier", "records")))
    days = np.log(basis.end[places] - basis.start[places] + 1.0)
    per_day, spread, enough = _deviations(basis, series, size - days)
    as_is, spread_as_is, _ = _deviations(basis, series, size)
    use_day = all_year[places] | (np.abs(per_day) * spread_as_is <= np.abs(as_is) * spread)
    deviation, spread = np.where(use_day, per_day, as_is), np.where(use_day, spread, spread_as_is)
    far = enough & (np.abs(deviation) > basis.rules.threshold("outlier", "deviations") * spread)
    far &= basis.inside[places]
    return Unusual(places[far], deviation[far], spread[far])


def _comparable(basis: Basis, places: Places) -> tuple[NDArray[np.float64], Places]:
    """Return (m,) logarithms of quantities in one unit per group, and (m,) the group of each unit."""
    groups: list[str] = []
    rows = [(1.0, -1), *(_unit_group(unit, groups) for unit in basis.codes("unit").values)]
    scale, group = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    code = basis.codes("unit").codes[places] + 1
    return np.log(basis.quantity[places] * scale[code]), group[code].astype(np.int64)


def _unit_group(unit: str, groups: list[str]) -> tuple[float, int]:
    """Return what a unit is multiplied by to be comparable, and the number of those it compares with."""
    for number, other in enumerate(groups):
        factor = _factor(unit, other)
        if factor is not None:
            return factor, number
    groups.append(unit)
    return 1.0, len(groups) - 1


def _factor(unit: str, other: str) -> float | None:
    """Return [other per unit], None where they measure different things."""
    if unit == other:
        return 1.0
    try:
        if dimension(unit) in _NEVER_CONVERTED or dimension(unit) != dimension(other):
            return None
        return conversion_factor(unit, other)
    except CarbonsvError:
        return None


@dataclass(frozen=True, eq=False)
class Series:
    """Records of one series each, as they lie one series after the other.

    Attributes:
        of: (m,) series of each record.
        order: (m,) the records, series by series.
        first, count: (s,) where each series begins in that order, and how many records it has.
        large: numbers of the series that have enough records to say what is usual.
        enough: (m,) whether a record's series has.
    """

    of: Places
    order: Places
    first: Places
    count: Places
    large: Places
    enough: Mask

    def medians(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (m,) the median of each value's series, 0 where it has too few records."""
        ordered, middle = values[self.order], np.zeros(len(self.count))
        for number, first, count in zip(*(one.tolist() for one in self._large), strict=True):
            part = ordered[first : first + count]
            part.sort()
            middle[number] = (part[(count - 1) // 2] + part[count // 2]) / 2
        return middle[self.of]

    @property
    def _large(self) -> tuple[Places, Places, Places]:
        return self.large, self.first[self.large], self.count[self.large]


def _laid_out(series: Places, least: int) -> Series:
    count = np.bincount(series)
    small = series.astype(np.min_scalar_type(len(count)))  # few bits are sorted several times quicker
    enough: Mask = count >= least
    first = np.cumsum(count) - count
    order = np.argsort(small, kind="stable")
    return Series(series, order, first, count, np.flatnonzero(enough), enough[series])


def _deviations(
    basis: Basis, series: Series, size: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], Mask]:
    """Return (m,) how far each is from the median of its series, the spread, and whether it has enough."""
    rules = basis.rules
    deviation = size - series.medians(size)
    spread = series.medians(np.abs(deviation)) * rules.threshold("outlier", "mad_to_deviation")
    return deviation, np.maximum(spread, rules.threshold("outlier", "least_spread")), series.enough


def _explained(basis: Basis, place: int, deviation: float, spread: float) -> Fix | None:
    """Return the correction that brings a record nearest to its series, if one brings it near enough."""
    near = basis.rules.threshold("unit-slip", "fit") * spread
    best: tuple[float, Fix] | None = None
    for slip in basis.rules.slips:
        for factor, fix in _corrections(basis, place, slip):
            left = abs(deviation + math.log(factor))
            if left <= near and (best is None or left < best[0] - near / 100):
                best = left, fix
    return best[1] if best else None


def _corrections(basis: Basis, place: int, slip: UnitSlip) -> Iterator[tuple[float, Fix]]:
    """Yield what a slip would have multiplied the right quantity by, turned round, and how to correct it."""
    unit = basis.value("unit", place)
    if slip.other:
        other = {slip.unit: slip.other, slip.other: slip.unit}.get(unit)
        factor = _factor(other, unit) if other else None
        if other and factor:
            yield factor, _changed(basis, place, "unit", other, f"Change the unit to {other}")
    elif slip.unit in {"", unit}:
        quantity, words = float(basis.quantity[place]), text.quantity(slip.factor)
        for factor, label in ((1 / slip.factor, f"Divide by {words}"), (slip.factor, f"Multiply by {words}")):
            right = quantity / slip.factor if factor < 1 else quantity * slip.factor
            yield factor, _changed(basis, place, "quantity", right, label)


def _changed(basis: Basis, place: int, column: str, after: str | float, label: str) -> Fix:
    (name,) = basis.records([place])
    expects = (
        Cell(name, "unit", basis.value("unit", place)),
        Cell(name, "quantity", float(basis.quantity[place])),
    )
    return Fix(label, (Cell(name, column, after),), expects=expects)


def _slip(basis: Basis, place: int, deviation: float, fix: Fix) -> Finding:
    (change,) = fix.changes
    right = (
        f"{text.quantity(float(change.value or 0))} {basis.value('unit', place)}"
        if change.column == "quantity"
        else f"{text.quantity(float(basis.quantity[place]))} {change.value}"
    )
    sentence = f"{_said(basis, place, deviation)}; {right} would fit."
    return basis.rules.finding("unit-slip", sentence, basis.records([place]), fix=fix)


def _said(basis: Basis, place: int, deviation: float) -> str:
    days = period_of(int(basis.start[place]), int(basis.end[place]))
    usual = text.number(float(basis.quantity[place]) / math.exp(deviation))
    times = text.number(math.exp(abs(deviation)))
    side = f"{times} times" if deviation > 0 else f"a {times}th of"
    unit = basis.value("unit", place)
    return f"{basis.place(place)}: {basis.amount(place)} for {days} is {side} the usual {usual} {unit}"


def _outliers(basis: Basis, found: list[tuple[int, float]]) -> list[Finding]:
    deviations = dict(found)
    places = np.array(list(deviations), dtype=np.int64)
    return [_outlier(basis, part, deviations) for part in basis.by_source(places)]


def _outlier(basis: Basis, places: Places, deviations: dict[int, float]) -> Finding:
    place = max(places.tolist(), key=lambda one: abs(deviations[one]))
    more = f", and {counted(len(places) - 1, 'more record')} are unusual" if len(places) > 1 else ""
    sentence = f"{_said(basis, place, deviations[place])}{more}."
    return basis.rules.finding("outlier", sentence, basis.records(places))
