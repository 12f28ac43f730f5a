"""What a plan does to each scope, year by year: emissions with it, and the difference it makes."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.model.classification import SCOPES

if TYPE_CHECKING:
    from collections.abc import Mapping

TOTAL = "total"
AMOUNTS = (*SCOPES, TOTAL)


def effect_by_year(planned: pd.DataFrame, unplanned: pd.DataFrame) -> pd.DataFrame:
    """Return emissions with a plan beside the difference to those without it.

    Args:
        planned: (y x 3 rows) year, scope, co2e_kg [kg CO2e], as `trajectory` gives.
        unplanned: the same years and scopes without any project.

    Returns:
        (y rows) year, then for scope 1, 2, 3 and their total co2e_kg_1 ... co2e_kg_total [kg CO2e] and
        effect_kg_1 ... effect_kg_total [kg CO2e], which are negative where the plan saves.
    """
    amounts, before = _amounts(planned), _amounts(unplanned)
    rows = [
        {
            "year": year,
            **{f"co2e_kg_{one}": kg[one] for one in AMOUNTS},
            **{f"effect_kg_{one}": kg[one] - before[year][one] for one in AMOUNTS},
        }
        for year, kg in amounts.items()
    ]
    columns = ["year", *(f"{what}_kg_{one}" for what in ("co2e", "effect") for one in AMOUNTS)]
    return pd.DataFrame(rows, columns=columns)


def _amounts(table: pd.DataFrame) -> Mapping[int, dict[str, float]]:
    """Return [kg CO2e] by year and scope, and in total."""
    found: dict[int, dict[str, float]] = {}
    for year, scope, co2e_kg in zip(table["year"], table["scope"], table["co2e_kg"], strict=True):
        found.setdefault(int(year), dict.fromkeys(SCOPES, 0.0))[scope] = float(co2e_kg)
    return {year: {**kg, TOTAL: fsum(kg.values())} for year, kg in found.items()}
