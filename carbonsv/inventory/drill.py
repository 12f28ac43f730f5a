"""From a total down to what it is made of: the lines that count, and the records behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.engine.uncertainty import Terms, terms_of
from carbonsv.library.pedigree import pedigree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.inventory.inventory import Inventory

BOTH = "both"


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


def records_of(
    inventory: Inventory, activities: pd.DataFrame, axes: Mapping[str, object], method: str = "location"
) -> pd.DataFrame:
    """Return the records behind one number of an inventory.

    Args:
        inventory: the reporting year.
        activities: (n rows) the records it was made from.
        axes: the values of the number: scope, category, site, month (its first day), activity, quality.
        method: location or market, for scope 2.

    Returns:
        The records with days in the year that have a line with all these values.
    """
    lines = counted_lines(inventory, method)
    for name, value in axes.items():
        wanted = pd.Timestamp(str(value)) if name == "month" else _plain(value)
        lines = lines[[_plain(found) == wanted for found in lines[name]]]
    names = ["activity", "unit", "site", "quality"]
    own = {"own_scope": "scope", "own_category": "category"}
    cells = lines[[*names, *own]].rename(columns=own).drop_duplicates()
    chosen = activities[_in_days(inventory, activities, axes.get("month"))]
    keys = [*names, *own.values()]
    found = pd.MultiIndex.from_frame(_as_text(chosen, keys)).isin(
        pd.MultiIndex.from_frame(_as_text(cells, keys))
    )
    return chosen[found]


def _in_days(inventory: Inventory, activities: pd.DataFrame, month: object) -> pd.Series:
    first, last = pd.Timestamp(inventory.start), pd.Timestamp(inventory.end)
    if month is not None:
        start = pd.Timestamp(str(month))
        first, last = max(first, start), min(last, start + pd.offsets.MonthEnd(0))
    return (activities["start"] <= last) & (activities["end"] >= first)


def _as_text(table: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return columns as text: a category may be a number in records and a text in cells."""
    return pd.DataFrame({name: [_plain(value) for value in _column(table, name)] for name in names})


def _column(table: pd.DataFrame, name: str) -> list[object]:
    return table[name].astype("object").tolist() if name in table else [""] * len(table)


def _plain(value: object) -> object:
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - nan
        return ""
    if isinstance(value, float):
        return f"{value:.0f}"
    return value if isinstance(value, pd.Timestamp) else str(value)
