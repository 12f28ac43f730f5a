from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.model.policy import FactorPolicy, Period
from tests.shipped import period

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "year"),
    [
        ("2024-04-01", "2025-03-31", 2024),
        ("2024-01-01", "2024-12-31", 2024),
        ("2023-10-01", "2024-09-30", 2024),
        ("2024-06-01", "2025-05-31", 2024),
        ("2024-08-01", "2025-07-31", 2025),
        ("2024-12-31", "2024-12-31", 2024),
        ("2023-11-15", "2025-02-15", 2024),
    ],
)
def test_the_majority_year_holds_most_of_the_period(start: str, end: str, year: int) -> None:
    assert period(start, end).majority_year == year


@pytest.mark.parametrize("first", [2022, 2023, 2024, 2027])
def test_six_months_in_each_year_take_the_later_one_in_leap_years_too(first: int) -> None:
    """July 2023 - June 2024 has 184 days in 2023 and 182 in 2024, and takes 2024."""
    assert period(f"{first}-07-01", f"{first + 1}-06-30").majority_year == first + 1


def test_one_day_more_than_half_decides() -> None:
    assert period("2024-06-30", "2025-06-30").majority_year == 2024
    assert period("2024-07-01", "2025-07-01").majority_year == 2025


def test_a_period_counts_its_first_and_its_last_day() -> None:
    assert period("2024-01-01", "2024-12-31").days == 366
    assert period("2025-02-28", "2025-02-28").days == 1


@given(start=DAYS, length=st.integers(0, 800))
def test_the_majority_year_is_a_year_of_the_period(start: date, length: int) -> None:
    one = Period(start, start + timedelta(days=length))
    assert one.start.year <= one.majority_year <= one.end.year


@given(day=DAYS)
def test_a_day_is_of_its_own_year(day: date) -> None:
    assert Period(day, day).majority_year == day.year


@pytest.mark.parametrize(
    ("choice", "allowed"), [("with", [True, True, False]), ("without", [True, False, True])]
)
def test_flights_take_the_lines_of_the_stated_choice(choice: str, allowed: list[bool]) -> None:
    policy = FactorPolicy(radiative_forcing="with" if choice == "with" else "without")
    conditions = ("", "radiative-forcing=with", "radiative-forcing=without")
    assert [policy.allows(condition) for condition in conditions] == allowed


def test_a_condition_nobody_knows_allows_nothing() -> None:
    assert not FactorPolicy().allows("phase-of-the-moon=full")


def test_the_usual_choices_are_majority_and_with_radiative_forcing() -> None:
    assert (FactorPolicy().factor_year, FactorPolicy().radiative_forcing) == ("majority", "with")
