from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.app.factor_search import breaks_of, compare_years, describe_factor, search_factors

if TYPE_CHECKING:
    from carbonsv.library.factor_library import FactorLibrary


def electricity(library: FactorLibrary) -> str:
    return str(search_factors(library, "leccy")["id"].iloc[0])


def test_everyday_words_find_the_factors_of_what_they_mean(library: FactorLibrary) -> None:
    found = search_factors(library, "leccy")
    assert "electricity" in found["label"].iloc[0].lower()
    assert found["year"].iloc[0] == max(library.years)


def test_every_series_comes_once(library: FactorLibrary) -> None:
    found = search_factors(library, "natural gas")
    keys = found["id"].str.partition("/")[2]
    assert len(found) > 3
    assert keys.is_unique


def test_nothing_to_look_for_shows_the_first_factors(library: FactorLibrary) -> None:
    assert len(search_factors(library, "", 20)) == 20


def test_nothing_found_is_an_empty_table(library: FactorLibrary) -> None:
    assert search_factors(library, "zzqqxx").empty


def test_the_years_of_a_series_stand_side_by_side(library: FactorLibrary) -> None:
    years = compare_years(library, electricity(library))
    values = dict(zip(years["year"], years["value"], strict=True))
    assert values[2024] == 0.20705
    change = years[years["year"] == 2024]["change_share"].iloc[0]
    assert change == pytest.approx(values[2024] / values[2023] - 1)


def test_a_factor_says_its_cell_and_its_fingerprint(library: FactorLibrary) -> None:
    said = describe_factor(library, electricity(library))
    assert "kg CO₂e per kWh" in said
    assert "Cell: " in said
    assert "SHA-256 of the source: " in said


def test_a_break_of_method_is_told(library: FactorLibrary) -> None:
    flights = search_factors(library, "flights domestic")
    air = next(one for one in flights["id"] if "/business-travel-air/" in one)
    assert 2023 in [one.year for one in breaks_of(library, air)]
    assert "Method changed in 2023" in describe_factor(library, air)
