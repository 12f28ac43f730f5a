"""A change split into the effects of activity, factor and boundary, which add up to it exactly.

Amounts are counted in steps of 2 to the power of -1074 kg, of which every double is a whole number: sums
of thousands of changes are sums of whole numbers, several hundred times quicker than reduced fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

EFFECTS = ("activity", "factor", "boundary")
Part = tuple[float, float]  # quantity in the unit of its factor, kg CO2e
_STEP_BITS = 1074
_STEPS = 1 << _STEP_BITS  # in a kilogram
_UNSETTLED_BITS = 74  # of steps: far below the last digit of any sum that is shown


@dataclass(frozen=True, slots=True)
class Effects:
    """A change split into effects that add up to it exactly.

    Attributes:
        activity_steps, factor_steps, boundary_steps: whole steps of 2 to the power of -1074 kg CO2e.
    """

    activity_steps: int = 0
    factor_steps: int = 0
    boundary_steps: int = 0

    @classmethod
    def of_kg(cls, activity: float = 0.0, factor: float = 0.0, boundary: float = 0.0) -> Effects:
        """Return effects that are known in [kg CO2e]."""
        return cls(steps_of(activity), steps_of(factor), steps_of(boundary))

    @property
    def activity(self) -> Fraction:
        """[kg CO2e] because more or less was done."""
        return Fraction(self.activity_steps, _STEPS)

    @property
    def factor(self) -> Fraction:
        """[kg CO2e] because factors changed."""
        return Fraction(self.factor_steps, _STEPS)

    @property
    def boundary(self) -> Fraction:
        """[kg CO2e] because sites or stages came or went."""
        return Fraction(self.boundary_steps, _STEPS)

    @property
    def change(self) -> Fraction:
        """[kg CO2e] all three together."""
        return Fraction(sum(self._steps), _STEPS)

    @property
    def _steps(self) -> tuple[int, int, int]:
        return self.activity_steps, self.factor_steps, self.boundary_steps

    def plus(self, other: Effects) -> Effects:
        """Return both together."""
        return together((self, other))

    def as_kg(self) -> dict[str, float]:
        """Return [kg CO2e] of each effect as numbers that add up to the change.

        Each is the nearest number to the exact one, but the smallest takes up what the others were rounded
        by; what is nothing stays nothing.
        """
        exact = self._steps
        places = [place for place, steps in enumerate(exact) if steps] or list(range(len(exact)))
        smallest = min(places, key=lambda place: abs(exact[place]))
        rounded = [steps / _STEPS for steps in exact]
        others = sum(steps_of(kg) for place, kg in enumerate(rounded) if place != smallest)
        rounded[smallest] = (sum(exact) - others) / _STEPS
        return dict(zip(EFFECTS, rounded, strict=True))

    def settled(self) -> Effects:
        """Leave out what dividing in whole steps has left in the activity effect; the sum stays as it is."""
        activity = _settled(self.activity_steps)
        return Effects(activity, self.factor_steps + self.activity_steps - activity, self.boundary_steps)


def together(parts: Iterable[Effects]) -> Effects:
    """Return the effects of several changes together."""
    activity = factor = boundary = 0
    for one in parts:
        activity += one.activity_steps
        factor += one.factor_steps
        boundary += one.boundary_steps
    return Effects(activity, factor, boundary)


def split_change(before: Part, after: Part) -> Effects:
    """Split one change of quantity times factor: (quantity, kg CO2e) before and after.

    Without a quantity in one of the years there is no factor to compare, and all of it is activity.
    """
    (quantity_before, kg_before), (quantity_after, kg_after) = before, after
    first, second = steps_of(kg_before), steps_of(kg_after)
    if not quantity_before or not quantity_after:
        return Effects(activity_steps=second - first)
    up, down = _ratio(quantity_after, quantity_before)
    # the change of the quantity at the mean of the two factors, times twice the product of the quantities
    twice = (second - first) * up * down + first * up * up - second * down * down
    activity = _divided(twice, 2 * up * down)
    return Effects(activity_steps=activity, factor_steps=second - first - activity)


def by_other_factor(quantity: float, other: Part) -> int:
    """Return the steps that a quantity comes to by the factor of another (quantity, kg CO2e)."""
    up, down = _ratio(quantity, other[0])
    return _divided(steps_of(other[1]) * up, down)


def steps_of(kg: float) -> int:
    """Return an amount in whole steps, exactly."""
    numerator, denominator = kg.as_integer_ratio()
    return numerator << (_STEP_BITS + 1 - denominator.bit_length())


def kg_of(steps: int) -> float:
    """Return [kg CO2e] the number nearest to some steps, but for what dividing in whole steps has left."""
    return _settled(steps) / _STEPS


def _settled(steps: int) -> int:
    """Round to the nearest multiple of more steps than any sum has divisions; alike for both signs."""
    half = 1 << (_UNSETTLED_BITS - 1)
    rounded = (abs(steps) + half) >> _UNSETTLED_BITS << _UNSETTLED_BITS
    return rounded if steps > 0 else -rounded


def _ratio(quantity: float, other: float) -> tuple[int, int]:
    """Return one quantity divided by another as whole numbers."""
    (numerator, denominator), (other_numerator, other_denominator) = (
        one.as_integer_ratio() for one in (quantity, other)
    )
    return numerator * other_denominator, other_numerator * denominator


def _divided(steps: int, by: int) -> int:
    """Divide towards zero, so that a change turned round has the same amount."""
    whole = abs(steps) // abs(by)
    return whole if (steps < 0) == (by < 0) else -whole
