from __future__ import annotations

import math

from carbonsv.value.explain import explain_claim
from tests.shipped import library
from tests.value.claims import appraised, packs, tonnes


def test_every_pound_is_explained_from_quantity_to_source_cell() -> None:
    one = appraised("ESV01", 12_000, 10_000, "kWh", deadweight=0.2, price_year=2024, title="LED lighting")
    text = explain_claim(one, packs(), library())
    assert "12,000 − 10,000 = 2,000 kWh saved" in text
    assert "2,000 kWh × 0.177 kg CO₂e per kWh = 354 kg CO₂e" in text
    assert "'Factors by Category'!" in text
    assert "× 0.8 after deadweight = 0.2832 t CO₂e" in text
    assert "136.53, 273.06, 409.6 GBP per t CO₂e, 2022 prices" in text
    assert "Table 3, year 2025" in text
    assert "Prices of 2024: × 100 / 90.5005" in text


def test_a_present_value_names_its_factor_and_source() -> None:
    text = explain_claim(tonnes(10, 9, years=2), packs(), library())
    assert "Present value in 2025: × 0.9661835749" in text
    assert "Green Book" in text


def test_what_took_the_place_is_shown_with_a_minus() -> None:
    one = appraised("ESV05", 20, 0, "miles", replacement="homeworking", replacement_quantity=7.5)
    text = explain_claim(one, packs(), library())
    assert "− 7.5 FTE.hour × 0.33378 kg CO₂e per FTE Working Hour = 2.50335 kg CO₂e" in text


def test_a_claim_that_cannot_be_counted_says_why() -> None:
    text = explain_claim(tonnes(math.nan, 4), packs(), library())
    assert "Error: Claim a: the baseline quantity is blank." in text
