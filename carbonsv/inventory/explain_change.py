"""How a change between two reporting years came about: quantities and factors before and after."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from carbonsv.inventory.compare import Comparison, effects_of, parts_of
from carbonsv.inventory.split import EFFECTS, Effects, split_change
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.inventory.compare import Key
    from carbonsv.inventory.split import Part

_MEANING = {
    "activity": "more or less was done: the change of the quantity at the mean of the two factors",
    "factor": "the factor changed: its change at the mean of the two quantities",
    "boundary": "a site, or a stage of its life, is counted in one of the years only",
}
_SHOWN_DECIMALS = 6
_NONE = (0.0, 0.0)


def explain_change(comparison: Comparison, label: str, key: Key) -> str:
    """Write out one row of a comparison.

    Args:
        comparison: of two years.
        label: what the row is called.
        key: site, activity and lifecycle of the row.
    """
    first, second = (
        parts_of(one, comparison.method).get(key, {}) for one in (comparison.before, comparison.after)
    )
    paragraphs = [
        _unit(comparison, unit, first.get(unit, _NONE), second.get(unit, _NONE))
        for unit in sorted(first.keys() | second.keys())
    ]
    return "\n\n".join([label, *paragraphs, _effects(effects_of(comparison, key))])


def explain_effects(comparison: Comparison) -> str:
    """Write out how the change between two years splits into effects that add up to it."""
    before, after = comparison.before.label, comparison.after.label
    change = signed(float(comparison.effects.change))
    return "\n".join(
        [
            f"Change from {before} to {after}, {comparison.method}-based: {change}",
            "",
            f"{before}: {text.worked(comparison.before_kg)} kg CO₂e",
            _effects(comparison.effects),
            f"{after}: {text.worked(comparison.after_kg)} kg CO₂e",
            "",
            f"{before} by the factors of {after}: {text.worked(comparison.same_factor_kg)} kg CO₂e",
            "",
            "Source: J. X. Sun, Energy Economics 20 (1998): a complete decomposition, nothing is left over.",
        ]
    )


def signed(co2e_kg: float) -> str:
    """Return a change of emissions with its sign and unit."""
    shown = text.co2e(co2e_kg)
    return f"+{shown}" if co2e_kg > 0 else shown


def _unit(comparison: Comparison, unit: str, before: Part, after: Part) -> str:
    lines = [
        f"{year.label}: {text.worked(quantity)} {unit}{_by_factor(quantity, kg, unit)}"
        f" = {text.worked(kg)} kg CO₂e"
        for year, (quantity, kg) in ((comparison.before, before), (comparison.after, after))
    ]
    if before[0] and after[0]:
        (quantity_before, _), (quantity_after, _) = before, after
        factors = [_factor(*one) for one in (before, after)]
        quantities = [_shown(quantity_before), _shown(quantity_after)]
        split = split_change(before, after)
        more = f"({quantities[1]} − {quantities[0]}) × ({factors[0]} + {factors[1]}) / 2"
        higher = f"({factors[1]} − {factors[0]}) × ({quantities[0]} + {quantities[1]}) / 2"
        lines.append(f"   Activity: {more} = {_shown(split.activity)} kg CO₂e")
        lines.append(f"   Factor: {higher} = {_shown(split.factor)} kg CO₂e")
    return "\n".join(lines)


def _by_factor(quantity: float, kg: float, unit: str) -> str:
    return f" × {_factor(quantity, kg)} kg CO₂e per {unit}" if quantity else ""


def _effects(effects: Effects) -> str:
    return "\n".join(
        f"   {name.capitalize()} effect: {_shown(getattr(effects, name))} kg CO₂e ({_MEANING[name]})"
        for name in EFFECTS
    )


def _shown(value: Fraction | float) -> str:
    """Return a result of a calculation without what the last digits of sums leave."""
    return text.worked(round(float(value), _SHOWN_DECIMALS))


def _factor(quantity: float, kg: float) -> str:
    return text.factor(float(Fraction(kg) / Fraction(quantity)))
