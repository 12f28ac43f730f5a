from __future__ import annotations

import datetime as dt
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from carbonsv.activities.half_hourly.monthly import MeterFacts, monthly_records
from carbonsv.activities.half_hourly.read import read_half_hourly
from carbonsv.activities.half_hourly.stored import from_frame, to_frame

from .made import ENDS, days_from, write

if TYPE_CHECKING:
    from random import Random

    from carbonsv.activities.half_hourly.days import MeterDays

CELL = st.one_of(
    st.decimals(0, 9999, places=3).map(str), st.integers(0, 500).map(lambda value: f"{value}E"), st.just("")
)
DAYS = days_from(dt.date(2024, 5, 25), 14)


@st.composite
def rows(draw: st.DrawFn) -> list[list[object]]:
    """Rows of two meters over the end of a month, every cell drawn."""
    made: list[list[object]] = []
    for meter in ("1012345678901", "2012345678901"):
        for day in draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True)):
            cells = draw(st.lists(CELL, min_size=2, max_size=2))
            made.append([meter, day.isoformat(), "1.5", *cells, *["0.25"] * 45])
    return made


def read(body: list[list[object]]) -> MeterDays:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "a.csv", [["MPAN", "Date", *ENDS], *body])
        return read_half_hourly(path).days


def records(days: MeterDays) -> dict[str, float]:
    facts = {one.meter: MeterFacts("electricity", "") for one in days.series}
    frame = monthly_records(days, facts, "a.csv")
    return dict(zip(frame["id"], frame["quantity"], strict=True))


@settings(max_examples=25, deadline=None)
@given(rows())
def test_days_come_back_from_their_table_as_they_were(body: list[list[object]]) -> None:
    days = read(body)
    back = to_frame(from_frame(to_frame(days, "a.csv")), "a.csv")
    assert back.to_dict("records") == to_frame(days, "a.csv").to_dict("records")


@settings(max_examples=25, deadline=None)
@given(rows(), st.randoms())
def test_the_order_of_rows_changes_nothing(body: list[list[object]], draw: Random) -> None:
    shuffled = list(body)
    draw.shuffle(shuffled)
    assert records(read(shuffled)) == records(read(body))


@settings(max_examples=25, deadline=None)
@given(rows())
def test_monthly_records_add_up_to_the_readings_exactly(body: list[list[object]]) -> None:
    cells = [str(cell).removesuffix("E") for row in body for cell in row[2:] if cell != ""]
    total = sum(map(Decimal, cells))
    assert sum(Decimal(repr(quantity)) for quantity in records(read(body)).values()) == total
