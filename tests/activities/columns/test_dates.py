from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.activities.columns.dates import UnreadableDateError, read_day
from carbonsv.model.text import MONTHS

APRIL = date(2024, 4, 30)


@pytest.mark.parametrize(
    "typed",
    [
        "2024-04-30",
        "2024/04/30",
        "30/04/2024",
        "30.04.2024",
        "30-04-2024",
        "30/4/24",
        "30 Apr 2024",
        "30 april 2024",
        "30-Apr-2024",
        "30-APR-24",
        "  30   Apr  2024 ",
        "2024-04-30 00:00:00",
        "2024-04-30T12:30:00Z",
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(typed: str) -> None:
    assert read_day(typed) == APRIL


def test_the_day_comes_before_the_month_as_in_the_uk() -> None:
    assert read_day("03/04/2024") == date(2024, 4, 3)


def test_every_month_is_read_in_english_on_every_machine() -> None:
    assert [read_day(f"1 {name[:3]} 2025").month for name in MONTHS] == list(range(1, 13))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "04/30/2024",
        "30/02/2024",
        "29 Feb 2023",
        "2024-13-01",
        "April 2024",
        "30 Avr 2024",
        "45412",
        "soon",
        "1" * 10_000,
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(UnreadableDateError, match=r"is not a date\.$") as caught:
        read_day(typed)
    assert caught.value.hint == "Write it as 2024-04-30 or 30/04/2024."
    assert len(str(caught.value)) < 100


@given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_form_of_a_day_is_read_back(day: date) -> None:
    forms = [day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day} {MONTHS[day.month - 1]} {day.year}"]
    assert {read_day(form) for form in forms} == {day}
