from __future__ import annotations

import pandas as pd

from carbonsv.inventory.exclusions import Exclusion, exclusion_issues, exclusions, scope_3_categories
from carbonsv.inventory.inventory import Inventory, make_inventory
from carbonsv.model.policy import FactorPolicy
from carbonsv.model.tables import empty_frame
from tests import shipped


def inventory() -> Inventory:
    records = shipped.table(shipped.record("electricity", 1000.0, "kWh"))
    year = shipped.period("2025-01-01", "2025-12-31")
    return make_inventory(records, shipped.library(), FactorPolicy(), year)


def excluded(*rows: tuple[str, int | None, str]) -> list[Exclusion]:
    return [Exclusion(f"x{place}", *row) for place, row in enumerate(rows)]


def test_exclusions_of_a_year_and_of_every_year_are_found_in_order() -> None:
    rows = [
        ("a", "y1", "3", 14.0, "no franchises"),
        ("b", None, "3", 2.0, "small"),
        ("c", "y2", "3", 1.0, "-"),
    ]
    names = ["id", "reporting_year", "scope", "category", "reason"]
    table = pd.concat([empty_frame("excluded_category"), pd.DataFrame(rows, columns=names)])
    assert [(one.id, one.category) for one in exclusions(table, "y1")] == [("b", 2), ("a", 14)]


def test_categories_neither_counted_nor_excluded_are_named() -> None:
    rest = [(scope, number, "not relevant") for scope, number in scope_3_categories() if number not in {3, 8}]
    issues = exclusion_issues(inventory(), excluded(*rest))
    assert [one.code for one in issues] == ["category-unexplained"]
    assert "Scope 3.8" in issues[0].sentence
    assert "Scope 3.3" not in issues[0].sentence  # electricity brings category 3 along


def test_excluding_all_of_scope_3_explains_every_category() -> None:
    codes = [one.code for one in exclusion_issues(inventory(), excluded(("3", None, "first year")))]
    assert "category-unexplained" not in codes


def test_an_exclusion_needs_a_reason() -> None:
    codes = [one.code for one in exclusion_issues(inventory(), excluded(("3", 14, " ")))]
    assert "exclusion-without-reason" in codes


def test_an_excluded_category_with_emissions_is_noticed() -> None:
    codes = [one.code for one in exclusion_issues(inventory(), excluded(("3", 3, "only heat")))]
    assert "exclusion-in-part" in codes
