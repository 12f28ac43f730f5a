"""From a total down to what it is made of: the lines that count, and the records behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.engine.records import coded, combined
from carbonsv.engine.uncertainty import Terms, terms_of
from carbonsv.inventory.inventory import of_gas
from carbonsv.library.pedigree import pedigree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from carbonsv.inventory.inventory import Inventory

BOTH = "both"
OF_A_CELL = ("activity", "unit", "site", "quality")


def counted_lines(inventory: Inventory, method: str = "location", scope: str = "") -> pd.DataFrame:
    """Return the lines that a total counts.

    Args:
        inventory: the reporting year.
        method: location or market, for scope 2.
        scope: 1, 2 or 3; blank for all of them.
    """
    lines = inventory.lines
    inside = lines["scope"] == scope if scope else lines["scope"] != "outside"
    return lines[(inside & lines["method"].isin([method, BOTH])).to_numpy()]


def uncertain_terms(inventory: Inventory, method: str = "location", scope: str = "") -> Terms:
    """Return a total as the quantities and factors it depends on, with how well each is known."""
    return terms_of(counted_lines(inventory, method, scope), pedigree())


def lines_of(inventory: Inventory, axes: Mapping[str, object], method: str = "location") -> pd.DataFrame:
    """Return the lines behind one number of an inventory.

    Args:
        inventory: the reporting year.
        axes: the values of the number: scope, category, site, month (its first day), activity, quality, gas.
            By a gas, lines count only what they have of that gas.
        method: location or market, for scope 2.
    """
    lines = counted_lines(inventory, method)
    for name, value in axes.items():
        lines = of_gas(lines, str(value)) if name == "gas" else lines[_equal(lines, name, value)]
    return lines


def records_of(
    inventory: Inventory, activities: pd.DataFrame, axes: Mapping[str, object], method: str = "location"
) -> pd.DataFrame:
    """Return the records behind one number of an inventory.

    Args:
        inventory: the reporting year.
        activities: (n rows) the records it was made from.
        axes: the values of the number, as of `lines_of`.
        method: location or market, for scope 2.

    Returns:
        The records with days in the year that have a line with all these values.
    """
    lines = lines_of(inventory, axes, method)
    own = {"own_scope": "scope", "own_category": "category"}
    cells = lines[[*OF_A_CELL, *own]].rename(columns=own)
    keys = [*OF_A_CELL, *own.values()]
    wanted = set(_distinct(cells, keys)[1])
    chosen = activities[_in_days(inventory, activities, axes.get("month"))]
    number, rows = _distinct(chosen, keys)
    return chosen[np.array([row in wanted for row in rows], dtype=np.bool_)[number]]


def _equal(lines: pd.DataFrame, name: str, value: object) -> NDArray[np.bool_]:
    if name == "month":
        return np.asarray((lines[name] == pd.Timestamp(str(value))).to_numpy())
    column = coded(lines, name)
    wanted = "" if value is None or value is pd.NA or value != value else str(value)  # noqa: PLR0124 - nan
    found = np.array([one == wanted for one in (*column.values, "")])  # a blank is code -1, the last one
    return np.asarray(found[column.codes])


def _distinct(table: pd.DataFrame, names: list[str]) -> tuple[NDArray[np.int64], list[tuple[str, ...]]]:
    """Number the distinct rows of some columns, and return them as texts."""
    columns = [coded(table, name) for name in names]
    number, codes = combined(columns)
    texts = [[*column.values, ""] for column in columns]
    return number, [
        tuple(text[code] for text, code in zip(texts, row, strict=True)) for row in codes.tolist()
    ]


def _in_days(inventory: Inventory, activities: pd.DataFrame, month: object) -> pd.Series:
    first, last = pd.Timestamp(inventory.start), pd.Timestamp(inventory.end)
    if month is not None:
        start = pd.Timestamp(str(month))
        first, last = max(first, start), min(last, start + pd.offsets.MonthEnd(0))
    return (activities["start"] <= last) & (activities["end"] >= first)
