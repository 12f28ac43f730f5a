from __future__ import annotations

from datetime import date

from carbonsv.model.policy import Period
from tests.inventory.findings.bills import YEAR, bill, sentences, year


def test_records_outside_every_reporting_year_are_counted() -> None:
    rows = [*year(), bill(1, id="old", start="2019-01-01", end="2019-01-31")]
    (sentence,) = sentences(rows, "outside-years")
    assert sentence.startswith("1 record lies in no reporting year, so that no total counts it: Head office,")
    assert sentence.endswith("electricity, 1 January 2019 to 31 January 2019 (31 days).")


def test_a_record_that_reaches_into_a_year_is_not_outside() -> None:
    assert sentences([bill(1, start="2023-12-15")], "outside-years") == []


def test_a_record_that_ends_after_today_is_named_unless_it_is_an_estimate() -> None:
    rows = [bill(12)]
    assert len(sentences(rows, "future-date", today=date(2024, 12, 30))) == 1
    assert sentences(rows, "future-date", today=date(2024, 12, 31)) == []
    estimate = [bill(12, quality="estimated-proxy")]
    assert sentences(estimate, "future-date", today=date(2024, 12, 30)) == []


def test_a_reporting_year_without_records_is_named() -> None:
    years = (("2023", Period(date(2023, 1, 1), date(2023, 12, 31))), ("2024", YEAR))
    assert sentences(year(), "empty-year", years=years) == ["No record lies in 2023."]
    assert sentences([], "empty-year", years=years) == []
