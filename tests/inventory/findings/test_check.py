from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from carbonsv.inventory.findings.check import check
from tests.inventory.findings.bills import basis, bill, year

DAYS = [None, "2023-12-31", "2024-01-01", "2024-02-29", "2024-06-30", "2024-12-31", "2999-01-01"]
ROWS = st.fixed_dictionaries(
    {
        "site": st.sampled_from([None, "ho", "gone"]),
        "activity": st.sampled_from([None, "electricity", "natural-gas", "taxi/regular-taxi", "no/such"]),
        "quantity": st.sampled_from([math.nan, -5.0, 0.0, 1e-300, 1.0, 1000.0, 1e300]),
        "unit": st.sampled_from([None, "kWh", "MWh", "kg", "GBP", "no such unit", "kW"]),
        "start": st.sampled_from(DAYS),
        "end": st.sampled_from(DAYS),
        "quality": st.sampled_from([None, "invoiced", "estimated-part"]),
        "reference": st.sampled_from([None, "A-1", "A-2", "12"]),
        "meter": st.sampled_from([None, "m1", "m2", "gone"]),
    }
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ROWS, max_size=14))
def test_whatever_the_records_say_every_finding_is_a_sentence_about_records_that_exist(
    rows: list[dict[str, object]],
) -> None:
    numbered = [row | {"id": f"r{place}"} for place, row in enumerate(rows)]
    known = {str(row["id"]) for row in numbered}
    for one in check(basis(numbered, people=3.0), None):
        assert one.sentence.endswith(".")
        assert "nan" not in one.sentence
        assert set(one.records) <= known
        assert one.fix is None or {*one.fix.deletions} < known


def test_the_gravest_findings_come_first() -> None:
    rows = [*year(), bill(6, 1010, id="again"), bill(7, 0.0, id="zero", activity="natural-gas")]
    severities = [one.severity for one in check(basis(rows), None)]
    assert severities == sorted(severities, key=["error", "warning", "notice"].index)
    assert severities[0] == "error"


def test_no_record_loses_all_its_twins_to_fixes() -> None:
    rows = [bill(6, id=name) for name in "abc"]
    deletions = [name for one in check(basis(rows), None) if one.fix for name in one.fix.deletions]
    assert deletions == ["b", "c"]
