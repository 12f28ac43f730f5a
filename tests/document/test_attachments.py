from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import apsw
import pytest

from carbonsv.document import Document, Edit, attachments
from carbonsv.errors import DamagedDocumentError, EditError, EvidenceError
from tests.document.bills import added, changed

if TYPE_CHECKING:
    from pathlib import Path

BILL = b"%PDF-1.7 a bill of 120 kWh"
KEY = hashlib.sha256(BILL).hexdigest()
FILES = {"bill.pdf": BILL}


def evidence(row_id: str = "e1", **more: Any) -> Edit:
    row = {"record": "a1", "name": "bill.pdf", "sha256": KEY, "size_bytes": len(BILL), "kind": "copied"}
    return Edit("evidence", row_id, None, {**row, "added": "2024-05-01", **more})


def kept(document: Document) -> int:
    return int(document._connection.execute("SELECT count(*) FROM attachment").get)


@pytest.fixture
def attached(home: Path, tmp_path: Path) -> Path:
    """Path of a saved document with a bill and the file that proves it."""
    made = Document.create(tmp_path / "acme.carbonsv", home=home)
    made.apply("Add a bill", [added("a1", 120.0)])
    made.apply("Attach", [evidence()], files=FILES)
    path = made.save()
    made.close()
    return path


def tampered(path: Path, *statements: str) -> None:
    """Change a file outside the program, and leave its layout as it was."""
    connection = apsw.Connection(str(path))
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in (*statements, *(str(sql) for _, sql in triggers)):
        connection.execute(statement)
    connection.close()


def test_content_comes_back_after_saving_and_opening(attached: Path, home: Path) -> None:
    document = Document.open(attached, home=home)
    assert document.attachment(KEY) == BILL
    assert document.row("evidence", "e1")["size_bytes"] == len(BILL)
    assert document.verify() == []
    document.close()


def test_the_same_content_is_kept_once(document: Document) -> None:
    document.apply("Add", [added("a1", 1), added("a2", 2)])
    document.apply("Attach", [evidence("e1")], files=FILES)
    document.apply("Attach", [evidence("e2", record="a2")], files={"copy.pdf": BILL})
    assert kept(document) == 1


def test_undo_takes_the_row_away_and_redo_finds_the_content_again(document: Document) -> None:
    document.apply("Attach", [evidence()], files=FILES)
    document.undo()
    assert document.frame("evidence").empty
    document.redo()
    assert list(document.frame("evidence")["id"]) == ["e1"]
    assert document.attachment(KEY) == BILL


def test_a_row_without_content_is_refused_and_nothing_is_kept(document: Document) -> None:
    with pytest.raises(EditError, match="the content of its file is not in the document"):
        document.apply("Attach", [evidence()])
    with pytest.raises(EditError, match="size_bytes"):
        document.apply("Attach", [evidence(size_bytes="large")], files=FILES)
    assert (kept(document), len(document.history())) == (0, 0)


def test_a_row_cannot_be_turned_to_content_that_is_not_there(document: Document) -> None:
    document.apply("Attach", [evidence()], files=FILES)
    with pytest.raises(EditError, match="not in the document"):
        document.apply("Change", [Edit("evidence", "e1", {}, {"sha256": "0" * 64})])


def test_a_reference_needs_no_content(document: Document) -> None:
    document.apply("Refer", [evidence(kind="referenced", path="/bills/bill.pdf")])
    assert (kept(document), document.verify()) == (0, [])


def test_content_cannot_be_rewritten_or_removed(document: Document) -> None:
    document.apply("Attach", [evidence()], files=FILES)
    for statement in ("UPDATE attachment SET content = x'00'", "DELETE FROM attachment"):
        with pytest.raises(apsw.ConstraintError, match="an attached file stays as it was"):
            document._connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE attachment SET content = x'00' || content", "bill.pdf is not as it was attached"),
        ("UPDATE attachment SET size_bytes = 3", "bill.pdf is not as it was attached"),
        ("DELETE FROM attachment", "the attached file of evidence e1 is missing"),
    ],
)
def test_damaged_content_is_noticed_on_opening(
    attached: Path, home: Path, statement: str, sentence: str
) -> None:
    tampered(attached, statement.replace("x'00' || content", "CAST(x'00' || content AS BLOB)"))
    with pytest.raises(DamagedDocumentError, match=sentence):
        Document.open(attached, home=home)


def test_one_changed_byte_of_content_is_noticed(attached: Path, home: Path) -> None:
    whole = attached.read_bytes()
    assert whole.count(BILL) == 1
    attached.write_bytes(whole.replace(BILL, BILL.swapcase()))
    with pytest.raises(DamagedDocumentError, match=r"bill\.pdf is not as it was attached"):
        Document.open(attached, home=home)


def test_damage_after_opening_is_noticed_by_verify_and_on_reading(attached: Path, home: Path) -> None:
    document = Document.open(attached, home=home)
    document._connection.execute("DROP TRIGGER attachment_is_never_rewritten")
    document._connection.execute("UPDATE attachment SET content = x'00'")
    assert "bill.pdf is not as it was attached" in document.verify()[0].sentence
    with pytest.raises(DamagedDocumentError):
        document.attachment(KEY)
    document.close(discard=True)


def test_files_larger_than_a_document_may_hold_are_refused(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "LARGEST_ATTACHMENT", len(BILL) - 1)
    with pytest.raises(EvidenceError, match="larger than"):
        document.apply("Attach", [evidence()], files=FILES)
    monkeypatch.setattr(attachments, "LARGEST_ATTACHMENT", len(BILL))
    monkeypatch.setattr(attachments, "LARGEST_ATTACHMENTS", len(BILL) - 1)
    with pytest.raises(EvidenceError, match="together"):
        document.apply("Attach", [evidence()], files=FILES)
    assert kept(document) == 0


def test_other_edits_do_not_look_at_attachments(document: Document) -> None:
    document.apply("Add", [added("a1", 1)])
    document.apply("Correct", [changed("a1", quantity=2.0)])
    assert kept(document) == 0
