from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.colors import to_hex

from carbonsv.charts.category import category_bar
from carbonsv.charts.theme import LIGHT

from .inventories import categories, with_lines
from .seen import words

if TYPE_CHECKING:
    from carbonsv.inventory.inventory import Inventory


def test_categories_stand_from_the_largest_down(real: Inventory) -> None:
    lines = [
        ("3", 1, "2024-04-01", 2_000.0),
        ("3", 6, "2024-04-01", 5_000.0),
        ("1", None, "2024-04-01", 3_000.0),
    ]
    assert category_bar(with_lines(real, lines)).data["co2e_kg"].tolist() == [5_000, 3_000, 2_000]


def test_every_category_is_named_with_its_amount(real: Inventory) -> None:
    chart = category_bar(with_lines(real, categories(18)))
    written = words(chart.figure)
    assert set(chart.data["label"]) <= set(written)
    assert len(chart.data) == 18
    assert "2.78" in written  # 50,000 kg / 18


def test_bars_have_the_colour_of_their_scope(real: Inventory) -> None:
    figure = category_bar(with_lines(real, categories(3))).figure
    assert [to_hex(bar.get_facecolor()) for bar in figure.axes[0].patches] == list(LIGHT.series)


def test_an_empty_year_says_so(real: Inventory) -> None:
    assert "No emissions yet" in words(category_bar(with_lines(real, [])).figure)


def test_more_categories_make_a_taller_chart(real: Inventory) -> None:
    few, many = (category_bar(with_lines(real, categories(count))).figure for count in (5, 18))
    assert many.get_figheight() > 2 * few.get_figheight()
