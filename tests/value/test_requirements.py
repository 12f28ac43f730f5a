from __future__ import annotations

from datetime import date, timedelta

from carbonsv.value.requirements import MET, NOT_ASSESSED, NOT_MET, Requirement, gate_passed

TODAY = date(2026, 11, 23)


def requirement(*, met: bool | None = True, evidence: str = "certificate") -> Requirement:
    return Requirement("MR1", "Living Wage Employer", met, evidence, TODAY)


def test_an_answer_without_evidence_is_not_met() -> None:
    assert requirement(evidence="").status(TODAY) == NOT_MET


def test_no_answer_is_not_assessed() -> None:
    assert requirement(met=None).status(TODAY) == NOT_ASSESSED


def test_one_that_does_not_run_out_stays_met() -> None:
    assert Requirement("MR4", "Safe place", met=True, evidence="policy").status(date(2100, 1, 1)) == MET


def test_the_gate_is_passed_by_all_or_not_at_all() -> None:
    assert gate_passed([requirement()], TODAY)
    assert not gate_passed([requirement(), requirement(met=None)], TODAY)
    assert not gate_passed([requirement()], TODAY + timedelta(days=1))
