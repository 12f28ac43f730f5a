"""The plan: for every distinct (activity, unit, factor year) its emission lines, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from carbonsv.library.match import Match, MatchedLine, Need, match

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.model.policy import FactorPolicy

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Plan:
    """Matched needs with their lines laid end to end: the lines of need i are first[i] to first[i + 1]."""

    needs: tuple[Need, ...]
    matches: tuple[Match, ...]

    @cached_property
    def lines(self) -> tuple[MatchedLine, ...]:
        """The (p) plan lines of all needs."""
        return tuple(line for one in self.matches for line in one.lines)

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """(k,) how many lines each need has."""
        return np.array([len(one.lines) for one in self.matches], dtype=np.int64)

    @cached_property
    def conversion(self) -> Values:
        """(p,) [factor unit per record unit] of each plan line."""
        return np.array([line.conversion for line in self.lines])

    def factor_values(self, name: str) -> Values:
        """Return (p,) one value of each plan line's factor: co2e_kg, co2_kg, ch4_kg or n2o_kg."""
        return np.array([getattr(line.factor, name) for line in self.lines], dtype=np.float64)

    @cached_property
    def co2e_kg_per_unit(self) -> Values:
        """(p,) [kg CO2e per factor unit]; nan on biogenic lines."""
        return self.factor_values("co2e_kg")

    def expand(self, need_of: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Lay out the lines of many records.

        Args:
            need_of: (n,) need of each record.

        Returns:
            (m,) record position of every line, and (m,) its plan line.
        """
        counts = self.counts[need_of]
        source = np.repeat(np.arange(len(need_of)), counts)
        first = (np.cumsum(self.counts) - self.counts)[need_of]
        plan_line = np.repeat(first - (np.cumsum(counts) - counts), counts)
        plan_line += np.arange(len(source))
        return source, plan_line


def make_plan(needs: Sequence[Need], library: FactorLibrary, policy: FactorPolicy) -> Plan:
    """Match every need once."""
    return Plan(tuple(needs), tuple(match(need, library, policy) for need in needs))
