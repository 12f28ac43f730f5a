from __future__ import annotations

from functools import cache

import numpy as np

from carbonsv.engine.uncertainty import Terms, analytic, simulated
from carbonsv.inventory.drill import uncertain_terms
from carbonsv.inventory.explain_uncertainty import explain_quantity, explain_spread
from carbonsv.inventory.inventory import make_inventory
from carbonsv.model.policy import FactorPolicy
from tests import shipped


@cache
def terms() -> Terms:
    year = shipped.period("2025-01-01", "2025-12-31")
    records = shipped.table(shipped.record("natural-gas", 1000.0, "kWh", quality="estimated-proxy", site="a"))
    return uncertain_terms(make_inventory(records, shipped.library(), FactorPolicy(), year))


def test_the_interval_is_said_by_moments_and_by_draws() -> None:
    text = explain_spread("2025", "location", terms(), analytic(terms()), simulated(terms()))
    assert text.startswith("95 % interval of the total, 2025, location-based: ")
    assert "quantities (activity, unit, site and data quality): 1;" in text
    assert "Fenton and Wilkinson" in text
    assert "10,000 seeded draws" in text


def test_a_quantity_says_its_factors_and_what_they_come_to() -> None:
    text = explain_quantity("Gas", terms(), 0, analytic(terms()), 10.0)
    together = np.exp(np.sqrt(sum(np.log([1.5, 1.2, 1.1, 1.0, 1.2, 1.05]) ** 2)))  # poor, poor, good ...
    assert "precision: poor, 1.5" in text
    assert "basic, by what is measured: 1.05" in text
    assert f"= {together:.2f}" in text
