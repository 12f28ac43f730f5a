"""The message of a chart in sentences, for those who hear it read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.charts.words import listed
from carbonsv.model import text
from carbonsv.model.classification import scope_label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd

    from carbonsv.inventory.inventory import Inventory

NAMED_CATEGORIES = 5
EMPTY = "No emissions yet: there is no activity data in this year."


def alt_scopes(inventory: Inventory) -> str:
    """Say which scope is the largest, and what each one is by both methods of scope 2."""
    scopes = {
        "Scope 1": inventory.scope1_kg,
        "Scope 2": inventory.scope2_location_kg,
        "Scope 3": inventory.scope3_kg,
    }
    both = f"{text.co2e(inventory.scope2_location_kg)} by the location-based method and "
    both += f"{text.co2e(inventory.scope2_market_kg)} by the market-based method"
    rest = [_is("Scope 1", inventory.scope1_kg), f"scope 2 is {both}", _is("scope 3", inventory.scope3_kg)]
    return f"{_largest(scopes, inventory.total_location_kg)} {'; '.join(rest)}."


def alt_categories(table: pd.DataFrame, total_kg: float) -> str:
    """Say which category is the largest, and the next ones.

    Args:
        table: (k rows) label, co2e_kg [kg CO2e] from the largest down.
        total_kg: [kg CO2e] scope 2 location-based.
    """
    amounts = dict(zip(table["label"], table["co2e_kg"], strict=True))
    named = [_is(label, amounts[label]) for label in list(amounts)[1:NAMED_CATEGORIES]]
    others = len(amounts) - 1 - len(named)
    following = f" {listed(named)}." if named else ""
    more = (
        f" {others} more {'category is' if others == 1 else 'categories are'} smaller." if others > 0 else ""
    )
    return _largest(amounts, total_kg) + following + more


def alt_months(totals_kg: dict[date, float], scopes: Sequence[str], missing: Sequence[date]) -> str:
    """Say which months are the highest and the lowest, and which have no data.

    Args:
        totals_kg: [kg CO2e] of each month that has data.
        scopes: those that are shown.
        missing: months of the year without data.
    """
    shown = listed([scope_label(scope) for scope in scopes])
    opening = f"Emissions by month of {shown}, scope 2 location-based."
    gaps = f" There is no data for {listed([text.month(month) for month in missing])}." if missing else ""
    return opening + _extremes(totals_kg) + gaps


def _extremes(totals_kg: dict[date, float]) -> str:
    highest, lowest = max(totals_kg, key=totals_kg.__getitem__), min(totals_kg, key=totals_kg.__getitem__)
    if totals_kg[highest] == totals_kg[lowest]:
        months = text.month(highest) if len(totals_kg) == 1 else "Every month with data"
        return f" {months} has {text.co2e(totals_kg[highest])}."
    most, least = text.co2e(totals_kg[highest]), text.co2e(totals_kg[lowest])
    return (
        f" {text.month(highest)} is the highest with {most} and {text.month(lowest)} the lowest with {least}."
    )


def _largest(amounts_kg: dict[str, float], total_kg: float) -> str:
    if not any(amounts_kg.values()):  # no word on which is the largest
        return f"All emissions are {text.co2e(0)}."
    name = max(amounts_kg, key=amounts_kg.__getitem__)
    largest = f"{name} is the largest with {text.co2e(amounts_kg[name])}"
    if min(amounts_kg.values()) < 0:
        return f"{largest}; all together are {text.co2e(total_kg)}, scope 2 location-based."
    return f"{largest} of {text.co2e(total_kg)} in total, scope 2 location-based."


def _is(name: str, co2e_kg: float) -> str:
    return f"{name} is {text.co2e(co2e_kg)}"
