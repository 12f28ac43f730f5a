from __future__ import annotations

import pytest

from carbonsv.gui.theme import CONTRAST, DARK, LIGHT, Tokens, style_sheet

LOOKS = pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.name)


def luminance(colour: str) -> float:
    """Return relative luminance; Source: WCAG 2.2, definition of relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@LOOKS
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *(("text", ground) for ground in ("window", "surface", "sidebar", "wash", "error_wash")),
        *(("muted", ground) for ground in ("window", "surface", "sidebar")),
        *(("accent", ground) for ground in ("surface", "sidebar")),
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("on_wash", "wash"),
        ("error", "error_wash"),
        ("error", "surface"),
        ("error", "window"),
        ("warning", "warning_wash"),
    ],
)
def test_text_reaches_four_and_a_half_to_one(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@LOOKS
@pytest.mark.parametrize("ground", ["window", "surface", "sidebar"])
def test_input_borders_reach_three_to_one(tokens: Tokens, ground: str) -> None:
    assert contrast(tokens.border, getattr(tokens, ground)) >= 3


@LOOKS
def test_what_cannot_be_pressed_is_still_read_and_told_apart(tokens: Tokens) -> None:
    assert contrast(tokens.faded, tokens.window) >= 4
    assert contrast(tokens.text, tokens.window) > contrast(tokens.faded, tokens.window) * 2


@LOOKS
def test_hints_in_empty_fields_are_as_legible_as_other_text(tokens: Tokens) -> None:
    assert f"placeholder-text-color: {tokens.muted}" in style_sheet(tokens)


@LOOKS
def test_the_style_sheet_names_no_colour_of_its_own(tokens: Tokens) -> None:
    known = {getattr(tokens, name) for name in Tokens.__dataclass_fields__}
    named = {word.strip(";") for word in style_sheet(tokens).split() if word.startswith("#")}
    assert {word for word in named if len(word) == 7} <= known
