"""How much of the money was spent nearby, and how it went round.

Source: the arithmetic of Local Multiplier 3, New Economics Foundation (The Money Trail, 2002).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Spend:
    """Money paid to a supplier [GBP], with where the supplier is, as far as known."""

    supplier: str
    amount_gbp: float
    postcode: str = ""
    local_authority: str = ""
    influenceable: bool = True
    has_crp: bool | None = None


@dataclass(frozen=True, slots=True)
class LocalShare:
    """Money by where it went [GBP]; what cannot be spent elsewhere is left out."""

    local_gbp: float
    elsewhere_gbp: float
    unknown_gbp: float

    @property
    def total_gbp(self) -> float:
        """[GBP] all the money that could have been spent locally."""
        return math.fsum((self.local_gbp, self.elsewhere_gbp, self.unknown_gbp))

    @property
    def share(self) -> float:
        """The local part from 0 to 1; money whose place is not known counts as not local; nan without any."""
        return self.local_gbp / self.total_gbp if self.total_gbp else math.nan


def is_local(spend: Spend, areas: Sequence[str]) -> bool | None:
    """Return whether a supplier is in one of the areas; None where that cannot be told.

    Args:
        spend: with a borough, a postcode or both.
        areas: names of boroughs, or beginnings of postcodes such as M5 or M5 4.
    """
    postcodes = [area for area in areas if any(character.isdigit() for character in area)]
    boroughs = [area for area in areas if area.strip() and area not in postcodes]
    borough, postcode = spend.local_authority.strip(), spend.postcode.strip()
    if borough and borough_name(borough) in {borough_name(area) for area in boroughs}:
        return True
    if postcode and any(_in_area(postcode, area) for area in postcodes):
        return True
    return False if _all_known(boroughs, borough) and _all_known(postcodes, postcode) else None


def _all_known(areas: Sequence[str], place: str) -> bool:
    """Whether a supplier's place can be held against areas of its kind."""
    return not areas or bool(place)


def local_share(spends: Iterable[Spend], areas: Sequence[str]) -> LocalShare:
    """Add up the money that could have been local by whether it was."""
    sums: dict[bool | None, list[float]] = {True: [], False: [], None: []}
    for one in spends:
        if one.influenceable:
            sums[is_local(one, areas)].append(one.amount_gbp)
    return LocalShare(math.fsum(sums[True]), math.fsum(sums[False]), math.fsum(sums[None]))


def crp_share(spends: Iterable[Spend]) -> float:
    """Return the part of the money with suppliers that have published a plan; nan without any spend."""
    listed = list(spends)
    total = math.fsum(one.amount_gbp for one in listed)
    return math.fsum(one.amount_gbp for one in listed if one.has_crp) / total if total else math.nan


def lm3(round_1_gbp: float, round_2_gbp: float, round_3_gbp: float) -> float:
    """Return how often the first round was spent locally; nan where a round is missing.

    Source: New Economics Foundation, LM3 = (round 1 + round 2 + round 3) / round 1.
    """
    if not round_1_gbp:
        return math.nan
    return (round_1_gbp + round_2_gbp + round_3_gbp) / round_1_gbp


def reinvested_share(profit_gbp: float, reinvested_gbp: float) -> float:
    """Return the part of the profit that was put back; nan unless both figures are there and there is one."""
    if math.isnan(profit_gbp) or math.isnan(reinvested_gbp) or profit_gbp <= 0:
        return math.nan
    return reinvested_gbp / profit_gbp


def borough_name(name: str) -> str:
    """Return the name by which a borough is known: Bolton for Bolton Metropolitan Borough Council."""
    words = name.casefold().replace(",", " ").split()
    return " ".join(
        word for word in words if word not in {"metropolitan", "borough", "city", "council", "of"}
    )


def _in_area(postcode: str, area: str) -> bool:
    """Return whether a postcode lies in an area: M5 has M5 4WT, and has not M50 3XX."""
    district, _, sector = _parts(postcode)
    wanted, _, wanted_sector = _parts(area)
    return district == wanted and (not wanted_sector or sector.startswith(wanted_sector))


def _parts(postcode: str) -> tuple[str, str, str]:
    """Cut a postcode into its district and the rest; one written without a space ends in three characters."""
    text = " ".join(postcode.upper().split())
    if " " not in text and len(text) > _LONGEST_DISTRICT:
        text = f"{text[:-_INWARD]} {text[-_INWARD:]}"
    return text.partition(" ")


_LONGEST_DISTRICT = 4
_INWARD = 3
