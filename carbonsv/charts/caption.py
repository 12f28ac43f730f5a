"""The caption of a chart: who made it, with which editions of which factors, for which days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.charts.words import listed
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.inventory.inventory import Inventory

PROGRAM = "Carbon SV"
_FAMILIES = (
    ("ukgov-", "UK Government GHG Conversion Factors"),
    ("uk-spend-", "UK spend-based factors"),
    ("refrigerant-blends", "refrigerant blends"),
    ("on-site-generation", "on-site generation"),
)


def caption_of(inventory: Inventory) -> str:
    """Return the program, the sources of the factors used with their years, and the reporting year."""
    year = f"year {text.period(inventory.period.start, inventory.period.end)}"
    return "; ".join([PROGRAM, *source_names(pack_ids(inventory)), year])


def pack_ids(inventory: Inventory) -> list[str]:
    """Return the ids of the factor packs that the inventory's lines rest on."""
    return sorted({line.factor.pack_id for line in inventory.cube.plan.lines})


def source_names(packs: list[str]) -> list[str]:
    """Return the sources in words, each once with all its years: the own pack of a user keeps its id."""
    years: dict[str, list[str]] = {}
    for pack in packs:
        start, name = next((one for one in _FAMILIES if pack.startswith(one[0])), (pack, pack))
        years.setdefault(name, []).append(pack.removeprefix(start))
    order = [name for _, name in _FAMILIES if name in years]
    order += [name for name in years if name not in order]
    return [_with_years(name, [year for year in years[name] if year.isdigit()]) for name in order]


def _with_years(name: str, years: list[str]) -> str:
    return f"{name} {listed(years)}" if years else name
