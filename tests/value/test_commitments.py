from __future__ import annotations

import math
from datetime import date, timedelta

from carbonsv.value.commitments import (
    Commitment,
    Delivery,
    Kpi,
    commitment_issues,
    delivered_by,
    kpi_issues,
    late,
)

DUE = date(2026, 6, 30)


def promised(quantity: float, delivered: float, due: date = DUE, owner: str = "Fleet") -> Commitment:
    return Commitment("a", "Save", "kWh", quantity, delivered, due, owner)


def test_half_delivered_is_a_half() -> None:
    assert promised(100, 50).share == 0.5


def test_a_promise_is_late_from_the_day_after_it_is_due() -> None:
    assert not promised(100, 99).is_late(DUE)
    assert promised(100, 99).is_late(DUE + timedelta(days=1))
    assert not promised(100, 100).is_late(DUE + timedelta(days=1))


def test_the_longest_overdue_comes_first() -> None:
    older = promised(1, 0, date(2025, 1, 1))
    assert late([promised(1, 0), older, promised(1, 1)], date(2026, 12, 31)) == [older, promised(1, 0)]


def test_what_is_dated_later_is_still_to_come() -> None:
    log = [Delivery("a", DUE, 3), Delivery("a", DUE + timedelta(days=1), 4), Delivery("b", DUE, 5)]
    assert delivered_by("a", log, DUE) == 3


def test_promises_without_owner_and_deliveries_without_evidence_are_said() -> None:
    log = [Delivery("a", DUE, 3)]
    found = [issue.code for issue in commitment_issues([promised(1, 0, owner="")], log)]
    assert found == ["owner-missing", "evidence-missing"]
    one, two = (commitment_issues([promised(1, 0)], log * times)[-1] for times in (1, 2))
    assert one.sentence.endswith("has 1 delivery without evidence.")
    assert two.sentence.endswith("has 2 deliveries without evidence.")


def test_nothing_promised_has_no_share() -> None:
    assert math.isnan(promised(0, 0).share)


def test_a_target_below_the_start_is_reached_from_above() -> None:
    assert Kpi("a", "Waste", "t", 10, 4, 7).share == 0.5
    assert Kpi("a", "Waste", "t", 10, 4, 3).is_met


def test_a_figure_without_a_start_begins_at_nought() -> None:
    assert Kpi("a", "Hours", "h", math.nan, 40, 10).share == 0.25


def test_a_figure_not_assessed_is_neither_met_nor_nought() -> None:
    one = Kpi("a", "Hours", "h", 0, 40, math.nan, "Me", DUE)
    assert (math.isnan(one.share), one.is_met) == (True, False)
    assert [issue.code for issue in kpi_issues([one])] == ["not-assessed"]


def test_a_figure_can_be_late() -> None:
    assert Kpi("a", "Hours", "h", 0, 40, 10, due=DUE).is_late(DUE + timedelta(days=1))
