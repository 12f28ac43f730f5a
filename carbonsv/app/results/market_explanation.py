"""How a market-based total came about: what each contractual instrument covers, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.engine.exact_sum import total
from carbonsv.model import text

if TYPE_CHECKING:
    import pandas as pd

    from carbonsv.inventory.inventory import Inventory

_KINDS = {
    "rego": "Certificates of origin (REGO)",
    "ppa": "Power purchase agreement",
    "green-tariff": "Green tariff",
    "supplier-factor": "Supplier's own factor",
}
_LEFT = "the residual mix where one is entered, else the location-based factor"


def explain_market(inventory: Inventory, scope: str = "") -> str:
    """Write out scope 2 by the market-based method, or the total with it.

    Args:
        inventory: of a reporting year.
        scope: 2, or blank for the total of all scopes.

    Source: GHG Protocol Scope 2 Guidance (2015), ch. 6 and 7.
    """
    if scope:
        return _scope2(inventory)
    return "\n".join(
        [
            f"Total, market-based, {inventory.label}: {text.co2e(inventory.total_market_kg)}",
            "",
            f"Scope 1: {text.worked(inventory.scope1_kg)} kg CO₂e",
            f"Scope 2, market-based: {text.worked(inventory.scope2_market_kg)} kg CO₂e",
            f"Scope 3: {text.worked(inventory.scope3_kg)} kg CO₂e",
            "",
            _scope2(inventory),
        ]
    )


def _scope2(inventory: Inventory) -> str:
    parts = [*_covered(inventory), *_not_covered(inventory)]
    heading = f"Scope 2, market-based, {inventory.label}: {text.co2e(inventory.scope2_market_kg)}"
    location = f"By the location-based method it is {text.co2e(inventory.scope2_location_kg)}."
    numbered = [f"{number}. {part}" for number, part in enumerate(parts, 1)]
    return "\n\n".join([heading, *numbered, location])


def _covered(inventory: Inventory) -> list[str]:
    """Say what each instrument covers."""
    rows = inventory.coverage.by_instrument
    used = rows[rows["covered_kwh"] > 0].to_dict("records")
    return [
        f"{_KINDS.get(row['kind'], row['kind'])}\n   {text.worked(row['covered_kwh'])} kWh covered, "
        f"{text.worked(row['co2e_kg'])} kg CO₂e"
        for row in used
    ]


def _not_covered(inventory: Inventory) -> list[str]:
    """Say what is left of the electricity, and what instruments are not for, such as heat."""
    lines = inventory.lines[inventory.lines["scope"] == "2"]
    of_market = lines[lines["method"] != "location"]
    electricity = (of_market["method"] == "market") & (of_market["factor_unit"] == "kWh")
    coverage = inventory.coverage
    left_kwh = coverage.used_kwh - coverage.covered_kwh
    left_kg = _sum(of_market[electricity]) - float(coverage.by_instrument["co2e_kg"].sum())
    parts = []
    if left_kwh > 0:
        amounts = f"{text.worked(left_kwh)} kWh, {text.worked(left_kg)} kg CO₂e"
        parts.append(f"Electricity that no instrument covers: {_LEFT}\n   {amounts}")
    if not electricity.all():
        amount = f"{text.worked(_sum(of_market[~electricity]))} kg CO₂e"
        parts.append(f"Heat, steam and other energy, the same by both methods\n   {amount}")
    return parts


def _sum(lines: pd.DataFrame) -> float:
    return total(lines["co2e_kg"].to_numpy())
