from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.engine.scope2 import Coverage, cover, read_instruments
from tests.shipped import period

YEAR = period("2025-01-01", "2025-12-31")
GRID = 0.2
KWH = st.floats(0, 1e9)


def lines(*rows: tuple[str, str, float], method: str = "market") -> pd.DataFrame:
    """Make market-based lines of (site, month, kWh) at 0.2 kg CO2e per kWh."""
    frame = pd.DataFrame(rows, columns=["site", "month", "quantity_in_factor_unit"])
    kg = frame["quantity_in_factor_unit"] * GRID
    months = pd.to_datetime(frame["month"])
    return frame.assign(
        month=months, method=method, factor_unit="kWh", co2e_kg=kg, co2_kg=kg, ch4_kg=0.0, n2o_kg=0.0
    )


def instruments(*rows: dict[str, Any]) -> pd.DataFrame:
    usual = {"id": "a", "kind": "rego", "site": "", "certificate_kwh": 100.0, "co2e_kg_per_kwh": 0.0}
    usual |= {"start": "2025-01-01", "end": "2025-12-31"}
    frame = pd.DataFrame([usual | row for row in rows])
    return frame.assign(start=pd.to_datetime(frame["start"]), end=pd.to_datetime(frame["end"]))


def covered(market: pd.DataFrame, *rows: dict[str, Any]) -> tuple[list[float], Coverage]:
    changed, coverage = cover(market, instruments(*rows), YEAR)
    return changed["co2e_kg"].to_list(), coverage


def codes(coverage: Coverage) -> list[str]:
    return [issue.code for issue in coverage.issues]


def test_certificates_replace_the_location_factor_for_their_kwh() -> None:
    kg, coverage = covered(lines(("x", "2025-03-01", 250)), {"certificate_kwh": 100})
    assert kg == [pytest.approx(150 * GRID)]
    assert (coverage.used_kwh, coverage.covered_kwh) == (250, 100)


def test_certificates_are_shared_out_in_proportion_to_use() -> None:
    kg, _ = covered(lines(("x", "2025-03-01", 300), ("y", "2025-04-01", 100)), {"certificate_kwh": 200})
    assert kg == [pytest.approx(150 * GRID), pytest.approx(50 * GRID)]


def test_certificates_beyond_use_do_not_count_and_are_told() -> None:
    kg, coverage = covered(lines(("x", "2025-03-01", 250)), {"certificate_kwh": 1000})
    assert kg == [0]
    assert (coverage.covered_kwh, codes(coverage)) == (250, ["certificates-beyond-use"])
    assert "certificates for 1,000 kWh" in coverage.issues[0].sentence
    assert "only 250 kWh was used" in coverage.issues[0].sentence


def test_two_certificates_never_cover_the_same_kwh() -> None:
    rows = [{"id": one, "certificate_kwh": 80} for one in ("a", "b")]
    kg, coverage = covered(lines(("x", "2025-03-01", 100)), *rows)
    assert kg == [pytest.approx(0, abs=1e-12)]
    assert coverage.by_instrument["covered_kwh"].to_list() == [80, 20]


def test_a_certificate_of_one_site_covers_no_other() -> None:
    market = lines(("x", "2025-03-01", 100), ("y", "2025-03-01", 100))
    assert covered(market, {"site": "y", "certificate_kwh": 500})[0] == [100 * GRID, 0]


def test_what_only_one_site_can_use_is_used_there_first() -> None:
    """100 kWh for site x and 100 for any: together they cover x and y, whichever is listed first."""
    market = lines(("x", "2025-03-01", 100), ("y", "2025-03-01", 100))
    kg, coverage = covered(market, {"id": "any"}, {"id": "of-x", "site": "x"})
    assert kg == [0, 0]
    assert codes(coverage) == []


def test_certificates_go_before_a_supplier_s_factor_that_counts_no_kwh() -> None:
    supplier = {"id": "a", "kind": "supplier-factor", "certificate_kwh": math.nan, "co2e_kg_per_kwh": 0.5}
    kg, coverage = covered(lines(("x", "2025-03-01", 250)), supplier, {"id": "b"})
    assert kg == [pytest.approx(150 * 0.5)]
    assert codes(coverage) == []


def test_certificates_cover_only_months_of_their_period() -> None:
    market = lines(("x", "2025-03-01", 100), ("x", "2025-07-01", 100))
    assert covered(market, {"start": "2025-07-01", "certificate_kwh": 500})[0] == [100 * GRID, 0]


def test_certificates_count_by_their_days_in_the_reporting_year() -> None:
    two_years = instruments({"start": "2024-01-01", "end": "2025-12-31", "certificate_kwh": 731.0})
    [one] = read_instruments(two_years, YEAR)
    assert one.certificate_kwh == pytest.approx(365)  # of 366 + 365 days


def test_an_instrument_of_another_year_is_not_read() -> None:
    assert read_instruments(instruments({"start": "2023-01-01", "end": "2024-12-31"}), YEAR) == []


def test_the_residual_mix_takes_what_nothing_else_covers() -> None:
    mix = {"id": "mix", "kind": "residual-mix", "certificate_kwh": math.nan, "co2e_kg_per_kwh": 0.36}
    kg, coverage = covered(lines(("x", "2025-03-01", 250)), mix, {"certificate_kwh": 100})
    assert kg == [pytest.approx(150 * 0.36)]
    assert codes(coverage) == []


def test_each_month_takes_the_residual_mix_of_its_own_period() -> None:
    mixes = [
        {"id": "old", "kind": "residual-mix", "end": "2025-06-30", "co2e_kg_per_kwh": 0.36},
        {"id": "new", "kind": "residual-mix", "start": "2025-07-01", "co2e_kg_per_kwh": 0.3},
    ]
    market = lines(("x", "2025-03-01", 100), ("x", "2025-09-01", 100))
    assert covered(market, *mixes)[0] == [pytest.approx(36), pytest.approx(30)]


def test_months_without_a_residual_mix_take_the_location_factor_and_say_so() -> None:
    mix = {"kind": "residual-mix", "end": "2025-06-30", "co2e_kg_per_kwh": 0.36}
    kg, coverage = covered(lines(("x", "2025-03-01", 100), ("x", "2025-09-01", 100)), mix)
    assert kg == [pytest.approx(36), pytest.approx(100 * GRID)]
    assert codes(coverage) == ["no-residual-mix"]


def test_location_based_lines_are_never_touched() -> None:
    location = lines(("x", "2025-03-01", 100), method="location")
    changed, coverage = cover(location, instruments({"certificate_kwh": 500}), YEAR)
    assert changed["co2e_kg"].to_list() == [100 * GRID]
    assert coverage.used_kwh == 0


def test_gases_are_unknown_where_an_instrument_replaced_the_factor() -> None:
    changed, _ = cover(
        lines(("x", "2025-03-01", 100), ("y", "2025-03-01", 1)), instruments({"site": "x"}), YEAR
    )
    assert changed["co2_kg"].isna().to_list() == [True, False]


def test_a_credit_note_uses_no_certificates() -> None:
    kg, coverage = covered(
        lines(("x", "2025-03-01", 100), ("x", "2025-04-01", -40)), {"certificate_kwh": 100}
    )
    assert kg == [0, pytest.approx(-40 * GRID)]
    assert coverage.covered_kwh == 100


def test_no_instruments_leave_everything_as_it_is() -> None:
    market = lines(("x", "2025-03-01", 100))
    changed, coverage = cover(market, instruments({}).iloc[:0], YEAR)
    pd.testing.assert_frame_equal(changed, market)
    assert (coverage.covered_kwh, codes(coverage)) == (0, ["no-residual-mix"])


@given(use=st.lists(KWH, min_size=1, max_size=4), certificates=st.lists(KWH, min_size=1, max_size=4))
def test_what_is_covered_is_never_more_than_was_used_or_certified(
    use: list[float], certificates: list[float]
) -> None:
    market = lines(*(("x", f"2025-{month:02d}-01", kwh) for month, kwh in enumerate(use, 1)))
    rows = [{"id": str(place), "certificate_kwh": kwh} for place, kwh in enumerate(certificates)]
    kg, coverage = covered(market, *rows)
    most = min(math.fsum(use), math.fsum(certificates))
    assert coverage.covered_kwh <= most * (1 + 1e-12) + 1e-6
    assert math.fsum(kg) == pytest.approx((math.fsum(use) - most) * GRID, rel=1e-9, abs=1e-3)
