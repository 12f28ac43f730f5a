"""Suppliers that are known already: found again by their name, exactly or as good as."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from carbonsv.activities.spend.spend_words import threshold, tokens
from carbonsv.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Remembered:
    """A supplier found again: its name as it is remembered, what is bought there, and whether exactly so."""

    name: str
    activity: str
    exact: bool


@dataclass(frozen=True)
class RememberedSuppliers:
    """Suppliers by name, with the product group that is bought there; blank where nobody has said it."""

    activities: Mapping[str, str]
    _known: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the names without their legal form."""
        for name in self.activities:
            self._known.setdefault(plain_name(name), name)

    def find(self, name: str) -> Remembered | None:
        """Return the supplier of this name, else the only one whose name is as good as the same."""
        plain = plain_name(name)
        if plain in self._known:
            return self._remembered(plain, exact=True)
        if len(plain) < threshold("shortest-near-name"):
            return None
        near = process.extract(
            plain, list(self._known), scorer=fuzz.ratio, limit=3, score_cutoff=threshold("near-supplier")
        )
        alike = [known for known, _, _ in near if _differ_little(plain, known)]
        return self._remembered(alike[0], exact=False) if len(alike) == 1 else None

    def _remembered(self, plain: str, *, exact: bool) -> Remembered:
        name = self._known[plain]
        return Remembered(name, self.activities[name], exact)


def plain_name(name: str) -> str:
    """Return a name without case, marks, and the legal form: “ACME Supplies (UK) Ltd.” is acme supply."""
    words = list(tokens(name))
    plain = [word for word in words if word not in _listed("legal-form")]
    return " ".join(plain or words)


def is_somebody(name: str) -> bool:
    """Whether a name stands for one supplier, and not for several or for nobody, as REDACTED does."""
    words = f" {' '.join(tokens(name))} "
    return words.strip() != "" and not any(f" {one} " in words for one in _listed("nobody"))


def _differ_little(one: str, other: str) -> bool:
    """Whether the words in which two names differ are nearly the same; numbers never are."""
    left, right = set(one.split()) - set(other.split()), set(other.split()) - set(one.split())
    if any(word.isdigit() for word in left | right) or bool(left) != bool(right):
        return False
    return all(
        max(fuzz.ratio(word, near) for near in others) >= threshold("near-word")
        for words, others in ((left, right), (right, left))
        for word in words
    )


@cache
def _listed(name: str) -> frozenset[str]:
    with (RESOURCES / "ledger_lists.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        return frozenset(
            " ".join(tokens(item)) for row in rows if row["list"] == name for item in row["items"].split("|")
        )
