"""The factor library: every pack, the catalogue of activity kinds, and the fuels' properties."""

from __future__ import annotations

import copy
import csv
from typing import TYPE_CHECKING, Any

from carbonsv.errors import UnknownNameError
from carbonsv.library.blends import blend_packs
from carbonsv.library.catalogue import Catalogue, Series, read_catalogue
from carbonsv.library.factor import Factor
from carbonsv.library.own_factors import own_kinds, own_pack
from carbonsv.library.pack import FactorPack, pack_ids, read_pack
from carbonsv.library.prices import Deflator, read_deflator
from carbonsv.library.uk_names import slug
from carbonsv.paths import FACTORS
from carbonsv.units.convert import dimension
from carbonsv.units.fuel import FuelProperties
from carbonsv.units.names import read_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import pandas as pd

YEARLY = "uk-government-factors"
EDITION = "@"  # in the name of a pack that a corrected edition has taken the place of


_LABELS = ("level1", "level2", "level3", "level4", "column_text")
_NUMBERS = ("co2e_kg", "co2_kg", "ch4_kg", "n2o_kg", "energy_kwh")
_TEXTS = ("factor_id", "source_id", "scope", "uom", "source_cell", "gwp_set", "note")


class _Index:
    """Where the rows of each series are in a pack; only those asked for are made into factors."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._columns = {name: table[name].tolist() for name in _LABELS + _NUMBERS + _TEXTS}
        self._places: dict[str, list[int]] = {}
        for place, key in enumerate(table["series_key"].tolist()):
            self._places.setdefault(key.rpartition(":")[0], []).append(place)

    def rows(self, series: str) -> list[dict[str, Any]]:
        """Return the rows of a series, empty where there are none."""
        places = self._places.get(series, [])
        return [{name: column[place] for name, column in self._columns.items()} for place in places]


class FactorLibrary:
    """Factors by series and year; packs are indexed when they are first needed."""

    def __init__(
        self, packs: Iterable[FactorPack], catalogue_folder: Path, fuels: Mapping[str, FuelProperties]
    ) -> None:
        """Take the packs; yearly ones answer for their year, the others for every year."""
        self.packs = {pack.id: pack for pack in packs}
        self.own_folder: Path | None = None
        self._official = self
        self._fuels = fuels
        self.deflator: Deflator = read_deflator(catalogue_folder)
        self._bases = read_bases(catalogue_folder / "energy_basis.csv")
        self._years = {pack.year: pack.id for pack in self.packs.values() if pack.kind == YEARLY}
        self._standing = [pack for pack in self.packs.values() if pack.kind != YEARLY]
        self._indexes: dict[str, _Index] = {}
        self._factors: dict[tuple[str, str], tuple[Factor, ...]] = {}
        self.catalogue: Catalogue = read_catalogue(catalogue_folder, self._all_series())

    @classmethod
    def load(cls, folder: Path = FACTORS, own_folder: Path | None = None) -> FactorLibrary:
        """Read every pack of the program, and those the user imported, which go first."""
        packs = {name: read_pack(folder / name) for name in pack_ids(folder)}
        if own_folder and own_folder.is_dir():
            packs |= {
                name: read_pack(own_folder / name) for name in pack_ids(own_folder) if EDITION not in name
            }
        packs |= {pack.id: pack for pack in blend_packs(folder / "refrigerant-blends")}
        fuels = read_fuels(folder / "fuel-properties-2025" / "fuel-properties-2025.csv")
        made = cls(packs.values(), folder, fuels)
        made.own_folder = own_folder
        return made

    def with_own(self, own: pd.DataFrame) -> FactorLibrary:
        """Return the official library with the user's own factors beside it, in place of any it had before.

        Args:
            own: (n rows) columns as resources/schema/own_factor.csv.
        """
        official = self._official
        if own.empty:
            return official
        pack, more = own_pack(own), copy.copy(official)
        more.packs = official.packs | {pack.id: pack}
        more._standing = [*official._standing, pack]  # noqa: SLF001 - a copy of ourselves
        more._indexes, more._factors = dict(official._indexes), dict(official._factors)  # noqa: SLF001
        more.catalogue = official.catalogue.extended(own_kinds(own))
        return more

    @property
    def editions(self) -> dict[str, str]:
        """Edition and fingerprint of the source of every official pack, by its id."""
        return {one.id: f"{one.edition} {one.sha256}" for one in self._official.packs.values()}

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have an official pack."""
        return tuple(sorted(self._years))

    @property
    def yearly_ids(self) -> frozenset[str]:
        """The ids of the packs that are for one year."""
        return frozenset(self._years.values())

    def pack_year(self, year: int) -> int:
        """Return the year whose pack answers for `year`: itself, else the latest earlier, else the first."""
        earlier = [known for known in self.years if known <= year]
        return earlier[-1] if earlier else self.years[0]

    def factors(self, series: str, year: int) -> tuple[Factor, ...]:
        """Return the factors of a series, one per unit, for a year; empty where there are none."""
        yearly = self._of_pack(self._years[self.pack_year(year)], series)
        return yearly or self._standing_factors(series, year)

    def factor(self, factor_id: str) -> Factor:
        """Return the factor with this id.

        Raises:
            UnknownNameError: no pack has it.
        """
        pack_id, _, key = factor_id.partition("/")
        series = key.rpartition(":")[0]
        known = self._of_pack(pack_id, series) if pack_id in self.packs else ()
        for factor in known:
            if factor.factor_id == factor_id:
                return factor
        raise UnknownNameError("factor", factor_id)

    def fuel(self, series: str) -> FuelProperties | None:
        """Return the properties of the fuel that a series is about, if it is about one."""
        return self._fuels.get(series) or self._fuels.get(fuel_series(series))

    def unit_with_basis(self, factor: Factor) -> str:
        """Return the factor's unit with the calorific value it is on, where the source leaves that unsaid."""
        if dimension(factor.unit) != "energy" or factor.unit.endswith(" CV)"):
            return factor.unit
        basis = next((basis for start, basis in self._bases.items() if factor.series.startswith(start)), "")
        return f"{factor.unit} ({basis})" if basis else factor.unit

    def _standing_factors(self, series: str, year: int) -> tuple[Factor, ...]:
        """Return the factors of the newest pack not bound to a year that was valid by `year`, else of any."""
        having = [pack for pack in self._standing if self._of_pack(pack.id, series)]
        valid = [pack for pack in having if pack.year <= year]
        chosen = max(valid or having, key=lambda pack: pack.year, default=None)
        return self._of_pack(chosen.id, series) if chosen else ()

    def _of_pack(self, pack_id: str, series: str) -> tuple[Factor, ...]:
        known = self._factors.get((pack_id, series))
        if known is None:
            rows = self._index(pack_id).rows(series)
            known = self._factors[pack_id, series] = tuple(_factor(pack_id, series, row) for row in rows)
        return known

    def _index(self, pack_id: str) -> _Index:
        if pack_id not in self._indexes:
            self._indexes[pack_id] = _Index(self.packs[pack_id].factors)
        return self._indexes[pack_id]

    def _all_series(self) -> list[Series]:
        """List every series that has a value once, with the labels of the newest pack that has it."""
        found: dict[str, Series] = {}
        for pack in sorted(self.packs.values(), key=lambda pack: -pack.year):
            table = pack.factors[pack.factors[["co2e_kg", "co2_kg"]].notna().any(axis=1)]
            keys = [key.rpartition(":")[0] for key in table["series_key"].tolist()]
            new = [place for place, key in enumerate(keys) if key not in found]
            for place, row in zip(new, table.iloc[new].to_dict("records"), strict=True):
                key = keys[place]
                units = (*found[key].units, row["uom"]) if key in found else (row["uom"],)
                found[key] = Series(key, _labels(key, row), row["level2"], units)
        return [_with_units(series) for series in found.values()]


def read_fuels(path: Path) -> dict[str, FuelProperties]:
    """Read the properties of fuels, by the series they belong to."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    return {series: _fuel(row) for row in rows for series in row["series"].split("|") if series}


def find_fuel(name: str, folder: Path = FACTORS) -> FuelProperties:
    """Return the properties of a fuel by its name as published, or as an activity: natural-gas, diesel.

    Raises:
        UnknownNameError: no fuel is called so; its hint names the nearest.
    """
    fuels = read_fuels(folder / "fuel-properties-2025" / "fuel-properties-2025.csv")
    wanted = slug(name)
    known = {slug(fuel.name): fuel for fuel in fuels.values()}
    known |= {series.rpartition("/")[2]: fuel for series, fuel in fuels.items()}
    starting = [fuel for key, fuel in sorted(known.items()) if key.startswith(f"{wanted}-average")]
    fuel = known.get(wanted) or next(iter(starting), None)
    if fuel is None:
        raise UnknownNameError("fuel", name, tuple(key for key in sorted(known) if key[:3] == wanted[:3])[:3])
    return fuel


def read_bases(path: Path) -> dict[str, str]:
    """Read which series are on net calorific value though their unit does not say so."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["series_prefix"]: row["basis"] for row in csv.DictReader(file, strict=True)}


def fuel_series(series: str) -> str:
    """Return the series of the fuel itself for its WTT or outside-of-scopes series."""
    return (
        series.replace("wtt-fuels/", "fuels/")
        .replace("wtt-bioenergy/wtt-", "bioenergy/")
        .replace("outside-of-scopes/forecourt-fuels-containing-biofuel/", "fuels/liquid-fuels/")
        .replace("outside-of-scopes/bio", "bioenergy/bio")
    )


def _fuel(row: Mapping[str, str]) -> FuelProperties:
    """Read one fuel; its density comes from litres per tonne, which the source prints with more digits."""
    litres = float(row["litres_per_tonne"]) if row["litres_per_tonne"] else None
    return FuelProperties(
        name=row["fuel"],
        net_cv_gj_per_tonne=float(row["net_cv_gj_per_tonne"]) if row["net_cv_gj_per_tonne"] else None,
        gross_cv_gj_per_tonne=float(row["gross_cv_gj_per_tonne"]) if row["gross_cv_gj_per_tonne"] else None,
        density_kg_per_m3=1_000_000 / litres if litres else None,  # kg per tonne x litres per m3
        source=f"fuel properties, {row['source_cell']}",
    )


def _factor(pack_id: str, series: str, row: Mapping[str, Any]) -> Factor:
    return Factor(
        pack_id=pack_id,
        series=series,
        labels=tuple(row[name] for name in _LABELS),
        unit=read_unit(row["uom"]),
        **{name: row[name] for name in _NUMBERS + _TEXTS},
    )


def _labels(key: str, row: Mapping[str, Any]) -> dict[str, str]:
    """Pair every part of a series key with the printed label it was made from."""
    printed = {slug(row[name]): row[name] for name in _LABELS}
    return {part: printed.get(part, part.replace("-", " ").capitalize()) for part in key.split("/")}


def _with_units(series: Series) -> Series:
    return Series(series.key, series.labels, series.level2, tuple(read_unit(unit) for unit in series.units))
