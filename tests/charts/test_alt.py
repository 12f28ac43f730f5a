from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.charts.alt import alt_categories, alt_months, alt_scopes

from .inventories import with_lines

if TYPE_CHECKING:
    from carbonsv.inventory.inventory import Inventory

APRIL, MAY, JUNE = date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 1)


def table(*rows: tuple[str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["label", "co2e_kg"])


def test_scopes_say_which_is_the_largest(real: Inventory) -> None:
    lines = [("1", None, "2024-04-01", 100_000.0), ("2", None, "2024-04-01", 177_820.0)]
    words = alt_scopes(with_lines(real, [*lines, ("3", 6, "2024-04-01", 412_300.0)]))
    assert words == (
        "Scope 3 is the largest with 412.30 t CO₂e of 690.12 t CO₂e in total, scope 2 location-based. "
        "Scope 1 is 100.00 t CO₂e; scope 2 is 177.82 t CO₂e by the location-based method and "
        "177.82 t CO₂e by the market-based method; scope 3 is 412.30 t CO₂e."
    )


def test_scopes_of_nothing_name_no_largest(real: Inventory) -> None:
    assert alt_scopes(with_lines(real, [("1", None, "2024-04-01", 0.0)])).startswith(
        "All emissions are 0 kg CO₂e."
    )


def test_categories_name_the_first_five_and_count_the_rest() -> None:
    names = [(f"C{place}", 7_000.0 - place * 1_000) for place in range(7)]
    words = alt_categories(table(*names), 28_000.0)
    assert "C0 is the largest with 7.00 t CO₂e of 28.00 t CO₂e in total" in words
    assert "and C4 is 3.00 t CO₂e." in words
    assert words.endswith("2 more categories are smaller.")


def test_one_category_is_one_sentence() -> None:
    words = alt_categories(table(("C0", 500.0)), 500.0)
    assert words == "C0 is the largest with 500 kg CO₂e of 500 kg CO₂e in total, scope 2 location-based."


def test_a_total_below_its_largest_part_is_not_called_a_share_of_it() -> None:
    words = alt_categories(table(("C0", 5_000.0), ("C1", -4_000.0)), 1_000.0)
    assert words.startswith("C0 is the largest with 5.00 t CO₂e; all together are 1.00 t CO₂e")


def test_months_name_the_highest_the_lowest_and_those_without_data() -> None:
    words = alt_months({APRIL: 900.0, MAY: 2_000.0}, ["1", "3"], [JUNE])
    assert words == (
        "Emissions by month of Scope 1 and Scope 3, scope 2 location-based. May 2024 is the highest with "
        "2.00 t CO₂e and April 2024 the lowest with 900 kg CO₂e. There is no data for June 2024."
    )


def test_equal_months_have_no_highest() -> None:
    words = alt_months({APRIL: 900.0, MAY: 900.0}, ["1"], [])
    assert words.endswith("Every month with data has 900 kg CO₂e.")
