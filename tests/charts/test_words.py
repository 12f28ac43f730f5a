from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from carbonsv.charts.theme import width_of
from carbonsv.charts.words import listed, wrapped


def test_short_text_stays_on_one_line() -> None:
    assert wrapped("Scope 1", 100, 9) == "Scope 1"


def test_long_text_breaks_between_words() -> None:
    assert wrapped("Upstream transport and distribution", 30, 9) == "Upstream transport\nand distribution"


def test_a_word_wider_than_the_line_is_cut() -> None:
    lines = wrapped("Llanfairpwllgwyngyll", 12, 9).split("\n")
    assert len(lines) > 1
    assert "".join(lines) == "Llanfairpwllgwyngyll"


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="abcWi -", min_size=1, max_size=40))
def test_no_line_is_wider_than_asked_and_no_letter_is_lost(text: str) -> None:
    lines = wrapped(text, 10, 9).split("\n")
    assert max(width_of(line, 9) for line in lines) <= 10
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_listed_joins_the_last_with_and() -> None:
    assert [listed(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(alphabet="abW", min_size=1, max_size=6), min_size=1, max_size=12))
def test_every_line_takes_as_many_words_as_fit(words: list[str]) -> None:
    lines = wrapped(" ".join(words), 20, 9).split("\n")
    for line, after in pairwise(lines):
        assert width_of(f"{line} {after.split()[0]}", 9) > 20
