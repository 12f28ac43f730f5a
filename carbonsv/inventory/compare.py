"""Two reporting years side by side: how much of the change comes from activity, factors and boundary.

For what both years have, the activity effect is the change of the quantity at the mean of the two factors and
the factor effect the change of the factor at the mean of the two quantities: no part is left over and neither
year is preferred. What only one year has is a boundary effect where its site, or that stage of its life, is
not counted in the other year at all, and an activity effect otherwise. Everything is worked out in fractions.

Source: J. X. Sun, "Changes in energy consumption and energy intensity: a complete decomposition model",
Energy Economics 20 (1998).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.engine.exact_sum import group_sums
from carbonsv.inventory.drill import counted_lines
from carbonsv.library.pack_changes import MethodBreak, breaks_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from carbonsv.inventory.inventory import Inventory

EFFECTS = ("activity", "factor", "boundary")
Key = tuple[str, str, str]  # site, activity, lifecycle
Part = tuple[Fraction, Fraction]  # quantity in the unit of its factor, kg CO2e
Parts = dict[Key, dict[str, Part]]  # by unit of the factor
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Effects:
    """A change split into effects that add up to it exactly.

    Attributes:
        activity, factor, boundary: [kg CO2e] as fractions.
    """

    activity: Fraction = Fraction(0)
    factor: Fraction = Fraction(0)
    boundary: Fraction = Fraction(0)

    @property
    def change(self) -> Fraction:
        """[kg CO2e] all three together."""
        return self.activity + self.factor + self.boundary

    def plus(self, other: Effects) -> Effects:
        """Return both together."""
        return Effects(
            self.activity + other.activity, self.factor + other.factor, self.boundary + other.boundary
        )

    def as_kg(self) -> dict[str, float]:
        """Return [kg CO2e] of each effect as numbers that add up to the change.

        Each is the nearest number to its fraction, but the smallest takes up what the others were rounded by;
        what is nothing stays nothing.
        """
        exact = {name: getattr(self, name) for name in EFFECTS}
        some = [name for name in EFFECTS if exact[name]] or EFFECTS
        smallest = min(some, key=lambda name: abs(exact[name]))
        rounded = {name: float(exact[name]) for name in EFFECTS if name != smallest}
        rounded[smallest] = float(self.change - sum(map(Fraction, rounded.values())))
        return {name: rounded[name] for name in EFFECTS}


@dataclass(frozen=True, eq=False)
class Comparison:
    """The change from one reporting year to another.

    Attributes:
        before, after: the two years.
        method: location or market, for scope 2.
        effects: of the totals as they are shown; they add up to their difference exactly.
        rows: (k rows) site, activity, lifecycle, before_kg, after_kg, activity_kg, factor_kg, boundary_kg
            [kg CO2e], from the largest change down.
        breaks: of method between the two years, in factors that both use.
        same_factor_kg: [kg CO2e] the first year by the factors of the second one: its change to the second
            year is not caused by factors. What only the first year has keeps its own factor.
    """

    before: Inventory
    after: Inventory
    method: str
    effects: Effects
    rows: pd.DataFrame
    breaks: tuple[MethodBreak, ...]
    same_factor_kg: float

    @property
    def before_kg(self) -> float:
        """[kg CO2e] the total of the first year."""
        return _total(self.before, self.method)

    @property
    def after_kg(self) -> float:
        """[kg CO2e] the total of the second year."""
        return _total(self.after, self.method)


def compare(before: Inventory, after: Inventory, method: str = "location") -> Comparison:
    """Split the change between two inventories into activity, factor and boundary effects."""
    first, second = parts_of(before, method), parts_of(after, method)
    split = {key: _effects(key, first, second) for key in sorted(first.keys() | second.keys())}
    together = Effects()
    for one in split.values():
        together = together.plus(one)
    change = Fraction(_total(after, method)) - Fraction(_total(before, method))
    # a total is the nearest number to the sum of its lines: what that rounding leaves is no effect of its own
    together = together.plus(Effects(factor=change - together.change))
    rows, breaks = _rows(split, first, second), breaks_crossed(before, after)
    return Comparison(before, after, method, together, rows, breaks, float(_by_other_factors(first, second)))


def split_change(before: Part, after: Part) -> Effects:
    """Split one change of quantity times factor: (quantity, kg CO2e) before and after.

    Without a quantity in one of the years there is no factor to compare, and all of it is activity.
    """
    (quantity_before, kg_before), (quantity_after, kg_after) = before, after
    if not quantity_before or not quantity_after:
        return Effects(activity=kg_after - kg_before)
    factor_before, factor_after = kg_before / quantity_before, kg_after / quantity_after
    activity = (quantity_after - quantity_before) * (factor_before + factor_after) * _HALF
    factor = (factor_after - factor_before) * (quantity_before + quantity_after) * _HALF
    return Effects(activity=activity, factor=factor)


def effects_of(comparison: Comparison, key: Key) -> Effects:
    """Return the effects of one row of a comparison: site, activity and lifecycle."""
    first, second = (parts_of(one, comparison.method) for one in (comparison.before, comparison.after))
    return _effects(key, first, second)


def breaks_crossed(before: Inventory, after: Inventory) -> tuple[MethodBreak, ...]:
    """Return the breaks of method between the editions of the factors that both years use."""
    first, second = _series_years(before), _series_years(after)
    found = [
        one
        for series in first.keys() & second.keys()
        for one in breaks_between(series, *sorted((first[series], second[series])))
    ]
    return tuple(sorted(set(found), key=lambda one: (one.year, one.series)))


def adding_up(values_kg: Sequence[float], step_kg: float) -> list[float]:
    """Round values so that they still add up to their rounded sum: the largest remainders are rounded up.

    Args:
        values_kg: [kg CO2e].
        step_kg: [kg CO2e] the last digit that is shown.
    """
    exact = [Fraction(value) / Fraction(step_kg) for value in values_kg]
    whole = [math.floor(one) for one in exact]
    missing = math.floor(sum(exact) + _HALF) - sum(whole)
    order = sorted(range(len(exact)), key=lambda place: (whole[place] - exact[place], place))
    for place in order[:missing]:
        whole[place] += 1
    return [float(one * Fraction(step_kg)) for one in whole]


def _total(inventory: Inventory, method: str) -> float:
    return inventory.total_market_kg if method == "market" else inventory.total_location_kg


def parts_of(inventory: Inventory, method: str) -> Parts:
    """Return the quantities and emissions of a year by site, activity, stage of life and factor unit."""
    lines = counted_lines(inventory, method)
    if lines.empty:
        return {}
    names = ["site", "activity", "lifecycle", "factor_unit"]
    group = lines.groupby(names, sort=False, observed=True).ngroup().to_numpy()
    distinct = lines[names].drop_duplicates().astype("str")
    sums = [
        group_sums(lines[name].to_numpy(), group, len(distinct))
        for name in ("quantity_in_factor_unit", "co2e_kg")
    ]
    parts: Parts = {}
    for (site, activity, lifecycle, unit), quantity, co2e_kg in zip(
        distinct.itertuples(index=False), *sums, strict=True
    ):
        key = (site, activity, lifecycle)
        parts.setdefault(key, {})[unit] = (Fraction(float(quantity)), Fraction(float(co2e_kg)))
    return parts


def _effects(key: Key, first: Parts, second: Parts) -> Effects:
    before, after = first.get(key, {}), second.get(key, {})
    if before.keys() != after.keys():
        change = _kg(after) - _kg(before)
        outside = not (before and after) and _outside(key, second if before else first)
        return Effects(boundary=change) if outside else Effects(activity=change)
    together = Effects()
    for unit in before:
        together = together.plus(split_change(before[unit], after[unit]))
    return together


def _outside(key: Key, other: Parts) -> bool:
    """Return whether the other year leaves out the whole site, or this stage of an activity it has."""
    site, activity, _ = key
    site_missing = bool(site) and all(one[0] != site for one in other)
    return site_missing or any(one[:2] == (site, activity) for one in other)


def _by_other_factors(first: Parts, second: Parts) -> Fraction:
    """Return [kg CO2e] the quantities of one year by the factors of another, where it has them."""
    together = Fraction(0)
    for key, units in first.items():
        for unit, (quantity, kg) in units.items():
            other_quantity, other_kg = second.get(key, {}).get(unit, (Fraction(0), Fraction(0)))
            together += quantity * other_kg / other_quantity if other_quantity else kg
    return together


def _rows(split: Mapping[Key, Effects], first: Parts, second: Parts) -> pd.DataFrame:
    names = ["site", "activity", "lifecycle", "before_kg", "after_kg", *(f"{one}_kg" for one in EFFECTS)]
    rows = [
        (*key, float(_kg(first.get(key, {}))), float(_kg(second.get(key, {}))), *effects.as_kg().values())
        for key, effects in split.items()
    ]
    table = pd.DataFrame(rows, columns=names)
    order = (table["after_kg"] - table["before_kg"]).abs().sort_values(ascending=False, kind="stable")
    return table.loc[order.index].reset_index(drop=True)


def _kg(units: Mapping[str, Part]) -> Fraction:
    return _sum(part[1] for part in units.values())


def _sum(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def _series_years(inventory: Inventory) -> dict[str, int]:
    """Return the year of the edition that each series was taken from, the latest where there are several."""
    years: dict[str, int] = {}
    for line in inventory.cube.plan.lines:
        year = line.factor.pack_id.rpartition("-")[2]
        if year.isdigit():
            series = line.factor.factor_id.partition("/")[2]
            years[series] = max(int(year), years.get(series, 0))
    return years
