from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.charts.theme import LIGHT
from carbonsv.reports.brand import Brand, brand_of, contrast, luminance, read_colour, readable
from tests.reports.made import small

if TYPE_CHECKING:
    from tests.reports.made import Row


def test_black_on_white_has_the_largest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # WCAG: just too little
    assert contrast("#ffffff", "#ffffff") == 1


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_becomes_one_that_can_be_read(number: int) -> None:
    colour = f"#{number:06x}"
    shown, sentence = readable(colour)
    assert contrast(shown, "#ffffff") >= 4.5
    assert bool(sentence) == (shown != colour)


def test_a_colour_that_is_too_light_is_darkened_and_said() -> None:
    shown, sentence = readable("#7ac143")
    assert shown != "#7ac143"
    assert sentence.endswith(f"text needs 4.5 to 1. It was darkened to {shown}.")


@pytest.mark.parametrize(
    ("text", "colour"),
    [("#0B6E4F", "#0b6e4f"), ("fff", "#ffffff"), (" #123456 ", "#123456"), ("red", ""), ("#12345", "")],
)
def test_colours_are_read_as_people_write_them(text: str, colour: str) -> None:
    assert read_colour(text) == colour


def test_series_keep_their_order_of_lightness() -> None:
    for colour in ("#0b3d91", "#000000", "#7ac143", "#a6192e"):
        theme = brand_of(small(None, {"brand": [{"id": "brand", "colour": colour}]}).tables).theme
        lights = [luminance(one) for one in theme.series]
        assert lights == sorted(lights)
        assert theme.accent == readable(colour)[0]


def test_a_document_without_a_brand_has_the_programs_own_look() -> None:
    assert brand_of(small().tables) == Brand()
    broken: Row = {"id": "brand", "colour": "no colour", "logo": "not base64"}
    assert brand_of(small(None, {"brand": [broken]}).tables) == Brand(LIGHT, b"", "")
