"""What was bought, by the words of a purchase: a product group, and how sure that is."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from carbonsv.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_WORD = re.compile(r"[a-z0-9]+")
_KEPT = 20_000  # texts; a ledger says the same again and again
_LONGEST = 200  # characters of a description; what matters is said by then
_HISSING = ("sses", "xes", "shes", "ches")
_PLURAL = 4  # letters from which a last s is taken off: gas and bus keep theirs


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The product group that words suggest, how sure that is from 0 to 1, and the words.

    The group is blank where no word says anything.
    """

    activity: str = ""
    confidence: float = 0.0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of a purchase and its weight from 0 to 1: what it says of what was bought."""

    text: str
    weight: float = 1.0


def suggest(wordings: Sequence[Wording]) -> Suggestion:
    """Return the product group that the words of a purchase suggest.

    Words that agree make it surer; words for another group that are nearly as sure make it doubtful.

    Args:
        wordings: description, account and supplier, each with its weight.
    """
    doubts: dict[str, float] = {}
    words: dict[str, list[str]] = {}
    for wording in wordings:
        for activity, phrase, confidence in _hits(wording.text):
            if phrase not in words.setdefault(activity, []):
                words[activity].append(phrase)
                doubts[activity] = doubts.get(activity, 1.0) * (1 - confidence * wording.weight)
    ranked = sorted(((1 - doubt, activity) for activity, doubt in doubts.items()), reverse=True)
    if not ranked:
        return Suggestion()
    confidence, activity = ranked[0]
    if len(ranked) > 1 and confidence - ranked[1][0] < threshold("margin"):
        confidence *= threshold("doubt")
    return Suggestion(activity, confidence, ", ".join(words[activity]))


@cache
def threshold(name: str) -> float:
    """Return a threshold of ledgers; the reasons stand beside them in `resources/ledger_thresholds.csv`."""
    with (RESOURCES / "ledger_thresholds.csv").open(encoding="utf-8", newline="") as file:
        return next(float(row["value"]) for row in csv.DictReader(file, strict=True) if row["name"] == name)


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, in the singular."""
    plain = text[:_LONGEST].casefold().replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    return tuple(_singular(word) for word in _WORD.findall(plain))


def _singular(word: str) -> str:
    if word.endswith(_HISSING):
        return word[:-2]
    if len(word) > _PLURAL and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) >= _PLURAL and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=_KEPT)
def _hits(text: str) -> tuple[tuple[str, str, float], ...]:
    """Return the phrases in a text, from the left, the longest at each place."""
    return tuple(_scan(tokens(text), _phrases(), _longest_phrase()))


def _scan(
    words: tuple[str, ...], known: Mapping[tuple[str, ...], tuple[str, str, float]], longest: int
) -> Iterator[tuple[str, str, float]]:
    place = 0
    while place < len(words):
        for size in range(min(longest, len(words) - place), 0, -1):
            if found := known.get(words[place : place + size]):
                yield found
                place += size - 1
                break
        place += 1


@cache
def _longest_phrase() -> int:
    """Return how many words the longest phrase has."""
    return max(map(len, _phrases()))


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, str, float]]:
    """Return product group, phrase and confidence by the words of the phrase."""
    phrases: dict[tuple[str, ...], tuple[str, str, float]] = {}
    with (RESOURCES / "spend_words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            for phrase in row["words"].split("|"):
                phrases.setdefault(tokens(phrase), (row["activity"], phrase, float(row["confidence"])))
    return phrases
