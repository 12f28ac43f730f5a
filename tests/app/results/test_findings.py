from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.cli import main
from carbonsv.app.results.finding_rules import finding_rules
from carbonsv.app.results.findings import OutdatedFixError, carry_out, findings
from carbonsv.app.session import Session
from carbonsv.app.year_states import lock_year, unlock_year

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.inventory.findings.finding import Finding, Fix
    from carbonsv.library.factor_library import FactorLibrary

TODAY = date(2025, 9, 1)
BILL = {"activity": "electricity", "quantity": 1000.0, "unit": "kWh", "reference": "OE-5"}
MAY = {"start": "2024-05-01", "end": "2024-05-31"}


@pytest.fixture
def sample(library: FactorLibrary, tmp_path: Path) -> Session:
    one = Session(library, home=tmp_path / "home")
    one.open_sample()
    return one


def of(session: Session, code: str) -> list[Finding]:
    return [one for one in findings(session.snapshot(), today=TODAY) if one.code == code]


def fix_of(session: Session, code: str) -> Fix:
    (finding,) = of(session, code)
    assert finding.fix is not None
    return finding.fix


@pytest.mark.parametrize(("year", "only"), [("2023-24", {"no-refrigerants"}), ("2024-25", set())])
def test_the_sample_has_nothing_that_needs_attention_and_few_notices(
    sample: Session, year: str, only: set[str]
) -> None:
    found = findings(sample.snapshot(), year, TODAY)
    assert not any(one.needs_attention for one in found)
    assert {one.code for one in found} - only == {
        "straddles-reporting-year",
        "no-residual-mix",
        "estimated-share",
    }


def test_deleting_bills_of_the_sample_leaves_a_gap_that_is_named(sample: Session) -> None:
    rows = sample.rows("activity")
    chosen = (rows["site"] == "workshop") & (rows["activity"] == "electricity")
    june = rows[chosen & (rows["start"] == "2024-06-01")]["id"]
    sample.delete_rows("activity", list(june))
    (finding,) = of(sample, "missing-days")
    assert finding.sentence == (
        "Workshop and stores, electricity: no record covers 1 June 2024 to 30 June 2024 (30 days)."
    )


def test_a_thousandfold_bill_of_the_sample_can_be_put_right(sample: Session) -> None:
    rows = sample.rows("activity")
    bills = rows[(rows["site"] == "head-office") & (rows["activity"] == "electricity")]
    row = bills[bills["start"] == "2024-06-01"].iloc[0]
    sample.set_cell("activity", row["id"], "quantity", str(row["quantity"] / 1000))
    carry_out(sample, fix_of(sample, "unit-slip"))
    assert sample.document.row("activity", row["id"])["unit"] == "MWh"
    assert of(sample, "unit-slip") == []


def test_a_fix_is_one_change_that_undo_takes_back(session: Session) -> None:
    first, second = (session.add_row("activity", {**BILL, **MAY}) for _ in "ab")
    carry_out(session, fix_of(session, "duplicate"))
    assert list(session.rows("activity")["id"]) == [first]
    assert session.undo() == "Delete the later one"
    assert list(session.rows("activity")["id"]) == [first, second]


def test_a_fix_is_refused_when_a_record_it_rests_on_has_gone_or_changed(session: Session) -> None:
    first, second = (session.add_row("activity", {**BILL, **MAY}) for _ in "ab")
    fix = fix_of(session, "duplicate")
    session.delete_rows("activity", [first])
    with pytest.raises(OutdatedFixError, match="has changed since"):
        carry_out(session, fix)
    assert list(session.rows("activity")["id"]) == [second]


def test_issues_of_the_inventory_are_among_the_findings(session: Session) -> None:
    names = [session.add_row("activity", {**BILL, "unit": "kg", "start": f"2024-0{n}-01"}) for n in (5, 6)]
    (finding,) = of(session, "wrong-dimension")
    assert (finding.severity, finding.records) == ("error", tuple(names))


def test_every_code_that_has_a_threshold_is_a_rule() -> None:
    rules = finding_rules()
    assert {code for code, _ in rules.thresholds} <= set(rules.rules)


@pytest.fixture
def file(session: Session, tmp_path: Path) -> Path:
    for _ in "ab":
        session.add_row("activity", {**BILL, **MAY})
    path = session.save(tmp_path / "test.carbonsv")
    session.close()
    return path


def test_check_prints_findings_and_ends_with_1(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(file)]) == 1
    out = capsys.readouterr().out
    assert "error: Electricity: 1,000 kWh for 1 May 2024 to 31 May 2024 (OE-5) is entered twice." in out
    assert "It can be fixed: Delete the later one." in out


def test_check_as_json_names_records_and_fixes(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(file), "--json", "--year", "2024/25"]) == 1
    facts = json.loads(capsys.readouterr().out)
    (twice,) = [one for one in facts["findings"] if one["code"] == "duplicate"]
    assert (facts["year"], len(twice["records"]), len(twice["fix"]["deletions"])) == ("2024/25", 2, 1)


def test_check_of_the_sample_ends_with_0(sample: Session, tmp_path: Path) -> None:
    path = sample.save(tmp_path / "sample.carbonsv")
    sample.close()
    assert main(["check", str(path), "--json"]) == 0


def test_rules_that_are_not_known_are_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(file), "--rules", "ppn999"]) == 2
    assert "“ppn999” is not a set of rules" in capsys.readouterr().err


def test_a_known_total_that_the_records_do_not_come_to_is_a_finding(session: Session) -> None:
    days = {"start": "2024-05-01", "end": "2024-05-31"}
    session.add_row("activity", {"activity": "electricity", "quantity": 900.0, "unit": "kWh", **days})
    asserted = {"activity": "electricity", "quantity": 1000.0, "unit": "kWh", **days}
    session.add_row("known_total", asserted)
    codes = [one.code for one in findings(session.snapshot())]
    assert "known-total" in " ".join(codes)


def test_an_exclusion_without_a_reason_is_a_finding(session: Session, record: str) -> None:
    session.add_row("excluded_category", {"scope": "3", "category": 14})
    assert [one.sentence for one in of(session, "exclusion-without-reason")] == [
        "Scope 3.14 Franchises is excluded without a reason."
    ]
    assert record in set(session.rows("activity")["id"])


def test_categories_that_nothing_is_said_of_are_noticed_once_there_is_data(session: Session) -> None:
    assert of(session, "category-unexplained") == []
    session.add_row("activity", {"topic": "buildings", **BILL, **MAY})
    (finding,) = of(session, "category-unexplained")
    assert not finding.needs_attention


def test_a_restated_year_that_changes_again_is_a_finding(session: Session, record: str) -> None:
    lock_year(session, "2024-04")
    unlock_year(session, "2024-04", "error", "A wrong unit.")
    assert of(session, "restatement-differs") == []
    session.set_cell("activity", record, "quantity", "5000 kWh")
    assert len(of(session, "restatement-differs")) == 1
    lock_year(session, "2024-04")
    assert of(session, "restatement-differs") == []


def test_a_site_that_came_since_the_base_year_asks_for_a_recalculation(session: Session, record: str) -> None:
    session.set_cell("organisation", "organisation", "base_year", "2024/25")
    year = {"id": "2025", "label": "2025/26", "start": "2025-04-01", "end": "2026-03-31"}
    session.add_row("reporting_year", year)
    bill = session.document.row("activity", record) | {"start": "2025-05-01", "end": "2025-05-31"}
    session.add_row("activity", bill | {"id": "same"})
    assert of(session, "base-year-recalculation") == []
    site = session.add_row("site", {"name": "New office"})
    session.add_row("activity", bill | {"id": "new", "site": site})
    assert [one.severity for one in of(session, "base-year-recalculation")] == ["warning"]
