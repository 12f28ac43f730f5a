from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from carbonsv.reports.plain import showable, without_turning


def test_letters_of_many_languages_are_shown_as_they_are() -> None:
    for text in ("Łódź", "Ελλάδα", "Москва", "שלום", "مرحبا", "t CO₂e ≤ 5 m²"):
        assert showable(text) == text


def test_what_no_font_has_is_named() -> None:
    assert showable("漢🏭") == "[U+6F22][U+1F3ED]"


def test_characters_that_turn_the_direction_are_named() -> None:
    assert showable("a\u202eb") == without_turning("a\u202eb") == "a[U+202E]b"
    assert without_turning("שלום 漢") == "שלום 漢"


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_plain_text_stays_the_same(text: str) -> None:
    assert showable(text) == without_turning(text) == text
