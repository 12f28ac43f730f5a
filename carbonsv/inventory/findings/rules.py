"""The rules of findings as values: severities, thresholds, lists and tables read from resources."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from carbonsv.inventory.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from carbonsv.inventory.findings.finding import Fix
    from carbonsv.model.issue import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding: how grave it is, and its sentences for the manual."""

    code: str
    severity: Severity
    title: str
    help: str


@dataclass(frozen=True, slots=True)
class UnitSlip:
    """A unit taken for another one, or with neither unit a factor the quantity was off by."""

    unit: str
    other: str
    factor: float


@dataclass(frozen=True, slots=True)
class ExpectedSource:
    """A source that an organisation of some profile usually has.

    Args:
        needs: sites, people, or an activity whose presence makes the source likely.
        any_of: patterns of activities, any of which is enough.
        missing: what is missing, in words.
    """

    code: str
    severity: Severity
    needs: str
    any_of: tuple[str, ...]
    missing: str
    hint: str


@dataclass(frozen=True, slots=True)
class CountedElsewhere:
    """A product group of money, the activity kinds that count the same thing, and what it is called."""

    activity: str
    kinds: tuple[str, ...]
    counted: str


@dataclass(frozen=True, eq=False)
class Rules:
    """Everything findings go by.

    Args:
        rules: by code.
        thresholds: by code and name.
        lists: patterns and words by the name of their list.
    """

    rules: Mapping[str, Rule]
    thresholds: Mapping[tuple[str, str], float]
    lists: Mapping[str, tuple[str, ...]]
    slips: tuple[UnitSlip, ...]
    sources: tuple[ExpectedSource, ...]
    elsewhere: tuple[CountedElsewhere, ...] = ()

    def threshold(self, code: str, name: str) -> float:
        """Return a threshold; its unit stands in the table."""
        return self.thresholds[code, name]

    def listed(self, name: str, values: Iterable[str]) -> list[bool]:
        """Say of each value whether a pattern of a list matches it."""
        return [matches(value, self.lists[name]) for value in values]

    def finding(
        self,
        code: str,
        sentence: str,
        records: Iterable[str] = (),
        hint: str | None = None,
        fix: Fix | None = None,
    ) -> Finding:
        """Make a finding with the severity of its code, and its help unless there is a better hint."""
        rule = self.rules[code]
        return Finding(
            code, rule.severity, sentence, rule.help if hint is None else hint, tuple(records), fix
        )


def matches(value: str, patterns: Iterable[str]) -> bool:
    """Whether any of some patterns, such as `heat-*`, matches."""
    return any(fnmatchcase(value, pattern) for pattern in patterns)
