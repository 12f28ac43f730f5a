"""The tables of the inventory report, each from an inventory, every number as the window shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carbonsv.inventory.drill import counted_lines
from carbonsv.inventory.intensity import intensities
from carbonsv.model import text
from carbonsv.reports.basis import day_of, words
from carbonsv.reports.content import Table

if TYPE_CHECKING:
    import pandas as pd

    from carbonsv.inventory.inventory import Inventory
    from carbonsv.reports.basis import Basis

_GASES = {"co2": "Carbon dioxide (CO₂)", "ch4": "Methane (CH₄)", "n2o": "Nitrous oxide (N₂O)"}
_QUALITIES = {
    "measured": "Measured",
    "invoiced": "Invoiced",
    "estimated-part": "Estimated from part of the data",
    "estimated-proxy": "Estimated from something else",
    "spend": "From money spent",
}
_TONNES = "t CO₂e"
_WHOLE = "Whole organisation"


def scopes(inventory: Inventory) -> Table:
    """Return the totals by scope, scope 2 by both methods."""
    rows = [(row.label, text.tonnes(row.co2e_kg)) for row in inventory.by_scope().itertuples()]
    rows.append(("Total, market-based", text.tonnes(inventory.total_market_kg)))
    rows.append(("Total, location-based", text.tonnes(inventory.total_location_kg)))
    return Table(f"Emissions by scope, {inventory.label}", ("Scope", _TONNES), tuple(rows), totals=2)


def categories(inventory: Inventory) -> Table:
    """Return the totals by category, scope 2 location-based."""
    rows = [(row.label, text.tonnes(row.co2e_kg)) for row in inventory.by_category().itertuples()]
    rows.append(("Total, location-based", text.tonnes(inventory.total_location_kg)))
    return Table(f"Emissions by category, {inventory.label}", ("Category", _TONNES), tuple(rows), totals=1)


def gases(inventory: Inventory) -> Table:
    """Return the totals by gas."""
    table = inventory.by(["gas"])
    rows = tuple(
        (_GASES.get(row.gas, "Not split by gas where published"), text.tonnes(row.co2e_kg))
        for row in table.itertuples()
    )
    return Table(f"Emissions by gas, {inventory.label}", ("Gas", _TONNES), rows)


def apart(inventory: Inventory) -> Table:
    """Return what is never part of the total."""
    rows = (
        ("Biogenic CO₂, outside of scopes", text.tonnes(inventory.biogenic_co2_kg)),
        ("Gases outside the Kyoto basket, part of scope 1", text.tonnes(inventory.non_kyoto_kg)),
    )
    return Table("Biogenic CO₂ and other gases", ("What", _TONNES), rows)


def sites(inventory: Inventory, site: pd.DataFrame) -> list[Table]:
    """Return the emissions of each site; nothing where there are no sites."""
    if site.empty:
        return []
    known = dict(zip(inventory.by_site()["site"], inventory.by_site()["co2e_kg"], strict=True))
    rows = [
        (words(row["name"]), words(row["local_authority"]) or "—", text.tonnes(known.get(row["id"], 0.0)))
        for row in site.to_dict("records")
    ]
    rest = [(_WHOLE, "—", text.tonnes(kg)) for name, kg in known.items() if name not in set(site["id"])]
    header = ("Site", "Local authority", _TONNES)
    return [Table(f"Sites and their emissions, {inventory.label}", header, tuple(rows + rest))]


def qualities(inventory: Inventory) -> Table:
    """Return how the quantities behind the emissions are known."""
    lines = counted_lines(inventory)
    sums = lines.assign(quality=lines["quality"].astype("str")).groupby("quality")["co2e_kg"].sum()
    total_kg = inventory.total_location_kg
    rows = tuple(
        (
            _QUALITIES.get(str(name), str(name)),
            text.tonnes(kg),
            text.share(kg / total_kg if total_kg else 0.0),
        )
        for name, kg in sums.items()
    )
    header = ("How the quantity is known", _TONNES, "Share")
    return Table("Data quality of the total, location-based", header, rows, numbers=2)


def intensity(inventory: Inventory, basis: Basis) -> list[Table]:
    """Return emissions for each unit of what is known; nothing where nothing is."""
    label = inventory.label
    years = basis.tables["reporting_year"]
    row: dict[str, Any] = years[years["label"] == label].to_dict("records")[0]
    found = intensities(inventory, row, basis.tables["site"], basis.tables["intensity_measure"])
    if found.empty:
        return []
    rows = tuple(
        (f"per {one.unit} ({one.name})", text.quantity(one.quantity), text.co2e(one.co2e_kg_per_unit))
        for one in found.itertuples()
    )
    return [Table(f"Intensity, {label}", ("Emissions, location-based", "Quantity", "Ratio"), rows, numbers=2)]


def against(base: Inventory, inventory: Inventory) -> Table:
    """Return the base year beside the reporting year."""
    pairs = (
        ("Scope 1", base.scope1_kg, inventory.scope1_kg),
        ("Scope 2, location-based", base.scope2_location_kg, inventory.scope2_location_kg),
        ("Scope 3", base.scope3_kg, inventory.scope3_kg),
        ("Total, location-based", base.total_location_kg, inventory.total_location_kg),
    )
    rows = tuple(
        (name, text.tonnes(before), text.tonnes(after), _change(before, after))
        for name, before, after in pairs
    )
    header = ("Emissions, t CO₂e", base.label, inventory.label, "Change")
    return Table("Against the base year", header, rows, numbers=3, totals=1)


def restatements(basis: Basis) -> list[Table]:
    """Return the restatements of reported years; nothing where there are none."""
    found = basis.tables["restatement"].to_dict("records")
    labels = dict(
        zip(basis.tables["reporting_year"]["id"], basis.tables["reporting_year"]["label"], strict=True)
    )
    rows = tuple(
        (
            labels.get(row["reporting_year"], ""),
            _day(row["date"]),
            words(row["reason"]),
            text.tonnes(row["before_kg"]),
            text.tonnes(row["after_kg"]),
        )
        for row in found
    )
    header = ("Year", "Restated on", "Because", "Before, t CO₂e", "After, t CO₂e")
    return [Table("Restatements", header, rows, numbers=2)] if rows else []


def _change(before_kg: float, after_kg: float) -> str:
    return text.share((after_kg - before_kg) / before_kg) if before_kg else "—"


def _day(value: object) -> str:
    found = day_of(value)
    return text.day(found) if found else "—"
