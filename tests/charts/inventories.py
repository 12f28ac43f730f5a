"""Inventories to draw: a real one from a handful of records, and others with stated emission lines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.inventory.inventory import Inventory, make_inventory
from carbonsv.model.policy import FactorPolicy, Period
from tests.shipped import library as shipped_library

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from carbonsv.library.factor_library import FactorLibrary

Line = tuple[str, int | None, str, float]  # scope, category, first day of the month, kg CO2e

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
RECORDS = [
    ("r1", "electricity", 10_000.0, "kWh"),
    ("r2", "natural-gas", 20_000.0, "kWh"),
    ("r3", "fleet-diesel", 500.0, "litre"),
    ("r4", "rail/national-rail", 30_000.0, "passenger.km"),
]
ALL_CATEGORIES: tuple[tuple[str, int | None], ...] = (
    ("1", None),
    ("2", None),
    *(("3", number) for number in range(1, 16)),
    ("3", None),
)


def real_inventory(library: FactorLibrary) -> Inventory:
    """Return the inventory of a few records that each last the whole year."""
    table = pd.DataFrame(RECORDS, columns=["id", "activity", "quantity", "unit"])
    table = table.assign(start=pd.Timestamp(YEAR.start), end=pd.Timestamp(YEAR.end), site="Works")
    return make_inventory(table, library, FactorPolicy(), YEAR)


def with_lines(inventory: Inventory, lines: Iterable[Line], sites: Sequence[str] = ()) -> Inventory:
    """Return an inventory of the same year with exactly these emissions, by own factors of 1 kg per item."""
    rows = list(lines)
    table = pd.DataFrame(
        {
            "id": [f"r{place}" for place in range(len(rows))],
            "activity": [f"own/{_own_id(scope, category)}" for scope, category, _, _ in rows],
            "quantity": [co2e_kg for *_, co2e_kg in rows],
            "unit": "items",
            "site": list(sites) or ["Works"] * len(rows),
            "start": pd.to_datetime([month for _, _, month, _ in rows]),
            "end": pd.to_datetime([month for _, _, month, _ in rows]),
        }
    )
    library = shipped_library().with_own(_own_factors({(scope, category) for scope, category, _, _ in rows}))
    return make_inventory(table, library, inventory.policy, inventory.period, label=inventory.label)


def _own_id(scope: str, category: int | None) -> str:
    return f"{scope}-{category or 0}"


def _own_factors(kinds: set[tuple[str, int | None]]) -> pd.DataFrame:
    rows = [
        {"id": _own_id(scope, category), "scope": scope, "category": float(category or "nan")}
        for scope, category in sorted(kinds, key=str)
    ]
    same = {"label": "Item", "unit": "items", "co2e_kg_per_unit": 1.0, "gas": "co2e", "source": "a test"}
    columns = ["id", "scope", "category"]
    return pd.DataFrame(rows, columns=columns).assign(**same, year=2024.0, licence="none")


def categories(count: int, largest_kg: float = 50_000.0) -> list[Line]:
    """Return one line for each of so many categories, each smaller than the one before."""
    chosen = ALL_CATEGORIES[:count]
    return [(*one, "2024-04-01", largest_kg / (place + 1)) for place, one in enumerate(chosen)]


def months(count: int, co2e_kg: float = 9_500.0) -> list[Line]:
    """Return one line for each scope in each of the first so many months of the year."""
    starts = pd.date_range(YEAR.start, periods=count, freq="MS")
    return [(scope, None, str(start.date()), co2e_kg * int(scope)) for start in starts for scope in "123"]
