"""Minimum requirements: a gate, not a score. One whose certificate has run out is not met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MET, NOT_MET, EXPIRED, NOT_ASSESSED = "met", "not met", "expired", "not assessed"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement with its answer.

    Attributes:
        met: the organisation's own answer; None where it has not been given.
        evidence: what shows it; an answer without it is not met.
        expires: last day the certificate is valid; None where it does not run out.
    """

    id: str
    title: str
    met: bool | None = None
    evidence: str = ""
    expires: date | None = None

    def status(self, today: date) -> str:
        """Return met, not met, expired or not assessed; it is expired from the day after the last."""
        if self.met is None:
            return NOT_ASSESSED
        if self.expires is not None and today > self.expires:
            return EXPIRED
        return MET if self.met and self.evidence else NOT_MET

    def is_met(self, today: date) -> bool:
        """Whether it is met on a day: expired and not assessed are not."""
        return self.status(today) == MET


def gate_passed(requirements: list[Requirement], today: date) -> bool:
    """Return whether every requirement is met; there is no score between yes and no."""
    return all(one.is_met(today) for one in requirements)
