"""What another office program makes of our files: formulas worked out anew, documents and slides opened."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from carbonsv.app.reporting import making as reporting
from carbonsv.app.reporting.slide_deck import slide_deck
from carbonsv.reports.docx import docx_bytes
from carbonsv.reports.evidence import evidence_of
from carbonsv.reports.pptx import pptx_bytes
from carbonsv.reports.xlsx import xlsx_bytes
from tests.reports.made import sample

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = shutil.which("soffice")
CLOSE = 1e-12

pytestmark = [
    pytest.mark.skipif(OFFICE is None, reason="there is no LibreOffice on this machine"),
    pytest.mark.timeout(300),
]


def converted(content: bytes, name: str, ending: str, folder: Path) -> bytes:
    """What LibreOffice makes of a file, in a profile of its own."""
    (folder / name).write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = [OFFICE or "", profile, "--headless", "--convert-to", ending, "--outdir", str(folder / "made")]
    subprocess.run([*words, str(folder / name)], check=True, capture_output=True, timeout=280)
    return (folder / "made" / name).with_suffix(f".{ending}").read_bytes()


def without_values(content: bytes) -> bytes:
    """A workbook whose formulas have no results, so that they must be worked out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f>", old.read(name)))
    return made.getvalue()


def numbers(content: bytes) -> list[float]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    names = ("emission lines", "market-based", "totals")
    rows = [row for name in names for row in book.get_sheet_by_name(name).to_python()]
    return [cell for row in rows for cell in row if isinstance(cell, float)]


def test_formulas_worked_out_anew_give_the_programs_numbers(tmp_path: Path) -> None:
    ours = xlsx_bytes(evidence_of(sample()))
    theirs = converted(without_values(ours), "evidence.xlsx", "ods", tmp_path)
    assert len(numbers(ours)) > 5000
    assert numbers(theirs) == pytest.approx(numbers(ours), rel=CLOSE)


@pytest.mark.parametrize("kind", sorted(reporting.DOCUMENTS))
def test_a_word_file_opens(kind: str, tmp_path: Path) -> None:
    document, _ = reporting.document_of(sample(), kind)
    assert converted(docx_bytes(document), f"{kind}.docx", "pdf", tmp_path).startswith(b"%PDF")


def test_slides_open(tmp_path: Path) -> None:
    try:
        made = converted(pptx_bytes(slide_deck(sample())), "slides.pptx", "pdf", tmp_path)
    except FileNotFoundError:
        pytest.skip("this LibreOffice has no Impress")
    assert made.startswith(b"%PDF")
