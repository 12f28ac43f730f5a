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
from carbonsv.engine.uncertainty import series_of
from carbonsv.inventory.drill import counted_lines
from carbonsv.library.future import follows_the_grid
from carbonsv.model.classification import SCOPES

if TYPE_CHECKING:
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
    lines = counted_lines(inventory, method)
    cells = inventory.cube.cells
    texts = cells[GROUP].astype("str")
    groups = texts.drop_duplicates().sort_values(GROUP, ignore_index=True)
    numbers = {tuple(row): place for place, row in enumerate(groups.itertuples(index=False, name=None))}
    of_cell = np.array([numbers[row] for row in texts.itertuples(index=False, name=None)], dtype=np.int64)
    quantity = group_sums(cells["quantity"].to_numpy(), of_cell, len(groups))
    of_line = lines[GROUP].astype("str").itertuples(index=False, name=None)
    place = np.array([numbers[row] for row in of_line], dtype=np.int64) * len(SCOPES)
    place += np.array([SCOPES.index(one) for one in lines["scope"]], dtype=np.int64)
    grid = _follows(lines["factor_id"])
    co2e_kg = lines["co2e_kg"].to_numpy()
    parts = [
        group_sums(co2e_kg[chosen], place[chosen], len(groups) * len(SCOPES)).reshape(-1, len(SCOPES))
        for chosen in (grid, ~grid)
    ]
    return StartingPoint(inventory.period.majority_year, groups, quantity, *parts)


def _follows(factor_ids: pd.Series) -> NDArray[np.bool_]:
    known = {name: follows_the_grid(series_of(str(name))) for name in factor_ids.unique()}
    return np.array([known[name] for name in factor_ids], dtype=np.bool_)
