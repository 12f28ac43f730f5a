from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.app.reporting.statement_entry import enter

if TYPE_CHECKING:
    from carbonsv.app.session import Session

TABLE = "secr_statement"


def test_the_first_answer_begins_the_row_as_one_change(session: Session) -> None:
    before = len(session.document.history())
    assert enter(session, TABLE, "uk_share", "0.9") == ""
    row = session.document.row(TABLE, "secr-statement")
    assert (row["uk_share"], row["intensity"]) == (0.9, "turnover")
    assert len(session.document.history()) == before + 1


def test_later_answers_change_the_row(session: Session) -> None:
    enter(session, TABLE, "uk_share", "0.9")
    assert enter(session, TABLE, "intensity", "fte") == ""
    assert session.document.row(TABLE, "secr-statement")["intensity"] == "fte"


def test_a_refused_answer_begins_nothing(session: Session) -> None:
    assert "“most” is not a quantity" in enter(session, TABLE, "uk_share", "most")
    assert len(session.document.frame(TABLE)) == 0
