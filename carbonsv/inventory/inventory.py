"""The inventory of a reporting year: totals by scope, category, site, month, activity and gas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from carbonsv.engine.cells import Cube, sum_into_cells
from carbonsv.engine.exact_sum import group_sums, total
from carbonsv.engine.quantify import times
from carbonsv.engine.records import Coded, combined
from carbonsv.engine.scope2 import Coverage, cover
from carbonsv.model.classification import category_label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from carbonsv.engine.cells import Places
    from carbonsv.engine.records import Codes
    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.library.match import MatchedLine
    from carbonsv.model.issue import Issue
    from carbonsv.model.policy import FactorPolicy, Period

AXES = ("scope", "category", "site", "month", "activity", "quality")
GASES = ("co2_kg", "ch4_kg", "n2o_kg")
NOT_BY_GAS = "not split by gas"
Mask = NDArray[np.bool_]
Values = NDArray[np.float64]
Numbered = tuple["Codes", NDArray[Any]]  # (n,) number of each row's value, and the values


@dataclass(frozen=True, eq=False)
class Inventory:
    """Emissions of one reporting year; every total is an exact sum of unrounded cell lines.

    Attributes:
        label: name of the reporting year.
        period: its first and last day.
        policy: how factors were chosen.
        cube: its cells and plan.
        electricity: (e rows) the market-based lines measured in kWh after their contractual instruments;
            the index is their place among all lines.
        coverage: how far contractual instruments cover the electricity.
        issues: what is wrong with records, and what should be known about factors.
    """

    label: str
    period: Period
    policy: FactorPolicy
    cube: Cube
    electricity: pd.DataFrame
    coverage: Coverage
    issues: tuple[Issue, ...]

    @property
    def start(self) -> date:
        """First day of the reporting year."""
        return self.period.start

    @property
    def end(self) -> date:
        """Last day of the reporting year."""
        return self.period.end

    @cached_property
    def lines(self) -> pd.DataFrame:
        """(m rows) cell lines: scope, category, site, month, activity, method, lifecycle, factor, [kg CO2e].

        They are made only where they are asked for: totals need a few of their columns.
        """
        return self.cube.lines().assign(**{name: self._kg(name) for name in ("co2e_kg", *GASES)})

    @cached_property
    def scope1_kg(self) -> float:
        """[kg CO2e] scope 1."""
        return self._sum("1")

    @cached_property
    def scope2_location_kg(self) -> float:
        """[kg CO2e] scope 2, location-based."""
        return self._sum("2", "location")

    @cached_property
    def scope2_market_kg(self) -> float:
        """[kg CO2e] scope 2, market-based."""
        return self._sum("2", "market")

    @cached_property
    def scope3_kg(self) -> float:
        """[kg CO2e] scope 3."""
        return self._sum("3")

    @property
    def total_location_kg(self) -> float:
        """[kg CO2e] scopes 1, 2 (location-based) and 3."""
        return self._sum_of(self._in_scopes & self._counts("location"))

    @property
    def total_market_kg(self) -> float:
        """[kg CO2e] scopes 1, 2 (market-based) and 3."""
        return self._sum_of(self._in_scopes & self._counts("market"))

    @cached_property
    def biogenic_co2_kg(self) -> float:
        """[kg CO2] biogenic, outside of scopes; never part of a total."""
        return total(np.nan_to_num(self._kg("co2_kg")[~self._in_scopes]))

    @cached_property
    def non_kyoto_kg(self) -> float:
        """[kg CO2e] part of scope 1 from gases outside the Kyoto basket (CFC, HCFC), to be shown apart.

        Blends whose parts are not published, and own factors, count as inside the basket.

        Source: GHG Protocol Corporate Standard (2004), ch. 9: gases outside the Protocol are reported apart.
        """
        per_unit = np.array([line.non_kyoto_kg for line in self.cube.plan.lines], dtype=np.float64)
        non_kyoto_kg = self.cube.quantity * per_unit[self.cube.plan_line]
        return total(non_kyoto_kg[self._having(lambda line: line.recipe.scope == "1")])

    def by(self, axes: Sequence[str], method: str = "location") -> pd.DataFrame:
        """Return totals by one or several axes: scope, category, site, month, activity, quality, gas.

        Args:
            axes: names of columns; `category` brings its scope along.
            method: location or market, for scope 2.

        Returns:
            (k rows) the axes and co2e_kg [kg CO2e], in the order of the axes' values.
        """
        columns = [
            column for axis in axes for column in (("scope", "category") if axis == "category" else (axis,))
        ]
        columns = list(dict.fromkeys(columns))
        counted = self._in_scopes & self._counts(method)
        if "gas" in columns:
            lines = _by_gas(self.lines[counted])
            of_gas_kg = {"co2e_kg": lines["co2e_kg"].to_numpy()}
            return _totals(of_gas_kg, {name: _in_order(lines[name]) for name in columns})
        return self._summed(columns, counted, {"co2e_kg": self._co2e_kg})

    def sums(self, columns: Sequence[str], method: str = "location") -> pd.DataFrame:
        """Return quantities and totals by one or several columns of `lines`.

        Args:
            columns: their names, of which one is factor_unit, or it follows from them.
            method: location or market, for scope 2.

        Returns:
            (k rows) the columns, quantity_in_factor_unit and co2e_kg [kg CO2e], in the order of the values.
        """
        values = {"quantity_in_factor_unit": self.cube.quantity, "co2e_kg": self._co2e_kg}
        return self._summed(columns, self._in_scopes & self._counts(method), values)

    def by_scope(self) -> pd.DataFrame:
        """Return (4 rows) label, co2e_kg: scope 1, scope 2 by both methods, scope 3."""
        rows = [
            ("Scope 1", self.scope1_kg),
            ("Scope 2, location-based", self.scope2_location_kg),
            ("Scope 2, market-based", self.scope2_market_kg),
            ("Scope 3", self.scope3_kg),
        ]
        return pd.DataFrame(rows, columns=["label", "co2e_kg"])

    def by_category(self, method: str = "location") -> pd.DataFrame:
        """Return scope, category, label, co2e_kg in the order of the standard."""
        table = self.by(["category"], method)
        numbers = [int(one) if one not in {"", None} else None for one in table["category"]]
        labels = [
            category_label(scope, number) for scope, number in zip(table["scope"], numbers, strict=True)
        ]
        return table.assign(category=pd.Series(numbers, dtype="Int64"), label=labels)

    def by_site(self) -> pd.DataFrame:
        """Return site, co2e_kg."""
        return self.by(["site"])

    def by_month(self) -> pd.DataFrame:
        """Return month, scope, co2e_kg."""
        return self.by(["month", "scope"])

    def by_activity(self) -> pd.DataFrame:
        """Return activity, co2e_kg from the largest down."""
        return self.by(["activity"]).sort_values("co2e_kg", ascending=False, ignore_index=True)

    @cached_property
    def _co2e_kg(self) -> Values:
        return self._kg("co2e_kg")

    def _kg(self, name: str) -> Values:
        """Return (m,) [kg CO2e] of each line, in all or of a gas, after contractual instruments."""
        kg = times(self.cube.quantity, self.cube.plan.factor_values(name), self.cube.plan_line)
        kg[self.electricity.index] = self.electricity[name]
        return kg

    def _summed(self, columns: Sequence[str], counted: Mask, values: Mapping[str, Values]) -> pd.DataFrame:
        places = np.flatnonzero(counted)
        numbered = {name: self._in_order(name, places) for name in columns}
        return _totals({name: one[places] for name, one in values.items()}, numbered)

    def _in_order(self, name: str, places: Places) -> Numbered:
        values, of_line = self.cube.column(name)
        return _in_order(values, of_line[places])

    @cached_property
    def _in_scopes(self) -> Mask:
        return self._having(lambda line: line.recipe.scope != "outside")

    def _counts(self, method: str) -> Mask:
        return self._having(lambda line: line.recipe.method in {method, "both"})

    def _having(self, trait: Callable[[MatchedLine], bool]) -> Mask:
        return _having(self.cube, trait)

    def _sum(self, scope: str, method: str = "location") -> float:
        in_scope = self._having(lambda line: line.recipe.scope == scope)
        return self._sum_of(in_scope & self._counts(method))

    def _sum_of(self, chosen: Mask) -> float:
        return total(self._co2e_kg[chosen])


def make_inventory(
    activities: pd.DataFrame,
    library: FactorLibrary,
    policy: FactorPolicy,
    period: Period,
    *,
    label: str = "",
    instruments: pd.DataFrame | None = None,
    shares: Mapping[str, float] | None = None,
) -> Inventory:
    """Make the inventory of a reporting year.

    Args:
        activities: (n rows) columns as resources/schema/activity.csv.
        library: the factors and the catalogue.
        policy: which year's factor, and radiative forcing for flights.
        period: the reporting year.
        label: its name.
        instruments: (i rows) columns as resources/schema/instrument.csv.
        shares: share of each site's emissions that counts, 0 to 1.

    Source: GHG Protocol Corporate Standard (2004), ch. 3, 4 and 6; Scope 2 Guidance (2015), ch. 6.
    """
    cube = sum_into_cells(activities, library, policy, period, shares)
    return inventory_of(cube, policy, period, label=label, instruments=instruments)


def inventory_of(
    cube: Cube,
    policy: FactorPolicy,
    period: Period,
    *,
    label: str = "",
    instruments: pd.DataFrame | None = None,
) -> Inventory:
    """Make the inventory of a reporting year from its cube; the rest is as of `make_inventory`."""
    electricity, coverage = cover(_electricity(cube), instruments, period)
    issues = (*cube.issues, *coverage.issues)
    return Inventory(label or scope_period(period), period, policy, cube, electricity, coverage, issues)


def _electricity(cube: Cube) -> pd.DataFrame:
    """Return the lines that contractual instruments may cover: market-based, and measured in kWh."""
    market = _having(cube, lambda line: line.recipe.method == "market" and line.factor.uom == "kWh")
    return cube.lines(np.flatnonzero(market))


def _having(cube: Cube, trait: Callable[[MatchedLine], bool]) -> Mask:
    """Return (m,) which cell lines have a trait, asked once of each plan line."""
    mask: Mask = np.array([trait(line) for line in cube.plan.lines], dtype=bool)[cube.plan_line]
    return mask


def scope_period(period: Period) -> str:
    """Return the usual name of a reporting year: 2024, or 2024/25."""
    start, end = period.start.year, period.end.year
    return str(start) if start == end else f"{start}/{end % 100:02d}"


def _by_gas(lines: pd.DataFrame) -> pd.DataFrame:
    """Split lines by gas; what was published only as CO2e, in whole or in part, is on lines of its own."""
    return pd.concat(
        [of_gas(lines, gas.removesuffix("_kg")).assign(gas=gas.removesuffix("_kg")) for gas in GASES]
        + [of_gas(lines, NOT_BY_GAS).assign(gas=NOT_BY_GAS)]
    )


def of_gas(lines: pd.DataFrame, gas: str) -> pd.DataFrame:
    """Return the lines that have a gas, with its [kg CO2e] alone; or what no gas of a line accounts for.

    Args:
        lines: (m rows) as `Inventory.lines`.
        gas: co2, ch4, n2o, or the name for what was not split.
    """
    if gas != NOT_BY_GAS:
        found = lines[lines[f"{gas}_kg"].notna().to_numpy()]
        return found.assign(co2e_kg=found[f"{gas}_kg"])
    split_kg = lines[list(GASES)].sum(axis=1).to_numpy()
    rest = ~np.isclose(split_kg, lines["co2e_kg"].to_numpy())
    return lines[rest].assign(co2e_kg=(lines["co2e_kg"].to_numpy() - split_kg)[rest])


def _totals(values: Mapping[str, Values], columns: Mapping[str, Numbered]) -> pd.DataFrame:
    """Add up lines by distinct values of some columns, in the order of the values, the blank ones first."""
    group, codes = combined([Coded(numbers, ("",) * len(values)) for numbers, values in columns.values()])
    sums = {name: group_sums(one, group, len(codes)) for name, one in values.items()}
    found = {name: known[code] for (name, (_, known)), code in zip(columns.items(), codes.T, strict=True)}
    return pd.DataFrame({**found, **sums})


def _in_order(column: pd.Series, places: Places | slice = slice(None)) -> Numbered:
    """Return rows of a column as numbers of sorted values, -1 for blank, and the values, the blank one last.

    The blank one is last among the values because it is number -1, which counts from the end.
    """
    array = column.array if isinstance(column.dtype, pd.CategoricalDtype) else column.astype("category").array
    values = array.categories.tolist()
    order = sorted((place for place, value in enumerate(values) if value != ""), key=values.__getitem__)
    # The last one is for missing values, code -1.
    rank: Codes = np.full(len(values) + 1, -1, dtype=np.min_scalar_type(-len(values) - 1))
    rank[order] = np.arange(len(order))
    sorted_values = array.categories.to_numpy()[order]
    blank = sorted_values if sorted_values.dtype.kind == "M" else np.append(sorted_values.astype(object), "")
    return rank[array.codes][places], blank
