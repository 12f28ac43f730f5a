from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.results.breakdown import breakdown, explain
from carbonsv.app.results.listed_records import listed_records, with_emissions

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.library.factor_library import FactorLibrary

from carbonsv.app.session import Session

AXES = ("category", "site", "month", "gas", "activity", "quality")


@pytest.fixture
def sample(library: FactorLibrary, tmp_path: Path) -> Snapshot:
    one = Session(library, home=tmp_path / "home")
    one.open_sample()
    return one.snapshot()


@pytest.mark.parametrize("by", AXES)
def test_the_parts_add_up_to_both_totals(sample: Snapshot, by: str) -> None:
    found = breakdown(sample, None, by)
    location = math.fsum(part.location_kg for part in found.parts)
    market = math.fsum(part.market_kg for part in found.parts)
    assert location == pytest.approx(found.inventory.total_location_kg)
    assert market == pytest.approx(found.inventory.total_market_kg)


@pytest.mark.parametrize("by", AXES)
def test_every_part_has_records_and_an_explanation_of_its_own_number(sample: Snapshot, by: str) -> None:
    for part in breakdown(sample, None, by).parts[:3]:
        assert len(listed_records(sample, None, part.axes))
        assert explain(sample, None, part).startswith(f"{part.label}, location-based, 2024/25: ")


def test_the_records_of_a_year_are_listed_with_names_and_emissions(sample: Snapshot) -> None:
    records = with_emissions(sample, listed_records(sample, "2023-24"))
    row = records[records["id"] == "EL-001"].iloc[0]
    assert (row["activity_label"], row["site_name"]) == ("Electricity (UK grid)", "Head office")
    assert row["co2e_kg"] > 12_150 * 0.207  # generation alone
    assert (records["start"] <= "2024-03-31").all()


def test_offsets_stand_apart_and_are_not_a_number_without_claims(session: Session) -> None:
    session.add_row("activity", {"topic": "buildings"})
    assert math.isnan(breakdown(session.snapshot(), None, "category").offsets_t)
    claim = {"measure": "ESV26", "baseline_quantity": 0.0, "current_quantity": 25.0, "unit": "t CO2e"}
    session.add_row("measure_claim", {**claim, "start": "2024-05-01"})
    assert breakdown(session.snapshot(), None, "category").offsets_t == pytest.approx(25.0)
