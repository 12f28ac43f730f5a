"""Intensities of a reporting year: emissions per unit, energy of sites per floor area, and the weather."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from carbonsv.inventory.compare import breaks_crossed
from carbonsv.inventory.intensity import energy_cells, intensities, site_energy
from carbonsv.inventory.weather import HeatingFit, heating_fits

if TYPE_CHECKING:
    import pandas as pd

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.inventory.inventory import Inventory

_UNITS = {"fte": "FTE", "floor-area": "m²", "turnover": "GBP m"}


@dataclass(frozen=True, slots=True)
class IntensityRow:
    """Emissions per unit of something.

    Attributes:
        quantity: how many units.
        location_kg, market_kg: [kg CO2e per unit] by both methods of scope 2.
        before_kg: [kg CO2e per unit] location-based of the year before; nan where it has none.
    """

    id: str
    name: str
    unit: str
    quantity: float
    location_kg: float
    market_kg: float
    before_kg: float

    @property
    def change_share(self) -> float:
        """Change from the year before; nan where there is none."""
        return self.location_kg / self.before_kg - 1 if self.before_kg else math.nan


@dataclass(frozen=True, slots=True)
class SiteRow:
    """The energy of a site; [m²], [kWh], [kWh/m²], nan where it is not known."""

    id: str
    name: str
    floor_area_m2: float
    energy_kwh: float
    kwh_per_m2: float
    before_kwh_per_m2: float


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The intensity of a year, and whether the method of factors broke before it; [kg CO2e per unit]."""

    label: str
    value: float
    broken: bool


@dataclass(frozen=True, eq=False)
class IntensityResult:
    """Everything that the tab shows.

    Attributes:
        trends: of each intensity, over the years up to this one, by its id.
        weather_sources: where the degree days were published.
        unnamed_kwh: [kWh] energy of buildings on records without a site.
        names: of activities and sites, by id.
    """

    inventory: Inventory
    rows: tuple[IntensityRow, ...]
    trends: dict[str, tuple[TrendPoint, ...]]
    sites: tuple[SiteRow, ...]
    unnamed_kwh: float
    fits: tuple[HeatingFit, ...]
    has_degree_days: bool
    weather_sources: str
    names: dict[str, str]


def intensity_result(snapshot: Snapshot, year_id: str | None = None) -> IntensityResult:
    """Work out the intensities of a reporting year, the last one by default."""
    year = year_id or snapshot.year_ids[-1]
    until = snapshot.year_ids[: snapshot.year_ids.index(year) + 1]
    by_year = {one: _of_year(snapshot, one) for one in until}
    inventory, before = snapshot.inventory(year), until[-2] if len(until) > 1 else ""
    energy = energy_cells(inventory, snapshot.library)
    sites = snapshot.tables["site"]
    degree_days = snapshot.tables["degree_day"]
    names = {kind.id: kind.label for kind in snapshot.library.catalogue}
    unnamed = energy["energy_kwh"][~energy["site"].isin(sites["id"])]
    return IntensityResult(
        inventory=inventory,
        rows=_rows(by_year[year], by_year.get(before, {})),
        trends=_trends(snapshot, by_year),
        sites=_sites(snapshot, inventory, snapshot.inventory(before) if before else None),
        unnamed_kwh=math.fsum(unnamed),
        fits=tuple(heating_fits(inventory, energy, degree_days)),
        has_degree_days=len(degree_days) > 0,
        weather_sources=", ".join(sorted(set(degree_days["source"].dropna()))),
        names=names | dict(zip(sites["id"], sites["name"], strict=True)),
    )


def _of_year(snapshot: Snapshot, year_id: str) -> dict[str, tuple[Any, ...]]:
    """Return name, unit, quantity and [kg CO2e per unit] by both methods, by the id of the intensity."""
    rows = snapshot.tables["reporting_year"]
    row: dict[str, Any] = rows[rows["id"] == year_id].to_dict("records")[0]
    inventory = snapshot.inventory(year_id)
    location, market = (
        intensities(inventory, row, snapshot.tables["site"], snapshot.tables["intensity_measure"], method)
        for method in ("location", "market")
    )
    both = zip(location.itertuples(index=False), market["co2e_kg_per_unit"], strict=True)
    return {
        _UNITS.get(one.per, f"{one.name}|{one.unit}"): (
            one.name,
            one.unit,
            one.quantity,
            one.co2e_kg_per_unit,
            market_kg,
        )
        for one, market_kg in both
    }


def _rows(now: dict[str, tuple[Any, ...]], before: dict[str, tuple[Any, ...]]) -> tuple[IntensityRow, ...]:
    return tuple(
        IntensityRow(key, name, unit, quantity, location_kg, market_kg, _location_kg(before.get(key)))
        for key, (name, unit, quantity, location_kg, market_kg) in now.items()
    )


def _location_kg(found: tuple[Any, ...] | None) -> float:
    return found[3] if found else math.nan


def _trends(
    snapshot: Snapshot, by_year: dict[str, dict[str, tuple[Any, ...]]]
) -> dict[str, tuple[TrendPoint, ...]]:
    trends: dict[str, list[TrendPoint]] = {}
    earlier: dict[str, Inventory] = {}
    for year_id, found in by_year.items():
        inventory = snapshot.inventory(year_id)
        for key, values in found.items():
            broken = key in earlier and bool(breaks_crossed(earlier[key], inventory))
            trends.setdefault(key, []).append(TrendPoint(inventory.label, values[3], broken))
            earlier[key] = inventory
    return {key: tuple(points) for key, points in trends.items()}


def _sites(snapshot: Snapshot, inventory: Inventory, before: Inventory | None) -> tuple[SiteRow, ...]:
    sites = snapshot.tables["site"]
    now = site_energy(inventory, sites, snapshot.library)
    earlier = None if before is None else site_energy(before, sites, snapshot.library)["kwh_per_m2"]
    rows = now.assign(before=math.nan if earlier is None else earlier)
    rows = _with_something(rows).sort_values("energy_kwh", ascending=False, kind="stable")
    return tuple(
        SiteRow(
            row["site"],
            row["name"],
            row["floor_area_m2"],
            row["energy_kwh"],
            row["kwh_per_m2"],
            row["before"],
        )
        for row in rows.to_dict("records")
    )


def _with_something(sites: pd.DataFrame) -> pd.DataFrame:
    return sites[(sites["energy_kwh"] != 0) | sites["floor_area_m2"].notna()]
