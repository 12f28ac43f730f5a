from __future__ import annotations

import re

import pandas as pd
import pytest

from carbonsv.engine.explain import LIFECYCLES, explain
from carbonsv.model.policy import FactorPolicy
from tests.shipped import library, period, record

NUMBER = re.compile(r"(?<!\S)[\d.]+(?= )")


def told(activity: str, quantity: float, unit: str, year: int = 2025, **more: object) -> str:
    policy = more.pop("policy", FactorPolicy())
    assert isinstance(policy, FactorPolicy)
    days = {name: pd.Timestamp(f"{year}-06-15") for name in ("start", "end")}
    row = record(activity, quantity, unit, year) | days | more
    return explain(row, library(), policy)


def test_a_line_shows_quantity_factor_and_result() -> None:
    text = told("electricity", 1000, "kWh")
    assert text.startswith("Electricity (UK grid), 1,000 kWh, 15 June 2025")
    assert "1. Scope 2 Purchased electricity and heat, location-based: generation" in text
    assert "1,000 kWh × 0.177 kg CO₂e per kWh = 177 kg CO₂e" in text


def test_a_line_names_workbook_cell_official_id_and_fingerprint() -> None:
    text = told("electricity", 1, "kWh")
    assert "UK Government GHG Conversion Factors for Company Reporting 2025" in text
    assert "'Factors by Category'!J" in text
    assert "id 7_400_4000_5" in text
    assert "SHA-256 8bfdb45b81ec…" in text


def test_a_conversion_is_written_out_with_its_rule() -> None:
    text = told("natural-gas", 10, "therms")
    assert "10 therms = 293.0710702 kWh (Gross CV) × 0.18296" in text
    assert "Why: 1 therms = 29.30710702 kWh (Gross CV)." in text or "Why: 1 therm = 29.30710702" in text


def test_spend_says_how_it_was_deflated() -> None:
    text = told("spend/sic-62", 1000, "GBP", 2024)
    assert "1,000 GBP = 905.005 GBP × 0.1176532355 kg CO₂e per GBP" in text
    assert "GBP of 2024 = 0.905005 GBP of 2022 by the GDP deflator." in text


def test_a_record_cut_by_calendar_year_says_how_much_each_line_counts() -> None:
    days = {"start": pd.Timestamp("2024-12-01"), "end": pd.Timestamp("2025-01-31")}
    text = told("electricity", 62, "kWh", policy=FactorPolicy("detailed"), **days)
    assert "62 kWh, of which 31 kWh by days × 0.20705 kg CO₂e per kWh = 6.41855 kg CO₂e" in text
    assert "62 kWh, of which 31 kWh by days × 0.177 kg CO₂e per kWh = 5.487 kg CO₂e" in text


@pytest.mark.parametrize("factor_year", ["majority", "detailed"])
def test_every_written_product_is_what_its_numbers_give(factor_year: str) -> None:
    days = {"start": pd.Timestamp("2024-11-20"), "end": pd.Timestamp("2025-02-03")}
    policy = FactorPolicy("majority" if factor_year == "majority" else "detailed")
    for activity, unit in (("electricity", "kWh"), ("fleet-diesel", "gallons"), ("natural-gas", "m3")):
        text = told(activity, 1234.5, unit, policy=policy, **days)
        worked = [NUMBER.findall(line.replace(",", "")) for line in text.splitlines() if "×" in line]
        assert worked
        for *_, quantity, value, result in worked:
            assert float(quantity) * float(value) == pytest.approx(float(result), rel=1e-8)


def test_gases_are_shown_where_they_were_published() -> None:
    assert "of which CO₂ 0.17489 kg CO₂e, CH₄ 0.0009 kg CO₂e, N₂O 0.00122 kg CO₂e" in told(
        "electricity", 1, "kWh"
    )


def test_biogenic_carbon_dioxide_is_called_so_and_outside_of_scopes() -> None:
    text = told("wood-pellets", 2, "tonnes")
    assert "Outside of scopes: biogenic CO₂" in text
    assert "2 tonnes × 1677.18 kg CO₂ per tonnes = 3,354.36 kg CO₂" in text


@pytest.mark.parametrize(
    ("policy", "reason"),
    [
        (FactorPolicy(), "the year that holds most of the record's days"),
        (FactorPolicy("detailed"), "each record's days by calendar year"),
        (
            FactorPolicy(reporting_year=period("2025-01-01", "2025-12-31")),
            "the year that holds most of 1 January 2025 to 31 December 2025",
        ),
    ],
)
def test_the_choice_of_the_factor_year_is_stated(policy: FactorPolicy, reason: str) -> None:
    assert f"Factors of 2025: {reason}." in told("electricity", 1, "kWh", policy=policy)


def test_a_note_of_the_source_is_repeated() -> None:
    assert "Note: Data year 2022; the source does not state the price basis" in told(
        "spend/sic-62", 1, "GBP", 2022
    )


def test_a_record_without_a_factor_is_explained_by_its_trouble() -> None:
    text = told("electricity", 1, "litres")
    assert "Error: Record a: litres cannot be converted to kWh." in text
    assert "×" not in text


def test_a_factor_named_by_its_id_says_so() -> None:
    text = told("ukgov-2024/uk-electricity/electricity-generated/electricity-uk:kwh", 10, "kWh")
    assert "10 kWh × 0.20705 kg CO₂e per kWh = 2.0705 kg CO₂e" in text
    assert "Why: The record names this factor." in text


def test_every_part_of_a_life_has_its_words() -> None:
    used = {line.lifecycle for kind in library().catalogue for line in kind.lines}
    assert used <= set(LIFECYCLES)
