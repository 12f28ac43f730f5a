from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from carbonsv.app.results.record_columns import RecordColumns
from carbonsv.app.results.record_results import record_results

if TYPE_CHECKING:
    from carbonsv.app.session import Session


def add(session: Session, **values: object) -> str:
    usual = {"activity": "electricity", "unit": "kWh", "start": "2024-05-01", "end": "2024-05-31"}
    return session.add_row("activity", usual | values)


def test_a_record_has_the_sum_of_its_lines(session: Session) -> None:
    record = add(session, quantity=1000.0)
    lines = session.snapshot().quantify().lines
    counted = lines[(lines["id"] == record) & (lines["method"] != "market") & (lines["scope"] != "outside")]
    assert record_results(session.snapshot()).co2e_kg[0] == pytest.approx(counted["co2e_kg"].sum())


def test_twice_the_quantity_is_twice_the_emissions(session: Session) -> None:
    for quantity in (10.0, 20.0, 0.0):
        add(session, quantity=quantity)
    found = record_results(session.snapshot()).co2e_kg
    assert found[1] == pytest.approx(2 * found[0])
    assert found[2] == 0


def test_a_record_without_a_quantity_says_so_and_has_no_emissions(session: Session) -> None:
    add(session, quantity=5.0)
    lacking = add(session, quantity=None)
    found = record_results(session.snapshot())
    assert math.isnan(found.co2e_kg[1])
    assert found.sentences(np.array([0, 1])) == ["", found.sentence(1)]
    assert found.sentence(1).startswith(f"Record {lacking} has no quantity.")


def test_the_same_activity_in_another_year_has_the_factors_of_that_year(session: Session) -> None:
    session.add_row(
        "reporting_year", {"id": "y23", "label": "2023/24", "start": "2023-04-01", "end": "2024-03-31"}
    )
    add(session, quantity=1.0)
    add(session, quantity=1.0, start="2023-05-01", end="2023-05-31")
    later, earlier = record_results(session.snapshot()).co2e_kg
    assert later != earlier


def test_columns_that_did_not_change_keep_their_codes(session: Session) -> None:
    record = add(session, quantity=1.0)
    before = RecordColumns(session.document.frame("activity"))
    activity, quality = before.coded("activity"), before.coded("quality")
    session.set_cell("activity", record, "quality", "measured")
    after = RecordColumns(session.document.frame("activity"), before)
    assert after.coded("activity") is activity
    assert after.coded("quality") is not quality
    assert after.has_rows_of(before)


def test_a_blank_cell_has_no_code(session: Session) -> None:
    add(session, quantity=1.0)
    assert list(RecordColumns(session.document.frame("activity")).coded("supplier").codes) == [-1]


def test_every_record_has_what_quantifying_it_alone_gives(session: Session) -> None:
    session.add_row(
        "reporting_year", {"id": "y23", "label": "2023/24", "start": "2023-04-01", "end": "2024-03-31"}
    )
    for start, end in (
        ("2024-03-01", "2024-04-30"),
        ("2019-01-01", "2019-01-31"),
        ("2024-06-30", "2024-06-01"),
    ):
        add(session, quantity=7.0, start=start, end=end)
    add(session, quantity=7.0)
    snapshot = session.snapshot()
    everything = record_results(snapshot)
    for place in range(len(everything.ids)):
        alone = replace(
            snapshot, tables={**snapshot.tables, "activity": snapshot.tables["activity"][place:][:1]}
        )
        assert record_results(alone).co2e_kg[0] == pytest.approx(everything.co2e_kg[place], nan_ok=True)
        assert record_results(alone).sentence(0) == everything.sentence(place)
