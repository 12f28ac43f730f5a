from __future__ import annotations

from typing import Any

from tests.inventory.findings.bills import bill, found, sentences, year

TAXI: dict[str, Any] = {"activity": "taxi/regular-taxi", "unit": "km", "end": "2024-06-01", "reference": None}


def test_a_bill_entered_twice_is_found_and_the_later_one_can_be_deleted() -> None:
    (finding,) = found([*year(), bill(6, 1010, id="again")], "duplicate")
    assert finding.sentence == (
        "Head office, electricity: 1,010 kWh for 1 June 2024 to 30 June 2024 (OE-06) is entered twice."
    )
    assert finding.fix is not None
    assert (finding.records, finding.fix.deletions) == (("b6", "again"), ("again",))


def test_a_duplicate_is_neither_an_overlap_nor_probable() -> None:
    rows = [*year(), bill(6, 1010, id="again")]
    assert [found(rows, code) for code in ("days-twice", "probable-duplicate")] == [[], []]


def test_duplicates_of_one_source_are_one_finding() -> None:
    rows = [*year(), bill(6, 1010, id="x"), bill(7, 1020, id="y"), bill(7, 1020, id="z")]
    (finding,) = found(rows, "duplicate")
    assert finding.sentence.endswith("is entered twice, and 2 more records likewise.")
    assert finding.fix is not None
    assert finding.fix.deletions == ("x", "y", "z")


def test_records_of_two_meters_or_vehicles_are_no_duplicates() -> None:
    rows = [bill(6, id="a", meter="m1", reference=None), bill(6, id="b", meter="m2", reference=None)]
    assert [found(rows, code) for code in ("duplicate", "probable-duplicate")] == [[], []]


def test_the_same_bill_with_and_without_its_reference_is_probably_entered_twice() -> None:
    rows = [*year(), bill(6, 1010, id="again", reference=None)]
    assert [one.records for one in found(rows, "probable-duplicate")] == [("b6", "again")]


def test_one_document_at_two_sites_is_probably_entered_twice() -> None:
    rows = [bill(6), bill(6, id="other", site="depot")]
    assert [one.records for one in found(rows, "probable-duplicate")] == [("b6", "other")]


def test_bare_lines_of_one_day_are_only_probable_and_two_references_are_two_tickets() -> None:
    bare = [bill(6, id="a", **TAXI), bill(6, id="b", **TAXI)]
    tickets = [row | {"reference": f"T{place}"} for place, row in enumerate(bare)]
    assert [len(found(bare, code)) for code in ("duplicate", "probable-duplicate")] == [0, 1]
    assert [len(found(tickets, code)) for code in ("duplicate", "probable-duplicate")] == [0, 0]


def test_duplicates_of_other_years_are_left_alone() -> None:
    rows = [bill(6, id=one, start="2020-01-01", end="2020-01-31") for one in "ab"]
    assert sentences(rows, "duplicate") == []
