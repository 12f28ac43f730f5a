from __future__ import annotations

import pytest

from carbonsv.model.classification import SCOPES, category_label, category_labels, scope_label


def test_scope_3_has_its_fifteen_categories() -> None:
    numbers = [number for scope, number in category_labels() if scope == "3"]
    assert numbers == list(range(1, 16))


@pytest.mark.parametrize(
    ("scope", "category", "label"),
    [
        ("1", None, "Scope 1 Direct emissions"),
        ("2", None, "Scope 2 Purchased electricity and heat"),
        ("3", 3, "Scope 3.3 Fuel- and energy-related activities"),
        ("3", 6, "Scope 3.6 Business travel"),
        ("3", 15, "Scope 3.15 Investments"),
        ("outside", None, "Outside of scopes"),
    ],
)
def test_scopes_and_categories_are_called_as_in_the_standard(
    scope: str, category: int | None, label: str
) -> None:
    assert category_label(scope, category) == label


def test_a_category_that_is_not_known_says_so() -> None:
    assert category_label("3", 16) == "Scope 3.16 Not assigned to a category"
    assert category_label("3", None) == "Scope 3 Not assigned to a category"


def test_scopes_are_words() -> None:
    assert [scope_label(scope) for scope in (*SCOPES, "outside")] == [
        "Scope 1",
        "Scope 2",
        "Scope 3",
        "Outside of scopes",
    ]
