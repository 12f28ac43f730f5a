from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from carbonsv.activities.own_table import read_own_table
from carbonsv.activities.parse import parse_records
from carbonsv.engine.exact_sum import total
from carbonsv.model import tables
from carbonsv.model.text import tonnes
from carbonsv.paths import RESOURCES
from carbonsv.reports.evidence import Change, evidence_of
from carbonsv.reports.evidence_json import json_bytes
from carbonsv.reports.xlsx import xlsx_bytes
from tests.reports.made import RECORDS, Row, sample, small
from tests.reports.test_pdf import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

Cells = list[list[Any]]


def sheet(content: bytes, name: str) -> Cells:
    rows: Cells = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()
    return rows


def formulas(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        texts = [book.read(name).decode() for name in book.namelist() if "worksheets/" in name]
    return [found for text in texts for found in re.findall("<f>(.*?)</f>", text)]


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return xlsx_bytes(evidence_of(sample()))


def test_every_line_is_quantity_times_share_times_conversion_times_factor(workbook: bytes) -> None:
    quantity = {row[0]: row[3] for row in sheet(workbook, "activity")[1:]}
    factor = {row[0]: row[5] for row in sheet(workbook, "factors")[1:]}
    lines = [row for row in sheet(workbook, "emission lines")[1:] if row[4] != "outside"]
    assert len(lines) > 1000
    for row in lines:
        assert row[12] == pytest.approx(quantity[row[0]] * row[9] * row[10] * factor[row[8]], rel=1e-12)


def test_the_lines_add_up_to_the_programs_totals(workbook: bytes) -> None:
    rows = sheet(workbook, "emission lines")[1:]
    added = sum(row[6] for row in sheet(workbook, "market-based")[1:])
    market = [row[12] for row in rows if row[4] in {"1", "2", "3"} and row[6] != "location"]
    location = [row[12] for row in rows if row[4] in {"1", "2", "3"} and row[6] != "market"]
    inventory = sample().inventory("2024-25")
    assert total(pd.Series(location).to_numpy()) == pytest.approx(inventory.total_location_kg, rel=1e-12)
    assert sum(market) + added == pytest.approx(inventory.total_market_kg, rel=1e-12)


def test_totals_are_formulas_with_the_text_the_program_shows(workbook: bytes) -> None:
    rows = {row[0]: row for row in sheet(workbook, "totals")[1:]}
    inventory = sample().inventory("2024-25")
    assert rows["Scope 2, market-based"][1] == inventory.scope2_market_kg
    assert rows["Scope 2, market-based"][3] == tonnes(inventory.scope2_market_kg)
    assert "SUMIFS('emission lines'!M:M,'emission lines'!E:E,\"1\")" in formulas(workbook)


def test_records_come_back_as_they_were(workbook: bytes, tmp_path: Path) -> None:
    path = tmp_path / "evidence.xlsx"
    path.write_bytes(workbook)
    found, issues = parse_records(read_own_table(path, tables.table("activity").names))
    assert not issues
    was = sample().tables["activity"]
    blank = {
        column.name: ""
        for column in tables.table("activity").columns
        if column.is_text and column.type != "date"
    }
    pd.testing.assert_frame_equal(found, was.fillna(blank).reset_index(drop=True), check_dtype=False)


@pytest.mark.parametrize("quantity", [0.1 + 0.2, 1 / 3, 123456789.12345678, 5e-324, 1e22])
def test_numbers_come_back_to_the_last_bit(quantity: float) -> None:
    content = xlsx_bytes(evidence_of(small(None, {"activity": [RECORDS[0] | {"quantity": quantity}]})))
    assert sheet(content, "activity")[1][3] == quantity


@pytest.mark.parametrize(
    "text", [*HOSTILE, "+1", "-1", "@SUM(A1)", "http://x.org", "_x0041_", "🏭", "x" * 5000]
)
def test_text_stays_text_and_makes_no_formula(text: str) -> None:
    record: Row = RECORDS[2] | {"supplier": text, "reference": text, "note": text}
    usual = xlsx_bytes(evidence_of(small(None, {"activity": [RECORDS[2]]})))
    content = xlsx_bytes(evidence_of(small(None, {"activity": [record]})))
    assert sheet(content, "activity")[1][8] == text
    assert formulas(content) == formulas(usual)


def test_shares_of_sites_count_where_the_approach_is_equity_share() -> None:
    put_in: dict[str, list[Row]] = {
        "organisation": [{"name": "Half", "consolidation_approach": "equity-share"}],
        "site": [{"id": "s", "name": "Shared", "share": 0.5}],
        "activity": [RECORDS[3] | {"site": "s"}],
    }
    lines = evidence_of(small(None, put_in)).lines
    assert lines["share"].sum() == pytest.approx(0.5 * len(lines["lifecycle"].unique()))


def test_the_same_evidence_gives_the_same_bytes() -> None:
    assert xlsx_bytes(evidence_of(small())) == xlsx_bytes(evidence_of(small()))


def test_the_json_has_everything_its_schema_asks_for() -> None:
    history = (Change(1, "2025-01-01T00:00:00Z", "me", "Begin", "ab"),)
    found = json.loads(json_bytes(evidence_of(small(), None, history)))
    schema = json.loads((RESOURCES / "templates" / "evidence.schema.json").read_text("utf-8"))
    assert set(found) == set(schema["required"]) == set(schema["properties"])
    for name, about in schema["properties"].items():
        if about.get("type") == "array" and found[name]:
            assert set(about["items"]["required"]) <= set(found[name][0]), name


def test_the_json_shows_the_same_text_as_the_workbook(workbook: bytes) -> None:
    said = {
        row["total"]: row["as_shown_t"] for row in json.loads(json_bytes(evidence_of(sample())))["totals"]
    }
    shown = {row[0]: row[3] for row in sheet(workbook, "totals")[1:]}
    assert all(shown[name] == text for name, text in said.items())
