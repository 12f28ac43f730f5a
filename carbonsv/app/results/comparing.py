"""Two reporting years of a document compared: as a page shows them, as text and as facts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from carbonsv.app.commands.output import table_text
from carbonsv.inventory.compare import Comparison, adding_up, compare
from carbonsv.inventory.split import EFFECTS
from carbonsv.model import text

if TYPE_CHECKING:
    import pandas as pd

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.inventory.compare import Key

ROWS_SHOWN = 10
PAGE_ROWS = 20
WHOLE = "Whole organisation"
STAGES = MappingProxyType(
    {
        "wtt": "well-to-tank",
        "t-and-d": "transmission and distribution",
        "wtt-t-and-d": "well-to-tank of transmission and distribution",
        "wtt-distribution-loss": "well-to-tank of distribution loss",
    }
)
STEP_KG = 10.0  # the last digit of a total in tonnes


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One row of a comparison, or what the smaller ones come to together.

    Attributes:
        key: site, activity and lifecycle; None for the smaller rows together.
        label: what it is, in words.
        before_kg, after_kg, activity_kg, factor_kg, boundary_kg: [kg CO2e].
    """

    key: Key | None
    label: str
    site: str
    before_kg: float
    after_kg: float
    activity_kg: float
    factor_kg: float
    boundary_kg: float


@dataclass(frozen=True, eq=False)
class YearsCompared:
    """Two years as a page shows them.

    Attributes:
        comparison: from the earlier year to the later one.
        rows: the largest changes, and what the smaller ones come to together.
        effects_kg: [kg CO2e] of each effect, rounded to the last digit shown so that they add up.
    """

    comparison: Comparison
    rows: tuple[ChangedRow, ...]
    effects_kg: dict[str, float]


def years_compared(
    snapshot: Snapshot, one: str, other: str, method: str = "location", most: int = PAGE_ROWS
) -> YearsCompared:
    """Compare two reporting years, the earlier one first.

    Args:
        snapshot: the document.
        one: id of a year.
        other: id of the other one.
        method: location or market, for scope 2.
        most: rows that stand alone.
    """
    order = list(snapshot.year_ids)
    before, after = sorted((one, other), key=order.index)
    comparison = compare_years(snapshot, before, after, method)
    effects = comparison.effects.as_kg()
    shown = dict(zip(effects, adding_up(list(effects.values()), STEP_KG), strict=True))
    return YearsCompared(comparison, _changed_rows(snapshot, comparison, most), shown)


def usual_other(snapshot: Snapshot, year_id: str) -> str:
    """Return the id of the year that another is usually compared with: the one before, else the one after."""
    order = list(snapshot.year_ids)
    at = order.index(year_id)
    return order[at - 1] if at else (*order[1:], "")[0]


def _changed_rows(snapshot: Snapshot, comparison: Comparison, most: int) -> tuple[ChangedRow, ...]:
    sites = dict(zip(snapshot.tables["site"]["id"], snapshot.tables["site"]["name"], strict=True))
    kinds = {kind.id: kind.label for kind in snapshot.library.catalogue}
    names = ("before_kg", "after_kg", *(f"{effect}_kg" for effect in EFFECTS))
    rows = [
        ChangedRow(
            (row["site"], row["activity"], row["lifecycle"]),
            f"{kinds.get(row['activity'], row['activity'])}, {_stage(row['lifecycle'])}",
            sites.get(row["site"], row["site"]) or WHOLE,
            *(row[name] for name in names),
        )
        for row in comparison.rows.head(most).to_dict("records")
    ]
    rest = comparison.rows.iloc[most:]
    if len(rest):
        sums = (math.fsum(rest[name]) for name in names)
        rows.append(ChangedRow(None, f"{len(rest)} smaller changes together", "", *sums))
    return tuple(rows)


def _stage(lifecycle: str) -> str:
    return STAGES.get(lifecycle, lifecycle.replace("-", " "))


def compare_years(snapshot: Snapshot, before: str, after: str, method: str = "location") -> Comparison:
    """Compare two reporting years, each by its id or name; method is location or market, for scope 2."""
    return compare(snapshot.inventory(before), snapshot.inventory(after), method)


def facts(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as numbers, unrounded."""
    effects = comparison.effects.as_kg()
    return {
        "year_a": comparison.before.label,
        "year_b": comparison.after.label,
        "method": comparison.method,
        "before_kg": comparison.before_kg,
        "after_kg": comparison.after_kg,
        "change_kg": float(comparison.effects.change),
        **{f"{name}_effect_kg": value for name, value in effects.items()},
        "year_a_by_factors_of_year_b_kg": comparison.same_factor_kg,
        "rows": comparison.rows,
        "method_breaks": [
            {"series": one.series, "year": one.year, "what_changed": one.what_changed, "source": one.source}
            for one in comparison.breaks
        ],
    }


def comparison_text(name: str, comparison: Comparison, sites: pd.DataFrame) -> str:
    """Return a comparison as text, in tonnes; the rounded effects add up to the rounded change."""
    before, after = comparison.before.label, comparison.after.label
    effects = comparison.effects.as_kg()
    shown = dict(zip(EFFECTS, adding_up(list(effects.values()), STEP_KG), strict=True))
    totals = [
        (f"{before}, {comparison.method}-based", text.tonnes(comparison.before_kg)),
        *((f"  {effect} effect", text.tonnes(value)) for effect, value in shown.items()),
        (f"{after}, {comparison.method}-based", text.tonnes(comparison.after_kg)),
        (f"{before} by the factors of {after}", text.tonnes(comparison.same_factor_kg)),
    ]
    parts = [f"{name}\n", table_text(("", "t CO₂e"), totals), "", _largest(comparison, sites)]
    breaks = [f"  {one.year} {one.series}: {one.what_changed}." for one in comparison.breaks]
    if breaks:
        parts += ["", "Method breaks between the two years, so part of the factor effect:", *breaks]
    return "\n".join(parts)


def _largest(comparison: Comparison, sites: pd.DataFrame) -> str:
    names = dict(zip(sites["id"], sites["name"], strict=True))
    rows = [
        [
            names.get(row["site"], row["site"] or "whole organisation"),
            row["activity"],
            row["lifecycle"],
            *(text.tonnes(row[f"{effect}_kg"]) for effect in EFFECTS),
        ]
        for row in comparison.rows.head(ROWS_SHOWN).to_dict("records")
    ]
    headings = ("Site", "Activity", "Lifecycle", *(effect.capitalize() for effect in EFFECTS))
    return table_text(headings, rows, numbers=len(EFFECTS))
