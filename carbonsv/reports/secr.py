"""The energy and carbon statement of a directors' report (Streamlined Energy and Carbon Reporting).

Source: Environmental Reporting Guidelines (2019), ch. 2; SI 2018/1155.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.charts.words import listed
from carbonsv.engine.exact_sum import total
from carbonsv.inventory.intensity import intensities
from carbonsv.model import text
from carbonsv.reports.basis import amount, words
from carbonsv.reports.content import Document, Heading, Note, Paragraph, Table, worded
from carbonsv.reports.methods import attributions, boundary_words, factor_words, market_words, packs_table
from carbonsv.reports.reduction_plan import Initiative, initiatives
from carbonsv.reports.secr_energy import BUSINESS_MILEAGE, EnergyUse, by_source, energy_uses

if TYPE_CHECKING:
    from collections.abc import Callable

    from carbonsv.inventory.inventory import Inventory
    from carbonsv.reports.basis import Basis
    from carbonsv.reports.content import Block

TITLE = "Energy and carbon statement"
_IN_USE = ("direct", "generation")
_INTENSITY_NAMES = {
    "fte": "per employee (FTE)",
    "floor-area": "per m² of floor area",
    "turnover": "per GBP m of turnover",
}
_ADDING_UP = (
    "Totals are of unrounded numbers, so they may differ from the sum of the rounded rows in the last digit."
)
_METHOD = (
    "Emissions are worked out from activity data by the GHG Protocol Corporate Standard. Energy of fuels is "
    "on gross calorific value; energy of mileage is by the kWh factors that the Government publishes for it, "
    "fuel and charged electricity together. Scope 3 counts only travel in vehicles that employees own or "
    "that are hired."
)


@dataclass(frozen=True, eq=False)
class EnergyYear:
    """What the statement says of one year.

    Attributes:
        energy_kwh: [kWh] by source.
        unknown: labels of activities whose energy cannot be worked out.
        business_kg: [kg CO2e] travel in employees' own and hired vehicles, scope 3.
    """

    inventory: Inventory
    row: dict[str, object]
    energy_kwh: dict[str, float]
    unknown: tuple[str, ...]
    business_kg: float

    @property
    def total_kwh(self) -> float:
        """[kWh] all sources together."""
        return total(np.array(list(self.energy_kwh.values()), dtype=np.float64))

    @property
    def total_kg(self) -> float:
        """[kg CO2e] scope 1, scope 2 location-based, and business travel by road."""
        one = self.inventory
        return total(np.array([one.scope1_kg, one.scope2_location_kg, self.business_kg]))

    @property
    def total_market_kg(self) -> float:
        """[kg CO2e] the same with scope 2 market-based."""
        one = self.inventory
        return total(np.array([one.scope1_kg, one.scope2_market_kg, self.business_kg]))


def energy_year(basis: Basis, year_id: str) -> EnergyYear:
    """Work out the energy of a reporting year and the emissions that belong to it."""
    inventory = basis.inventory(year_id)
    uses = energy_uses(inventory, basis.library)
    return EnergyYear(
        inventory, basis.year_row(year_id), by_source(uses), _unknown(uses, basis), _business_kg(inventory)
    )


def secr_statement(basis: Basis) -> Document:
    """Return the statement of the year that the document chose, the last one by default.

    Raises:
        NothingToReportError: there is no reporting year.
    """
    entries = basis.row("secr_statement")
    year_id = basis.year_or_last(entries.get("reporting_year"))
    before = basis.before(year_id)
    years = [energy_year(basis, one) for one in (year_id, before) if one]
    current = years[0].inventory
    blocks: list[Block] = [
        Paragraph(_opening(basis, current, entries)),
        Heading("Energy"),
        _energy_table(years),
        Heading("Greenhouse gas emissions"),
        _emissions_table(years),
        Note(_ADDING_UP),
        Heading("Intensity"),
        *_intensity(basis, years, words(entries.get("intensity")) or "turnover"),
        Heading("Energy efficiency actions"),
        Paragraph(_actions(basis, entries)),
        Heading("Methodology"),
        *_method(basis, years[0], words(entries.get("methodology"))),
    ]
    subject = f"{TITLE} of {basis.name} for {current.label}"
    return Document(TITLE, basis.name, subject, basis.day, worded(blocks), basis.origin)


def _opening(basis: Basis, current: Inventory, entries: dict[str, object]) -> str:
    share = amount(entries.get("uk_share"))
    where = (
        "all of it in the United Kingdom"
        if share is None
        else f"{text.share(share)} of it in the United Kingdom"
    )
    return (
        f"This statement gives the energy use of {basis.name}, {where}, and the greenhouse gas emissions "
        f"from it for the reporting year {current.label}, {text.period(current.start, current.end)}."
    )


def _energy_table(years: list[EnergyYear]) -> Table:
    sources = list(dict.fromkeys(source for year in years for source in year.energy_kwh))
    rows = [
        (source, *(text.number(year.energy_kwh.get(source, 0.0)) for year in years)) for source in sources
    ]
    rows.append(("Total energy", *(text.number(year.total_kwh) for year in years)))
    header = ("Energy by source, kWh", *(year.inventory.label for year in years))
    return Table("Energy use", header, tuple(rows), numbers=len(years), totals=1)


def _emissions_table(years: list[EnergyYear]) -> Table:
    named: tuple[tuple[str, Callable[[EnergyYear], float]], ...] = (
        ("Scope 1: fuels, vehicles and refrigerants", lambda year: year.inventory.scope1_kg),
        ("Scope 2: electricity and heat, location-based", lambda year: year.inventory.scope2_location_kg),
        ("Scope 3: business travel in employees' own and hired vehicles", lambda year: year.business_kg),
        ("Scope 2, market-based, for information", lambda year: year.inventory.scope2_market_kg),
        ("Total with scope 2 market-based, for information", lambda year: year.total_market_kg),
        ("Total, location-based", lambda year: year.total_kg),
    )
    rows = tuple((name, *(text.tonnes(value(year)) for year in years)) for name, value in named)
    header = ("Emissions, t CO₂e", *(year.inventory.label for year in years))
    return Table("Emissions", header, rows, numbers=len(years), totals=1)


def _intensity(basis: Basis, years: list[EnergyYear], per: str) -> list[Block]:
    names = dict.fromkeys(name for year in years for name in _ratios(basis, year, per))
    if not names:
        return [Paragraph("[To be completed: the quantity that the intensity ratio divides by]")]
    rows = tuple(
        (name, *(_ratios(basis, year, per).get(name, text.NOT_AVAILABLE) for year in years)) for name in names
    )
    header = ("Intensity ratio", *(year.inventory.label for year in years))
    about = "The ratio divides the location-based total above by what is named."
    return [Paragraph(about), Table("Intensity", header, rows, numbers=len(years))]


def _ratios(basis: Basis, year: EnergyYear, per: str) -> dict[str, str]:
    table = intensities(year.inventory, year.row, basis.tables["site"], basis.tables["intensity_measure"])
    found = {}
    for row in table[table["per"] == per].to_dict("records"):
        name = _INTENSITY_NAMES.get(per, f"per {row['unit']}: {row['name']}")
        found[f"Emissions {name}"] = text.co2e(year.total_kg / row["quantity"])
    return found


def _actions(basis: Basis, entries: dict[str, object]) -> str:
    done = [_action(one) for one in initiatives(basis, "completed")]
    saved = [one.energy_kwh for one in initiatives(basis, "completed") if one.energy_kwh is not None]
    together = [f"Together they save {text.number(sum(saved))} kWh a year."] if saved else []
    lines = [words(entries.get("efficiency_actions")), *done, *together]
    return (
        "\n".join(one for one in lines if one)
        or "[To be completed: energy efficiency actions, or that none were taken]"
    )


def _action(one: Initiative) -> str:
    since = f", since {text.day(one.start)}" if one.start else ""
    saved = f": {text.number(one.energy_kwh)} kWh a year" if one.energy_kwh is not None else ""
    return f"{one.label}{since}{saved}"


def _method(basis: Basis, year: EnergyYear, own: str) -> list[Block]:
    inventory = year.inventory
    said = [_METHOD, boundary_words(basis), factor_words(inventory), market_words(inventory), own]
    unknown = f"The energy of {listed(year.unknown)} is not known and not counted." if year.unknown else ""
    parts = "\n\n".join(one for one in (*said, unknown) if one)
    return [Paragraph(parts), packs_table(inventory, basis), Note(attributions(inventory, basis))]


def _unknown(uses: tuple[EnergyUse, ...], basis: Basis) -> tuple[str, ...]:
    names = dict.fromkeys(one.activity for one in uses if math.isnan(one.energy_kwh))
    return tuple(basis.library.catalogue.find(name).label for name in names)


def _business_kg(inventory: Inventory) -> float:
    """Return [kg CO2e] travel in vehicles of employees or hired ones, without well-to-tank."""
    table = inventory.lines
    mine = table["activity"].astype("str").str.startswith(BUSINESS_MILEAGE) & (table["scope"] == "3")
    chosen = table[(mine & table["lifecycle"].isin(_IN_USE)).to_numpy()]
    return total(chosen["co2e_kg"].to_numpy())
