"""The emissions of a site's borough, as a backdrop: what a council can influence, per person.

Source: BEIS local authority emissions 2005-2020, subset under the influence of local authorities.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from carbonsv.value.local_spend import borough_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

SUBSET = "emissions under the influence of local authorities; CO₂ only"


@dataclass(frozen=True, slots=True)
class BoroughYear:
    """A borough's emissions in a year [kt CO2] and per person [t CO2]."""

    local_authority: str
    year: int
    total_kt: float
    per_person_t: float
    population_thousand: float


def borough_years(local_authority: str, table: pd.DataFrame) -> tuple[BoroughYear, ...]:
    """Return the years of a borough, the first one first; none where it is not one of the ten.

    Args:
        local_authority: its name, long or short: Bolton, or Bolton Metropolitan Borough Council.
        table: (n rows) as the pack gm-boroughs-emissions.
    """
    wanted = borough_name(local_authority)
    rows = [row for row in table.to_dict("records") if borough_name(row["local_authority"]) == wanted]
    return tuple(_year(row) for row in sorted(rows, key=lambda row: row["year"]))


def latest(local_authorities: Iterable[str], table: pd.DataFrame) -> list[BoroughYear]:
    """Return the newest year of every borough that is known, each once."""
    found: dict[str, BoroughYear] = {}
    for name in local_authorities:
        years = borough_years(name, table)
        if years:
            found.setdefault(years[-1].local_authority, years[-1])
    return list(found.values())


def _year(row: dict[str, Any]) -> BoroughYear:
    return BoroughYear(
        row["local_authority"],
        int(row["year"]),
        row["total_kt"],
        row["per_person_t"],
        row["population_thousand"],
    )
