"""One number is one text: documents, slides, charts, workbook, JSON and command line agree by character."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import docx
import pptx
import pytest
from python_calamine import CalamineWorkbook

from carbonsv.app.cli import main
from carbonsv.app.reporting import making as reporting
from carbonsv.app.reporting.chart_files import chart_files
from carbonsv.app.reporting.slide_deck import slide_deck
from carbonsv.app.session import Session
from carbonsv.app.snapshot import Snapshot
from carbonsv.app.social.statement import social_facts
from carbonsv.model.text import number, tonnes
from carbonsv.reports.docx import docx_bytes
from carbonsv.reports.evidence import evidence_of
from carbonsv.reports.evidence_json import json_bytes
from carbonsv.reports.pptx import pptx_bytes
from carbonsv.reports.xlsx import xlsx_bytes
from tests.reports.made import sample

if TYPE_CHECKING:
    from pathlib import Path


def word(kind: str) -> str:
    """All words of a document, as its Word file has them."""
    made = docx.Document(io.BytesIO(docx_bytes(reporting.document_of(sample(), kind)[0])))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in made.paragraphs), *cells])


def slides() -> str:
    show = pptx.Presentation(io.BytesIO(pptx_bytes(slide_deck(sample()))))
    return "\n".join(slide.notes_slide.notes_text_frame.text for slide in show.slides)


def workbook() -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_bytes(evidence_of(sample()))))
    return "\n".join(str(row[3]) for row in book.get_sheet_by_name("totals").to_python())


def chart(name: str) -> str:
    snapshot = Snapshot(sample().tables, sample().library)
    return chart_files(snapshot, name)[f"charts/{name}.txt"].decode()


@pytest.fixture
def command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    session = Session(home=tmp_path)
    session.open_sample()
    path = session.save(tmp_path / "sample.carbonsv")
    session.close()
    main(["calculate", str(path)])
    main(["value", str(path)])
    return capsys.readouterr().out


def test_a_total_is_the_same_text_everywhere(command_line: str) -> None:
    inventory = sample().inventory("2024-25")
    shown = [tonnes(one) for one in (inventory.scope1_kg, inventory.scope2_location_kg)]
    said = {
        "plan": word("carbon-reduction-plan"),
        "statement": word("secr"),
        "inventory": word("inventory"),
        "slides": slides(),
        "workbook": workbook(),
        "json": json_bytes(evidence_of(sample())).decode(),
        "chart": chart("scopes"),
        "command line": command_line,
    }
    missing = {name: [one for one in shown if one not in words] for name, words in said.items()}
    assert not {name: one for name, one in missing.items() if one}


def test_the_whole_total_is_the_same_text_everywhere(command_line: str) -> None:
    shown = tonnes(sample().inventory("2024-25").total_location_kg)
    said = [word("inventory"), slides(), workbook(), chart("categories"), command_line]
    assert all(shown in words for words in said)
    totals = json.loads(json_bytes(evidence_of(sample())))["totals"]
    assert shown in [one["as_shown_t"] for one in totals]


def test_a_ledger_is_the_same_text_in_statement_slides_and_command_line(command_line: str) -> None:

    value = social_facts(sample()).ledgers.in_boundary.value_gbp
    shown = [number(one) for one in (value.low, value.central, value.high)]
    for words in (word("social-value"), slides(), command_line):
        assert all(one in words for one in shown)
