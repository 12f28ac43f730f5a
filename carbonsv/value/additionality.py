"""How much of a change is the organisation's own doing, and would not have happened anyway.

Source: HM Treasury, The Green Book: additionality, deadweight, displacement, leakage and substitution.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

DEDUCTIONS = ("deadweight", "displacement", "leakage", "substitution")
SHARES = (*DEDUCTIONS, "attribution", "drop_off")


@dataclass(frozen=True, slots=True)
class Additionality:
    """Shares from 0 to 1; None is not stated, which deducts nothing and is said.

    Attributes:
        deadweight: would have happened anyway.
        displacement: the emissions only moved to another place of ours.
        leakage: the benefit went outside the area that was meant.
        substitution: one action took the place of another that would have done the same.
        attribution: the part of the change that is the organisation's own, beside others who helped.
        drop_off: the part of the effect that is lost from one year to the next.
    """

    deadweight: float | None = None
    displacement: float | None = None
    leakage: float | None = None
    substitution: float | None = None
    attribution: float | None = None
    drop_off: float | None = None

    def kept_share(self, name: str, position: int) -> float:
        """Return the share of the change that one step leaves.

        Args:
            name: of the step.
            position: 1 in the first year, 2 in the second.
        """
        share = getattr(self, name)
        if name == "attribution":
            return 1.0 if share is None else float(share)
        if share is None:
            return 1.0
        return float((1 - share) ** (position - 1)) if name == "drop_off" else float(1 - share)

    def factor(self, position: int) -> float:
        """Return A, the share of the gross change that is counted in a year."""
        product = 1.0
        for name in SHARES:
            product *= self.kept_share(name, position)
        return product

    def unstated(self, years: int) -> tuple[str, ...]:
        """Return what was left blank; drop-off only matters where there is more than one year."""
        names = [field.name for field in fields(self) if getattr(self, field.name) is None]
        return tuple(name for name in names if name != "drop_off" or years > 1)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the waterfall from gross to net.

    Attributes:
        kept_share: of what was there before the step.
        removed_t: [t CO2e] taken off by the step.
        left_t: [t CO2e] after the step.
    """

    name: str
    kept_share: float
    removed_t: float
    left_t: float


def waterfall(gross_t: float, additionality: Additionality, position: int) -> tuple[Step, ...]:
    """Return the steps from the gross to the net change of a year.

    A rise is counted in full: what would take a part off a saving may not make a rise smaller.

    Args:
        gross_t: [t CO2e] gross change; negative for a rise.
        additionality: the shares of the claim.
        position: 1 in the first year, 2 in the second.
    """
    steps, left_t = [], gross_t
    for name in SHARES:
        kept = additionality.kept_share(name, position) if gross_t > 0 else 1.0
        after_t = left_t * kept
        steps.append(Step(name, kept, left_t - after_t, after_t))
        left_t = after_t
    return tuple(steps)
