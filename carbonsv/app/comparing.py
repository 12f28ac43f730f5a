"""Two reporting years of a document compared, as text and as facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carbonsv.app.output import table_text
from carbonsv.inventory.compare import EFFECTS, Comparison, adding_up, compare
from carbonsv.model import text

if TYPE_CHECKING:
    import pandas as pd

    from carbonsv.app.snapshot import Snapshot

ROWS_SHOWN = 10
STEP_KG = 10.0  # the last digit of a total in tonnes


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
