from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from carbonsv.gui.widgets.evidence_subject import subjects

if TYPE_CHECKING:
    from carbonsv.app.session import Session


def called(session: Session, table: str, row: dict[str, object]) -> str:
    made = session.add_row(table, row)
    return str(subjects(session, table, [made])[made]["label"])


def test_a_delivery_is_called_by_its_quantity_day_and_promise(session: Session) -> None:
    session.new("Acme", date(2025, 1, 1), date(2025, 12, 31))
    session.add_row("commitment", {"id": "p", "title": "Save 100 kWh", "unit": "kWh"})
    said = {"commitment": "p", "date": "2025-05-01", "quantity": 40.0}
    assert called(session, "delivery", said) == "40 kWh, 1 May 2025, Save 100 kWh"
    assert called(session, "delivery", {**said, "commitment": None}) == "40, 1 May 2025"


def test_a_claim_a_promise_and_a_requirement_are_called_by_their_titles(session: Session) -> None:
    session.new("Acme", date(2025, 1, 1), date(2025, 12, 31))
    assert called(session, "measure_claim", {"title": "LED lighting"}) == "LED lighting"
    assert called(session, "requirement", {"requirement": "A rule of ours"}) == "A rule of ours"
    assert "Living Wage" in called(session, "requirement", {"requirement": "MR1"})
