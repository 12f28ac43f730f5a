from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from carbonsv.inventory.explain_total import explain_apart, explain_part, explain_total
from carbonsv.inventory.inventory import Inventory, make_inventory
from carbonsv.library.factor_library import FactorLibrary
from carbonsv.model.policy import FactorPolicy, Period
from tests import shipped

if TYPE_CHECKING:
    from datetime import date

YEAR = pd.Timestamp("2024-04-01"), pd.Timestamp("2025-03-31")


@pytest.fixture(scope="module")
def library() -> FactorLibrary:
    return FactorLibrary.load()


@pytest.fixture(scope="module")
def inventory(library: FactorLibrary) -> Inventory:
    days: tuple[date, date] = YEAR[0].date(), YEAR[1].date()
    rows = [("electricity", 600.0, "kWh"), ("electricity", 400.0, "kWh"), ("natural-gas", 100.0, "kWh")]
    frame = pd.DataFrame(rows, columns=["activity", "quantity", "unit"])
    frame = frame.assign(id=["a", "b", "c"], start=YEAR[0], end=YEAR[0] + pd.Timedelta(days=3))
    return make_inventory(frame, library, FactorPolicy(), Period(*days))


def test_a_total_is_the_sum_of_its_factors(inventory: Inventory, library: FactorLibrary) -> None:
    text = explain_total(inventory, library, "2")
    assert "1,000 kWh × 0.20705 kg CO₂e per kWh = 207.05 kg CO₂e" in text
    assert "the sum of one part" in text


def test_the_total_of_all_scopes_starts_with_the_largest_part(
    inventory: Inventory, library: FactorLibrary
) -> None:
    text = explain_total(inventory, library)
    assert text.index("UK electricity ›") < text.index("Fuels › Gaseous fuels")
    assert "'Factors by Category'!J3066" in text


def test_a_category_is_explained_alone(inventory: Inventory, library: FactorLibrary) -> None:
    text = explain_total(inventory, library, "3", 3)
    assert text.startswith("Scope 3.3 Fuel- and energy-related activities")
    assert "0.03021 kg CO₂e per kWh (Gross CV)" in text
    assert "0.1829 kg CO₂e" not in text


def test_a_gas_is_explained_by_its_part_of_the_factor(inventory: Inventory, library: FactorLibrary) -> None:
    text = explain_part(inventory, library, "Methane", {"gas": "ch4", "scope": "2"})
    assert "1,000 kWh × 0.0009 kg CO₂e per kWh = 0.9 kg CO₂e" in text


def test_what_was_not_published_by_gas_is_explained_by_the_rest_of_the_factor() -> None:
    record = shipped.record("spend/sic-62", 1000.0, "GBP")
    period = shipped.period("2025-01-01", "2025-12-31")
    spend = make_inventory(shipped.table(record), shipped.library(), FactorPolicy(), period)
    text = explain_part(spend, shipped.library(), "Rest", {"gas": "not split by gas"})
    assert "would be" not in text
    gases = spend.by(["gas"])
    assert gases["co2e_kg"].sum() == pytest.approx(spend.total_location_kg)
    assert set(gases["gas"]) == {"co2", "not split by gas"}


def test_biogenic_co2_is_explained_apart() -> None:
    record = shipped.record("wood-pellets", 1.0, "tonnes")
    period = shipped.period("2025-01-01", "2025-12-31")
    wood = make_inventory(shipped.table(record), shipped.library(), FactorPolicy(), period)
    text = explain_apart(wood, shipped.library(), "biogenic")
    assert text.startswith("Biogenic CO₂, outside of scopes, 2025: 1.")
    assert "the sum of one part" in text


def test_what_is_no_part_of_the_inventory_says_so(inventory: Inventory, library: FactorLibrary) -> None:
    assert "lower nothing" in explain_apart(inventory, library, "offsets")
    assert "0 kg CO₂e of scope 1" in explain_apart(inventory, library, "non-kyoto")
