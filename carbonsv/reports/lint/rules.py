"""Rules as data, and what became of each one."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from carbonsv.errors import UnknownNameError
from carbonsv.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping

Outcome = Literal["pass", "fail", "does-not-apply"]
SETS = ("ppn006", "nhs2027")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        rule: its id.
        what: what it asks, as a sentence.
        paragraph: where that is written.
        limit: the number in it, such as a year or months; nan where it has none.
        fix: what to do where it is not met, as a sentence.
    """

    rule: str
    what: str
    paragraph: str
    limit: float
    fix: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule found: the outcome, and why in a sentence."""

    outcome: Outcome
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule with what it found in a document."""

    rule: Rule
    outcome: Outcome
    why: str

    @property
    def fix(self) -> str:
        """What to do; blank where there is nothing to do."""
        return self.rule.fix if self.outcome == "fail" else ""


@cache
def rules(name: str) -> tuple[Rule, ...]:
    """Return the rules of a set, in order.

    Raises:
        UnknownNameError: there is no such set.
    """
    if name not in SETS:
        raise UnknownNameError("set of rules", name, SETS)
    with (RESOURCES / "rules" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_rule(row) for row in csv.DictReader(file, strict=True))


def passed(why: str) -> Said:
    """Say that a rule is met."""
    return Said("pass", why)


def failed(why: str) -> Said:
    """Say that a rule is not met."""
    return Said("fail", why)


def not_applicable(why: str) -> Said:
    """Say that a rule does not apply."""
    return Said("does-not-apply", why)


def met(condition: object, yes: str, no: str) -> Said:
    """Say that a rule is met or not."""
    return passed(yes) if condition else failed(no)


def _rule(row: Mapping[str, str]) -> Rule:
    limit = float(row["limit"]) if row["limit"] else float("nan")
    return Rule(row["rule"], row["what"], row["paragraph"], limit, row["fix"])
