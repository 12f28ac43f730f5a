from __future__ import annotations

from datetime import date

from carbonsv.model import text


def test_month_is_written_with_its_year() -> None:
    assert text.month(date(2024, 4, 1)) == "April 2024"


def test_short_month_is_three_letters() -> None:
    assert [text.short_month(date(2025, month, 1)) for month in (1, 9)] == ["Jan", "Sep"]
