"""The cells of a reporting year against the lines of its records, one by one."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonsv.engine.cells import Cube, sum_into_cells
from carbonsv.engine.quantify import quantify
from carbonsv.model.policy import FactorPolicy
from tests.shipped import Row, library, period, record, table

YEAR = period("2025-01-01", "2025-12-31")
POLICY = FactorPolicy(reporting_year=YEAR)
DAY = st.integers(-60, 420)
BILLS = st.lists(st.tuples(DAY, st.integers(0, 120), st.floats(0, 1e6)), min_size=1, max_size=8)


def cube(*rows: Row, policy: FactorPolicy = POLICY, shares: dict[str, float] | None = None) -> Cube:
    return sum_into_cells(table(*rows), library(), policy, YEAR, shares)


def gas(kwh: float, start: str, end: str, **more: Any) -> Row:
    return record("natural-gas", kwh, "kWh", start=start, end=end, **more)


def by_month(made: Cube) -> dict[int, float]:
    return {month.month: kwh for month, kwh in zip(made.cells["month"], made.cells["quantity"], strict=True)}


def test_records_of_the_same_kind_and_month_share_a_cell() -> None:
    made = cube(gas(0.1, "2025-03-01", "2025-03-31"), gas(0.2, "2025-03-05", "2025-03-05"))
    assert len(made.cells) == 1
    assert made.cells["quantity"].iloc[0] == 0.1 + 0.2


@pytest.mark.parametrize(
    "other",
    [
        {"site": "elsewhere"},
        {"quality": "measured"},
        {"unit": "kWh (Net CV)"},
        {"activity": "lpg"},
        {"start": "2025-04-01", "end": "2025-04-30"},
        {"scope": "3", "category": 8.0},
    ],
)
def test_records_that_differ_in_what_matters_do_not(other: Row) -> None:
    one = gas(1, "2025-03-01", "2025-03-31", site="here", quality="invoiced", scope="", category=np.nan)
    assert len(cube(one, one | other).cells) == 2


def test_a_record_is_cut_into_months_by_its_days() -> None:
    assert by_month(cube(gas(90, "2025-01-01", "2025-03-31"))) == {
        1: pytest.approx(31),
        2: pytest.approx(28),
        3: pytest.approx(31),
    }


def test_days_outside_the_year_are_left_to_other_years_and_told() -> None:
    made = cube(gas(40, "2024-12-12", "2025-01-20"))
    assert by_month(made) == {1: pytest.approx(20)}
    assert [(issue.code, issue.severity) for issue in made.issues] == [("straddles-reporting-year", "notice")]


def test_a_record_longer_than_the_year_counts_the_days_of_the_year() -> None:
    made = cube(gas(1096, "2024-01-01", "2026-12-31"))
    assert made.cells["quantity"].sum() == pytest.approx(365)
    assert len(made.cells) == 12


@given(bills=BILLS)
@settings(deadline=None, max_examples=30)
def test_the_cells_hold_what_the_days_inside_the_year_hold(bills: list[tuple[int, int, float]]) -> None:
    first = pd.Timestamp(YEAR.start)
    rows, inside = [], 0.0
    for offset, length, kwh in bills:
        start, end = first + pd.Timedelta(days=offset), first + pd.Timedelta(days=offset + length)
        rows.append(gas(kwh, str(start.date()), str(end.date())))
        inside += kwh * max(0, min(offset + length, 364) - max(offset, 0) + 1) / (length + 1)
    assert cube(*rows).cells["quantity"].sum() == pytest.approx(inside, rel=1e-12, abs=1e-9)


def test_the_cells_multiplied_are_the_lines_added() -> None:
    rows = [
        gas(1e4 / 3 ** (n / 7), f"2025-{1 + n % 12:02d}-01", f"2025-{1 + n % 12:02d}-28") for n in range(60)
    ]
    lines = quantify(table(*rows), library(), POLICY).lines
    assert cube(*rows).co2e_kg().sum() == pytest.approx(lines["co2e_kg"].sum(), rel=1e-14)


def test_a_changed_factor_totals_again_without_the_records() -> None:
    made = cube(gas(1000, "2025-03-01", "2025-03-31"))
    doubled = made.co2e_kg(made.plan.co2e_kg_per_unit * 2)
    assert doubled.tolist() == [2 * kg for kg in made.co2e_kg().tolist()]


def test_no_order_of_records_changes_a_cell() -> None:
    random.seed(5)
    rows = [gas(random.lognormvariate(0, 9), "2025-03-01", "2025-04-30") for _ in range(200)]
    expected = cube(*rows).cells
    random.shuffle(rows)
    pd.testing.assert_frame_equal(cube(*rows).cells, expected, check_exact=True, check_categorical=False)


def test_a_share_of_a_site_is_taken_in_its_cells() -> None:
    row = gas(1000, "2025-03-01", "2025-03-31", site="joint")
    assert cube(row, shares={"joint": 0.4}).cells["quantity"].to_list() == [400]


def test_every_cell_takes_the_year_of_its_month_where_years_are_detailed() -> None:
    april = period("2024-04-01", "2025-03-31")
    rows = table(gas(62, "2024-12-01", "2025-01-31"))
    lines = sum_into_cells(rows, library(), FactorPolicy("detailed"), april).lines()
    assert sorted(set(lines["factor_id"].astype(str).str[:10])) == ["ukgov-2024", "ukgov-2025"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"quantity": np.nan}, "no-quantity"),
        ({"start": None, "end": None}, "no-dates"),
        ({"start": "2025-04-30", "end": "2025-04-01"}, "dates-reversed"),
        ({"unit": "litres of fog"}, "unknown-name"),
    ],
)
def test_a_record_that_cannot_be_used_is_left_out_and_told(change: Row, code: str) -> None:
    made = cube(gas(1, "2025-03-01", "2025-03-31") | change, gas(5, "2025-03-01", "2025-03-31"))
    assert made.co2e_kg().sum() == pytest.approx(5 * (0.18296 + 0.03021))
    assert [issue.code for issue in made.issues] == [code]


def test_no_record_of_the_year_makes_no_cell() -> None:
    made = cube(gas(1, "2019-03-01", "2019-03-31"))
    assert (len(made.cells), len(made.lines()), made.issues) == (0, 0, ())


def test_a_record_that_ends_before_it_starts_leaves_the_others_as_they_are() -> None:
    good = [gas(1, "2025-03-01", "2025-03-31"), gas(2, "2025-04-05", "2025-04-05")]
    made = cube(*good, gas(4, "2025-06-15", "2025-06-14", id="bad"))
    assert by_month(made) == by_month(cube(*good)) == {3: 1.0, 4: 2.0}
    assert [(one.record, one.code) for one in made.issues] == [("bad", "dates-reversed")]
