"""No text is cut off or lies on another, in any chart, at the width of a column and of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.charts.category import category_bar
from carbonsv.charts.months import monthly_stack
from carbonsv.charts.scope import scope_bar

from .inventories import Line, categories, months, with_lines
from .seen import outside, overlapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from carbonsv.charts.chart import Chart
    from carbonsv.inventory.inventory import Inventory

LINES: dict[str, list[Line]] = {
    "empty": [],
    "zero": [(*line[:3], 0.0) for line in months(12)],
    "one": categories(1),
    "five": categories(5),
    "eighteen": categories(18),
    "tiny": categories(18, 1e-6),
    "very large": categories(18, 9e17),
    "negative": [(*line[:3], -line[3] if line[0] == "2" else line[3]) for line in months(12)],
    "all negative": [(*line[:3], -line[3]) for line in categories(5) + months(3)],
    "year": months(12),
    "half a year": months(6, 1.234e9),
}


@pytest.mark.parametrize("draw", [scope_bar, category_bar, monthly_stack])
@pytest.mark.parametrize("width_mm", [80, 160])
@pytest.mark.parametrize("lines", LINES.values(), ids=LINES)
def test_texts_stay_inside_and_apart(
    real: Inventory, lines: list[Line], width_mm: float, draw: Callable[..., Chart]
) -> None:
    figure = draw(with_lines(real, lines), width_mm=width_mm).figure
    assert outside(figure) == []
    assert overlapping(figure) == []


@pytest.mark.parametrize("draw", [scope_bar, category_bar, monthly_stack])
def test_a_chart_grows_where_the_height_asked_for_is_too_small(
    real: Inventory, draw: Callable[..., Chart]
) -> None:
    figure = draw(with_lines(real, categories(18)), width_mm=80, height_mm=10).figure
    assert (outside(figure), overlapping(figure)) == ([], [])


@pytest.mark.parametrize("draw", [scope_bar, category_bar, monthly_stack])
def test_a_chart_has_the_size_asked_for_where_it_fits(real: Inventory, draw: Callable[..., Chart]) -> None:
    width, height = draw(real, width_mm=127, height_mm=101.6).figure.get_size_inches()
    assert (width, height) == (pytest.approx(5), pytest.approx(4))
