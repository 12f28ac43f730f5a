from __future__ import annotations

from tests.inventory.findings.bills import Row, bill, found, sentences, year

CODE = "counted-elsewhere"


def line(month: int, gbp: float, **more: object) -> Row:
    """A ledger line of electricity."""
    return bill(month, gbp, id=f"l{month}", site="", activity="spend/sic-35-1", unit="GBP", **more)


def test_a_ledger_line_beside_bills_may_count_twice() -> None:
    (sentence,) = sentences([*year(), line(3, 250.0), line(4, 150.0)], CODE)
    assert sentence.startswith("2 lines of money (400 GBP) are for electricity, and 2024 has 12 records of ")
    assert sentence.endswith("of Electricity (UK grid): it may count twice.")


def test_money_without_bills_counts_once() -> None:
    assert found([line(3, 250.0)], CODE) == []


def test_bills_of_another_year_are_no_reason() -> None:
    earlier = bill(3, id="early", start="2023-03-01", end="2023-03-31")
    assert found([line(3, 250.0), earlier], CODE) == []


def test_money_for_something_else_counts_once() -> None:
    software = bill(3, 250.0, id="s", activity="spend/sic-62", unit="GBP")
    assert found([*year(), software], CODE) == []


def test_the_fix_deletes_the_lines_of_money_and_nothing_else() -> None:
    (finding,) = found([*year(), line(3, 250.0), line(4, 150.0)], CODE)
    assert finding.fix is not None
    assert finding.fix.deletions == finding.records == ("l3", "l4")
