from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.results.intensity import intensity_result
from carbonsv.app.results.intensity_words import explain_intensity
from carbonsv.app.results.uncertainty import explain_interval, explain_to_measure, uncertainty_result
from carbonsv.app.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.library.factor_library import FactorLibrary


@pytest.fixture
def sample(library: FactorLibrary, tmp_path: Path) -> Snapshot:
    one = Session(library, home=tmp_path / "home")
    one.open_sample()
    return one.snapshot()


@pytest.mark.parametrize("method", ["location", "market"])
def test_both_intervals_hold_the_total_and_agree(sample: Snapshot, method: str) -> None:
    found = uncertainty_result(sample, None, method)
    for spread in (found.exact, found.drawn):
        assert spread.low_kg < found.exact.co2e_kg < spread.high_kg
    assert found.drawn.width_kg == pytest.approx(found.exact.width_kg, rel=0.05)


def test_shares_of_data_quality_add_up_to_one(sample: Snapshot) -> None:
    assert math.fsum(one.share for one in uncertainty_result(sample).qualities) == pytest.approx(1)


def test_what_to_measure_comes_from_the_most_narrowing_down(sample: Snapshot) -> None:
    first = uncertainty_result(sample).first
    shares = [one.narrowed_share for one in first]
    assert shares == sorted(shares, reverse=True)
    assert all(share > 0 for share in shares)


def test_every_row_and_the_interval_are_explained(sample: Snapshot) -> None:
    found = uncertainty_result(sample)
    assert "95 % interval of the total, 2024/25" in explain_interval(found)
    row = found.first[0]
    assert explain_to_measure(found, row).startswith(f"{row.label}, {row.site}")


def test_intensities_stand_beside_those_of_the_year_before(sample: Snapshot) -> None:
    found = intensity_result(sample)
    employee = found.rows[0]
    assert (employee.unit, [one.label for one in found.trends["FTE"]]) == ("FTE", ["2023/24", "2024/25"])
    assert employee.change_share == pytest.approx(employee.location_kg / employee.before_kg - 1)
    assert f"÷ {employee.quantity:g} FTE" in explain_intensity(found, employee, "location")


def test_the_energy_of_sites_is_all_there_is(sample: Snapshot) -> None:
    found = intensity_result(sample)
    assert all(row.kwh_per_m2 == pytest.approx(row.energy_kwh / row.floor_area_m2) for row in found.sites)
    assert [row.energy_kwh for row in found.sites] == sorted(
        (r.energy_kwh for r in found.sites), reverse=True
    )
