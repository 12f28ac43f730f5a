from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from carbonsv.app.social.overview import explain_ledger, overview
from carbonsv.app.social.value import SocialValue, add_lead_priority
from carbonsv.app.social.view import social_view

if TYPE_CHECKING:
    from carbonsv.app.session import Session


def value(session: Session) -> SocialValue:
    return SocialValue.of(session.snapshot())


def claimed(session: Session, measure: str, before: float | None, now: float, **more: Any) -> str:
    given = {"measure": measure, "start": "2025-01-01", "title": "Lamps", "current_quantity": now}
    return session.add_row("measure_claim", given | {"baseline_quantity": before} | more)


def test_a_ledger_has_low_central_and_high_together(session: Session) -> None:
    claimed(session, "ESV01", 12_000, 10_000)
    own = overview(value(session)).ledgers[0]
    assert (own.tonnes, own.pounds) == ("354 kg CO₂e", ("£48.3", "£96.7", "£145"))


def test_an_empty_ledger_has_no_figures_and_no_nought(session: Session) -> None:
    for ledger in overview(value(session)).ledgers:
        assert (ledger.claims, ledger.tonnes, ledger.pounds) == (0, "", None)
    assert overview(value(session)).cash == ""


def test_the_present_value_stands_beside_and_is_low_central_and_high_too(session: Session) -> None:
    claimed(session, "co2e-avoided", 2, 1, years=2)
    note = overview(value(session)).ledgers[0].note
    assert note.startswith("Present value: £")
    assert note.count(" / ") == 2


def test_the_footprint_is_of_the_year_that_is_shown(session: Session, record: str) -> None:
    assert record
    assert overview(value(session)).footprint == ("2024/25", "275 kg CO₂e")  # with T&D losses and WTT


def test_offsets_and_woodland_units_lower_nothing(session: Session) -> None:
    claimed(session, "ESV26", None, 5)
    claimed(session, "ESV26", None, 2, variant="woodland-carbon-unit")
    assert overview(value(session)).apart == (
        "Offsets retired: 5.00 t CO₂e. They lower nothing.",
        "Woodland units retired: 2.00 t CO₂e. They lower nothing.",
    )


def test_an_export_is_capped_and_leaves_gross_as_it_is(session: Session, record: str) -> None:
    assert record  # 1,000 kWh
    claimed(session, "ESV03", None, 5000, start="2024-06-01")
    (line,) = overview(value(session)).apart
    assert line.startswith("Electricity sent to the grid in 2024/25: 207 kg CO₂e, capped")


def test_an_export_outside_every_reporting_year_is_said(session: Session) -> None:
    claimed(session, "ESV03", None, 1000, start="2020-06-01")
    assert "in no reporting year" in overview(value(session)).apart[0]


def test_errors_come_before_warnings(session: Session) -> None:
    claimed(session, "ESV01", 2, 1)
    claimed(session, "ESV01", 2, 1, deadweight=3.0, part="cellar")
    severities = [one.severity for one in overview(value(session)).remarks]
    assert severities == sorted(severities, key=["error", "warning", "notice"].index)


def test_lead_priorities_name_the_claims_that_serve_them(session: Session) -> None:
    claimed(session, "ESV01", 2, 1)
    add_lead_priority(session, "gm-2020", "GM5")
    (lead,) = overview(value(session)).leads
    assert (lead.title, lead.claims) == ("Make your organisation greener", ("Lamps",))


def test_a_ledger_is_explained_claim_by_claim(session: Session) -> None:
    claimed(session, "ESV01", 2, 1)
    claimed(session, "ESV02", 2, 1, title="Boiler")
    said = explain_ledger(value(session), "in boundary")
    assert said.index("Lamps: ") < said.index("Boiler: ")
    assert explain_ledger(value(session), "influenced") == "Nothing is claimed in this ledger yet."


def test_a_view_of_a_document_without_claims_says_which_charts_it_lacks(session: Session) -> None:
    view = social_view(session.snapshot())
    assert view.undrawn == {"ledgers", "frameworks", "commitments", "additionality"}
    assert (len(view.claims), view.advice) == (0, ())


@pytest.mark.parametrize("measure", ["ESV20", "ESV24"])
def test_what_is_not_valued_has_no_pounds_in_the_table(session: Session, measure: str) -> None:
    claimed(session, measure, None, 24)
    row = social_view(session.snapshot()).claims.iloc[0]
    assert math.isnan(row["central"])
    assert math.isnan(row["net_t"])
    assert row["change"].startswith("24 ")
