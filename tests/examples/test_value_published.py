"""Answers others have published for carbon values, prices and discounting, and what we get for the same."""

from __future__ import annotations

import csv
import math

import pytest

from carbonsv.library.value_packs import read_citation
from carbonsv.paths import FACTORS
from carbonsv.value.carbon_value import carbon_value, discount_factor, price_ratio
from tests.shipped import library
from tests.value.claims import packs, tonnes

# Forest Research, "Current (2020) UK government guidance on the social value of carbon": values of a tonne
# outside the EU trading scheme at 2018 prices, and what they are worth in 2020 by the Green Book's rates.
FOREST_RESEARCH = [
    (2030, 81, 57),
    (2040, 156, 78),
    (2050, 231, 82),
    (2060, 307, 81),
    (2070, 348, 69),
    (2080, 353, 52),
]


@pytest.mark.parametrize(("year", "value_gbp", "discounted_gbp"), FOREST_RESEARCH)
def test_discounting_over_sixty_years_is_as_forest_research_published(
    year: int, value_gbp: float, discounted_gbp: float
) -> None:
    ours = value_gbp * discount_factor(year - 2020, packs().bands)
    assert abs(ours - discounted_gbp) <= 0.5 + 0.5 * discounted_gbp / value_gbp  # both were rounded


# R package greenbook 0.1.0, vignette "Carbon and environment".
def test_the_carbon_values_are_those_of_the_published_vignette() -> None:
    assert carbon_value(2024, None, packs()).central == 268.97
    assert carbon_value(2024, None, packs()).high == 403.45
    assert carbon_value(2030, None, packs()).central == 294.5


def test_100_tonnes_a_year_from_2024_to_2030_are_worth_196_500_pounds() -> None:
    years = tonnes(100, 0, 2024, years=7, price_year=2024).years
    present_gbp = math.fsum(year.present_value_gbp.central for year in years)
    assert round(present_gbp, -2) == 196_500


def test_pounds_of_2019_in_prices_of_2024_are_as_the_vignette_has_them() -> None:
    assert round(6_500_000 * price_ratio(2019, 2024, packs().deflator)) == 8_013_957


# Values of the same series at 2020 prices: BEIS policy paper of 2 September 2021 and those who quote it.
@pytest.mark.parametrize(("year", "at_2020_prices"), [(2021, 245), (2023, 252), (2025, 260), (2050, 378)])
def test_the_series_is_the_one_published_at_2020_prices(year: int, at_2020_prices: int) -> None:
    values = packs().carbon_values
    assert round(values[year].central_gbp * 241 / values[2020].central_gbp) == at_2020_prices


# Domain rules of the program, section 6.
def test_the_central_value_of_2025_is_273_06_pounds() -> None:
    assert carbon_value(2025, None, packs()).central == 273.06


def test_low_and_high_are_half_below_and_above_the_central_value() -> None:
    for value in packs().carbon_values.values():
        assert value.low_gbp == pytest.approx(value.central_gbp / 2, abs=0.011)
        assert value.high_gbp == pytest.approx(value.central_gbp * 1.5, abs=0.011)


def test_every_factor_the_measures_name_is_in_the_official_pack() -> None:
    official = packs().catalogue
    for measure in official.measures.values():
        for line in measure.lines:
            kind = library().catalogue.find(line.activity)
            assert {recipe.lifecycle for recipe in kind.lines} & line.lifecycles, (measure.id, line.activity)


def test_the_factors_listed_for_the_measures_are_those_of_the_official_workbook() -> None:
    with (FACTORS / "measures" / "measures.csv").open(encoding="utf-8", newline="") as file:
        listed = {name for row in csv.DictReader(file) for name in row["factor_ids"].split(";") if name}
    known = set(library().packs["ukgov-2025"].factors["source_id"])
    assert {name.rpartition("_")[0] for name in listed} <= known


def test_every_pack_of_social_value_states_its_licence_and_attribution() -> None:
    for name in packs().citations:
        citation = read_citation(name)
        assert citation.licence, name
        assert citation.attribution, name
