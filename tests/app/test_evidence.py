from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.evidence import (
    attach,
    attach_all,
    can_be_shown,
    detach,
    detach_all,
    evidence_counts,
    evidence_of,
    extract,
    set_quality,
    verify_evidence,
)
from carbonsv.document import attachments
from carbonsv.errors import EvidenceError, UnknownNameError

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session

CONTENT = b"a bill"


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    path = tmp_path / "bill.pdf"
    path.write_bytes(CONTENT)
    return path


def test_a_copied_file_can_be_taken_out_again_without_its_source(
    session: Session, record: str, bill: Path, tmp_path: Path
) -> None:
    evidence_id = attach(session, bill, record, note="May")
    bill.unlink()
    out = extract(session, evidence_id, tmp_path / "out")
    assert (out.name, out.read_bytes()) == ("bill.pdf", CONTENT)
    assert verify_evidence(session) == []


def test_the_row_says_what_was_attached(session: Session, record: str, bill: Path) -> None:
    evidence_id = attach(session, bill, record)
    row = session.document.row("evidence", evidence_id)
    assert row["sha256"] == hashlib.sha256(CONTENT).hexdigest()
    assert (row["size_bytes"], row["kind"], row["path"]) == (len(CONTENT), "copied", str(bill))
    assert list(evidence_of(session, record)["id"]) == [evidence_id]
    assert evidence_of(session, "other").empty


def test_attaching_is_one_change_with_a_name(session: Session, record: str, bill: Path) -> None:
    attach(session, bill, record)
    assert session.undo_label == "Attach bill.pdf"
    session.undo()
    assert evidence_of(session).empty


def test_attaching_keeps_the_results_of_records(session: Session, record: str, bill: Path) -> None:
    before = session.results
    attach(session, bill, record)
    assert session.results is before


def test_a_reference_that_has_changed_or_gone_is_noticed(session: Session, record: str, bill: Path) -> None:
    attach(session, bill, record, copy=False)
    assert verify_evidence(session) == []
    bill.write_bytes(b"another bill")
    assert "has changed since it was attached" in verify_evidence(session)[0].sentence
    bill.unlink()
    assert "any more" in verify_evidence(session)[0].sentence


def test_a_reference_that_has_changed_is_not_given_out(
    session: Session, record: str, bill: Path, tmp_path: Path
) -> None:
    evidence_id = attach(session, bill, record, copy=False)
    assert extract(session, evidence_id, tmp_path / "out").read_bytes() == CONTENT
    bill.write_bytes(b"another bill")
    with pytest.raises(EvidenceError, match="has changed"):
        extract(session, evidence_id, tmp_path / "out")


def test_a_damaged_copy_is_noticed(session: Session, record: str, bill: Path, tmp_path: Path) -> None:
    evidence_id = attach(session, bill, record)
    session.document._connection.execute("DROP TRIGGER attachment_is_never_rewritten")
    session.document._connection.execute("UPDATE attachment SET content = x'00'")
    assert [one.code for one in verify_evidence(session)] == ["evidence-damaged"]
    with pytest.raises(Exception, match="not as it was attached"):
        extract(session, evidence_id, tmp_path)


def test_extracting_never_writes_over_a_file(
    session: Session, record: str, bill: Path, tmp_path: Path
) -> None:
    evidence_id = attach(session, bill, record)
    bill.write_bytes(b"mine")
    assert extract(session, evidence_id, tmp_path).name == "bill (2).pdf"
    assert bill.read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["../../evil.pdf", "..\\evil.pdf", "CON", "nul.txt", "...", "a:b", "x\ny"])
def test_a_name_in_a_document_never_leads_out_of_the_folder(
    session: Session, record: str, bill: Path, tmp_path: Path, name: str
) -> None:
    evidence_id = attach(session, bill, record)
    session.set_cell("evidence", evidence_id, "name", name)
    out = extract(session, evidence_id, tmp_path / "out")
    assert out.parent == tmp_path / "out"
    assert out.stem.lower() not in {"con", "nul", ""}


def test_a_file_too_large_to_copy_can_be_referred_to(
    session: Session, record: str, bill: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "LARGEST_ATTACHMENT", 3)
    with pytest.raises(EvidenceError, match="larger than") as caught:
        attach(session, bill, record)
    assert "reference" in caught.value.hint
    attach(session, bill, record, copy=False)
    assert list(evidence_of(session)["kind"]) == ["referenced"]


def test_a_file_that_cannot_be_read_or_an_unknown_record_is_refused(
    session: Session, record: str, bill: Path, tmp_path: Path
) -> None:
    for copy in (True, False):
        with pytest.raises(EvidenceError, match="it cannot be read"):
            attach(session, tmp_path / "nothing.pdf", record, copy=copy)
    with pytest.raises(UnknownNameError):
        attach(session, bill, "nobody")


def test_a_removed_file_can_come_back_and_evidence_of_a_deleted_record_is_said(
    session: Session, record: str, bill: Path, tmp_path: Path
) -> None:
    evidence_id = attach(session, bill, record)
    detach(session, evidence_id)
    session.undo()
    session.delete_rows("activity", [record])
    assert [one.code for one in verify_evidence(session)] == ["evidence-without-record"]
    assert extract(session, evidence_id, tmp_path / "out").read_bytes() == CONTENT


def test_verifying_a_document_notices_a_referenced_file_that_has_changed(
    session: Session, record: str, bill: Path
) -> None:
    attach(session, bill, record, copy=False)
    assert session.verify() == []
    bill.write_bytes(b"another bill")
    assert [(issue.record, issue.code) for issue in session.verify()] == [(record, "evidence-changed")]


def two_records(session: Session, record: str) -> list[str]:
    return [record, session.add_row("activity", {"activity": "natural-gas", "quantity": 5.0, "unit": "kWh"})]


def test_files_are_attached_to_several_records_as_one_change_and_kept_once(
    session: Session, record: str, bill: Path, tmp_path: Path
) -> None:
    other = tmp_path / "more" / "bill.pdf"
    other.parent.mkdir()
    other.write_bytes(b"another bill")
    attach_all(session, [bill, other], two_records(session, record))
    assert set(evidence_counts(session.document).values()) == {2}
    assert session.undo_label == "Attach 2 files to 2 records"
    assert verify_evidence(session) == []
    session.undo()
    assert evidence_counts(session.document) == {}


def test_several_pieces_of_evidence_are_removed_as_one_change(
    session: Session, record: str, bill: Path
) -> None:
    ids = attach_all(session, [bill], two_records(session, record))
    detach_all(session, ids)
    assert evidence_of(session).empty
    assert session.undo_label == "Remove 2 files"
    session.undo()
    assert len(evidence_of(session)) == 2


def test_nothing_is_attached_where_one_record_is_not_known(session: Session, record: str, bill: Path) -> None:
    with pytest.raises(UnknownNameError):
        attach_all(session, [bill], [record, "nobody"])
    assert evidence_of(session).empty


def test_the_quality_of_several_records_is_changed_at_once(session: Session, record: str) -> None:
    ids = two_records(session, record)
    set_quality(session, ids, "measured")
    assert set(session.document.frame("activity")["quality"]) == {"measured"}
    session.undo()
    assert set(session.document.frame("activity")["quality"]) == {"invoiced"}


@pytest.mark.parametrize(
    ("name", "shown"), [("a.PDF", True), ("a.jpeg", True), ("a.exe", False), ("a", False)]
)
def test_only_files_that_cannot_run_are_opened(name: str, shown: bool) -> None:  # noqa: FBT001
    assert can_be_shown(name) == shown
