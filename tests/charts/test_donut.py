from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from matplotlib.patches import Wedge

from carbonsv.charts.donut import scope_donut

from .inventories import categories, with_lines
from .seen import words

if TYPE_CHECKING:
    from carbonsv.inventory.inventory import Inventory


def test_shares_of_the_ring_are_those_of_the_scopes(real: Inventory) -> None:
    lines = [("1", None, "2024-04-01", 1_000.0), ("2", None, "2024-04-01", 3_000.0)]
    chart = scope_donut(with_lines(real, lines))
    shares = [one for one in chart.figure.axes[0].patches if isinstance(one, Wedge)]
    assert [one.theta2 - one.theta1 for one in shares] == pytest.approx([90, 270])
    assert "1.00 t CO₂e, 25.0 %" in words(chart.figure)


def test_each_scope_is_named_beside_the_ring(real: Inventory) -> None:
    said = words(scope_donut(with_lines(real, categories(3, 60_000.0))).figure)
    assert {"Scope 1", "Scope 2", "Scope 3", "110.00 t CO₂e"} <= set(said)


def test_a_ring_refuses_amounts_below_zero_and_names_the_chart_that_shows_them(real: Inventory) -> None:
    chart = scope_donut(with_lines(real, [("1", None, "2024-04-01", -5.0), ("3", 6, "2024-04-01", 9.0)]))
    assert "The bar chart of the scopes shows them." in words(chart.figure)
    assert chart.data["co2e_kg"].tolist() == [-5.0, 9.0]


def test_an_empty_year_says_so(real: Inventory) -> None:
    assert "No emissions yet" in words(scope_donut(with_lines(real, [])).figure)
