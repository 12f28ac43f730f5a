"""A document as PDF: tagged, PDF/UA-1 and PDF/A-3a, with our own fonts, set by typst in a limited process."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv.charts.export import chart_bytes
from carbonsv.errors import CarbonsvError
from carbonsv.model import text
from carbonsv.paths import RESOURCES
from carbonsv.reports.basis import PROGRAM
from carbonsv.reports.content import DRAFT, Document, Figure, Heading, Note, Paragraph, introduces
from carbonsv.reports.plain import font_files, showable

if TYPE_CHECKING:
    from carbonsv.reports.content import Block, Table

LIMIT_SECONDS = 60.0
_LOGO = "logo.png"
TEMPLATE = RESOURCES / "templates" / "document.typ"


class UnsettableError(CarbonsvError):
    """A document could not be set as PDF."""

    exit_code = 3

    def __init__(self, title: str, reason: str) -> None:
        """Name the document and the reason as a clause without a full stop."""
        super().__init__(f"{title} could not be made into a PDF: {reason}.", "Export it as Word document.")


def pdf_bytes(document: Document) -> bytes:
    """Return a document as PDF; the same document always gives the same bytes.

    Raises:
        UnsettableError: typst refuses it, warns, or takes too long.
    """
    with tempfile.TemporaryDirectory(prefix="carbonsv-") as name:
        folder = Path(name)
        _lay_out(document, folder)
        _run_child(document, folder)
        return (folder / "out.pdf").read_bytes()


def timestamp(document: Document) -> int:
    """Return [s since 1970] the noon of the document's day: the time written into its file."""
    return int(datetime.combine(document.day, time(12), UTC).timestamp())


def _lay_out(document: Document, folder: Path) -> None:
    """Put template, data, figures and fonts into a folder, and nothing else."""
    shutil.copyfile(TEMPLATE, folder / "main.typ")
    (folder / "fonts").mkdir()
    for file in font_files():
        shutil.copyfile(file, folder / "fonts" / file.name)
    for number, block in enumerate(document.blocks):
        if isinstance(block, Figure):
            (folder / _figure_name(number)).write_bytes(chart_bytes(block.chart, ".svg"))
    if document.logo:
        (folder / _LOGO).write_bytes(document.logo)
    content = json.dumps(_data(document), ensure_ascii=False)
    (folder / "document.json").write_text(content, "utf-8")


def _run_child(document: Document, folder: Path) -> None:
    words = [sys.executable, "-m", "carbonsv.reports.pdf_child", str(folder), str(timestamp(document))]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            words, stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnsettableError(document.title, "setting it takes too long") from error
    if done.returncode != 0:
        trouble = folder / "error.txt"
        reason = trouble.read_text("utf-8") if trouble.exists() else done.stderr.decode("utf-8", "replace")
        raise UnsettableError(document.title, reason.strip().rstrip(".") or "typst ended early")


def _data(document: Document) -> dict[str, Any]:
    return {
        "title": showable(document.title),
        "organisation": showable(document.organisation),
        "subject": showable(document.subject),
        "author": showable(document.organisation) or PROGRAM,
        "origin": showable(document.origin),
        "draft": DRAFT if document.draft else "",
        "accent": document.accent,
        "logo": _LOGO if document.logo else "",
        "logo-words": showable(document.logo_words),
        "year": document.day.year,
        "month": document.day.month,
        "day": document.day.day,
        "day-text": text.day(document.day),
        "blocks": [
            {**_entry(number, block), "introduces": introduces(document.blocks, number)}
            for number, block in enumerate(document.blocks)
        ],
    }


def _entry(number: int, block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": showable(block.text)}
    if isinstance(block, Paragraph | Note):
        return {"kind": type(block).__name__.lower(), "text": showable(block.text)}
    if isinstance(block, Figure):
        return {"kind": "figure", "file": _figure_name(number), "alt": showable(block.chart.alt_text)}
    return _table(block)


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": showable(table.caption),
        "header": [showable(one) for one in table.header],
        "rows": [[showable(cell) for cell in row] for row in table.rows],
        "numbers": table.numbers,
        "totals": table.totals,
        "widths": list(table.widths),
        "together": table.is_short,
        "crowded": table.is_crowded,
    }


def _figure_name(number: int) -> str:
    return f"figure-{number}.svg"
