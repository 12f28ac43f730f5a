"""How a number of the inventory came about: every factor in it, with the quantity it was multiplied by."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from carbonsv.inventory.drill import lines_of
from carbonsv.inventory.inventory import NOT_BY_GAS
from carbonsv.library.citation import cite
from carbonsv.model import text
from carbonsv.model.classification import category_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from carbonsv.inventory.inventory import Inventory
    from carbonsv.library.factor import Factor
    from carbonsv.library.factor_library import FactorLibrary

_LOCATION = "location"
_APART = "They are counted in the total and shown apart, as the standard asks (Corporate Standard, ch. 9)."


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
    axes: dict[str, object] = {"scope": scope} if scope else {}
    if category is not None:
        axes["category"] = category
    return explain_part(inventory, library, _name(scope, category), axes)


def explain_part(
    inventory: Inventory,
    library: FactorLibrary,
    label: str,
    axes: Mapping[str, object],
    method: str = _LOCATION,
) -> str:
    """Write out any number of the inventory as the sum of quantities times factors, the largest part first.

    Args:
        inventory: of a reporting year.
        library: the factors, to cite them.
        label: what the number is.
        axes: the values it stands for, as of `lines_of`; nothing for the total.
        method: location or market, for scope 2.
    """
    lines = lines_of(inventory, axes, method)
    return _sum_of_parts(label, inventory, library, lines, str(axes.get("gas", "")))


def _sum_of_parts(
    label: str, inventory: Inventory, library: FactorLibrary, lines: pd.DataFrame, gas: str
) -> str:
    """Write out lines as the sum over their factors, the largest part first."""
    parts = lines.groupby("factor_id", observed=True)[["quantity_in_factor_unit", "co2e_kg"]].sum()
    parts = parts.sort_values("co2e_kg", ascending=False)
    factors = {line.factor.factor_id: line.factor for line in inventory.cube.plan.lines}
    paragraphs = [
        _paragraph(f"{number}. ", factors[str(factor_id)], row, library, gas)
        for number, (factor_id, row) in enumerate(parts.iterrows(), 1)
    ]
    heading = f"{label}, {inventory.label}: {text.co2e(math.fsum(lines['co2e_kg'].dropna()))}"
    count = "one part" if len(paragraphs) == 1 else f"{len(paragraphs)} parts"
    return "\n\n".join([f"{heading}, the sum of {count}", *paragraphs])


def explain_apart(inventory: Inventory, library: FactorLibrary, what: str) -> str:
    """Write out what stands apart from the total: biogenic CO2, or gases outside the Kyoto basket.

    Args:
        inventory: of a reporting year.
        library: the factors, to cite them.
        what: biogenic or non-kyoto; removals and offsets are said not to be in the inventory.
    """
    if what == "biogenic":
        lines = inventory.lines[(inventory.lines["scope"] == "outside").to_numpy()]
        parts = lines.assign(co2e_kg=lines["co2_kg"])
        return _sum_of_parts("Biogenic CO₂, outside of scopes", inventory, library, parts, "")
    if what == "non-kyoto":
        kg = text.worked(inventory.non_kyoto_kg)
        heading = f"Gases outside the Kyoto basket, {inventory.label}: {text.co2e(inventory.non_kyoto_kg)}"
        return f"{heading}\n\n{kg} kg CO₂e of scope 1 come from CFC and HCFC, alone or in blends. {_APART}"
    heading = f"{what.capitalize()}, {inventory.label}"
    return f"{heading}\n\nThey are no part of the inventory and lower nothing in it."


def _name(scope: str, category: int | None) -> str:
    if not scope:
        return "Total, location-based"
    if scope == "3" and category is None:
        return "Scope 3"
    return category_label(scope, category) + (", location-based" if scope == "2" else "")


def _paragraph(number: str, factor: Factor, row: pd.Series, library: FactorLibrary, gas: str) -> str:
    """Write out one factor: with a gas, only the part of the factor that is this gas."""
    value_kg = _value_kg(factor, gas)
    quantity, per_unit = row["quantity_in_factor_unit"], f"{text.factor(value_kg)} kg CO₂e per {factor.uom}"
    product_kg, result = quantity * value_kg, f"{text.worked(row['co2e_kg'])} kg CO₂e"
    if math.isclose(product_kg, row["co2e_kg"]):
        result = f"= {result}"
    else:
        result = f"would be {text.worked(product_kg)} kg CO₂e; contractual instruments make it {result}"
    return "\n".join(
        [
            f"{number}{factor.title}",
            f"   {text.worked(quantity)} {factor.uom} × {per_unit} {result}",
            f"   Source: {cite(library.packs[factor.pack_id], factor)}",
        ]
    )


def _value_kg(factor: Factor, gas: str) -> float:
    """Return [kg CO2e per unit] of a factor: all of it, one gas, or what no gas of it accounts for."""
    gases = [value for value in (factor.co2_kg, factor.ch4_kg, factor.n2o_kg) if math.isfinite(value)]
    if gas == NOT_BY_GAS:
        return factor.value_kg - math.fsum(gases)
    return float(getattr(factor, f"{gas}_kg")) if gas else factor.value_kg
