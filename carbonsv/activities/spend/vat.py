"""Value added tax: taken off purchases that a ledger gives with it only."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.tables.meanings import folded
from carbonsv.errors import UnknownNameError
from carbonsv.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_HIGHEST_SHARE = 1.0  # a rate above it is written in per cent


@dataclass(frozen=True, slots=True)
class VatRate:
    """A rate of UK value added tax: its name, the words ledgers have for it, and since when it holds."""

    name: str
    words: frozenset[str]
    rate: float
    since: date
    source: str


@cache
def vat_rates() -> tuple[VatRate, ...]:
    """Read the rates in force; each stands beside its source in `resources/vat_rates.csv`."""
    with (RESOURCES / "vat_rates.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            VatRate(
                row["name"],
                frozenset((row["name"], *row["words"].split("|"))),
                float(row["rate"]),
                date.fromisoformat(row["from"]),
                row["source"],
            )
            for row in csv.DictReader(file, strict=True)
        )


def vat_rate(name: str) -> VatRate:
    """Return the rate of a name: standard, reduced, zero, none.

    Raises:
        UnknownNameError: there is none.
    """
    for one in vat_rates():
        if one.name == name.strip().casefold():
            return one
    raise UnknownNameError("rate of VAT", name, tuple(one.name for one in vat_rates()))


def read_rates(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return (n,) the rates that cells say: 20%, 20, 0.2, S, Exempt; nan where a cell says none."""
    known = {text: _read_rate(text) for text in set(texts)}
    return np.array([known[text] for text in texts], np.float64)


def without_vat(gross_gbp: NDArray[np.float64], rates: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n,) amounts without VAT [GBP]; as they are where the rate is not known.

    Args:
        gross_gbp: (n,) with VAT [GBP].
        rates: (n,) of VAT, as shares of the amount without it.
    """
    return gross_gbp / (1 + np.nan_to_num(rates))


def _read_rate(text: str) -> float:
    words = folded(text.replace("%", ""))
    for one in vat_rates():
        if words in one.words:
            return one.rate
    try:
        rate = float(text.strip().rstrip("%"))
    except ValueError:
        return float("nan")
    if "%" in text or rate >= _HIGHEST_SHARE:
        rate /= 100
    return rate if 0 <= rate < _HIGHEST_SHARE else float("nan")
