from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from carbonsv.app.cli import main

if TYPE_CHECKING:
    from carbonsv.app.session import Session


@pytest.fixture
def document(session: Session, record: str, tmp_path: Path) -> tuple[str, str]:
    """A saved document, and the id of its record."""
    path = session.save(tmp_path / "a.carbonsv")
    session.close()
    return str(path), record


def listed(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["evidence", *words, "--json"]) == 0
    facts: dict[str, Any] = json.loads(capsys.readouterr().out)
    return facts


def test_a_file_is_attached_listed_written_out_and_removed(
    document: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, record = document
    bill = tmp_path / "bill.pdf"
    bill.write_bytes(b"May")
    attached = listed(capsys, path, record, str(bill), "--note", "May")["evidence"]
    assert [(one["name"], one["record"], one["note"]) for one in attached] == [("bill.pdf", record, "May")]
    assert repr(attached[0]["size_bytes"]) == "3"
    written = listed(capsys, path, "--extract", str(tmp_path / "out"))["written"]
    assert [Path(one).read_bytes() for one in written] == [b"May"]
    assert listed(capsys, path, record, "--remove", attached[0]["id"])["evidence"] == []


def test_what_is_attached_is_said_in_words(
    document: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evidence", document[0]]) == 0
    assert capsys.readouterr().out == "No file is attached.\n"
    bill = tmp_path / "bill.pdf"
    bill.write_bytes(b"May")
    assert main(["evidence", *document, str(bill), "--reference"]) == 0
    assert "referenced" in capsys.readouterr().out


def test_a_record_that_is_not_known_is_refused(document: tuple[str, str], tmp_path: Path) -> None:
    bill = tmp_path / "bill.pdf"
    bill.write_bytes(b"May")
    assert main(["evidence", document[0], "nobody", str(bill)]) == 2


def test_a_file_is_attached_to_a_claim_or_a_requirement_by_its_id(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = session.add_row("measure_claim", {"title": "LED", "measure": "ESV01", "start": "2025-04-01"})
    path = str(session.save(tmp_path / "a.carbonsv"))
    session.close()
    bill = tmp_path / "bill.pdf"
    bill.write_bytes(b"May")
    (of_claim,) = listed(capsys, path, claim, str(bill))["evidence"]
    assert (of_claim["record"], of_claim["record_table"]) == (claim, "measure_claim")
    (of_answer,) = listed(capsys, path, "MR1", str(bill))["evidence"]
    assert of_answer["record_table"] == "requirement"
    assert main(["evidence", path]) == 0
    assert f"claim {claim}" in capsys.readouterr().out
    assert main(["verify", path]) == 0
