from __future__ import annotations

from carbonsv.inventory.compare import Comparison, compare
from carbonsv.inventory.explain_change import explain_change, explain_effects
from carbonsv.inventory.inventory import Inventory, make_inventory
from carbonsv.model.policy import FactorPolicy
from tests import shipped


def inventory(year: int, kwh: float, site: str = "a") -> Inventory:
    period = shipped.period(f"{year}-01-01", f"{year}-12-31")
    records = shipped.table(shipped.record("electricity", kwh, "kWh", year, site=site))
    return make_inventory(records, shipped.library(), FactorPolicy(reporting_year=period), period)


def compared(site: str = "a") -> Comparison:
    return compare(inventory(2024, 1000.0), inventory(2025, 900.0, site))


def test_a_row_shows_the_calculation_of_both_effects() -> None:
    text = explain_change(compared(), "Electricity", ("a", "electricity", "generation"))
    assert "2024: 1,000 kWh × 0.20705 kg CO₂e per kWh = 207.05 kg CO₂e" in text
    assert "Activity: (900 − 1,000) × (0.20705 + 0.177) / 2 = -19.2025 kg CO₂e" in text
    assert "Factor: (0.177 − 0.20705) × (1,000 + 900) / 2 = -28.5475 kg CO₂e" in text


def test_a_row_of_one_year_only_is_boundary() -> None:
    text = explain_change(compared("b"), "Electricity", ("b", "electricity", "generation"))
    assert "2024: 0 kWh = 0 kg CO₂e" in text
    assert "Boundary effect: 159.3 kg CO₂e" in text  # 900 x 0.177
    assert "Activity: (" not in text


def test_the_whole_change_is_named_with_both_totals() -> None:
    text = explain_effects(compared())
    assert text.startswith("Change from 2024 to 2025, location-based: -")
    assert "Boundary effect: 0 kg CO₂e" in text
