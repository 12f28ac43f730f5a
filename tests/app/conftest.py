from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.session import Session
from carbonsv.library.factor_library import FactorLibrary

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def library() -> FactorLibrary:
    return FactorLibrary.load()


@pytest.fixture
def session(library: FactorLibrary, tmp_path: Path) -> Session:
    """A session with an empty document for April 2024 to March 2025."""
    one = Session(library, home=tmp_path / "home")
    one.new("Test Ltd", date(2024, 4, 1), date(2025, 3, 31))
    return one


@pytest.fixture
def record(session: Session) -> str:
    """A record of 1,000 kWh of electricity in May 2024."""
    values = {
        "activity": "electricity",
        "quantity": 1000.0,
        "unit": "kWh",
        "start": "2024-05-01",
        "end": "2024-05-31",
    }
    return session.add_row("activity", values)
