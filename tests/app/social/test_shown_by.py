from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.app.evidence import attach, attach_to
from carbonsv.app.social.records import deliveries, requirements
from carbonsv.app.social.shown_by import attached_names, attached_words, shown_by

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    path = tmp_path / "bill.pdf"
    path.write_bytes(b"a bill")
    return path


def test_what_is_named_stands_before_the_files_that_are_attached(session: Session, bill: Path) -> None:
    claim = session.add_row("measure_claim", {"evidence": "bills of both years"})
    bare = session.add_row("measure_claim", {})
    attach(session, bill, claim, table="measure_claim")
    words = "bills of both years; 1 file attached: bill.pdf"
    assert shown_by(session.snapshot(), "measure_claim") == {claim: words, bare: ""}
    assert attached_names(session.snapshot(), "delivery") == {}


def test_files_are_counted_named_and_the_many_shortened() -> None:
    assert attached_words([]) == ""
    assert attached_words(["a.pdf", "b.pdf"]) == "2 files attached: a.pdf, b.pdf"
    many = attached_words([f"{place}.pdf" for place in range(10)])
    assert many.startswith("10 files attached: 0.pdf, ")
    assert many.endswith("7.pdf and 2 more")


def test_a_delivery_with_a_file_has_evidence(session: Session, bill: Path) -> None:
    made = session.add_row("delivery", {"commitment": "p", "date": "2025-02-01", "quantity": 2.0})
    assert [one.evidence for one in deliveries(session.snapshot())] == [""]
    attach(session, bill, made, table="delivery")
    assert [one.evidence for one in deliveries(session.snapshot())] == ["1 file attached: bill.pdf"]


def test_a_requirement_is_met_once_the_certificate_is_attached(session: Session, bill: Path) -> None:
    session.add_row("requirement", {"requirement": "MR1", "met": "yes"})
    attach_to(session, [bill], "MR1")
    (answered,) = [one for one in requirements(session.snapshot()) if one.id == "MR1"]
    assert (answered.met, answered.evidence) == (True, "1 file attached: bill.pdf")
