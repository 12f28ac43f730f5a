from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from carbonsv.inventory.checks import (
    check_totals,
    contributions_to,
    half_of_last_digit,
    known_total_issues,
)
from carbonsv.model.tables import empty_frame
from tests import shipped

if TYPE_CHECKING:
    from carbonsv.inventory.checks import Check

GAS = {"activity": "natural-gas", "unit": "kWh", "reference": "M1"}


def records(*rows: dict[str, object]) -> pd.DataFrame:
    table = shipped.table(*({"id": "r", **row} for row in rows))
    return pd.concat([empty_frame("activity"), table], ignore_index=True)


def bill(month: int, kwh: float, **more: object) -> dict[str, object]:
    last = pd.Timestamp(2024, month, 1).days_in_month
    dates = {"start": f"2024-{month:02}-01", "end": f"2024-{month:02}-{last}"}
    return {**GAS, "quantity": kwh, **dates, **more}


def known(quantity: float, **more: object) -> pd.DataFrame:
    row = {"id": "k1", "start": "2024-01-01", "end": "2024-12-31", "unit": "kWh", "quantity": quantity}
    table = pd.DataFrame([{**row, "activity": "natural-gas", **more}])
    dates = {name: pd.to_datetime(table[name]).astype("datetime64[s]") for name in ("start", "end")}
    return pd.concat([empty_frame("known_total"), table.assign(**dates)], ignore_index=True)


def checked(total: pd.DataFrame, *rows: dict[str, object]) -> Check:
    return check_totals(total, records(*rows), shipped.library())[0]


def test_a_known_total_holds_when_the_records_come_to_it() -> None:
    assert checked(known(48_210.0), bill(1, 40_000.0), bill(2, 8_210.4)).holds


def test_an_issue_says_the_difference() -> None:
    found = known_total_issues(
        known(48_210.0), records(bill(1, 40_000.0), bill(2, 8_000.0)), shipped.library()
    )
    assert [one.code for one in found] == ["known-total-differs"]
    assert found[0].sentence == (
        "natural-gas, 1 January 2024 to 31 December 2024: the known total is 48,210 kWh, "
        "but 2 records come to 48,000 kWh: 210 kWh less."
    )


def test_a_record_counts_by_its_days_in_the_period() -> None:
    january = known(2_000.0, end="2024-01-20")
    assert checked(january, bill(1, 3_100.0)).found == pytest.approx(3100 * 20 / 31)


def test_other_meters_sites_and_activities_do_not_count() -> None:
    total = known(100.0, reference="M1")
    rows = [bill(1, 100.0), bill(1, 5.0, reference="M2"), bill(1, 7.0, activity="electricity")]
    assert checked(total, *rows).found == 100.0


def test_records_in_another_unit_are_converted() -> None:
    assert checked(known(3_600.0, unit="MJ"), bill(1, 1_000.0)).found == pytest.approx(3600.0)
    assert checked(known(1.0, unit="MWh"), bill(1, 1_000.0)).holds


def test_a_unit_that_does_not_fit_is_said_instead_of_a_difference() -> None:
    found = known_total_issues(known(10.0, unit="km"), records(bill(1, 1.0)), shipped.library())
    assert [one.code for one in found] == ["known-total-unusable"]


def test_no_records_come_to_nothing() -> None:
    assert checked(known(5.0), bill(1, 5.0, start="2023-01-01", end="2023-01-31")).found == 0


@pytest.mark.parametrize(("value", "half"), [(48_210.0, 0.5), (12.5, 0.05), (0.0, 0.5), (1e6, 0.5)])
def test_half_of_the_last_digit_is_allowed(value: float, half: float) -> None:
    assert half_of_last_digit(value) == half


def test_a_total_that_is_not_typed_yet_is_no_error() -> None:
    blank = known(float("nan"), unit=None)
    found = checked(blank, bill(1, 100.0))
    assert not found.is_finished
    assert found.trouble == "it needs the total and its unit."
    assert found.issue().code == "known-total-unfinished"


def test_things_are_called_by_their_names() -> None:
    found = check_totals(known(1.0), records(bill(1, 1.0)), shipped.library(), {"natural-gas": "Natural gas"})
    assert found[0].about == "Natural gas, 1 January 2024 to 31 December 2024"


def test_records_that_make_up_a_total_are_listed_by_what_they_count() -> None:
    total = known(1.0, start="2024-01-16", end="2024-02-29").to_dict("records")[0]
    parts = contributions_to(total, records(bill(1, 310.0), bill(2, 200.0)), shipped.library())
    assert parts["counted"].tolist() == pytest.approx([200.0, 310 * 16 / 31])
