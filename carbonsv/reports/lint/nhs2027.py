"""What NHS tenders ask of Carbon Reduction Plans from April 2027: all relevant scope 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.inventory.exclusions import Category, counted_categories, exclusions, scope_3_categories
from carbonsv.model.classification import category_label
from carbonsv.reports.basis import words
from carbonsv.reports.lint.rules import Said, met

if TYPE_CHECKING:
    from collections.abc import Callable

    from carbonsv.reports.lint.rules import Rule
    from carbonsv.reports.reduction_plan import ReductionPlan


def all_scope_3(plan: ReductionPlan, _rule: Rule) -> Said:
    """Every category is given or explained in the reporting year."""
    names = _named(_open(plan, plan.current.year_id))
    return met(not names, "All are given or explained.", f"Neither given nor explained: {names}.")


def all_scope_3_baseline(plan: ReductionPlan, _rule: Rule) -> Said:
    """Every category is given or explained in the baseline year, or the details say what is not."""
    names = _named(_open(plan, plan.baseline.year_id))
    if plan.text("baseline_details"):
        return met(True, "The baseline's details say how it differs.", "")  # noqa: FBT003 - it is met
    return met(not names, "The baseline has every category, or says why not.", f"The baseline lacks {names}.")


def _open(plan: ReductionPlan, year_id: str) -> list[Category]:
    excluded = exclusions(plan.basis.tables["excluded_category"], year_id)
    explained = {(one.scope, one.category) for one in excluded if words(one.reason)}
    counted = counted_categories(plan.basis.inventory(year_id))
    return [one for one in scope_3_categories() if one not in counted | explained]


def _named(categories: list[Category]) -> str:
    return "; ".join(category_label(*one) for one in categories)


CHECKS: dict[str, Callable[[ReductionPlan, Rule], Said]] = {
    "all-scope-3": all_scope_3,
    "all-scope-3-baseline": all_scope_3_baseline,
}
