from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from carbonsv.inventory.base_year import (
    Recalculation,
    locked_years_touched,
    restatement_issues,
    structural_issues,
)
from carbonsv.inventory.compare import compare
from carbonsv.inventory.inventory import Inventory, make_inventory
from carbonsv.model.policy import FactorPolicy
from carbonsv.model.tables import table
from tests import shipped

RECORD = {"id": "r", "quantity": 5.0, "note": None, "start": "2024-05-01", "end": "2024-05-31"}


def years(*, locked: bool) -> pd.DataFrame:
    rows = [
        ("y1", "2023/24", "2023-04-01", "2024-03-31", locked),
        ("y2", "2024/25", "2024-04-01", "2025-03-31", locked),
    ]
    frame = pd.DataFrame(rows, columns=["id", "label", "start", "end", "locked"])
    dates = {name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in ("start", "end")}
    return frame.assign(**dates, locked=frame["locked"].astype("boolean"))


def touched(
    name: str, before: dict[str, Any] | None, after: dict[str, Any] | None, *, locked: bool = True
) -> tuple[str, ...]:
    return locked_years_touched(years(locked=locked), name, before, after)


def inventory(year: int, **kwh: float) -> Inventory:
    rows = [shipped.record("electricity", one, "kWh", year, site=site, id=site) for site, one in kwh.items()]
    period = shipped.period(f"{year}-01-01", f"{year}-12-31")
    policy = FactorPolicy(reporting_year=period)
    return make_inventory(shipped.table(*rows), shipped.library(), policy, period)


def test_the_threshold_is_five_per_cent_unless_the_user_says_otherwise() -> None:
    assert table("organisation").column("significance_threshold_share").default == 0.05


@pytest.mark.parametrize(
    ("now_kg", "passed"), [(1049.9, False), (1050.0, True), (950.0, True), (1000.0, False)]
)
def test_the_threshold_counts_upward_and_downward(now_kg: float, passed: bool) -> None:  # noqa: FBT001
    assert Recalculation(1000.0, now_kg, 0.05).passed is passed


def test_a_recalculation_says_before_after_and_verdict() -> None:
    assert Recalculation(100_000.0, 107_000.0, 0.05).sentence() == (
        "100.00 t CO₂e as reported are 107.00 t CO₂e now: a change of 7.0 %, which reaches the "
        "significance threshold of 5.0 %."
    )


def test_a_base_year_of_nothing_is_passed_by_any_change() -> None:
    assert Recalculation(0.0, 1.0, 0.05).passed
    assert not Recalculation(0.0, 0.0, 0.05).passed


def test_a_new_site_asks_for_a_recalculation_and_more_use_does_not() -> None:
    base = inventory(2024, a=1000.0)
    assert structural_issues(compare(base, inventory(2025, a=2000.0)), 0.05) == []
    found = structural_issues(compare(base, inventory(2025, a=1000.0, b=100.0)), 0.05)
    assert [one.code for one in found] == ["base-year-recalculation"]


def test_a_restated_year_that_changes_again_is_noticed() -> None:
    rows = [("y1", "2026-01-01", 1000.0), ("y1", "2026-06-01", 2000.0)]
    frame = pd.DataFrame(rows, columns=["reporting_year", "date", "after_kg"])
    assert restatement_issues(frame, "y1", 2001.0) == []  # 2.00 t as shown
    assert [one.code for one in restatement_issues(frame, "y1", 2100.0)] == ["restatement-differs"]
    assert restatement_issues(frame, "y2", 5.0) == []


def test_a_locked_year_refuses_records_in_it_wherever_they_move() -> None:
    moved = {**RECORD, "start": "2023-05-01", "end": "2023-05-31"}
    assert touched("activity", None, RECORD) == ("2024/25",)
    assert touched("activity", RECORD, None) == ("2024/25",)
    assert touched("activity", RECORD, moved) == ("2023/24", "2024/25")
    assert touched("activity", RECORD, {**RECORD, "quantity": 6.0}, locked=False) == ()


def test_a_locked_year_allows_what_changes_no_number() -> None:
    assert touched("activity", RECORD, {**RECORD, "note": "read by hand"}) == ()
    assert touched("activity", None, {**RECORD, "start": "2022-01-01", "end": "2022-01-31"}) == ()
    assert touched("site", {"id": "s", "share": 1.0}, {"id": "s", "share": 1.0, "name": "New"}) == ()


def test_policies_and_shares_touch_every_locked_year() -> None:
    both = ("2023/24", "2024/25")
    assert touched("site", {"id": "s", "share": 1.0}, {"id": "s", "share": 0.5}) == both
    policy = {"factor_year_policy": "majority"}
    assert touched("organisation", policy, {"factor_year_policy": "detailed"}) == both


def test_a_locked_year_can_be_unlocked_but_not_moved_or_deleted() -> None:
    year = {"id": "y1", "start": "2023-04-01", "end": "2024-03-31", "locked": True}
    assert touched("reporting_year", year, {**year, "locked": False}) == ()
    assert touched("reporting_year", year, {**year, "end": "2024-04-30"}) == ("2023/24",)
    assert touched("reporting_year", year, None) == ("2023/24",)
