"""Market-based scope 2: contractual instruments cover electricity, never more than was used.

What no instrument covers takes the residual mix where the user has entered one, else the location-based
factor, and the inventory says so.

Source: GHG Protocol Scope 2 Guidance (2015), ch. 6 and 7.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.engine.exact_sum import total
from carbonsv.model.issue import Issue
from carbonsv.model.text import factor, worked
from carbonsv.model.text import month as month_text
from carbonsv.model.text import quantity as quantity_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from carbonsv.model.policy import Period

    Values = NDArray[np.float64]

RESIDUAL = "residual-mix"
GASES = ("co2_kg", "ch4_kg", "n2o_kg")
_SHOWN_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Instrument:
    """A contractual instrument as far as it lies in a reporting year.

    Attributes:
        certificate_kwh: [kWh] of its certificates for its days in the year; infinite where it counts none.
    """

    id: str
    kind: str
    site: str
    start: pd.Timestamp
    end: pd.Timestamp
    certificate_kwh: float
    co2e_kg_per_kwh: float


@dataclass(frozen=True, eq=False)
class Coverage:
    """How far instruments cover the electricity of an inventory.

    Attributes:
        used_kwh: electricity in market-based lines that are measured in kWh.
        covered_kwh: of which covered by instruments.
        by_instrument: (i rows) id, kind, certificate_kwh, covered_kwh, co2e_kg.
        issues: certificates beyond use, and electricity left to the location factor.
    """

    used_kwh: float
    covered_kwh: float
    by_instrument: pd.DataFrame
    issues: tuple[Issue, ...]


def cover(
    lines: pd.DataFrame, instruments: pd.DataFrame | None, period: Period
) -> tuple[pd.DataFrame, Coverage]:
    """Put the factors of contractual instruments in place of the location factor in market-based lines.

    Args:
        lines: (m rows) cell lines with site, month, method, factor_unit, quantity_in_factor_unit, co2e_kg.
        instruments: (i rows) columns as resources/schema/instrument.csv; None where there are none.
        period: the reporting year; certificates count by their days in it.

    Returns:
        The lines with market-based [kg CO2e] replaced, and the coverage.
    """
    market = ((lines["method"] == "market") & (lines["factor_unit"] == "kWh")).to_numpy()
    used = np.where(market, lines["quantity_in_factor_unit"].to_numpy(), 0.0)
    left, covered_kg = used, np.zeros(len(lines))
    known = read_instruments(instruments, period)
    rows, issues = [], []
    for one in (one for one in known if one.kind != RESIDUAL):
        taken = _taken(one, lines, left)
        left, covered_kg = left - taken, covered_kg + taken * one.co2e_kg_per_kwh
        covered_kwh = total(taken)
        rows.append((one.id, one.kind, one.certificate_kwh, covered_kwh, covered_kwh * one.co2e_kg_per_kwh))
        issues += _beyond_use(one, covered_kwh)
    residual = _residual_rate(lines, [one for one in known if one.kind == RESIDUAL])
    changed = _with_rest(lines, market & ((left != used) | ~np.isnan(residual)), left, covered_kg, residual)
    used_kwh = total(used[market])
    left_kwh = used_kwh if left is used else total(left[market])
    unknown_kwh = total(left[market & np.isnan(residual)])
    columns = ["id", "kind", "certificate_kwh", "covered_kwh", "co2e_kg"]
    by_instrument = pd.DataFrame(rows, columns=columns)
    issues += _left_over(unknown_kwh)
    return changed, Coverage(used_kwh, used_kwh - left_kwh, by_instrument, tuple(issues))


def read_instruments(instruments: pd.DataFrame | None, period: Period) -> list[Instrument]:
    """Return the instruments of a reporting year with their certificates by days, in the order they apply.

    Certificates go before factors that count no kWh, and those of one site before those of all, so that
    none is left over because another took what only it could cover.

    Source: GHG Protocol Scope 2 Guidance (2015), table 6.3: the order of data.
    """
    if instruments is None or instruments.empty:
        return []
    first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
    found = []
    for row in instruments.sort_values(["start", "id"]).to_dict("records"):
        start, end = max(row["start"], first), min(row["end"], last)
        if start <= end:
            share = ((end - start).days + 1) / ((row["end"] - row["start"]).days + 1)
            kwh = math.inf if pd.isna(row["certificate_kwh"]) else row["certificate_kwh"] * share
            site = row["site"] if isinstance(row["site"], str) else ""
            factor = float(row["co2e_kg_per_kwh"])
            found.append(Instrument(row["id"], row["kind"], site, start, end, kwh, factor))
    return sorted(found, key=lambda one: (math.isinf(one.certificate_kwh), not one.site))


def market_text(lines: pd.DataFrame, site: str, start: pd.Timestamp, end: pd.Timestamp) -> str:
    """Say what a kilowatt-hour of a site counts market-based, month by month, after its instruments.

    Args:
        lines: (m rows) cell lines of an inventory, after `cover`.
        site: id of the site, blank for records of the whole organisation.
        start: first day of the record.
        end: last day of the record.

    Returns:
        A line for each month in which instruments or a residual mix change the location factor; else nothing.
    """
    months = (lines["month"] >= start.replace(day=1)) & (lines["month"] <= end)
    chosen = lines[months & (lines["site"] == site) & (lines["factor_unit"] == "kWh")]
    columns = ["quantity_in_factor_unit", "co2e_kg"]
    market = chosen[chosen["method"] == "market"].groupby("month")[columns].sum()
    location = chosen[chosen["method"] == "location"].groupby("month")[columns].sum()
    sentences = [
        _market_sentence(month, row, location.loc[month, "co2e_kg"])
        for month, row in market.iterrows()
        if row["quantity_in_factor_unit"] and row["co2e_kg"] != location.loc[month, "co2e_kg"]
    ]
    return "\n".join(sentences)


def _market_sentence(month: pd.Timestamp, row: pd.Series, location_kg: float) -> str:
    kwh, market_kg = row["quantity_in_factor_unit"], row["co2e_kg"]
    rate = f"{month_text(month)}: {factor(market_kg / kwh)} kg CO₂e per kWh"
    amount = f"{worked(market_kg)} kg CO₂e for {_kwh(kwh)} of the site"
    location = f"location-based {worked(location_kg)} kg CO₂e"
    return f"{rate}, because contractual instruments or a residual mix apply ({amount}; {location})."


def _fits(one: Instrument, lines: pd.DataFrame) -> NDArray[np.bool_]:
    """Return (m,) whether an instrument is for the site and the month of each line."""
    months = lines["month"]
    fits: NDArray[np.bool_] = ((months >= one.start.replace(day=1)) & (months <= one.end)).to_numpy()
    return fits & (lines["site"] == one.site).to_numpy() if one.site else fits


def _taken(one: Instrument, lines: pd.DataFrame, left: Values) -> Values:
    """Return (m,) [kWh] an instrument covers of each line: in proportion, up to its certificates."""
    open_kwh: Values = np.where(_fits(one, lines), np.maximum(left, 0.0), 0.0)
    everything = total(open_kwh)
    if one.certificate_kwh >= everything:
        return open_kwh
    return open_kwh * (one.certificate_kwh / everything)


def _residual_rate(lines: pd.DataFrame, residual: Sequence[Instrument]) -> Values:
    """Return (m,) [kg CO2e/kWh] of the residual mix of each line's month, nan where none was entered."""
    rate = np.full(len(lines), np.nan)
    for one in residual:
        rate[_fits(one, lines) & np.isnan(rate)] = one.co2e_kg_per_kwh
    return rate


def _with_rest(
    lines: pd.DataFrame,
    replaced: NDArray[np.bool_],
    left: Values,
    covered_kg: Values,
    residual: Values,
) -> pd.DataFrame:
    """Add the uncovered rest by residual mix or location factor; gases are unknown on replaced lines."""
    if not replaced.any():
        return lines
    location_kg = lines["co2e_kg"].to_numpy()
    quantity = lines["quantity_in_factor_unit"].to_numpy()
    share = np.divide(left, quantity, out=np.zeros(len(left)), where=quantity != 0)
    rest_kg = np.where(np.isnan(residual), location_kg * share, left * residual)
    values = {"co2e_kg": np.where(replaced, covered_kg + rest_kg, location_kg)}
    values |= {gas: np.where(replaced, np.nan, lines[gas].to_numpy()) for gas in GASES}
    return lines.assign(**values)


def _beyond_use(one: Instrument, covered_kwh: float) -> list[Issue]:
    if math.isinf(one.certificate_kwh) or one.certificate_kwh <= covered_kwh:
        return []
    sentence = (
        f"Instrument {one.id} has certificates for {_kwh(one.certificate_kwh)} in the reporting year, "
        f"but only {_kwh(covered_kwh)} was used in its period: the rest does not count."
    )
    return [Issue(one.id, "certificates-beyond-use", "warning", sentence, "Check its period and site.")]


def _left_over(unknown_kwh: float) -> list[Issue]:
    if unknown_kwh <= 0:
        return []
    sentence = (
        "No residual mix has been entered: market-based emissions of electricity without a contractual "
        "instrument use the location-based factor."
    )
    hint = "Enter the residual mix with its source and year when you have one."
    return [Issue("", "no-residual-mix", "notice", sentence, hint)]


def _kwh(value: float) -> str:
    return f"{quantity_text(round(value, _SHOWN_DECIMALS))} kWh"
