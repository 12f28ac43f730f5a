from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.charts.sankey import MOST_ACTIVITIES, OTHERS, flow_chart

from .inventories import categories, with_lines
from .seen import words

if TYPE_CHECKING:
    from carbonsv.inventory.inventory import Inventory


def test_the_data_adds_up_to_the_total_and_keeps_every_activity(real: Inventory) -> None:
    chart = flow_chart(real, names={"electricity": "Grid electricity"})
    assert chart.data["co2e_kg"].sum() == pytest.approx(real.total_location_kg)
    assert set(chart.data["scope"]) == {"Scope 1", "Scope 2", "Scope 3"}
    assert "Grid electricity" in set(chart.data["activity"])


def test_the_nodes_of_each_column_say_the_same_total(real: Inventory) -> None:
    said = words(flow_chart(with_lines(real, categories(3, 60_000.0))).figure)
    assert "Scope 1 60.00" in said  # each scope is one activity and one category
    assert "Scope 1 Direct emissions 60.00" in said
    assert "own/2-0 30.00" in said


def test_all_but_the_largest_activities_are_put_together(real: Inventory) -> None:
    chart = flow_chart(with_lines(real, categories(18)))
    said = " ".join(words(chart.figure))
    assert said.count("own/") == MOST_ACTIVITIES - 1
    assert OTHERS in said
    assert OTHERS not in set(chart.data["activity"])


def test_amounts_below_zero_are_named_and_not_drawn(real: Inventory) -> None:
    lines = [("1", None, "2024-04-01", 5_000.0), ("3", 6, "2024-04-01", -2_000.0)]
    chart = flow_chart(with_lines(real, lines))
    assert "1 below zero not drawn, -2.00 t CO₂e" in chart.caption
    assert not [said for said in words(chart.figure) if "3.6" in said]


def test_the_message_names_the_largest_of_each_column(real: Inventory) -> None:
    said = flow_chart(with_lines(real, categories(2, 60_000.0)), names={"own/1-0": "Diesel"}).alt_text
    assert said.startswith("Of 90.00 t CO₂e, scope 2 location-based, most comes from Diesel 60.00 t CO₂e and")
    assert "The largest scope is Scope 1 with 60.00 t CO₂e" in said


def test_an_empty_year_says_so(real: Inventory) -> None:
    assert "No emissions yet" in words(flow_chart(with_lines(real, [])).figure)
