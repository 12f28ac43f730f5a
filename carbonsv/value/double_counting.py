"""One tonne, one claim: which claims of a group would count the same tonne."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from carbonsv.model.issue import Issue
from carbonsv.value.measures import subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carbonsv.value.appraisal import Appraisal


@dataclass(frozen=True, slots=True)
class Clash:
    """Two claims that would count the same tonne; the later one in the list stays out.

    Attributes:
        certain: whether the claims themselves say so; otherwise they leave open which part each is about.
    """

    kept: str
    refused: str
    issue: Issue
    certain: bool


def clashes(appraisals: Iterable[Appraisal]) -> list[Clash]:
    """Return every pair of valued claims that would count the same tonne.

    A claim for a whole site clashes with every other claim of its group there; claims for parts clash
    where the same measure and variant name the same part, or no part.
    """
    counted = [one for one in appraisals if one.measure and one.measure.group and one.measure.valued]
    pairs = sorted(_pairs_possible(counted))
    made = (_clash(counted[first], counted[second]) for first, second in pairs)
    return [clash for clash in made if clash]


def _pairs_possible(counted: list[Appraisal]) -> set[tuple[int, int]]:
    """Return the places of claims that may clash: those for one part, and whole sites with their group.

    A thousand claims for a thousand parts are not held against each other half a million times.
    """
    parts: dict[tuple[str, str, str], list[int]] = {}
    groups: dict[str, list[int]] = {}
    for place, one in enumerate(counted):
        claim = one.claim
        parts.setdefault((claim.measure.casefold(), claim.variant, claim.part.casefold()), []).append(place)
        groups.setdefault(one.measure.group if one.measure else "", []).append(place)
    found = {pair for places in parts.values() for pair in combinations(places, 2)}
    for places in groups.values():
        whole = [place for place in places if counted[place].claim.whole_site]
        found |= {(min(a, b), max(a, b)) for a in whole for b in places if a != b}
    return found


def _clash(first: Appraisal, second: Appraisal) -> Clash | None:
    if not _same_tonnes_possible(first, second):
        return None
    a, b = first.claim, second.claim
    if a.whole_site or b.whole_site:
        return _made(
            first, second, "one is for the whole site and counts the other's tonnes too", certain=True
        )
    if (a.measure.casefold(), a.variant) != (b.measure.casefold(), b.variant):
        return None
    if a.part.casefold() != b.part.casefold():
        return None
    why = f"both are for {a.part}" if a.part else "neither says which part of the site it is for"
    return _made(first, second, why, certain=bool(a.part))


def _same_tonnes_possible(first: Appraisal, second: Appraisal) -> bool:
    """Whether two claims share group, years, place and what is saved."""
    if first.measure is None or second.measure is None or first.measure.group != second.measure.group:
        return False
    a, b = first.claim, second.claim
    if a.year >= b.span.stop or b.year >= a.span.stop:
        return False
    if a.site and b.site and a.site != b.site:
        return False
    subjects = {subject_of(a, first.measure), subject_of(b, second.measure)}
    return len(subjects - {""}) <= 1


def _made(first: Appraisal, second: Appraisal, why: str, *, certain: bool) -> Clash:
    """Keep the claim for the whole site, else the first."""
    kept, refused = (
        (second, first) if second.claim.whole_site and not first.claim.whole_site else (first, second)
    )
    sentence = (
        f"Claims {kept.claim.name} and {refused.claim.name} cannot both count "
        f"({refused.measure.group if refused.measure else ''}): {why}."
    )
    hint = "Each tonne counts once: delete one of the two, or say which part of the site each is for."
    severity = "error" if certain else "warning"
    issue = Issue(refused.claim.id, "double-count", severity, sentence, hint)  # type: ignore[arg-type]
    return Clash(kept.claim.id, refused.claim.id, issue, certain)
