"""The evidence of a reporting year: records, factors and emission lines, one line for each piece of a record.

The inventory sums pieces of records into cells and multiplies the cells. Here each record is a cell of its
own, so that a reader can follow a line from the record to the total; the sums are the inventory's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from carbonsv.engine.cells import sum_into_cells
from carbonsv.library.citation import cite
from carbonsv.reports.basis import words
from carbonsv.reports.exported_tables import exported_tables, left_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from carbonsv.inventory.inventory import Inventory
    from carbonsv.library.factor import Factor
    from carbonsv.model.policy import FactorPolicy
    from carbonsv.reports.basis import Basis

LINE_COLUMNS = (
    "record",
    "site",
    "activity",
    "month",
    "scope",
    "category",
    "method",
    "lifecycle",
    "factor_id",
)


@dataclass(frozen=True, slots=True)
class Change:
    """A change in the document's history, for the reader."""

    number: int
    time: str
    author: str
    label: str
    hash: str


@dataclass(frozen=True, eq=False)
class Evidence:
    """Everything behind the totals of a reporting year.

    Attributes:
        basis: the document.
        inventory: the totals.
        activities: (n rows) every record of the document, columns as resources/schema/activity.csv.
        lines: (m rows) record, site, activity, month, scope, category, method, lifecycle, factor_id, and
            share (of the record's quantity), conversion, quantity_in_factor_unit, co2e_kg and co2_kg.
        factors: those the lines use, in order of their ids.
        covered: (k rows) site, activity, month, factor_id, used_kwh, co2e_kg_per_kwh [kg CO2e/kWh] and
            added_kg [kg CO2e]: market-based electricity where contractual instruments or a residual mix
            take the place of the factor.
        history: the document's changes, the newest first.
        tables: the document's other tables that have rows, by name; columns as resources/schema.
        left_out: what of the document is not here, and why.
        files: the content of attached files by their SHA-256.
    """

    basis: Basis
    inventory: Inventory
    activities: pd.DataFrame
    lines: pd.DataFrame
    factors: tuple[Factor, ...]
    covered: pd.DataFrame
    history: tuple[Change, ...]
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)

    def source(self, factor: Factor) -> str:
        """Return where a factor was published, to the cell."""
        return cite(self.basis.library.packs[factor.pack_id], factor)


def evidence_of(
    basis: Basis,
    year_id: str | None = None,
    history: Sequence[Change] = (),
    *,
    own: bool = True,
    files: Mapping[str, bytes] | None = None,
) -> Evidence:
    """Gather the evidence of a reporting year, the last one by default, with all that the document holds.

    Args:
        basis: the document.
        year_id: of the reporting year.
        history: the document's changes, the newest first.
        own: whether it is for the owner; what is private stays out of a tender.
        files: the content of attached files by their SHA-256, for the owner.

    Raises:
        NothingToReportError: there is no reporting year.
    """
    inventory = basis.inventory(basis.year_or_last(year_id))
    activities = basis.tables["activity"]
    lines = _lines(basis, inventory, activities)
    used = {line.factor.factor_id: line.factor for line in inventory.cube.plan.lines}
    factors = tuple(used[name] for name in sorted(used))
    return Evidence(
        basis,
        inventory,
        activities,
        lines,
        factors,
        _covered(inventory, used),
        tuple(history),
        exported_tables(basis.tables, own=own),
        tuple(left_out(basis.tables, own=own)),
        files or {},
    )


def _lines(basis: Basis, inventory: Inventory, activities: pd.DataFrame) -> pd.DataFrame:
    """Quantify every record as a cell of its own: its id stands where cells have their site."""
    own = activities.assign(site=activities["id"])
    policy: FactorPolicy = inventory.policy
    cube = sum_into_cells(own, basis.library, policy, inventory.period, _shares(basis, activities))
    lines = cube.lines()
    sites = dict(zip(activities["id"], activities["site"], strict=True))
    quantities = dict(zip(activities["id"], activities["quantity"], strict=True))
    record = lines["site"].astype("str")
    conversion = cube.plan.conversion[cube.plan_line]
    whole = record.map(quantities).to_numpy(dtype=np.float64)
    piece = lines["cell_quantity"].to_numpy(dtype=np.float64)
    share = np.divide(piece, whole, out=np.ones(len(lines)), where=whole != 0)
    named = {
        name: lines[name] for name in (*LINE_COLUMNS[2:], "quantity_in_factor_unit", "co2e_kg", "co2_kg")
    }
    found = pd.DataFrame(
        {**named, "record": record, "site": record.map(sites), "share": share, "conversion": conversion}
    )
    place = {name: number for number, name in enumerate(activities["id"])}
    order = found["record"].map(place).to_numpy()
    return found.iloc[np.lexsort((np.arange(len(found)), found["month"].to_numpy(), order))].reset_index(
        drop=True
    )


def _shares(basis: Basis, activities: pd.DataFrame) -> dict[str, float]:
    """Return the share that counts of each record: its site's, where the approach is equity share."""
    if basis.organisation.get("consolidation_approach") != "equity-share":
        return {}
    sites = basis.tables["site"]
    known = dict(zip(sites["id"], sites["share"].fillna(1.0), strict=True))
    return {
        name: known.get(words(site), 1.0)
        for name, site in zip(activities["id"], activities["site"], strict=True)
    }


def _covered(inventory: Inventory, used: dict[str, Factor]) -> pd.DataFrame:
    """Return the market-based lines that do not count the factor of the line alone."""
    lines = inventory.lines
    market = lines[((lines["method"] == "market") & (lines["factor_unit"] == "kWh")).to_numpy()]
    rows: list[dict[str, Any]] = []
    for row in market.to_dict("records"):
        plain_kg = row["quantity_in_factor_unit"] * used[row["factor_id"]].co2e_kg
        if row["quantity_in_factor_unit"] and row["co2e_kg"] != plain_kg:
            rows.append(_covered_row(row, plain_kg))
    names = ("site", "activity", "month", "factor_id", "used_kwh", "co2e_kg_per_kwh", "added_kg")
    return pd.DataFrame(rows, columns=list(names))


def _covered_row(row: dict[str, Any], plain_kg: float) -> dict[str, Any]:
    used_kwh = row["quantity_in_factor_unit"]
    return {
        **{name: row[name] for name in ("site", "activity", "month", "factor_id")},
        "used_kwh": used_kwh,
        "co2e_kg_per_kwh": row["co2e_kg"] / used_kwh,
        "added_kg": row["co2e_kg"] - plain_kg,
    }
