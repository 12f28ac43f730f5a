"""Published values and worked examples, each with the cell of the official full set it stands in.

The packs are made from the flat files; the values here were read from the full set of 2025, another workbook.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from carbonsv.engine.quantify import quantify
from carbonsv.inventory.inventory import make_inventory
from carbonsv.model.policy import FactorPolicy
from carbonsv.model.text import fixed
from carbonsv.units.convert import convert
from tests.shipped import factor, library, lines_of, period, record, table

HERE = Path(__file__).parent
BLENDED = period("2019-05-26", "2020-05-24")


def cases() -> list[dict[str, str]]:
    with (HERE / "published.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['activity']} {case['lifecycle']}")
def test_a_published_example_gives_the_published_answer(case: dict[str, str]) -> None:
    lines = lines_of(case["activity"], float(case["quantity"]), case["unit"], int(case["year"]))
    line = lines[lines["lifecycle"] == case["lifecycle"]].iloc[0]
    found, expected = float(line[f"{case['gas']}_kg"]), case["expected"]
    if case["precision"] == "exact":
        assert found == float(expected)
    else:
        places = len(expected.partition(".")[2])
        assert fixed(Decimal(repr(found)), places).replace(",", "") == expected


def test_days_are_blended_in_proportion_as_in_the_introduction() -> None:
    """Introduction!A38: 220 days in one factor period and 145 in the next."""
    of_2019, of_2020 = (
        factor(f"ukgov-{year}/uk-electricity/electricity-generated/electricity-uk:kwh").co2e_kg
        for year in (2019, 2020)
    )
    days = record("electricity", 365, "kWh", start=str(BLENDED.start), end=str(BLENDED.end))
    result = quantify(table(days), library(), FactorPolicy("detailed")).lines
    found = result[(result["method"] == "location")]["co2e_kg"]
    assert np.allclose(found, [220 * of_2019, 145 * of_2020], rtol=1e-15)


def test_the_inventory_blends_the_days_of_the_introduction_too() -> None:
    of_2019, of_2020 = (
        factor(f"ukgov-{year}/uk-electricity/electricity-generated/electricity-uk:kwh").co2e_kg
        for year in (2019, 2020)
    )
    days = record("electricity", 365, "kWh", start=str(BLENDED.start), end=str(BLENDED.end))
    inventory = make_inventory(table(days), library(), FactorPolicy("detailed"), BLENDED)
    assert inventory.scope2_location_kg == pytest.approx(220 * of_2019 + 145 * of_2020, rel=1e-14)


@pytest.mark.parametrize(
    ("start", "end", "year"),
    [
        ("2024-04-01", "2025-03-31", 2024),
        ("2020-04-01", "2021-03-31", 2020),
        ("2023-07-01", "2024-06-30", 2024),
        ("2024-07-01", "2025-06-30", 2025),
    ],
)
def test_the_majority_year_is_that_of_the_introduction(start: str, end: str, year: int) -> None:
    """Introduction!A38: April to March has most of its portion in the first year, July to June is new."""
    assert period(start, end).majority_year == year


def test_a_blend_of_ten_percent_is_weighted_as_company_b_weights_it() -> None:
    """Fuels!A155: X % of 0.168 and the rest of 2.706, values of 2021."""
    bio, mineral = (
        lines_of("biodiesel-me", 10, "litres", 2021),
        lines_of("diesel-100-mineral-diesel", 90, "litres", 2021),
    )
    found = bio["co2e_kg"].iloc[0] + mineral["co2e_kg"].iloc[0]
    assert found / 100 == pytest.approx(0.1 * 0.168 + 0.9 * 2.706, abs=0.0005)


@pytest.mark.parametrize(
    ("value", "unit", "target", "expected", "cell"),
    [
        (1, "kWh", "GJ", 0.0036, "A15"),
        (1, "GJ", "kWh", 277.777777778, "D28"),
        (1, "therms", "kWh", 29.30710833487654, "D30"),
        (1, "m3", "litres", 1000, "C37"),
        (1, "gallons", "litres", 4.5460900061812275, "C39"),
        (1, "miles", "km", 1.609344, "F55"),
        (1, "tons", "kg", 1016.0464211288886, "C47"),
        (1, "lb", "kg", 0.45359215228968236, "C49"),
    ],
)
def test_units_convert_as_in_the_sheet_of_conversions(
    value: float, unit: str, target: str, expected: float, cell: str
) -> None:
    assert convert(value, unit, target) == pytest.approx(expected, rel=3e-6), f"Conversions!{cell}"


def test_company_k_adds_up_its_two_kinds_of_waste() -> None:
    """Waste disposal!A17-A18: half a tonne of food waste to landfill and white paper recycled."""
    food = lines_of("waste/organic-food-and-drink-waste/landfill", 0.5, "tonnes")["co2e_kg"].sum()
    paper = lines_of("waste/paper-and-board-paper/closed-loop", 2, "tonnes")["co2e_kg"].sum()
    assert (food, paper) == (0.5 * 700.30886, 2 * 4.68568)


def test_carbon_dioxide_leaked_counts_a_kilogram_for_a_kilogram() -> None:
    """Refrigerant & other!F20: carbon dioxide has a potential of 1."""
    assert lines_of("refrigerant/carbon-dioxide", 3, "kg")["co2e_kg"].to_list() == [3.0]
