"""How a total of the inventory came about: every factor in it, with the quantity it was multiplied by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.library.citation import cite
from carbonsv.model import text
from carbonsv.model.classification import category_label

if TYPE_CHECKING:
    import pandas as pd

    from carbonsv.inventory.inventory import Inventory
    from carbonsv.library.factor import Factor
    from carbonsv.library.factor_library import FactorLibrary


def explain_total(
    inventory: Inventory, library: FactorLibrary, scope: str = "", category: int | None = None
) -> str:
    """Write out a total as the sum of quantities times factors, the largest part first.

    Args:
        inventory: of a reporting year.
        library: the factors, to cite them.
        scope: 1, 2 (location-based) or 3; blank for the total of all.
        category: of scope 3; None for all of them.
    """
    lines = _chosen(inventory.lines, scope, category)
    parts = lines.groupby("factor_id", observed=True)[["quantity_in_factor_unit", "co2e_kg"]].sum()
    parts = parts.sort_values("co2e_kg", ascending=False)
    factors = {line.factor.factor_id: line.factor for line in inventory.cube.plan.lines}
    paragraphs = [
        _paragraph(number, factors[str(factor_id)], row, library)
        for number, (factor_id, row) in enumerate(parts.iterrows(), 1)
    ]
    total_kg = {"": inventory.total_location_kg, "1": inventory.scope1_kg, "2": inventory.scope2_location_kg}
    known = total_kg.get(scope, inventory.scope3_kg) if category is None else lines["co2e_kg"].sum()
    heading = f"{_name(scope, category)}, {inventory.label}: {text.co2e(known)}"
    count = "one part" if len(paragraphs) == 1 else f"{len(paragraphs)} parts"
    return "\n\n".join([f"{heading}, the sum of {count}", *paragraphs])


def _chosen(lines: pd.DataFrame, scope: str, category: int | None) -> pd.DataFrame:
    counted = lines[(lines["scope"] != "outside") & (lines["method"] != "market")]
    if scope:
        counted = counted[counted["scope"] == scope]
    return counted if category is None else counted[counted["category"] == category]


def _name(scope: str, category: int | None) -> str:
    if not scope:
        return "Total, location-based"
    if scope == "3" and category is None:
        return "Scope 3"
    return category_label(scope, category) + (", location-based" if scope == "2" else "")


def _paragraph(number: int, factor: Factor, row: pd.Series, library: FactorLibrary) -> str:
    quantity = f"{text.worked(row['quantity_in_factor_unit'])} {factor.uom}"
    value = f"{text.factor(factor.value_kg)} kg CO₂e per {factor.uom}"
    return "\n".join(
        [
            f"{number}. {factor.title}",
            f"   {quantity} × {value} = {text.worked(row['co2e_kg'])} kg CO₂e",
            f"   Source: {cite(library.packs[factor.pack_id], factor)}",
        ]
    )
