from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import matplotlib as mpl
import pytest
from matplotlib.colors import to_rgb
from matplotlib.font_manager import findfont

from carbonsv.charts.scope import scope_bar
from carbonsv.charts.theme import (
    CONTRAST,
    DARK,
    LIGHT,
    ChartTheme,
    drawable,
    drawing,
    font,
    line_height,
    new_figure,
    theme_of,
    width_of,
)
from carbonsv.gui import theme as gui

if TYPE_CHECKING:
    from carbonsv.inventory.inventory import Inventory

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda theme: theme.name)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def lightness(colour: str) -> float:
    """CIE L*, 0 to 100, for colours that are not almost black."""
    return 116 * float(luminance(colour) ** (1 / 3)) - 16


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@THEMES
def test_scopes_keep_apart_in_greyscale(theme: ChartTheme) -> None:
    steps = [lightness(after) - lightness(before) for before, after in pairwise(theme.series)]
    assert all(step > 15 for step in steps) or all(step < -15 for step in steps)


@THEMES
def test_every_series_stands_out_from_the_surface(theme: ChartTheme) -> None:
    assert min(contrast(colour, theme.surface) for colour in theme.series) >= 3


@THEMES
def test_text_can_be_read_on_the_surface(theme: ChartTheme) -> None:
    assert min(contrast(colour, theme.surface) for colour in (theme.ink, theme.muted)) >= 4.5


def test_every_look_of_the_window_has_charts_on_its_own_surface() -> None:
    for tokens in (gui.LIGHT, gui.DARK, gui.CONTRAST):
        assert theme_of(tokens.name).surface == tokens.surface


def test_high_contrast_is_higher_than_that_of_the_dark_look() -> None:
    assert contrast(CONTRAST.muted, CONTRAST.surface) >= 7
    assert min(contrast(one, CONTRAST.surface) for one in CONTRAST.series) >= 4.5


def test_new_figure_measures_in_millimetres() -> None:
    assert new_figure(254, 127, LIGHT).get_size_inches().tolist() == [10, 5]


def test_text_is_set_in_source_sans_pro() -> None:
    assert findfont(font(9)).endswith("SourceSansPro-Regular.ttf")
    assert findfont(font(9, strong=True)).endswith("SourceSansPro-Bold.ttf")


def test_width_grows_with_the_size_of_the_type() -> None:
    assert width_of("Scope 1", 18) == pytest.approx(2 * width_of("Scope 1", 9), rel=0.03)


def test_width_of_lines_is_that_of_the_widest() -> None:
    assert width_of("a\nwide line\n", 9) == width_of("wide line", 9)


def test_line_height_leaves_a_quarter_of_the_type_size() -> None:
    assert line_height(72) == pytest.approx(1.25 * 25.4)


def test_drawing_leaves_the_settings_of_matplotlib_as_they_were(real: Inventory) -> None:
    before = dict(mpl.rcParams)
    scope_bar(real)
    assert dict(mpl.rcParams) == before


def test_drawing_does_not_take_over_the_settings_of_the_machine() -> None:
    with mpl.rc_context({"axes.grid": True, "text.usetex": True}), drawing():
        assert (mpl.rcParams["axes.grid"], mpl.rcParams["text.usetex"]) == (False, False)


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("Café Ł 5 °C CO₂e", "Café Ł 5 °C CO₂e"),
        ("倉庫 B", "□□ B"),
        ("Depot 🚚", "Depot □"),
        ("❤\ufe0f", "❤"),
        ("👩\u200d🌾", "□□"),
        ("a\tb\x00c\ud800", "a□b□c□"),
        ("two\nlines", "two\nlines"),
        ("", ""),
    ],
)
def test_letters_that_no_font_has_are_drawn_as_boxes(name: str, drawn: str) -> None:
    assert drawable(name) == drawn


def test_a_text_is_as_wide_as_its_boxes() -> None:
    assert width_of("倉庫", 9.0) == width_of("□□", 9.0) > 0
