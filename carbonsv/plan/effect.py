"""What a plan does to each scope, year by year: emissions with it, and the difference it makes."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.model.classification import SCOPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.plan.trajectory import Outlook

TOTAL = "total"
AMOUNTS = (*SCOPES, TOTAL)


def effect_by_year(outlook: Outlook) -> pd.DataFrame:
    """Return emissions with a plan beside the difference to those without it.

    Returns:
        (y rows) year, then for scope 1, 2, 3 and their total co2e_kg_1 ... co2e_kg_total [kg CO2e] and
        effect_kg_1 ... effect_kg_total [kg CO2e], which are negative where the plan saves.
    """
    before = outlook.unplanned_kg
    rows = [_row(year, _whole(kg), _whole(before[year])) for year, kg in outlook.amounts_kg.items()]
    columns = [f"{what}_kg_{one}" for one in AMOUNTS for what in ("co2e", "effect")]
    return pd.DataFrame(rows, columns=["year", *columns])


def _row(year: int, planned: Mapping[str, float], unplanned: Mapping[str, float]) -> dict[str, float]:
    effects = {f"effect_kg_{one}": planned[one] - unplanned[one] for one in AMOUNTS}
    return {"year": year, **{f"co2e_kg_{one}": planned[one] for one in AMOUNTS}, **effects}


def _whole(kg: Mapping[str, float]) -> dict[str, float]:
    """Return [kg CO2e] of every scope, and of all together."""
    return {**{one: kg.get(one, 0.0) for one in SCOPES}, TOTAL: fsum(kg.values())}
