from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.activities.spend.spend_words import Suggestion, Wording, suggest, threshold, tokens
from carbonsv.library.factor_library import FactorLibrary
from carbonsv.paths import RESOURCES


def rows() -> list[dict[str, str]]:
    with (RESOURCES / "spend_words.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("Office cleaning June", "sic-81"),
        ("CLEANING MATERIALS", "sic-20-4"),
        ("Solicitors' fees", "sic-69-1"),
        ("bus passes", "sic-49-3-5"),
        ("Mobile phones", "sic-61"),
    ],
)
def test_the_longest_words_decide(words: str, group: str) -> None:
    found = suggest([Wording(words)])
    assert found.activity == f"spend/{group}"
    assert found.confidence >= threshold("suggestion")


def test_words_that_agree_make_it_surer() -> None:
    alone = suggest([Wording("Stationery")])
    both = suggest([Wording("Stationery"), Wording("Copier paper", 0.95)])
    assert both.confidence == pytest.approx(1 - (1 - 0.9) * (1 - 0.9 * 0.95))
    assert both.confidence > alone.confidence


def test_words_for_two_groups_leave_it_open() -> None:
    found = suggest([Wording("Laptop and office chair")])
    assert found.confidence == pytest.approx(0.9 * 0.6)
    assert found.confidence < threshold("suggestion")


def test_words_inside_words_mean_nothing() -> None:
    assert suggest([Wording("It bit the bookmaker's lawn")]).confidence < threshold("suggestion")


def test_no_words_suggest_nothing() -> None:
    assert suggest([Wording(""), Wording("9931 / x")]) == Suggestion()


@given(st.text(max_size=300))
def test_any_text_is_answered_with_a_confidence_from_0_to_1(text: str) -> None:
    assert 0 <= suggest([Wording(text), Wording(text, 0.5)]).confidence <= 1


def test_every_phrase_means_one_group_and_every_group_is_in_the_catalogue() -> None:
    catalogue = FactorLibrary.load().catalogue
    phrases = [tokens(phrase) for row in rows() for phrase in row["words"].split("|")]
    assert len(phrases) == len(set(phrases))
    assert all(row["activity"] in catalogue for row in rows())
