from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from carbonsv.app.session import Session

FACTOR = {
    "label": "Plant oil",
    "unit": "litres",
    "co2e_kg_per_unit": 0.5,
    "source": "Supplier",
    "year": 2024,
    "licence": "Own",
}


@pytest.mark.parametrize("missing", ["label", "unit", "co2e_kg_per_unit", "source", "licence"])
def test_a_factor_that_is_not_finished_is_no_activity_yet(session: Session, missing: str) -> None:
    session.add_row("own_factor", {"id": "oil"} | {k: v for k, v in FACTOR.items() if k != missing})
    assert "own/oil" not in session.library.catalogue


def test_a_finished_factor_is_an_activity(session: Session) -> None:
    session.add_row("own_factor", {"id": "oil"} | FACTOR)
    assert "own/oil" in session.library.catalogue


def test_a_new_row_is_filled_in_cell_by_cell(session: Session) -> None:
    row = session.add_row("own_factor", {})
    cells = {name: str(value) for name, value in FACTOR.items()}
    assert [session.set_cell("own_factor", row, name, text) for name, text in cells.items()] == [""] * 6
    assert f"own/{row}" in session.library.catalogue


def test_an_unknown_unit_makes_no_activity(session: Session) -> None:
    session.add_row("own_factor", {"id": "oil"} | FACTOR | {"unit": "furlong"})
    assert "own/oil" not in session.library.catalogue
