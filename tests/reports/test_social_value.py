from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import docx
import pytest

from carbonsv.model.text import number, tonnes
from carbonsv.reports.content import Document, Heading, Note, Paragraph, Table
from carbonsv.reports.docx import docx_bytes
from carbonsv.reports.pdf import pdf_bytes
from carbonsv.reports.social_value import social_value_statement
from tests.reports.made_social import LAMPS, SHARES, social
from tests.reports.test_pdf import HOSTILE

if TYPE_CHECKING:
    from tests.reports.made import Row


def statement() -> Document:
    return social_value_statement(social())


def words(document: Document) -> str:
    said = []
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph | Note):
            said.append(block.text)
        elif isinstance(block, Table):
            said += [block.caption, *block.header, *(cell for row in block.rows for cell in row)]
    return "\n".join(said)


def table(document: Document, header: str) -> Table:
    return next(one for one in document.blocks if isinstance(one, Table) and header in one.header)


def test_ledgers_stand_side_by_side_without_a_sum() -> None:
    facts = social()
    found = table(statement(), "Ledger")
    value = facts.ledgers.in_boundary.value_gbp
    assert found.totals == 0
    assert [row[0].partition(":")[0] for row in found.rows] == ["In boundary", "Influenced"]
    assert found.rows[0][2] == tonnes(3 * 2000 * 0.177)  # each of three years saves 2,000 kWh
    assert found.rows[0][-3:] == (number(value.low), number(value.central), number(value.high))
    both = facts.ledgers.influenced.value_gbp.central + value.central
    assert number(both) not in words(statement())


def test_an_empty_ledger_is_not_assessed_and_not_nothing() -> None:
    found = table(social_value_statement(social({"measure_claim": [], "proxy_claim": []})), "Ledger")
    assert found.rows[0][1:] == ("0", *["not assessed"] * 5)


def test_what_is_not_stated_of_additionality_is_warned_about() -> None:
    found = table(statement(), "Deadweight")
    assert found.rows[0][1:] == ("not stated",) * 6
    assert found.rows[1][1:] == ("10.0 %", "0.0 %", "0.0 %", "0.0 %", "50.0 %", "10.0 %")
    assert "Claim LED lighting: no additionality adjustment" in words(statement())


def test_a_claim_with_every_share_stated_carries_no_warning() -> None:
    said = words(social_value_statement(social({"measure_claim": [LAMPS | SHARES]})))
    assert "Warning" not in said


def test_unvalued_measures_offsets_and_licensed_values_stand_apart() -> None:
    said = words(statement())
    assert "120 m²" in said
    assert "They lower nothing" in said
    assert "Local job (NT1, 2024): Own licensed sheet, Licence 12/34" in said
    assert "Claims that are in no figure" in said


def test_a_case_study_without_permission_stays_out() -> None:
    said = words(statement())
    assert "It is warm now." in said
    assert "secret" not in said
    assert "Do not print" not in said


def test_a_borough_has_a_section_headed_social_value() -> None:
    headings = [one.text for one in statement().blocks if isinstance(one, Heading)]
    assert "Social Value" in headings
    assert headings[headings.index("Social Value") + 1 :][:2] == [
        "Social Value: Salford",
        "Social Value: Bolton",
    ]


def test_promises_show_what_was_delivered_by_the_day_and_what_is_late() -> None:
    found = table(statement(), "Progress")
    assert [row[-1] for row in found.rows] == ["40.0 %, late", "met"]
    assert table(statement(), "Still owed").rows[0][-1] == "12,000 kWh"


def test_nothing_is_late_before_its_day() -> None:
    facts = social()
    early = replace(facts, basis=replace(facts.basis, day=date(2025, 3, 31)))
    assert "Nothing is late." in words(social_value_statement(early))


def test_an_expired_certificate_is_not_met() -> None:
    answers = {row[0]: row[-1] for row in table(statement(), "Requirement").rows}
    assert answers["Living Wage Employer"] == "expired"
    assert answers["Equality and diversity practice"] == "met"
    assert "Not every minimum requirement is met." in words(statement())


def test_the_matrix_lists_every_measure_with_its_claims() -> None:
    found = table(statement(), "PPN 002 missions")
    assert len(found.rows) == len(social().packs.catalogue.measures)
    assert ("Building energy: electricity saved", "2") in [(row[0], row[-1]) for row in found.rows]


def test_an_empty_document_says_that_nothing_is_claimed() -> None:
    names = ("measure_claim", "commitment", "kpi", "case_study", "lead_priority")
    empty: dict[str, list[Row]] = {name: [] for name in names}
    said = words(social_value_statement(social(empty)))
    assert "No claims have been made." in said
    assert "Late" not in said


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_in_every_field_are_text(text: str) -> None:
    fields = ("title", "part", "local_authority", "contract", "done_by", "evidence", "beneficiaries")
    claim = LAMPS | dict.fromkeys(fields, text)
    story: Row = {"id": "s", "permission": "yes", **dict.fromkeys(("title", "result", "words"), text)}
    promise: Row = {"id": "p", "quantity": 1.0, "due": "2025-01-01"} | dict.fromkeys(
        ("title", "unit", "owner"), text
    )
    found = social_value_statement(
        social({"measure_claim": [claim], "case_study": [story], "commitment": [promise], "delivery": []})
    )
    assert pdf_bytes(found).startswith(b"%PDF")
    assert docx.Document(io.BytesIO(docx_bytes(found))).tables


def test_files_attached_to_claims_and_requirements_are_counted_and_named() -> None:
    facts = {"sha256": "0" * 64, "size_bytes": 1, "kind": "copied", "added": "2025-04-01"}
    files: list[Row] = [
        {"id": "e1", "record": "c1", "record_table": "measure_claim", "name": "2024.pdf", **facts},
        {"id": "e2", "record": "c1", "record_table": "measure_claim", "name": "2025.pdf", **facts},
        {"id": "e3", "record": "r2", "record_table": "requirement", "name": "policy.pdf", **facts},
        {"id": "e4", "record": "c3", "record_table": "activity", "name": "else.pdf", **facts},
    ]
    document = social_value_statement(social({"evidence": files}))
    shown = {row[0]: row[-1] for row in table(document, "By whom, for which contract").rows}
    assert shown["LED lighting"] == "bills of both years; 2 files attached: 2024.pdf, 2025.pdf"
    assert shown["Repair café"] == "none named"
    answers = [row[1] for row in table(document, "Valid until").rows]
    assert "policy of 2024; 1 file attached: policy.pdf" in answers
