"""Two reporting years side by side: how much of the change comes from activity, factors and boundary.

For what both years have, the activity effect is the change of the quantity at the mean of the two factors and
the factor effect the change of the factor at the mean of the two quantities: no part is left over and neither
year is preferred. What only one year has is a boundary effect where its site, or that stage of its life, is
not counted in the other year at all, and an activity effect otherwise. Everything is worked out exactly.

Source: J. X. Sun, "Changes in energy consumption and energy intensity: a complete decomposition model",
Energy Economics 20 (1998).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.inventory.split import (
    EFFECTS,
    Effects,
    Part,
    by_other_factor,
    kg_of,
    split_change,
    steps_of,
    together,
)
from carbonsv.library.pack_changes import MethodBreak, breaks_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from carbonsv.inventory.inventory import Inventory

Key = tuple[str, str, str]  # site, activity, lifecycle
Parts = dict[Key, dict[str, Part]]  # by unit of the factor
_HALF = Fraction(1, 2)


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
    split = _split(sorted(first.keys() | second.keys()), first, second)
    effects = together(split.values()).settled()
    change = steps_of(_total(after, method)) - steps_of(_total(before, method))
    # a total is the nearest number to the sum of its lines: what that rounding leaves is no effect of its own
    factor = change - effects.activity_steps - effects.boundary_steps
    effects = Effects(effects.activity_steps, factor, effects.boundary_steps)
    rows, breaks = _rows(split, first, second), breaks_crossed(before, after)
    return Comparison(before, after, method, effects, rows, breaks, _by_other_factors(first, second))


def effects_of(comparison: Comparison, key: Key) -> Effects:
    """Return the effects of one row of a comparison: site, activity and lifecycle."""
    first, second = (parts_of(one, comparison.method) for one in (comparison.before, comparison.after))
    return _split([key], first, second)[key].settled()


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
    sums = inventory.sums(["site", "activity", "lifecycle", "factor_unit"], method)
    parts: Parts = {}
    for site, activity, lifecycle, unit, quantity, co2e_kg in zip(
        *(sums[name].tolist() for name in sums), strict=True
    ):
        parts.setdefault((site, activity, lifecycle), {})[unit] = (quantity, co2e_kg)
    return parts


def _split(keys: Iterable[Key], first: Parts, second: Parts) -> dict[Key, Effects]:
    """Return the effects of each key, still to be settled."""
    counted = {id(parts): _counted(parts) for parts in (first, second)}
    split = {}
    for key in keys:
        before, after = first.get(key, {}), second.get(key, {})
        if before.keys() == after.keys():
            split[key] = together(split_change(before[unit], after[unit]) for unit in before)
            continue
        change = _steps(after) - _steps(before)
        alone = not (before and after) and _is_outside(key, counted[id(second if before else first)])
        split[key] = Effects(boundary_steps=change) if alone else Effects(activity_steps=change)
    return split


def _counted(parts: Parts) -> tuple[set[str], set[tuple[str, str]]]:
    """Return the sites that a year counts, and the activities that it counts at each."""
    return {site for site, *_ in parts}, {(site, activity) for site, activity, _ in parts}


def _is_outside(key: Key, counted: tuple[set[str], set[tuple[str, str]]]) -> bool:
    """Return whether the other year leaves out the whole site, or this stage of an activity it has."""
    sites, activities = counted
    return (bool(key[0]) and key[0] not in sites) or key[:2] in activities


def _by_other_factors(first: Parts, second: Parts) -> float:
    """Return [kg CO2e] the quantities of one year by the factors of another, where it has them."""
    steps = 0
    for key, units in first.items():
        for unit, (quantity, kg) in units.items():
            other = second.get(key, {}).get(unit, (0.0, 0.0))
            steps += by_other_factor(quantity, other) if other[0] else steps_of(kg)
    return kg_of(steps)


def _rows(split: Mapping[Key, Effects], first: Parts, second: Parts) -> pd.DataFrame:
    names = ["site", "activity", "lifecycle", "before_kg", "after_kg", *(f"{one}_kg" for one in EFFECTS)]
    rows = [
        (*key, _kg(first.get(key, {})), _kg(second.get(key, {})), *effects.settled().as_kg().values())
        for key, effects in split.items()
    ]
    table = pd.DataFrame(rows, columns=names)
    order = (table["after_kg"] - table["before_kg"]).abs().sort_values(ascending=False, kind="stable")
    return table.loc[order.index].reset_index(drop=True)


def _kg(units: Mapping[str, Part]) -> float:
    return math.fsum(kg for _, kg in units.values())


def _steps(units: Mapping[str, Part]) -> int:
    return sum(steps_of(kg) for _, kg in units.values())


def _series_years(inventory: Inventory) -> dict[str, int]:
    """Return the year of the edition that each series was taken from, the latest where there are several."""
    years: dict[str, int] = {}
    for line in inventory.cube.plan.lines:
        year = line.factor.pack_id.rpartition("-")[2]
        if year.isdigit():
            series = line.factor.factor_id.partition("/")[2]
            years[series] = max(int(year), years.get(series, 0))
    return years
