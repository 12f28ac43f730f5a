"""The inventory as text for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.app.commands.output import table_text
from carbonsv.model import text
from carbonsv.model.classification import category_label, scope_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from carbonsv.inventory.inventory import Inventory


def inventory_text(name: str, inventory: Inventory, axes: Sequence[str], sites: pd.DataFrame) -> str:
    """Return totals and one table by the axes asked for, in tonnes.

    Args:
        name: the organisation.
        inventory: its reporting year.
        axes: what to total by.
        sites: (s rows) id and name, to show sites by name.
    """
    heading = f"{name}\n{inventory.label}: {text.period(inventory.start, inventory.end)}\n"
    totals = [(str(row.label), text.tonnes(row.co2e_kg)) for row in inventory.by_scope().itertuples()]
    totals += [
        ("Total, location-based", text.tonnes(inventory.total_location_kg)),
        ("Total, market-based", text.tonnes(inventory.total_market_kg)),
        ("Outside of scopes: biogenic CO₂", text.tonnes(inventory.biogenic_co2_kg)),
    ]
    return f"{heading}\n{table_text(('', 't CO₂e'), totals)}\n\n{_by_axes(inventory, axes, sites)}"


def _by_axes(inventory: Inventory, axes: Sequence[str], sites: pd.DataFrame) -> str:
    table = inventory.by(axes)
    shown = [axis for axis in axes if not (axis == "scope" and "category" in axes)]
    names = dict(zip(sites["id"], sites["name"], strict=True))
    rows = [
        [_word(axis, row, names) for axis in shown] + [text.tonnes(row["co2e_kg"])]
        for row in table.to_dict("records")
    ]
    return table_text([axis.capitalize() for axis in shown] + ["t CO₂e"], rows)


def _word(axis: str, row: dict[str, object], sites: dict[str, str]) -> str:
    value = row[axis]
    if axis == "scope":
        return scope_label(str(value))
    if axis == "category":
        number = row["category"]
        return category_label(str(row["scope"]), None if number in {"", None} else int(str(number)))
    if axis == "site":
        return sites.get(str(value), str(value) or "whole organisation")
    return f"{value:%Y-%m}" if axis == "month" else str(value)
