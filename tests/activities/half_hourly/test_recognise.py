from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from carbonsv.activities.half_hourly.recognise import are_half_hourly, is_half_hourly_file

from .made import day_rows, days_from, reading_rows, write

if TYPE_CHECKING:
    from pathlib import Path

MAY = days_from(dt.date(2024, 5, 1), 3)


def test_readings_are_known_by_their_first_rows(tmp_path: Path) -> None:
    assert is_half_hourly_file(write(tmp_path / "a.csv", day_rows(MAY)))
    assert is_half_hourly_file(write(tmp_path / "b.csv", reading_rows(MAY)))


def test_readings_of_many_meters_moment_by_moment_are_known(tmp_path: Path) -> None:
    rows = [reading_rows(MAY, str(meter)) for meter in range(1000, 1240)]
    by_moment = [
        rows[0][0],
        *(row for moment in zip(*(one[1:] for one in rows), strict=True) for row in moment),
    ]
    assert is_half_hourly_file(write(tmp_path / "a.csv", by_moment))


def test_bills_ledgers_and_nothing_are_no_readings(tmp_path: Path) -> None:
    bills = [
        ["Meter", "From", "To", "kWh"],
        *[["1", f"2024-0{m}-01", f"2024-0{m}-28", "9"] for m in range(1, 9)],
    ]
    ledger = [
        ["Date", "Supplier", "Amount"],
        *[[f"0{day}/05/2024", "A Ltd", "12.50"] for day in range(1, 10)],
    ]
    assert not are_half_hourly(bills)
    assert not are_half_hourly(ledger)
    assert not is_half_hourly_file(tmp_path / "missing.csv")
