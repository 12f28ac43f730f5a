from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from matplotlib.colors import to_hex

from carbonsv.charts.scope import scope_bar
from carbonsv.charts.theme import DARK, LIGHT
from carbonsv.model import text

from .inventories import with_lines
from .seen import bars, words

if TYPE_CHECKING:
    from carbonsv.inventory.inventory import Inventory


def test_scope_bar_writes_every_total_of_the_inventory(real: Inventory) -> None:
    written = words(scope_bar(real).figure)
    totals = (real.scope1_kg, real.scope2_location_kg, real.scope2_market_kg, real.scope3_kg)
    assert {text.tonnes(total) for total in totals} <= set(written)
    assert "t CO₂e" in written


def test_bars_are_as_long_as_the_totals(real: Inventory) -> None:
    lengths = [bar.get_width() * 1000 for bar in bars(scope_bar(real).figure)]
    assert lengths == pytest.approx(real.by_scope()["co2e_kg"].tolist())


def test_market_based_bar_is_hollow_because_it_is_not_added(real: Inventory) -> None:
    fills = [to_hex(bar.get_facecolor()) for bar in bars(scope_bar(real, DARK).figure)]
    assert fills == [DARK.series[0], DARK.series[1], DARK.surface, DARK.series[2]]


def test_scope_bar_is_in_kilograms_when_all_is_below_a_tonne(real: Inventory) -> None:
    written = words(scope_bar(with_lines(real, [("1", None, "2024-04-01", 950.0)])).figure)
    assert {"950", "kg CO₂e"} <= set(written)


def test_an_empty_year_says_so(real: Inventory) -> None:
    chart = scope_bar(with_lines(real, []), LIGHT)
    assert "No emissions yet" in words(chart.figure)
    assert chart.alt_text.startswith("No emissions yet")


def test_scope_bar_hands_over_its_numbers_and_words(real: Inventory) -> None:
    chart = scope_bar(real)
    assert chart.data["co2e_kg"].tolist() == real.by_scope()["co2e_kg"].tolist()
    assert chart.title == "Emissions by scope, 2024/25"
    assert chart.title in words(chart.figure)
    assert chart.caption in words(chart.figure)
