"""Checking a Carbon Reduction Plan against a set of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.reports.lint import nhs2027, ppn006
from carbonsv.reports.lint.rules import Verdict, rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.reports.reduction_plan import ReductionPlan

_CHECKS = {"ppn006": ppn006.CHECKS, "nhs2027": nhs2027.CHECKS}


def lint(plan: ReductionPlan, name: str = "ppn006") -> tuple[Verdict, ...]:
    """Check a plan against every rule of a set, in the order of the set.

    Raises:
        UnknownNameError: there is no such set.
    """
    verdicts = []
    for rule in rules(name):
        said = _CHECKS[name][rule.rule](plan, rule)
        verdicts.append(Verdict(rule, said.outcome, said.why))
    return tuple(verdicts)


def failures(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Return the rules that are not met."""
    return tuple(one for one in verdicts if one.outcome == "fail")
