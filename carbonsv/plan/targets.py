"""Targets: how much emissions or an intensity shall fall by when, and the path there."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from carbonsv.errors import CarbonsvError
from carbonsv.library.future import TargetPath, target_paths
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.inventory.inventory import Inventory

TOTAL = "total"
_ALL = "1+2+3"
_AS_WRITTEN = MappingProxyType({"fte": "FTE", "measure": "own measure"})


class UnusableTargetError(CarbonsvError):
    """A target cannot be drawn as a path."""

    def __init__(self, label: str, reason: str) -> None:
        """Name the target and the reason as a clause without a full stop."""
        super().__init__(f"The target “{label}” cannot be used: {reason}.", "Correct it on the Plan page.")


@dataclass(frozen=True, slots=True)
class Target:
    """A target with its base.

    Attributes:
        kind: near-term or net-zero.
        scopes: 1, 2, 3, 1+2 or 1+2+3.
        method: location or market, for scope 2.
        base_year, target_year: calendar years.
        base: [kg CO2e, or kg CO2e per unit for an intensity] in the base year.
        reduction_share: share of the base to be reduced by the target year.
        per: total, or what an intensity is per.
        path: how it gets there.
    """

    label: str
    kind: str
    scopes: str
    method: str
    base_year: int
    target_year: int
    base: float
    reduction_share: float
    per: str
    path: TargetPath

    @property
    def goal(self) -> float:
        """[as base] what is left in the target year."""
        return self.base * (1 - self.reduction_share)

    def at(self, year: int) -> float:
        """Return [as base] the path in a year: the base before its first year, the goal after its last.

        By a yearly share the path falls faster or slower than evenly, and stays at the goal once there.
        """
        if year <= self.base_year:
            return self.base
        passed = year - self.base_year
        if self.path.yearly_share is not None:
            return max(self.base * (1 - self.path.yearly_share * passed), self.goal)
        if year >= self.target_year:
            return self.goal
        return self.base - (self.base - self.goal) * passed / (self.target_year - self.base_year)

    def reached_by_its_path(self) -> bool:
        """Whether the path is at the goal in the target year: 4.2 % a year may be too slow for it."""
        return self.at(self.target_year) <= self.goal

    @property
    def name(self) -> str:
        """The label, with the scopes it covers where these are not all."""
        return self.label if self.scopes == _ALL else f"{self.label}, scope {self.scopes}"

    def is_comparable(self, method: str) -> bool:
        """Whether it counts scope 2 by this method, location or market, or does not cover scope 2."""
        return self.method == method or "2" not in self.scopes

    def outcome(self, co2e_kg: Mapping[int, Mapping[str, float]], method: str = "location") -> str:
        """Say whether planned emissions reach the target, and whether its own path does.

        Args:
            co2e_kg: [kg CO2e] planned, by calendar year and scope.
            method: location or market, for scope 2 of these.
        """
        if self.per != TOTAL:
            return f"{self.sentence()} It is not compared: what it is per is not known of years to come."
        if not self.is_comparable(method):
            return f"{self.name} is {self.method}-based and is not compared with a {method}-based plan."
        if self.target_year not in co2e_kg:
            return f"{self.name} lies outside these years."
        planned_kg = fsum(co2e_kg[self.target_year].get(one, 0.0) for one in self.scopes.split("+"))
        gap_kg, year = planned_kg - self.goal, self.target_year
        reached = f"{self.name} is reached: {text.co2e(planned_kg)} in {year}."
        said = reached if gap_kg <= 0 else f"{self.name} is missed by {text.co2e(gap_kg)} in {year}."
        return said if self.reached_by_its_path() else f"{said} {self._slow_path()}"

    def _slow_path(self) -> str:
        left = text.share(self.at(self.target_year) / self.base)
        return f"Its own path, {self.path.label}, still leaves {left} of the base year in {self.target_year}."

    def sentence(self) -> str:
        """Say the target in words."""
        per = _AS_WRITTEN.get(self.per, self.per.replace("-", " "))
        what = "emissions" if self.per == TOTAL else f"emissions per {per}"
        return (
            f"{self.label}: {what} of scope {self.scopes} fall by {text.share(self.reduction_share)} from "
            f"{self.base_year} to {self.target_year}. {self.path.label}."
        )


def make_target(row: Mapping[str, Any], base_year: int, base: float) -> Target:
    """Return the target of a row of the document.

    Args:
        row: columns as resources/schema/target.csv.
        base_year: calendar year that stands for the base reporting year.
        base: [kg CO2e, or kg CO2e per unit] of the scopes it covers in that year.

    Raises:
        UnusableTargetError: its years or its reduction make no path.
    """
    target_year, share = int(row["target_year"]), float(row["reduction_share"])
    if target_year <= base_year:
        raise UnusableTargetError(row["label"], f"{target_year} is not after the base year {base_year}")
    if not 0 < share <= 1:
        raise UnusableTargetError(row["label"], f"a reduction of {share} is not a share from 0 to 1")
    path = target_paths()[row["path"]]
    label, kind, scopes, method = (str(row[name]) for name in ("label", "kind", "scopes", "method"))
    return Target(label, kind, scopes, method, base_year, target_year, base, share, str(row["per"]), path)


def covered_kg(inventory: Inventory, scopes: str, method: str) -> float:
    """Return [kg CO2e] of the scopes a target covers; method is location or market, for scope 2."""
    market = method == "market"
    if scopes == _ALL:
        return inventory.total_market_kg if market else inventory.total_location_kg
    scope2_kg = inventory.scope2_market_kg if market else inventory.scope2_location_kg
    amounts = {"1": inventory.scope1_kg, "2": scope2_kg, "3": inventory.scope3_kg}
    return sum(amounts[one] for one in scopes.split("+"))
