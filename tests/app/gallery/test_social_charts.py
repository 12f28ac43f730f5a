from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.gallery.chart import Subject
from carbonsv.app.gallery.gallery import available_charts, draw
from carbonsv.app.gallery.social_charts import last_known_day
from carbonsv.errors import UnknownNameError

if TYPE_CHECKING:
    from carbonsv.app.session import Session

SAVED = {"measure": "ESV01", "baseline_quantity": 3000.0, "current_quantity": 1000.0, "unit": "kWh"}
PROMISE = {"title": "Save 2,000 kWh", "quantity": 2000.0, "unit": "kWh", "due": "2025-06-30"}


@pytest.fixture
def claimed(session: Session) -> Session:
    session.add_row("measure_claim", {"id": "lights", "title": "LED", "start": "2025-04-01", **SAVED})
    session.add_row("commitment", {"id": "promise", **PROMISE})
    return session


def test_charts_of_claims_need_claims(session: Session) -> None:
    needs = {one.name: one.needs for one in available_charts(session.snapshot())}
    assert "Add claims" in needs["ledgers"]
    assert "Add what tenders promise" in needs["commitments"]


def test_the_ledger_chart_says_the_price_year(claimed: Session) -> None:
    chart = draw(claimed.snapshot(), "ledgers")
    assert "not discounted; ledgers are not added up" in chart.caption
    assert chart.data["claims"].tolist() == [1, 0, 0]


def test_the_matrix_is_of_the_framework_asked_for_and_leads_with_its_priorities(claimed: Session) -> None:
    claimed.add_row("lead_priority", {"framework": "ppn-002", "code": "M2"})
    assert "PPN 002" in draw(claimed.snapshot(), "frameworks").title
    assert "Sustainable" in draw(claimed.snapshot(), "frameworks", subject=Subject(of="un-sdg")).title
    with pytest.raises(UnknownNameError, match="none"):
        draw(claimed.snapshot(), "frameworks", subject=Subject(of="none"))


def test_what_is_late_hangs_on_the_day_given_and_not_on_today(claimed: Session) -> None:
    snapshot = claimed.snapshot()
    late = draw(snapshot, "commitments", subject=Subject(day=date(2025, 7, 1)))
    assert "0 met, 1 late" in late.alt_text
    assert last_known_day(snapshot) == max(snapshot.year(one)[1].end for one in snapshot.year_ids)
    assert draw(snapshot, "commitments").title == draw(snapshot, "commitments").title


def test_a_delivery_after_the_year_moves_the_last_known_day(claimed: Session) -> None:
    row = {"commitment": "promise", "date": "2025-05-05", "quantity": 500.0}
    claimed.add_row("delivery", row)
    assert last_known_day(claimed.snapshot()) == date(2025, 5, 5)
    assert "25.0 %" in draw(claimed.snapshot(), "commitments", subject=Subject(day=date(2026, 1, 1))).alt_text


def test_additionality_is_of_the_claim_named(claimed: Session) -> None:
    assert "LED" in draw(claimed.snapshot(), "additionality", subject=Subject(of="LED")).title
    with pytest.raises(UnknownNameError, match="Solar"):
        draw(claimed.snapshot(), "additionality", subject=Subject(of="Solar"))
