"""Making the tender pack of the open document: which files are in it, and from what."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from carbonsv.app.gallery import gallery as chart_gallery
from carbonsv.app.reporting.chart_files import chart_files
from carbonsv.app.reporting.charts_aside import ChartsAside
from carbonsv.app.reporting.making import Made, basis_of, changes, document_of
from carbonsv.app.reporting.slide_deck import slide_deck
from carbonsv.reports.docx import docx_bytes
from carbonsv.reports.evidence import evidence_of
from carbonsv.reports.evidence_json import json_bytes
from carbonsv.reports.pdf import pdf_bytes
from carbonsv.reports.pptx import pptx_bytes
from carbonsv.reports.tender_pack import Step, manifest_facts, write_pack
from carbonsv.reports.xlsx import xlsx_bytes

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from carbonsv.activities.files.watch import Watch
    from carbonsv.app.reporting.source import Source
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.reports.basis import Basis

_RECORDS_OF_A_STEP = 5_000  # whose evidence takes as long as any other step
FILES = (
    ("carbon-reduction-plan", "carbon-reduction-plan", True),
    ("secr-statement", "secr", False),
    ("inventory-report", "inventory", False),
    ("social-value-statement", "social-value", True),
)  # name of the file, kind, and whether it is a Word file too


def make_tender_pack(
    source: Source,
    folder: Path,
    day: date | None = None,
    watch: Watch | None = None,
    aside: ChartsAside | None = None,
) -> Made:
    """Write the tender pack of a document into a folder.

    Args:
        source: with a document open.
        folder: made where it is missing; files of the same names are replaced.
        day: the date the documents bear; fixed, the same document gives the same bytes.
        watch: whom to tell how far it is, and whom to ask whether to stop.
        aside: a process that draws the charts, where one was started already; it is ended here.

    Returns:
        The files, the manifest last, and the rules that the Carbon Reduction Plan does not meet.

    Raises:
        NothingToReportError: there is no reporting year.
        PackStoppedError: the user stopped it; nothing was written.
        SaveError: the folder cannot be written to.
    """
    with aside or ChartsAside() as charts:
        snapshot = source.snapshot()
        basis = basis_of(source, day, snapshot)
        charts.order(snapshot, chart_gallery.names(), basis.day)
        failures = document_of(basis, "carbon-reduction-plan")[1]
        facts = manifest_facts(basis, basis.year_or_last(None), failures)
        steps = [*_document_files(source, basis), *_chart_files(snapshot, charts, basis.day)]
        return Made(write_pack(folder, steps, facts, watch), failures)


def _document_files(source: Source, basis: Basis) -> list[Step]:
    history = changes(source)
    evidence = cache(lambda: evidence_of(basis, None, history, own=False))
    many = len(basis.tables["activity"]) / _RECORDS_OF_A_STEP
    steps = [step for name, kind, word in FILES for step in _document_steps(basis, name, kind, word=word)]
    return [
        *steps,
        Step(lambda _watch: {"slides.pptx": pptx_bytes(slide_deck(basis))}),
        Step(lambda watch: {"evidence.xlsx": xlsx_bytes(evidence(), watch)}, 1 + many),
        Step(lambda watch: {"evidence.json": json_bytes(evidence(), watch)}, 1 + many / 2),
    ]


def _document_steps(basis: Basis, name: str, kind: str, *, word: bool) -> list[Step]:
    document = cache(lambda: document_of(basis, kind)[0])
    steps = [Step(lambda _watch: {f"{name}.pdf": pdf_bytes(document())})]
    return [*steps, Step(lambda _watch: {f"{name}.docx": docx_bytes(document())})] if word else steps


def _chart_files(snapshot: Snapshot, aside: ChartsAside, day: date) -> list[Step]:
    return [_chart_step(snapshot, aside, name, day) for name in chart_gallery.names()]


def _chart_step(snapshot: Snapshot, aside: ChartsAside, name: str, day: date) -> Step:
    def make(watch: Watch) -> dict[str, bytes]:
        drawn = aside.files(name, watch)
        return chart_files(snapshot, name, day) if drawn is None else drawn

    return Step(make)
