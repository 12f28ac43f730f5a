"""Market-based scope 2: contractual instruments cover electricity, never more than was used.

What no instrument covers takes the residual mix where the user has entered one, else the location-based
factor, and the inventory says so.

Source: GHG Protocol Scope 2 Guidance (2015), ch. 6 and 7.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from carbonsv.model.issue import Issue
from carbonsv.model.text import quantity as quantity_text

RESIDUAL = "residual-mix"


@dataclass(frozen=True, eq=False)
class Coverage:
    """How far instruments cover the electricity of an inventory.

    Attributes:
        used_kwh: electricity in market-based lines.
        covered_kwh: of which covered by instruments.
        by_instrument: (i rows) id, kind, certificate_kwh, covered_kwh, co2e_kg.
        issues: certificates beyond use, and electricity left to the location factor.
    """

    used_kwh: float
    covered_kwh: float
    by_instrument: pd.DataFrame
    issues: tuple[Issue, ...]


def cover(lines: pd.DataFrame, instruments: pd.DataFrame) -> tuple[pd.DataFrame, Coverage]:
    """Put the factors of contractual instruments in place of the location factor in market-based lines.

    Args:
        lines: (m rows) cell lines with site, month, method, factor_unit, quantity_in_factor_unit, co2e_kg.
        instruments: (i rows) columns as resources/schema/instrument.csv.

    Returns:
        The lines with market-based [kg CO2e] replaced, and the coverage.
    """
    market = ((lines["method"] == "market") & (lines["factor_unit"] == "kWh")).to_numpy()
    used = np.where(market, lines["quantity_in_factor_unit"].to_numpy(), 0.0)
    left, covered_kg = used.copy(), np.zeros(len(lines))
    rows, issues = [], []
    certificates = instruments[instruments["kind"] != RESIDUAL].sort_values(["start", "id"])
    for one in certificates.itertuples():
        taken = _taken(one, lines, left)
        left = left - taken
        covered_kg += taken * one.co2e_kg_per_kwh
        rows.append((one.id, one.kind, one.certificate_kwh, float(taken.sum()), float((taken * one.co2e_kg_per_kwh).sum())))
        issues += _beyond_use(one, float(taken.sum()))
    residual = instruments[instruments["kind"] == RESIDUAL]
    changed = _with_rest(lines, market, left, covered_kg, residual)
    coverage = Coverage(
        used_kwh=float(used.sum()),
        covered_kwh=float(used.sum() - left.sum()),
        by_instrument=pd.DataFrame(rows, columns=["id", "kind", "certificate_kwh", "covered_kwh", "co2e_kg"]),
        issues=(*issues, *_left_over(float(left.sum()), residual)),
    )
    return changed, coverage


def _taken(one: object, lines: pd.DataFrame, left: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (m,) [kWh] an instrument covers of each line: in proportion, up to its certificates."""
    site, start, end = one.site, one.start, one.end  # type: ignore[attr-defined]
    fits = (lines["month"] >= start.replace(day=1)).to_numpy() & (lines["month"] <= end).to_numpy()
    if isinstance(site, str) and site:
        fits &= (lines["site"] == site).to_numpy()
    open_kwh = np.where(fits, np.maximum(left, 0.0), 0.0)
    certificate_kwh = one.certificate_kwh  # type: ignore[attr-defined]
    everything = open_kwh.sum()
    if np.isnan(certificate_kwh) or certificate_kwh >= everything:
        return open_kwh
    return open_kwh * (certificate_kwh / everything)


def _with_rest(
    lines: pd.DataFrame,
    market: NDArray[np.bool_],
    left: NDArray[np.float64],
    covered_kg: NDArray[np.float64],
    residual: pd.DataFrame,
) -> pd.DataFrame:
    """Add the uncovered rest by residual mix or location factor; gases are unknown where a line is covered."""
    location_kg = lines["co2e_kg"].to_numpy()
    quantity = lines["quantity_in_factor_unit"].to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        rest_kg = np.where(quantity != 0, location_kg * (left / quantity), 0.0)
    if len(residual):
        rest_kg = left * float(residual["co2e_kg_per_kwh"].iloc[0])
    replaced = market & ((left != quantity) | bool(len(residual)))
    values = {"co2e_kg": np.where(replaced, covered_kg + rest_kg, location_kg)}
    for gas in ("co2_kg", "ch4_kg", "n2o_kg"):
        values[gas] = np.where(replaced, np.nan, lines[gas].to_numpy())
    return lines.assign(**values)


def _beyond_use(one: object, taken_kwh: float) -> list[Issue]:
    certificate_kwh = one.certificate_kwh  # type: ignore[attr-defined]
    if np.isnan(certificate_kwh) or certificate_kwh <= taken_kwh:
        return []
    name = one.id  # type: ignore[attr-defined]
    sentence = (
        f"Instrument {name} has certificates for {quantity_text(certificate_kwh)} kWh, "
        f"but only {quantity_text(round(taken_kwh, 3))} kWh was used in its period: the rest does not count."
    )
    return [Issue(name, "certificates-beyond-use", "warning", sentence, "Check its period and site.")]


def _left_over(left_kwh: float, residual: pd.DataFrame) -> list[Issue]:
    if left_kwh <= 0 or len(residual):
        return []
    sentence = (
        "No residual mix has been entered: market-based emissions of electricity without a contractual "
        "instrument use the location-based factor."
    )
    hint = "Enter the residual mix with its source and year when you have one."
    return [Issue("", "no-residual-mix", "notice", sentence, hint)]
