from __future__ import annotations

import pytest

from carbonsv.activities.spend.remembered_suppliers import RememberedSuppliers, is_somebody, plain_name

KNOWN = RememberedSuppliers(
    {"Acme Supplies (UK) Ltd.": "spend/sic-17", "North West Water": "spend/sic-36", "Unit 4 Storage": ""}
)


@pytest.mark.parametrize("name", ["ACME SUPPLIES", "Acme Supplies Limited", "acme supply"])
def test_case_marks_and_legal_form_do_not_matter(name: str) -> None:
    found = KNOWN.find(name)
    assert found is not None
    assert found.activity == "spend/sic-17"


def test_a_slip_of_the_pen_is_seen_through_and_said() -> None:
    found = KNOWN.find("North West Watter")
    assert found is not None
    assert (found.name, found.exact) == ("North West Water", False)


@pytest.mark.parametrize("name", ["North East Water", "Unit 5 Storage", "North West", "Bcme", ""])
def test_a_name_that_means_somebody_else_is_not_taken(name: str) -> None:
    assert KNOWN.find(name) is None


def test_a_name_that_is_nothing_but_a_legal_form_is_kept() -> None:
    assert plain_name("The Company") == "the company"


@pytest.mark.parametrize(
    ("name", "said"), [("REDACTED PERSONAL DATA", False), ("", False), ("Cashmere Ltd", True)]
)
def test_names_that_stand_for_nobody_are_not_suppliers(name: str, said: bool) -> None:  # noqa: FBT001
    assert is_somebody(name) == said
