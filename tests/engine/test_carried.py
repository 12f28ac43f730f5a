from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from carbonsv.engine.carried import Carried
from carbonsv.engine.cells import Cube, sum_into_cells
from carbonsv.model.policy import FactorPolicy, Period
from tests.shipped import Row, library, period, record, table

if TYPE_CHECKING:
    import pandas as pd

YEARS = (period("2024-01-01", "2024-12-31"), period("2025-01-01", "2025-12-31"))
SHARES = {"b": 0.3}
AMOUNTS = st.one_of(
    st.floats(-1e9, 1e9), st.sampled_from([0.0, -0.0, float("nan"), float("inf"), 0.1, 1e-300])
)
DAYS = st.integers(0, 700)
BILL = st.tuples(AMOUNTS, DAYS, st.integers(0, 90), st.sampled_from(["a", "b", ""]))
EDIT = st.one_of(
    st.tuples(st.just("quantity"), AMOUNTS),
    st.tuples(st.just("site"), st.sampled_from(["a", "b", "new", ""])),
    st.tuples(
        st.just("end"), DAYS.map(lambda days: np.datetime64("2024-02-01", "s") + np.timedelta64(days, "D"))
    ),
)


def bill(number: int, kwh: float, first: int, days: int, site: str) -> Row:
    start = np.datetime64("2024-02-01") + first
    more: dict[str, Any] = {"start": str(start), "end": str(start + days), "site": site, "id": str(number)}
    return record("natural-gas" if number % 2 else "electricity", kwh, "kWh", **more)


def asked(year: Period) -> tuple[Any, ...]:
    return library(), FactorPolicy(reporting_year=year), year, SHARES


def edited(frame: pd.DataFrame, row: int, column: str, value: object) -> pd.DataFrame:
    """Return the frame with another cell, as a document hands it out: columns share memory."""
    kept = frame.copy(deep=False)
    kept.iloc[row, kept.columns.get_loc(column)] = value
    return kept


def assert_same(found: Cube, fresh: Cube) -> None:
    assert_frame_equal(found.cells, fresh.cells, check_exact=True)
    assert found.cells["quantity"].to_numpy().tobytes() == fresh.cells["quantity"].to_numpy().tobytes()
    assert found.issues == fresh.issues
    assert np.array_equal(found.source, fresh.source)
    assert found.plan.lines == fresh.plan.lines


@settings(deadline=None)
@given(
    st.lists(BILL, min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(0, 7), EDIT), min_size=1, max_size=6),
)
def test_a_cube_that_follows_edits_is_to_the_last_bit_one_made_anew(bills: Any, edits: Any) -> None:
    frame = table(*(bill(number, *one) for number, one in enumerate(bills)))
    carried = Carried()
    for row, edit in [(0, None), *edits]:
        frame = frame if edit is None else edited(frame, row % len(frame), *edit)
        for year in YEARS:
            assert_same(carried.cube(frame, *asked(year)), sum_into_cells(frame, *asked(year)))


def test_a_changed_quantity_sums_no_other_cell_again() -> None:
    frame, carried = table(*(bill(number, 1.5, 400, 60, "a") for number in range(6))), Carried()
    before = carried.cube(frame, *asked(YEARS[1]))
    after = carried.cube(edited(frame, 2, "quantity", 7.25), *asked(YEARS[1]))
    assert after.plan is before.plan
    changed = before.cells["quantity"] != after.cells["quantity"]
    assert set(after.cells["activity"][changed]) == {"electricity"}


def test_what_has_not_changed_is_the_same_cube() -> None:
    frame, carried = table(bill(0, 1.5, 400, 60, "a")), Carried()
    assert carried.cube(frame, *asked(YEARS[1])) is carried.cube(frame.copy(deep=False), *asked(YEARS[1]))


def test_a_column_that_stays_is_not_read_again() -> None:
    frame, carried = table(bill(0, 1.5, 400, 60, "a"), bill(1, 1.5, 400, 60, "b")), Carried()
    before = carried.reading(frame)
    known = before.records.text["activity"]
    after = carried.reading(edited(frame, 1, "site", "new"))
    assert after.coded("activity") is known
    assert after.coded("site").values == ("a", "new")


def test_other_factors_are_never_answered_by_an_earlier_cube() -> None:
    frame, carried = table(bill(0, 1.5, 400, 60, "a")), Carried()
    without = FactorPolicy(radiative_forcing="without", reporting_year=YEARS[1])
    before = carried.cube(frame, *asked(YEARS[1]))
    assert carried.cube(frame, library(), without, YEARS[1], SHARES) is not before
    assert carried.cube(frame, library(), FactorPolicy(reporting_year=YEARS[1]), YEARS[1], {}) is not before


def test_the_oldest_of_many_years_is_forgotten_and_made_anew() -> None:
    frame, carried = table(bill(0, 1.5, 400, 60, "a")), Carried()
    first = carried.cube(frame, *asked(YEARS[1]))
    for year in range(1990, 2010):
        carried.cube(frame, *asked(period(f"{year}-01-01", f"{year}-12-31")))
    again = carried.cube(frame, *asked(YEARS[1]))
    assert again is not first
    assert_same(again, first)
