"""What is carried over from one version of a document to the next: records as arrays, and cubes.

An edit changes few columns and few cells: what has not changed is neither read nor summed again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.engine.cells import sum_into_cells
from carbonsv.engine.reading import is_same, read_again
from carbonsv.engine.records import TEXTS

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pandas as pd

    from carbonsv.engine.cells import Cube, Places
    from carbonsv.engine.reading import Reading
    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.model.policy import FactorPolicy, Period

_STRUCTURE = ("id", *TEXTS, "start", "end")  # what decides the cell of a record
_MOST_CUBES = 16  # reporting years and choices, of which the oldest are forgotten
_FEW = 1000  # changed records, above which summing all is quicker


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """A cube with the records and the factors it was made of."""

    reading: Reading
    library: FactorLibrary
    cube: Cube


class Carried:
    """The newest version of the records, and the newest cube of each reporting year.

    It is shared by threads: each works out what it is asked for by what is known at that moment, and what
    is kept is never changed.
    """

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._reading: Reading | None = None
        self._cubes: dict[Hashable, _Known] = {}

    def reading(self, activities: pd.DataFrame) -> Reading:
        """Return a table of records as arrays."""
        known = self._reading
        if known is None or known.activities is not activities:
            known = self._reading = read_again(activities, known)
        return known

    def cube(
        self,
        activities: pd.DataFrame,
        library: FactorLibrary,
        policy: FactorPolicy,
        period: Period,
        shares: Mapping[str, float] | None = None,
    ) -> Cube:
        """Return the cube of a reporting year, as `sum_into_cells` makes it."""
        reading, asked = self.reading(activities), (period, policy, tuple(sorted((shares or {}).items())))
        known = self._cubes.get(asked)
        cube = None if known is None or known.library is not library else _changed(known, reading)
        if cube is None:
            cube = sum_into_cells(activities, library, policy, period, shares, reading)
        self._cubes.pop(asked, None)
        self._cubes[asked] = _Known(reading, library, cube)  # the newest come last
        for oldest in list(self._cubes)[:-_MOST_CUBES]:
            self._cubes.pop(oldest, None)
        return cube


def _changed(known: _Known, reading: Reading) -> Cube | None:
    """Return a cube of other records; None where more than a few quantities are different."""
    before, after = known.reading, reading
    if before is after:
        return known.cube
    if not all(is_same(before.activities, after.activities, name) for name in _STRUCTURE):
        return None
    if is_same(before.activities, after.activities, "quantity"):
        return known.cube
    changed = _different(before, after)
    return None if changed is None else known.cube.with_quantities(after.records.quantity, changed)


def _different(before: Reading, after: Reading) -> Places | None:
    """Return the rows whose quantity is different; None where they are many, or not numbers."""
    one, other = before.records.quantity, after.records.quantity
    changed = np.flatnonzero((one != other) & ~(np.isnan(one) & np.isnan(other)))
    few = len(changed) <= _FEW and np.isfinite(one[changed]).all() and np.isfinite(other[changed]).all()
    return changed if few else None
