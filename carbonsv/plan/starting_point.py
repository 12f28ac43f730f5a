"""Where a plan starts: the emissions of a reporting year by activity, site and scope, as arrays.

A plan acts on these few groups and never on records, so that a switch shows its effect at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from carbonsv.engine.exact_sum import group_sums
from carbonsv.engine.records import distinct_rows
from carbonsv.engine.uncertainty import series_of
from carbonsv.inventory.drill import counted_lines
from carbonsv.library.future import follows_the_grid
from carbonsv.model.classification import SCOPES

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from carbonsv.inventory.inventory import Inventory

Values = NDArray[np.float64]
GROUP = ["activity", "unit", "site"]


@dataclass(frozen=True, eq=False)
class StartingPoint:
    """The emissions that a plan reduces.

    Attributes:
        year: calendar year that stands for the reporting year.
        groups: (g rows) activity, unit, site.
        quantity: (g,) in the unit of each group.
        grid_kg, other_kg: (g, 3) [kg CO2e] by scope: what follows the factor of the grid, and the rest.
    """

    year: int
    groups: pd.DataFrame
    quantity: Values
    grid_kg: Values
    other_kg: Values

    @cached_property
    def scopes_kg(self) -> Values:
        """(3,) [kg CO2e] of scope 1, 2 and 3."""
        return np.asarray((self.grid_kg + self.other_kg).sum(axis=0))


def starting_point(inventory: Inventory, method: str = "location") -> StartingPoint:
    """Return the emissions of a reporting year as the start of a plan; method is location or market."""
    cells = inventory.cube.cells
    of_cell, groups = distinct_rows(cells, GROUP)
    quantity = group_sums(cells["quantity"].to_numpy(), of_cell, len(groups))
    lines = counted_lines(inventory, method)
    place = of_cell[inventory.cube.source[lines.index]] * len(SCOPES)
    place += _each(lines["scope"], lambda scope: SCOPES.index(scope) if scope in SCOPES else 0)
    grid = _each(lines["factor_id"], lambda name: follows_the_grid(series_of(name))).astype(np.bool_)
    co2e_kg = lines["co2e_kg"].to_numpy()
    parts = [
        group_sums(co2e_kg[chosen], place[chosen], len(groups) * len(SCOPES)).reshape(-1, len(SCOPES))
        for chosen in (grid, ~grid)
    ]
    return StartingPoint(inventory.period.majority_year, groups, quantity, *parts)


def _each(column: pd.Series, number: Callable[[str], int]) -> NDArray[np.int64]:
    """Return (n,) a number for each text of a column of categories, asked once for each category."""
    numbers = [number(str(one)) for one in column.array.categories]
    found: NDArray[np.int64] = np.array(numbers, dtype=np.int64)[column.array.codes]
    return found
