"""Advice ranked by the organisation's own largest sources, with who can help."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from carbonsv.library.guidance import Advice, Signpost


@dataclass(frozen=True, slots=True)
class RankedAdvice:
    """A tip with the emissions it is about [kg CO2e] and who can help."""

    advice: Advice
    co2e_kg: float
    signposts: tuple[Signpost, ...]


def ranked_advice(
    sources_kg: Mapping[str, float], advice: Sequence[Advice], signposts: Sequence[Signpost]
) -> list[RankedAdvice]:
    """Return the tips for what the organisation emits, the largest source first.

    Args:
        sources_kg: [kg CO2e] emissions by activity kind.
        advice: the tips.
        signposts: who can help, the shipped ones and the user's own.
    """
    ranked = []
    for one in advice:
        of_topic = [kg for kind, kg in sources_kg.items() if _is_about(one, kind) and not math.isnan(kg)]
        co2e_kg = math.fsum(of_topic)
        if co2e_kg > 0:
            helpers = tuple(each for each in signposts if one.topic in each.topics)
            ranked.append(RankedAdvice(one, co2e_kg, helpers))
    return sorted(ranked, key=lambda one: -one.co2e_kg)


def _is_about(advice: Advice, kind: str) -> bool:
    return any(word in kind for word in advice.activities)
