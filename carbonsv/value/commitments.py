"""Promises and figures with a target: how far they have come, and which are late."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise of a tender with what was delivered to date.

    Attributes:
        quantity: [unit] promised.
        delivered: [unit] to date.
    """

    id: str
    promise: str
    unit: str
    quantity: float
    delivered: float
    due: date
    owner: str = ""
    contract: str = ""
    measure: str = ""

    @property
    def share(self) -> float:
        """The part that was delivered, from 0; nan where nothing was promised."""
        return self.delivered / self.quantity if self.quantity else math.nan

    @property
    def is_met(self) -> bool:
        """Whether everything promised was delivered."""
        return self.delivered >= self.quantity

    def is_late(self, today: date) -> bool:
        """Whether the day it was due has passed and something is still owed."""
        return today > self.due and not self.is_met


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was delivered on a day towards a commitment."""

    commitment: str
    day: date
    quantity: float
    evidence: str = ""


def delivered_by(commitment: str, deliveries: Iterable[Delivery], today: date) -> float:
    """Return what was delivered up to a day; what is dated later is still to come."""
    return math.fsum(one.quantity for one in deliveries if one.commitment == commitment and one.day <= today)


def late(commitments: Iterable[Commitment], today: date) -> list[Commitment]:
    """Return what is late, the longest overdue first."""
    return sorted((one for one in commitments if one.is_late(today)), key=lambda one: one.due)


def commitment_issues(commitments: Iterable[Commitment], deliveries: Sequence[Delivery]) -> list[Issue]:
    """Say where nobody answers for a promise, and where a delivery has no evidence."""
    found = []
    for one in commitments:
        if not one.owner:
            found.append(_no_owner(one.id, one.promise))
        bare = [each for each in deliveries if each.commitment == one.id and not each.evidence]
        if bare:
            count, them = ("1 delivery", "it") if len(bare) == 1 else (f"{len(bare)} deliveries", "them")
            sentence = f"“{one.promise}” has {count} without evidence."
            hint = f"Name or attach what shows {them}."
            found.append(Issue(one.id, "evidence-missing", "warning", sentence, hint))
    return found


@dataclass(frozen=True, slots=True)
class Kpi:
    """A figure of the organisation's own with its target; nan where not assessed."""

    id: str
    title: str
    unit: str
    baseline: float
    target: float
    current: float
    owner: str = ""
    due: date | None = None

    @property
    def share(self) -> float:
        """The part of the way from the start to the target; nan where one of the three is not known.

        Without a figure at the start the way begins at 0. Targets may lie below the start.
        """
        start = 0.0 if math.isnan(self.baseline) else self.baseline
        way = self.target - start
        return (self.current - start) / way if way else math.nan

    @property
    def is_met(self) -> bool:
        """Whether the target is reached; one that is not assessed is not."""
        if math.isnan(self.share):
            return self.current == self.target
        return self.share >= 1

    def is_late(self, today: date) -> bool:
        """Whether the day it was due has passed without the target being reached."""
        return self.due is not None and today > self.due and not self.is_met


def kpi_issues(kpis: Iterable[Kpi]) -> list[Issue]:
    """Say which figures have no owner, no day or no figure yet."""
    found = []
    for one in kpis:
        if not one.owner:
            found.append(_no_owner(one.id, one.title))
        if one.due is None:
            sentence = f"“{one.title}” has no day by which it is to be reached."
            found.append(Issue(one.id, "due-date-missing", "warning", sentence))
        if math.isnan(one.current):
            sentence = f"“{one.title}” is not assessed yet; that is not 0."
            found.append(Issue(one.id, "not-assessed", "notice", sentence))
    return found


def _no_owner(record: str, title: str) -> Issue:
    sentence = f"Nobody is named who answers for “{title}”."
    return Issue(record, "owner-missing", "warning", sentence, "Give an owner.")
