from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.charts.caption import caption_of, source_names

if TYPE_CHECKING:
    from carbonsv.inventory.inventory import Inventory


def test_caption_names_program_source_factor_year_and_days(real: Inventory) -> None:
    factors = "UK Government GHG Conversion Factors 2024"
    assert caption_of(real) == f"Carbon SV; {factors}; year 1 April 2024 to 31 March 2025"


def test_two_editions_of_a_source_are_named_together() -> None:
    assert source_names(["ukgov-2023", "ukgov-2024"]) == [
        "UK Government GHG Conversion Factors 2023 and 2024"
    ]


def test_the_official_factors_come_first() -> None:
    names = source_names(["own-2024", "refrigerant-blends-ar5", "uk-spend-2022", "ukgov-2024"])
    assert [name.split()[0] for name in names] == ["UK", "UK", "refrigerant", "own-2024"]
    assert names[1] == "UK spend-based factors 2022"
