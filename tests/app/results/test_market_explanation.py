from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.app.results.market_explanation import explain_market

if TYPE_CHECKING:
    from carbonsv.app.session import Session

WIND = {"kind": "rego", "start": "2024-04-01", "end": "2025-03-31", "co2e_kg_per_kwh": 0.0, "source": "Ofgem"}


@pytest.mark.usefixtures("record")
def test_without_instruments_all_electricity_is_left_to_the_location_factor(session: Session) -> None:
    text = explain_market(session.snapshot().inventory(), "2")
    assert "Scope 2, market-based" in text
    assert "1,000 kWh, 207.05 kg CO₂e" in text  # 1000 * 0.20705


@pytest.mark.usefixtures("record")
def test_a_certificate_is_named_with_what_it_covers(session: Session) -> None:
    session.add_row("instrument", WIND | {"certificate_kwh": 400.0})
    text = explain_market(session.snapshot().inventory(), "2")
    assert "1. Certificates of origin (REGO)\n   400 kWh covered, 0 kg CO₂e" in text
    assert "600 kWh, 124.23 kg CO₂e" in text  # 600 * 0.20705
    assert "By the location-based method it is 207 kg CO₂e." in text


@pytest.mark.usefixtures("record")
def test_the_total_is_the_sum_of_its_scopes(session: Session) -> None:
    text = explain_market(session.snapshot().inventory())
    assert text.startswith("Total, market-based, ")
    assert "Scope 1: 0 kg CO₂e\nScope 2, market-based: 207.05 kg CO₂e\nScope 3: 68.17 kg CO₂e" in text


def test_heat_is_the_same_by_both_methods(session: Session) -> None:
    values = {"activity": "heat-district", "quantity": 100.0, "unit": "kWh"}
    session.add_row("activity", values | {"start": "2024-05-01", "end": "2024-05-31"})
    text = explain_market(session.snapshot().inventory(), "2")
    assert "1. Heat, steam and other energy, the same by both methods" in text
