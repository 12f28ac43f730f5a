from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from carbonsv.charts import screen
from carbonsv.charts.screen import pixels
from carbonsv.charts.sheet import Style, new_sheet
from carbonsv.charts.theme import CONTRAST, DARK, LIGHT, ChartTheme, drawing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ROUNDED = 2  # of 255: where two letters overlap, colours are rounded once more


def sheet_of(theme: ChartTheme, words: str, *, upward: bool = False) -> Figure:
    with drawing():
        sheet = new_sheet("Emissions with the plan", "Carbon SV; AVA\nfactors 2024", theme, 80.3, 40.7, 20)
        sheet.write(40.1, 20.2, words, Style(strong=True, across="center", upward=upward, backed=True))
    return sheet.figure


def drawn(figure: Figure, dpi: float) -> np.ndarray:
    picture = pixels(figure, dpi)
    shape = (picture.height_px, picture.width_px, 4)
    return np.frombuffer(picture.rgba, np.uint8).reshape(shape).astype(int)


def as_matplotlib_draws(figure: Figure, dpi: float) -> np.ndarray:
    with drawing():
        figure.set_dpi(dpi)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        return np.array(canvas.buffer_rgba()).astype(int)


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda one: one.name)
@pytest.mark.parametrize("dpi", [96.0, 144.0, 210.5])
@pytest.mark.parametrize("upward", [False, True])
def test_a_screen_shows_what_matplotlib_draws(theme: ChartTheme, dpi: float, upward: bool) -> None:  # noqa: FBT001
    figure = sheet_of(theme, "Tfj Ålg 1,234.5 t CO₂e", upward=upward)
    expected = as_matplotlib_draws(figure, dpi)
    for _ in range(2):  # the second time from what was kept
        assert np.abs(drawn(figure, dpi) - expected).max() <= _ROUNDED


@pytest.mark.parametrize("words", [" ", "倉庫", "supercalifragilisticexpialidocious" * 4])
def test_a_text_that_is_blank_or_runs_off_the_sheet_is_shown_as_well(words: str) -> None:
    figure = sheet_of(LIGHT, words)
    assert np.abs(drawn(figure, 96) - as_matplotlib_draws(figure, 96)).max() <= _ROUNDED


def test_a_text_is_drawn_once_for_all_charts_that_have_it() -> None:
    drawn(sheet_of(LIGHT, "1,234"), 96)
    before = screen._picture.cache_info().misses
    drawn(sheet_of(LIGHT, "1,234"), 96)
    assert screen._picture.cache_info().misses == before
    drawn(sheet_of(DARK, "1,234"), 96)
    assert screen._picture.cache_info().misses > before
