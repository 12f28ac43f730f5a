from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.app.results.known_totals import checked_totals, explain_check, open_issues
from carbonsv.errors import UnknownNameError

if TYPE_CHECKING:
    from carbonsv.app.session import Session

YEAR = {"start": "2024-04-01", "end": "2025-03-31"}


def known(session: Session, quantity: float | None, unit: str | None = "kWh") -> str:
    values = {"activity": "electricity", "quantity": quantity, "unit": unit, **YEAR}
    return session.add_row("known_total", values)


def test_a_known_total_is_checked_by_its_id(session: Session, record: str) -> None:
    total = known(session, 1000.0)
    assert checked_totals(session.snapshot())[total].holds
    assert open_issues(session.snapshot()) == []
    assert record in explain_check(session.snapshot(), total)


def test_a_difference_is_explained_in_the_words_of_its_issue(session: Session, record: str) -> None:
    total = known(session, 1100.0)
    (issue,) = open_issues(session.snapshot())
    assert "100 kWh less" in issue.sentence
    assert issue.sentence in explain_check(session.snapshot(), total)
    assert record in set(session.rows("activity")["id"])


def test_an_unfinished_total_says_what_it_needs(session: Session) -> None:
    total = known(session, None, None)
    assert "it needs the total and its unit." in explain_check(session.snapshot(), total)
    assert [one.severity for one in open_issues(session.snapshot())] == ["notice"]


def test_a_total_that_is_not_there_is_refused(session: Session) -> None:
    with pytest.raises(UnknownNameError, match="known total"):
        explain_check(session.snapshot(), "nothing")
