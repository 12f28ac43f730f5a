from __future__ import annotations

from carbonsv.inventory.findings.causes import by_cause
from carbonsv.model.issue import Issue


def issue(record: str, what: str = "has no unit") -> Issue:
    return Issue(record, "no-unit", "error", f"Record {record} {what}.", "Enter the unit, such as kWh.")


def test_issues_of_one_cause_are_one_finding() -> None:
    (finding,) = by_cause([issue("a"), issue("b"), issue("c"), issue("d"), issue("e")])
    assert finding.sentence == ("Record a has no unit. The same is true of b, c, d and 1 more record.")
    assert finding.records == ("a", "b", "c", "d", "e")


def test_other_sentences_are_other_causes() -> None:
    assert len(by_cause([issue("a"), issue("b", "has no day")])) == 2
    assert by_cause([]) == []
