"""What holds for every chart: nothing cut off, nothing on top of another, words and numbers with it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.gallery.gallery import names
from carbonsv.charts.export import chart_bytes
from carbonsv.charts.theme import DARK, LIGHT, ChartTheme
from carbonsv.library.factor_library import FactorLibrary

from .inventories import real_inventory
from .made import every_chart
from .seen import outside, overlapping, words

if TYPE_CHECKING:
    from carbonsv.charts.chart import Chart
    from carbonsv.inventory.inventory import Inventory
    from tests.charts.made import Draw

LOOKS = ((80.0, LIGHT), (160.0, DARK))
CASES = ((1, 0.0), (5, 950.0), (5, -40_000.0), (5, 9e17), (40, 40_000.0))
LONG = "Workshop, stores and yard of the northern depot, which has a name nobody can remember"
HOSTILE = {
    "other scripts": "倉庫 🚚 ❤️ مستودع 𝔘",
    "one long word": "supercalifragilisticexpialidocious" * 4,
    "markup and control": "<b>&$\\frac{a}{b}$ \x00\t\ud800",
}
CHARTS = names()
NAMELESS = {"scopes", "scope-donut", "categories", "months", "waterfall", "ledgers"}


@cache
def year() -> Inventory:
    return real_inventory(FactorLibrary.load())


@cache
def made(count: int, amount: float, name: str) -> dict[str, Draw]:
    return every_chart(year(), count, amount, name)


def trouble(chart: Chart) -> list[object]:
    return [*outside(chart.figure), *overlapping(chart.figure)]


def test_every_chart_of_the_gallery_is_drawn_here() -> None:
    assert set(made(5, 950.0, "Works")) == set(CHARTS)


@pytest.mark.parametrize(("width_mm", "theme"), LOOKS, ids=["80", "160"])
@pytest.mark.parametrize(("count", "amount"), CASES)
@pytest.mark.parametrize("chart", CHARTS)
def test_texts_stay_inside_and_apart(
    chart: str, count: int, amount: float, width_mm: float, theme: ChartTheme
) -> None:
    assert trouble(made(count, amount, LONG)[chart](theme=theme, width_mm=width_mm)) == []


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("chart", CHARTS)
def test_names_of_any_kind_are_drawn_without_a_warning(chart: str, name: str) -> None:
    assert trouble(made(3, 5_000.0, name)[chart](width_mm=80)) == []


@pytest.mark.parametrize("chart", CHARTS)
def test_letters_that_cannot_be_drawn_stay_in_the_words_and_numbers(chart: str) -> None:
    drawn = made(3, 5_000.0, "倉庫 A")[chart]()
    assert "倉" not in "".join(words(drawn.figure))
    said = f"{drawn.title} {drawn.alt_text} {drawn.data.to_csv()}"
    assert "□" not in said
    assert "倉庫" in said or chart in NAMELESS


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_says_what_it_shows_and_where_from(chart: str) -> None:
    drawn = made(5, 950.0, "Works")[chart]()
    assert drawn.alt_text.endswith(".")
    assert drawn.caption.startswith("Carbon SV")
    assert drawn.title in " ".join(words(drawn.figure))
    assert len(drawn.data) > 0


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_is_at_least_as_high_as_asked(chart: str) -> None:
    figure = made(5, 950.0, "Works")[chart](width_mm=127, height_mm=254).figure
    assert figure.get_size_inches().tolist() == pytest.approx([5, 10])
    assert (outside(figure), overlapping(figure)) == ([], [])


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("dpi", [72, 144])
def test_texts_fit_at_the_resolution_of_any_screen(chart: str, dpi: int) -> None:
    figure = made(5, 950.0, "Works")[chart](width_mm=80).figure
    figure.set_dpi(dpi)
    assert (outside(figure), overlapping(figure)) == ([], [])


@pytest.mark.parametrize("chart", CHARTS)
def test_the_same_chart_is_drawn_the_same_each_time(chart: str) -> None:
    draw = made(5, 950.0, "Works")[chart]
    assert chart_bytes(draw(), ".svg") == chart_bytes(draw(), ".svg")
