"""What stands beside the ledgers: pledges at home, who benefits, case studies and offsets of good quality."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.errors import CarbonsvError
from carbonsv.value.additionality import Additionality
from carbonsv.value.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

HOME = "ESV19"


@dataclass(frozen=True, slots=True)
class HomePledge:
    """What an employee pledged at home, and what came of it [kg CO2e a year]; nan is not followed up."""

    id: str
    action: str
    pledged_kg: float
    followed_up_kg: float
    followed_up_on: date | None
    attribution: float | None = None
    home: str = ""


def pledge_claims(pledges: Iterable[HomePledge]) -> list[Claim]:
    """Return the claims of pledges that were followed up, for the influenced ledger.

    They are never records of activity: the organisation's own inventory does not know of them.
    """
    return [
        Claim(
            id=f"home-{one.id}",
            title=one.action,
            measure=HOME,
            unit="kg CO2e",
            year=one.followed_up_on.year,
            baseline_quantity=one.followed_up_kg,
            current_quantity=0.0,
            part=one.home or one.id,
            additionality=Additionality(attribution=one.attribution),
        )
        for one in pledges
        if one.followed_up_on is not None and not math.isnan(one.followed_up_kg)
    ]


def pledged_kg(pledges: Iterable[HomePledge]) -> float:
    """Return what was pledged [kg CO2e a year]; a pledge is no saving."""
    return math.fsum(one.pledged_kg for one in pledges if not math.isnan(one.pledged_kg))


def beneficiaries(claims: Iterable[Claim]) -> dict[str, int]:
    """Count the claims by who benefits; tags are counted and never valued."""
    return dict(Counter(tag for claim in claims for tag in tags(claim)))


def tags(claim: Claim) -> tuple[str, ...]:
    """Return who benefits from a claim, each tag once."""
    words = (word.strip() for word in claim.beneficiaries.split(";"))
    return tuple(dict.fromkeys(word for word in words if word))


@dataclass(frozen=True, slots=True)
class CaseStudy:
    """What was done and what somebody said about it; it leaves the program only with permission."""

    id: str
    title: str
    result: str = ""
    words: str = ""
    measure: str = ""
    local_authority: str = ""
    has_permission: bool = False


class NoPermissionError(CarbonsvError):
    """A case study was to be exported without permission."""

    def __init__(self, title: str) -> None:
        """Name the case study."""
        super().__init__(
            f"The case study “{title}” cannot be exported: permission is not ticked.",
            "Ask whoever is quoted or shown, then tick permission.",
        )


def exported(study: CaseStudy) -> CaseStudy:
    """Return a case study for an export.

    Raises:
        NoPermissionError: nobody has given permission.
    """
    if not study.has_permission:
        raise NoPermissionError(study.title)
    return study


def offset_gaps(evidenced: Sequence[str], criteria: Sequence[str]) -> tuple[str, ...]:
    """Return the quality criteria of offsets that nothing shows yet.

    Source: Environmental Reporting Guidelines (2019), Annex G: all of them must be shown.
    """
    shown = {one.casefold() for one in evidenced}
    return tuple(one for one in criteria if one.casefold() not in shown)
