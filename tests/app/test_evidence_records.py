from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.app.evidence import attach, attach_to, evidence_counts, evidence_of, verify_evidence
from carbonsv.app.evidence_records import find_record, requirement_place, spoken, tables_with_evidence
from carbonsv.errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    path = tmp_path / "bill.pdf"
    path.write_bytes(b"a bill")
    return path


@pytest.mark.parametrize("table", tables_with_evidence())
def test_a_record_of_each_table_is_found_by_its_id_and_takes_a_file(
    session: Session, bill: Path, table: str
) -> None:
    made = session.add_row(table, {})
    assert find_record(session.document, made).table == table
    attach(session, bill, made, table=table)
    assert evidence_counts(session.document, table) == {made: 1}
    assert list(evidence_of(session, made, table)["name"]) == ["bill.pdf"]
    assert verify_evidence(session) == []


def test_files_of_a_claim_do_not_count_for_a_record_of_the_same_id(session: Session, bill: Path) -> None:
    for table in ("activity", "measure_claim"):
        session.add_row(table, {"id": "x"})
    attach(session, bill, "x", table="measure_claim")
    assert evidence_counts(session.document) == {}
    with pytest.raises(UsageError, match="the id of one activity record and of one claim"):
        find_record(session.document, "x")


def test_a_requirement_without_an_answer_gets_its_row_in_the_same_change(
    session: Session, bill: Path
) -> None:
    before = len(session.document.history())
    attach_to(session, [bill], "MR1")
    assert len(session.document.history()) == before + 1
    assert session.document.frame("requirement")["requirement"].tolist() == ["MR1"]
    place = requirement_place(session.document, "MR1")
    assert (place.made, find_record(session.document, place.record_id)) == ((), place)
    session.undo()
    assert session.document.frame("requirement").empty


def test_what_is_no_record_is_refused(session: Session, bill: Path) -> None:
    with pytest.raises(UnknownNameError, match="“MR99” is not a known record"):
        attach_to(session, [bill], "MR99")
    with pytest.raises(UnknownNameError):
        attach(session, bill, "nobody", table="delivery")


def test_evidence_of_a_deleted_claim_is_said_to_be_of_a_claim(session: Session, bill: Path) -> None:
    claim = session.add_row("measure_claim", {})
    attach(session, bill, claim, table="measure_claim")
    session.delete_rows("measure_claim", [claim])
    (said,) = verify_evidence(session)
    assert said.sentence == f"bill.pdf is evidence for claim {claim}, which has been deleted."


def test_every_table_with_evidence_has_a_spoken_name() -> None:
    assert all("_" not in spoken(table) for table in tables_with_evidence())
