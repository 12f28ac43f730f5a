"""What documents are made from in tests: the sample, or a small document whose plan meets every rule."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.app.sample import rows
from carbonsv.app.snapshot import Snapshot
from carbonsv.model import tables
from carbonsv.reports.basis import Basis
from tests.shipped import library

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row = dict[str, object]
DAY = date(2025, 6, 16)
PLAN: Row = {
    "publication_date": "2025-06-16",
    "notice_date": "2025-09-01",
    "commitment_year": 2045,
    "baseline_year": "2023",
    "target_year": 2029,
    "target_co2e_t": 1.5,
    "uk_only": True,
    "website": "https://example.org/carbon",
    "approved_by": "the board of directors",
    "approval_date": "2025-06-02",
    "signatory_name": "A. Director",
    "signatory_title": "Managing director",
    "signed_date": "2025-06-03",
}
DONE: Row = {"id": "led", "label": "LED lighting", "start": "2023-05-01", "co2e_t": 0.25, "in_contract": True}
YEARS: list[Row] = [
    {"id": "2023", "label": "2023", "start": "2023-01-01", "end": "2023-12-31", "fte": 10.0},
    {"id": "2024", "label": "2024", "start": "2024-01-01", "end": "2024-12-31", "fte": 8.0},
]
REASONS: list[Row] = [
    {"id": f"x{number}", "scope": "3", "category": number, "reason": f"None of category {number}."}
    for number in (4, 5, 6, 7, 9)
]
RECORDS: list[Row] = [
    {
        "id": f"{kind}-{year}",
        "activity": kind,
        "quantity": quantity,
        "unit": "kWh",
        "start": f"{year}-01-01",
        "end": f"{year}-12-31",
    }
    for year, quantity in ((2023, 10000.0), (2024, 8000.0))
    for kind in ("electricity", "natural-gas")
]


@cache
def sample() -> Basis:
    """The sample organisation."""
    found: dict[str, list[Row]] = {}
    for table, row in rows():
        found.setdefault(table, []).append(row)
    return basis(found)


def small(plan: Row | None = None, tables_put_in: Mapping[str, Sequence[Row]] | None = None) -> Basis:
    """A document of two years whose Carbon Reduction Plan meets every rule, but for what is put in."""
    found: dict[str, Sequence[Row]] = {
        "organisation": [{"name": "Test Ltd", "base_year": "2023"}],
        "reporting_year": YEARS,
        "activity": RECORDS,
        "excluded_category": REASONS,
        "initiative": [DONE],
        "carbon_reduction_plan": [PLAN | (plan or {})],
    }
    return basis({**found, **(tables_put_in or {})})


def basis(rows_by_table: Mapping[str, Sequence[Row]]) -> Basis:
    """A document of these rows; columns that are not given take their defaults."""
    frames = {one.name: _frame(one, rows_by_table.get(one.name, ())) for one in tables.document_tables()}
    snapshot = Snapshot(frames, library())
    return Basis(frames, library(), snapshot.year_ids, cache(snapshot.inventory), "ab" * 32, DAY)


def _frame(table: tables.Table, given: Sequence[Row]) -> pd.DataFrame:
    whole = [{column.name: row.get(column.name, column.default) for column in table.columns} for row in given]
    frame = pd.DataFrame(whole, columns=list(table.names))
    return frame.astype({column.name: column.dtype for column in table.columns})
