"""The scopes and the fifteen scope 3 categories by number and name.

Source: GHG Protocol Corporate Value Chain (Scope 3) Standard (2011), ch. 5.
"""

from __future__ import annotations

import csv
from functools import cache

from carbonsv.paths import RESOURCES

SCOPES = ("1", "2", "3")


@cache
def category_labels() -> dict[tuple[str, int | None], str]:
    """Return the name of every scope and category, by scope and category number."""
    with (RESOURCES / "categories.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    return {(row["scope"], int(row["category"]) if row["category"] else None): row["label"] for row in rows}


def category_label(scope: str, category: int | None) -> str:
    """Return `Scope 3.6 Business travel`, `Scope 1 Direct emissions` and so on."""
    label = category_labels().get((scope, category), "Not assigned to a category")
    if scope == "outside":
        return label
    number = f"{scope}.{category}" if category else scope
    return f"Scope {number} {label}"


def scope_label(scope: str) -> str:
    """Return `Scope 1`, `Scope 2`, `Scope 3` or `Outside of scopes`."""
    return "Outside of scopes" if scope == "outside" else f"Scope {scope}"
