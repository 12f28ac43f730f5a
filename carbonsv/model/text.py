"""Numbers as text: one function for each kind, so that the same number is the same text everywhere.

Rounded half up, only here. The window, charts, documents and the command line all come to this module.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

KG_PER_TONNE = 1000
MONTHS = (  # not from strftime, whose names change with the machine's language
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ROUNDED = Context(prec=400, rounding=ROUND_HALF_UP)  # a float has up to 309 digits before its point
_RAISED = re.compile(r"\b([a-z]*m)([23])\b")
_RAISED_FIGURES = {"2": "²", "3": "³"}
_SIGNIFICANT = 3
_WORKED = 10
NOT_AVAILABLE = "not available"


def co2e(co2e_kg: float) -> str:
    """Return emissions with their unit: `950 kg CO₂e`, `5.54 t CO₂e`, `12,345 t CO₂e`.

    Args:
        co2e_kg: [kg CO2e], nan for not available.
    """
    if not math.isfinite(co2e_kg):
        return NOT_AVAILABLE
    if abs(_places(Decimal(repr(float(co2e_kg))), 0)) < KG_PER_TONNE:
        return f"{number(co2e_kg)} kg CO₂e"
    return f"{tonnes(co2e_kg)} t CO₂e"


def tonnes(co2e_kg: float) -> str:
    """Return emissions in tonnes without the unit, for a column whose heading says t CO₂e.

    Args:
        co2e_kg: [kg CO2e], nan for not available.
    """
    if not math.isfinite(co2e_kg):
        return NOT_AVAILABLE
    return fixed(Decimal(repr(float(co2e_kg))) / KG_PER_TONNE, 2)


def number(value: float) -> str:
    """Return a number to three significant figures below 100, else to the whole, with thousands marked."""
    if not math.isfinite(value):
        return NOT_AVAILABLE
    exact = Decimal(repr(float(value)))
    if exact == 0:
        return "0"
    places = max(0, _SIGNIFICANT - 1 - exact.adjusted())
    return _trimmed(fixed(exact, places))


def quantity(value: float) -> str:
    """Return a quantity as it was entered: every digit, with thousands marked."""
    if not math.isfinite(value):
        return ""
    return _trimmed(f"{Decimal(repr(float(value) or 0.0)):,f}")


def factor(value: float) -> str:
    """Return a factor to ten significant figures, without thousands marked: more than any source prints."""
    return NOT_AVAILABLE if not math.isfinite(value) else _trimmed(f"{_significant(value):f}")


def worked(value: float) -> str:
    """Return a result inside a written-out calculation, to ten significant figures, thousands marked."""
    return NOT_AVAILABLE if not math.isfinite(value) else _trimmed(f"{_significant(value):,f}")


def pounds(value_gbp: float) -> str:
    """Return money as `£1,234` or `-£450`: three figures below 100, else whole pounds.

    Args:
        value_gbp: [GBP], nan for not available.
    """
    amount = number(abs(value_gbp))
    if amount == NOT_AVAILABLE:
        return amount
    return f"-£{amount}" if value_gbp < 0 and amount != "0" else f"£{amount}"


def unit(name: str) -> str:
    """Return a unit as it is printed: m², m³ and CO₂e for m2, m3 and CO2e."""
    return _RAISED.sub(lambda found: found[1] + _RAISED_FIGURES[found[2]], name).replace("CO2", "CO₂")


def share(value: float) -> str:
    """Return a share from 0 to 1 as a percentage with one decimal."""
    return NOT_AVAILABLE if not math.isfinite(value) else f"{fixed(Decimal(repr(float(value))) * 100, 1)} %"


def fixed(value: Decimal, places: int) -> str:
    """Return a number with this many decimals, rounded half up, thousands marked; never minus zero."""
    rounded = _places(value, places)
    return f"{abs(rounded) if rounded == 0 else rounded:,f}"


def day(value: date) -> str:
    """Return a date as `1 April 2024`."""
    return f"{value.day} {month(value)}"


def period(start: date, end: date) -> str:
    """Return a period as `1 April 2024 to 31 March 2025`, or one day alone."""
    return day(start) if start == end else f"{day(start)} to {day(end)}"


def month(value: date) -> str:
    """Return a month as `April 2024`."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def short_month(value: date) -> str:
    """Return the first letters of a month, as `Apr`, for where it has no more room."""
    return MONTHS[value.month - 1][:3]


def _places(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), context=_ROUNDED)


def _significant(value: float) -> Decimal:
    exact = Decimal(repr(float(value)))
    if exact == 0:
        return Decimal(0)
    return _places(exact, _WORKED - 1 - exact.adjusted())


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
