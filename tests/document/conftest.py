"""Small documents to try things on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from carbonsv.document import Document
from tests.document.bills import added, changed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def document(home: Path) -> Iterator[Document]:
    made = Document.create(home=home, clock=lambda: dt.datetime(2024, 4, 30, 12, tzinfo=dt.UTC), author="kim")
    yield made
    made.close(discard=True)


@pytest.fixture
def saved(home: Path, tmp_path: Path) -> Path:
    """Path of a saved document of three changes."""
    made = Document.create(tmp_path / "acme.carbonsv", home=home)
    made.apply("Add two bills", [added("a1", 120.0, note="bill of april"), added("a2", 0.1)])
    made.apply("Correct a bill", [changed("a1", quantity=130.0)])
    made.remember_factors([{"pack_id": "uk-2025", "pack_sha256": "ab", "factor_id": "f1", "value": 0.177}])
    path = made.save()
    made.close()
    return path
