from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from carbonsv.charts.months import columns_of, monthly_stack
from carbonsv.model.policy import Period

from .inventories import YEAR, months, with_lines
from .seen import bars, words

if TYPE_CHECKING:
    from carbonsv.inventory.inventory import Inventory


def test_columns_stack_the_scopes_to_the_total_of_the_month(real: Inventory) -> None:
    figure = monthly_stack(with_lines(real, months(1))).figure
    tops = [bar.get_y() + bar.get_height() for bar in bars(figure)]
    assert tops == pytest.approx([9.5, 9.5 + 19, 9.5 + 19 + 28.5])


def test_negative_amounts_hang_below_zero(real: Inventory) -> None:
    lines = [("1", None, "2024-04-01", 5_000.0), ("3", 6, "2024-04-01", -2_000.0)]
    figure = monthly_stack(with_lines(real, lines)).figure
    assert [(bar.get_y(), bar.get_height()) for bar in bars(figure)] == [(0, 5), (0, -2)]


def test_a_month_without_data_is_a_gap_that_says_so(real: Inventory) -> None:
    lines = [line for line in months(12) if line[2] != "2024-11-01"]
    chart = monthly_stack(with_lines(real, lines))
    assert words(chart.figure).count("no data") == 1
    assert len(chart.figure.axes[0].patches) == 11 * 3
    assert chart.alt_text.endswith("There is no data for November 2024.")


def test_a_month_of_zero_is_not_a_gap(real: Inventory) -> None:
    chart = monthly_stack(with_lines(real, [(*line[:3], 0.0) for line in months(12)]))
    assert "no data" not in words(chart.figure)


def test_months_carry_their_year_where_it_begins(real: Inventory) -> None:
    written = words(monthly_stack(real).figure)
    assert [written.count(text) for text in ("Apr", "Mar", "2024", "2025")] == [1, 1, 1, 1]


def test_the_key_names_only_scopes_with_data(real: Inventory) -> None:
    written = words(monthly_stack(with_lines(real, [("3", 6, "2024-04-01", 5_000.0)])).figure)
    assert "Scope 3" in written
    assert "Scope 1" not in written


def test_totals_are_left_out_where_they_have_no_room(real: Inventory) -> None:
    narrow, wide = (
        words(monthly_stack(with_lines(real, months(12)), width_mm=width).figure) for width in (60, 160)
    )
    assert ("57.00" in narrow, "57.00" in wide) == (False, True)


def test_columns_cover_every_month_of_the_year(real: Inventory) -> None:
    columns = columns_of(real.by_month(), YEAR)
    assert (columns.months[0], columns.months[-1]) == (date(2024, 4, 1), date(2025, 3, 1))
    assert sum(columns.totals_kg.values()) == pytest.approx(real.total_location_kg)


def test_months_before_the_first_record_are_missing(real: Inventory) -> None:
    two_years = Period(date(2023, 4, 1), date(2025, 3, 31))
    assert len(columns_of(real.by_month(), two_years).missing) == 12


def test_an_empty_year_says_so(real: Inventory) -> None:
    assert "No emissions yet" in words(monthly_stack(with_lines(real, [])).figure)
