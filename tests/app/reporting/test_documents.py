from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.app.reporting import documents
from carbonsv.app.reporting.page_pictures import page_count
from carbonsv.app.session import Session
from carbonsv.app.still import still

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from carbonsv.library.factor_library import FactorLibrary


@pytest.fixture
def sample(library: FactorLibrary, tmp_path: Path) -> Iterator[Session]:
    """A session with the sample organisation."""
    one = Session(library, home=tmp_path / "home")
    one.open_sample()
    yield one
    one.close(discard=True)


def test_a_still_keeps_the_document_as_it_was(sample: Session) -> None:
    taken = still(sample)
    before = len(taken.snapshot().tables["activity"])
    sample.delete_rows("activity", [str(sample.document.frame("activity")["id"].iloc[0])])
    assert len(taken.snapshot().tables["activity"]) == before
    assert taken.document.head_hash != sample.document.head_hash
    assert len(taken.document.history()) == len(sample.document.history()) - 1


def test_a_preview_has_the_pages_of_the_document_that_is_written(sample: Session, tmp_path: Path) -> None:
    taken = still(sample)
    seen = documents.preview(taken, "secr", 36)
    documents.write(taken, "secr", tmp_path / "secr.pdf")
    assert len(seen.pages) == page_count((tmp_path / "secr.pdf").read_bytes())
    assert not seen.draft


def test_what_cannot_be_made_has_no_endings() -> None:
    assert documents.endings("evidence") == (".xlsx", ".json")
    assert documents.endings("secr") == (".pdf", ".docx")
    assert documents.endings("poem") == ()
