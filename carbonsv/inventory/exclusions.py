"""What the inventory leaves out, and why: a category is counted, excluded with a reason, or not explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.model.classification import category_label, category_labels
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    import pandas as pd

    from carbonsv.inventory.inventory import Inventory

SCOPE_3 = "3"
Category = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A category that is left out in whole or in part."""

    id: str
    scope: str
    category: int | None
    reason: str

    @property
    def label(self) -> str:
        """The category as it is printed."""
        return category_label(self.scope, self.category)


def exclusions(excluded: pd.DataFrame, year_id: str) -> list[Exclusion]:
    """Return what is excluded from a reporting year, in the order of the standard.

    Args:
        excluded: (e rows) columns as resources/schema/excluded_category.csv.
        year_id: id of the reporting year.
    """
    found = []
    for row in excluded.to_dict("records"):
        year = row["reporting_year"]
        if year == year_id or not isinstance(year, str) or not year:
            category = None if row["category"] != row["category"] else int(row["category"])
            reason = row["reason"] if isinstance(row["reason"], str) else ""
            found.append(Exclusion(row["id"], row["scope"], category, reason))
    return sorted(found, key=lambda one: (one.scope, one.category or 0))


def exclusion_issues(inventory: Inventory, excluded: list[Exclusion]) -> list[Issue]:
    """Say which exclusions have no reason, and which scope 3 categories are neither counted nor explained.

    Source: GHG Protocol Scope 3 Standard (2011), ch. 6: exclusions are disclosed and justified.
    """
    counted = counted_categories(inventory)
    open_ones = unexplained_categories(inventory, excluded)
    issues = [_without_reason(one) for one in excluded if not one.reason.strip()]
    issues += [_partly(one) for one in excluded if (one.scope, one.category) in counted]
    return issues + ([_unexplained(open_ones)] if open_ones else [])


def unexplained_categories(inventory: Inventory, excluded: list[Exclusion]) -> list[Category]:
    """Return the categories of scope 3 that are neither counted nor excluded."""
    known = {(one.scope, one.category) for one in excluded}
    if (SCOPE_3, None) in known:
        return []
    counted = counted_categories(inventory)
    return [one for one in scope_3_categories() if one not in counted | known]


def counted_categories(inventory: Inventory) -> set[Category]:
    """Return the scopes and categories that have emission lines."""
    table = inventory.by_category()
    categories = [None if one != one else int(one) for one in table["category"].astype("float64")]  # noqa: PLR0124
    return set(zip(table["scope"], categories, strict=True))


def scope_3_categories() -> list[Category]:
    """Return the fifteen categories of scope 3."""
    return [(scope, number) for scope, number in category_labels() if scope == SCOPE_3 and number]


def _without_reason(one: Exclusion) -> Issue:
    sentence = f"{one.label} is excluded without a reason."
    return Issue(one.id, "exclusion-without-reason", "warning", sentence, "Say why it is left out.")


def _partly(one: Exclusion) -> Issue:
    sentence = f"{one.label} is on the list of exclusions, but part of it is counted: {one.reason}"
    hint = "Keep both if only part of the category is left out."
    return Issue(one.id, "exclusion-in-part", "notice", sentence, hint)


def _unexplained(categories: list[Category]) -> Issue:
    names = ", ".join(category_label(*one) for one in categories)
    sentence = f"Neither counted nor excluded with a reason: {names}."
    hint = "Add data, or exclude them with a reason on the Organisation page (More)."
    return Issue("", "category-unexplained", "notice", sentence, hint)
