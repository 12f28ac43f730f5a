from __future__ import annotations

import pytest

from carbonsv.library.search import find_factors, find_kinds
from tests.shipped import library

KINDS = library().catalogue


def first(text: str) -> str:
    return find_kinds(KINDS, text)[0].id


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("leccy", "electricity"),
        ("gas", "natural-gas"),
        ("train", "rail/national-rail"),
        ("wfh", "homeworking"),
        ("r410a", "refrigerant/r410a"),
        ("hotel uk", "hotel/uk"),
        ("skip", "waste/commercial-and-industrial-waste/landfill"),
        ("food waste landfill", "waste/organic-food-and-drink-waste/landfill"),
        ("flight long economy", "flight/long-haul-to-from-uk/economy-class"),
        ("electrcity", "electricity"),
        ("NATURAL GAS", "natural-gas"),
    ],
)
def test_the_words_people_use_find_the_activity_they_mean(typed: str, kind: str) -> None:
    assert first(typed) == kind


def test_nothing_typed_lists_the_kinds_in_order() -> None:
    assert [kind.id for kind in find_kinds(KINDS, "  ", limit=3)] == [kind.id for kind in list(KINDS)[:3]]


def test_words_nobody_uses_find_nothing() -> None:
    assert find_kinds(KINDS, "zzzz qqqq") == []


@pytest.mark.parametrize("limit", [0, 1, 5])
def test_no_more_is_returned_than_was_asked_for(limit: int) -> None:
    assert len(find_kinds(KINDS, "car", limit)) == limit
    assert len(find_factors(library(), "gas", limit)) == limit


def test_factors_are_found_by_all_words_the_newest_year_first() -> None:
    found = find_factors(library(), "natural gas gross", limit=500)
    text = found["factor_id"] + " " + found["level3"] + " " + found["uom"]
    assert text.str.casefold().str.contains("gross").all()
    years = found["factor_id"].str.extract(r"ukgov-(\d+)")[0].dropna().to_list()
    assert years == sorted(years, reverse=True)


def test_factors_of_one_year_only() -> None:
    found = find_factors(library(), "natural gas", year=2019)
    assert found["factor_id"].str.startswith("ukgov-2019/").all()


@pytest.mark.parametrize("typed", ["(", "[a-z", "\\", "zzzz"])
def test_signs_are_looked_for_as_they_are(typed: str) -> None:
    assert len(find_factors(library(), typed)) in {0, 20}


def test_a_year_without_a_pack_has_no_factors() -> None:
    assert len(find_factors(library(), "gas", year=1900)) == 0
