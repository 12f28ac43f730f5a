"""The time bank: for every day billed one hour is owed to the community."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HOURS_PER_BILLED_DAY = 1
BILLED, GIVEN = "billed-days", "hours-given"


@dataclass(frozen=True, slots=True)
class TimeBank:
    """The hours owed, given and left to give [hours]."""

    billed_days: float
    given_hours: float

    @property
    def owed_hours(self) -> float:
        """[hours] earned by the days billed."""
        return self.billed_days * HOURS_PER_BILLED_DAY

    @property
    def balance_hours(self) -> float:
        """[hours] still to give; negative where more was given than owed."""
        return self.owed_hours - self.given_hours


def time_bank(entries: Iterable[tuple[str, float]]) -> TimeBank:
    """Add up a log of (kind, quantity), in any order."""
    listed = list(entries)
    return TimeBank(
        math.fsum(quantity for kind, quantity in listed if kind == BILLED),
        math.fsum(quantity for kind, quantity in listed if kind == GIVEN),
    )
