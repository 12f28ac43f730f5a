from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from carbonsv.app.cli import main
from carbonsv.app.evidence import attach
from carbonsv.app.social import records as social_records
from carbonsv.app.social.value import SocialValue, add_lead_priority
from carbonsv.errors import CarbonsvError
from carbonsv.value.frameworks import TooManyPrioritiesError

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session


@pytest.fixture
def begun(session: Session) -> Session:
    session.new("Acme", date(2024, 4, 1), date(2025, 3, 31))
    return session


def value(session: Session) -> SocialValue:
    return SocialValue.of(session.snapshot())


def claimed(session: Session, **values: Any) -> str:
    usual = {"measure": "ESV01", "start": "2025-01-01", "title": "Lamps"}
    return session.add_row("measure_claim", usual | values)


def test_a_claim_of_the_document_is_in_its_ledger(begun: Session) -> None:
    claimed(begun, baseline_quantity=12_000.0, current_quantity=10_000.0)
    found = value(begun).ledgers.in_boundary
    assert found.net_t == pytest.approx(2000 * 0.177 / 1000)
    assert found.value_gbp.central == pytest.approx(0.354 * 273.06)


def test_an_empty_document_has_empty_ledgers(begun: Session) -> None:
    assert value(begun).ledgers.in_boundary.claims == ()


def test_quantities_can_be_drawn_from_the_records(begun: Session) -> None:
    before = {"id": "before", "label": "2023/24", "start": "2023-04-01", "end": "2024-03-31"}
    begun.add_row("reporting_year", before)
    for start, end, kwh in (("2023-04-01", "2024-03-31", 12.0), ("2024-04-01", "2025-03-31", 10.0)):
        record = {"activity": "electricity", "quantity": kwh, "unit": "MWh", "start": start, "end": end}
        begun.add_row("activity", record)
    years = {"baseline_year": "before", "current_year": "2024-04"}
    claimed(begun, origin="records", activity="electricity", **years)
    assert value(begun).appraisals[0].change == pytest.approx(2000)


def test_the_price_year_is_one_for_the_whole_document(begun: Session) -> None:
    claimed(begun, baseline_quantity=2.0, current_quantity=1.0)
    published = value(begun).ledgers.in_boundary.value_gbp.central
    begun.add_row("social_value", {"id": "social-value", "price_year": 2024})
    assert value(begun).ledgers.in_boundary.value_gbp.central == pytest.approx(published * 100 / 90.5005)


def test_employees_homes_leave_the_inventory_unchanged_to_the_last_digit(begun: Session) -> None:
    record = {"activity": "electricity", "quantity": 1234.5, "unit": "kWh"}
    begun.add_row("activity", record | {"start": "2024-04-01", "end": "2025-03-31"})
    before = begun.snapshot().inventory()
    for number in range(10):
        home = {"action": "heating", "pledged_kg": 300.0, "followed_up_kg": 200.0 + number}
        begun.add_row("home_pledge", home | {"followed_up_on": "2025-02-01", "attribution": 0.3})
    after = begun.snapshot().inventory()
    assert repr(after.total_location_kg) == repr(before.total_location_kg)
    assert after.by(("scope", "category")).equals(before.by(("scope", "category")))
    assert value(begun).ledgers.influenced.net_t == pytest.approx(sum(range(200, 210)) * 0.3 / 1000)


def test_a_fourth_lead_priority_is_refused(begun: Session) -> None:
    for code in ("GM1", "GM2", "GM5"):
        add_lead_priority(begun, "gm-2020", code)
    with pytest.raises(TooManyPrioritiesError, match="Be part of a strong local community"):
        add_lead_priority(begun, "gm-2020", "GM4")
    assert len(value(begun).lead_priorities) == 3


def test_a_priority_led_with_already_is_not_added_again(begun: Session) -> None:
    assert add_lead_priority(begun, "un-sdg", "SDG13") == add_lead_priority(begun, "un-sdg", "SDG13")


def test_a_framework_of_ones_own_is_in_the_matrix(begun: Session) -> None:
    begun.add_row("own_priority", {"framework": "Salford charter", "code": "S1", "title": "Cleaner air"})
    mapping = {"measure": "ESV01", "framework": "Salford charter", "code": "S1"}
    begun.add_row("priority_map", mapping)
    claimed(begun, baseline_quantity=2.0, current_quantity=1.0)
    assert value(begun).matrix("Salford charter").claims_for("Salford charter", "S1") == ("Lamps",)


def test_a_promise_has_what_was_delivered_to_date(begun: Session) -> None:
    promise = {"title": "Save", "quantity": 100.0, "unit": "kWh", "due": "2025-06-30"}
    name = begun.add_row("commitment", promise)
    for day, amount in (("2025-05-01", 30.0), ("2025-08-01", 50.0)):
        begun.add_row("delivery", {"commitment": name, "date": day, "quantity": amount})
    (one,) = social_records.commitments(begun.snapshot(), date(2025, 7, 1))
    assert (one.delivered, one.is_late(date(2025, 7, 1))) == (30, True)


def test_a_changed_promise_leaves_a_dated_note_in_the_history(begun: Session) -> None:
    promise = {"title": "Save", "quantity": 100.0, "unit": "kWh", "due": "2025-06-30"}
    name = begun.add_row("commitment", promise)
    begun.set_cell("commitment", name, "quantity", "80")
    newest = begun.document.history()[0]
    assert (newest.label, newest.time[:2]) == ("Change quantity", "20")


def test_value_prints_the_ledgers_and_no_sum(
    begun: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claimed(begun, baseline_quantity=12_000.0, current_quantity=10_000.0)
    begun.save(tmp_path / "a.carbonsv")
    begun.close()
    assert main(["value", str(tmp_path / "a.carbonsv")]) == 0
    printed = capsys.readouterr().out
    rows = [line.split() for line in printed.splitlines()]
    assert ["in", "boundary", "1", "0.35", "0.35", "48.3", "96.7", "145"] in rows
    assert "There is no sum over the ledgers." in printed
    assert main(["value", str(tmp_path / "a.carbonsv"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["in_boundary"]["co2e_t_net"] == pytest.approx(0.354)


def test_an_unknown_claim_cannot_be_explained(begun: Session) -> None:
    with pytest.raises(CarbonsvError, match="not a known claim"):
        value(begun).explain("nothing")


def test_offsets_say_which_criteria_nothing_shows(begun: Session) -> None:
    name = claimed(begun, measure="ESV26", current_quantity=5.0, unit="t CO2e")
    for criterion in ("additionality", "avoiding leakage", "permanence", "validation and verification"):
        proof = {"measure_claim": name, "criterion": criterion, "evidence": "registry"}
        begun.add_row("offset_evidence", proof)
    (said,) = [one for one in value(begun).issues if one.code == "offset-criteria-missing"]
    assert "nothing shows timing, avoiding double counting, transparency" in said.sentence


def test_more_than_three_priorities_after_a_merge_are_said(begun: Session) -> None:
    for code in ("GM1", "GM2", "GM3", "GM4"):
        begun.add_row("lead_priority", {"framework": "gm-2020", "code": code})
    assert len(value(begun).lead_priorities) == 3
    assert "too-many-priorities" in [one.code for one in value(begun).issues]


def test_a_delivery_is_typed_with_the_words_of_its_promise(begun: Session) -> None:
    promise = {"title": "Save 100 kWh", "quantity": 100.0, "unit": "kWh", "due": "2025-06-30"}
    name = begun.add_row("commitment", promise)
    delivery = begun.add_row("delivery", {"commitment": name, "date": "2025-05-01", "quantity": 1.0})
    assert begun.set_cell("delivery", delivery, "commitment", "save 100 kwh") == ""
    assert begun.rows("delivery")["commitment"].tolist() == [name]


def test_exported_electricity_is_capped_at_gross_scope_2(begun: Session) -> None:
    record = {"activity": "electricity", "quantity": 1000.0, "unit": "kWh"}
    begun.add_row("activity", record | {"start": "2024-04-01", "end": "2025-03-31"})
    claimed(begun, measure="ESV03", current_quantity=5000.0, unit="kWh", start="2024-06-01")
    (net,) = value(begun).net_scope2()
    assert net.exported_kg == pytest.approx(5000 * 0.20705)
    assert (net.counted_kg, net.net_kg, net.is_capped) == (net.gross_kg, 0, True)
    assert value(begun).snapshot.inventory().scope2_location_kg == pytest.approx(1000 * 0.20705)


def test_a_claim_that_nothing_shows_is_said_with_what_would(begun: Session) -> None:
    claimed(begun, baseline_quantity=2.0, current_quantity=1.0)
    (said,) = [one for one in value(begun).issues if one.code == "evidence-missing"]
    usual = "meter readings or bills for both periods; measure description"
    assert said.hint == f"Usual evidence: {usual}. Attach it to the claim, or name it."
    claimed(begun, title="Shown", measure="ESV02", evidence="bills", current_quantity=1.0)
    assert len([one for one in value(begun).issues if one.code == "evidence-missing"]) == 1


def test_a_claim_with_a_file_attached_is_shown_by_it(begun: Session, tmp_path: Path) -> None:
    claimed(begun, baseline_quantity=2.0, current_quantity=1.0)
    (tmp_path / "bill.pdf").write_bytes(b"May")
    claim = begun.document.frame("measure_claim")["id"].iloc[0]
    attach(begun, tmp_path / "bill.pdf", claim, table="measure_claim")
    assert not [one for one in value(begun).issues if one.code == "evidence-missing"]


def test_value_prints_a_licensed_value_with_its_licence(
    begun: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    proxy = {"code": "P1", "title": "An hour", "unit": "hours", "value_gbp": 20.0, "year": 2025}
    begun.add_row("proxy", proxy | {"licence": "Licence of ours", "source": "The set"})
    begun.add_row("proxy_claim", {"proxy": "P1", "quantity": 3.0})
    begun.save(tmp_path / "a.carbonsv")
    begun.close()
    main(["value", str(tmp_path / "a.carbonsv")])
    assert "by an own proxy: 60 GBP, An hour (P1, 2025): The set, Licence of ours" in capsys.readouterr().out
