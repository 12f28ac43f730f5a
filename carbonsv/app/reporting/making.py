"""Documents of the open document: what they are made from, and making each one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from carbonsv.app.reporting.slide_deck import slide_deck
from carbonsv.app.social.statement import social_facts
from carbonsv.document.attachments import COPIED
from carbonsv.errors import SaveError, UsageError
from carbonsv.reports.basis import Basis
from carbonsv.reports.brand import brand_of, branded
from carbonsv.reports.carbon_reduction_plan import carbon_reduction_plan
from carbonsv.reports.docx import docx_bytes
from carbonsv.reports.evidence import Change, evidence_of
from carbonsv.reports.evidence_json import json_bytes
from carbonsv.reports.inventory_report import inventory_report
from carbonsv.reports.lint.check import failures, lint
from carbonsv.reports.pdf import pdf_bytes
from carbonsv.reports.pptx import pptx_bytes
from carbonsv.reports.reduction_plan import reduction_plan
from carbonsv.reports.secr import secr_statement
from carbonsv.reports.social_value import social_value_statement
from carbonsv.reports.xlsx import xlsx_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from carbonsv.app.reporting.source import Source
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.reports.content import Document
    from carbonsv.reports.evidence import Evidence
    from carbonsv.reports.lint.rules import Verdict

EVIDENCE, SLIDES = "evidence", "slides"
EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"  # fixes the date that documents bear, so that they can be made again


@dataclass(frozen=True, slots=True)
class Made:
    """Files that were written, and which rules they do not meet; with any of those they are drafts."""

    files: tuple[Path, ...]
    failures: tuple[Verdict, ...] = ()

    @property
    def draft(self) -> bool:
        """Whether DRAFT stands on every page."""
        return bool(self.failures)


def basis_of(source: Source, day: date | None = None, snapshot: Snapshot | None = None) -> Basis:
    """Return what documents are made from, as it is now.

    Args:
        source: with a document open.
        day: the date documents bear; today, or that of SOURCE_DATE_EPOCH, where not given.
        snapshot: of the source, where one was taken already.
    """
    snapshot = snapshot or source.snapshot()
    return Basis(
        tables=snapshot.tables,
        library=snapshot.library,
        year_ids=snapshot.year_ids,
        inventory=lru_cache(maxsize=None)(snapshot.inventory),
        head_hash=source.document.head_hash,
        day=day or report_day(),
    )


def report_day() -> date:
    """Return today, or the day that the environment fixes."""
    fixed = os.environ.get(EPOCH_VARIABLE, "")
    if fixed.isdigit():
        return datetime.fromtimestamp(int(fixed), UTC).date()
    return date.today()  # noqa: DTZ011 - the user's own day


def document_of(basis: Basis, kind: str) -> tuple[Document, tuple[Verdict, ...]]:
    """Return a document in the organisation's look, with the rules it does not meet.

    Args:
        basis: what it is made from.
        kind: carbon-reduction-plan, secr, inventory or social-value.
    """
    document, found = DOCUMENTS[kind](basis)
    return branded(document, brand_of(basis.tables)), found


def write_report(source: Source, kind: str, path: Path) -> Made:
    """Write a document, the slides or the evidence in the format that the name of the file ends in.

    Raises:
        UsageError: the name ends in something else.
        SaveError: the file cannot be written.
    """
    formats = ENDINGS.get(kind, tuple(FORMATS))
    if path.suffix.lower() not in formats:
        endings = " or ".join(formats)
        raise UsageError(
            f"{path.name} does not end in {endings}.", "The ending says which format is written."
        )
    basis = basis_of(source)
    if kind == EVIDENCE:
        evidence = evidence_of(basis, None, changes(source), files=attached_files(source))
        write_file(path, EVIDENCE_FORMATS[path.suffix.lower()](evidence))
        return Made((path,))
    if kind == SLIDES:
        write_file(path, pptx_bytes(slide_deck(basis)))
        return Made((path,))
    document, found = document_of(basis, kind)
    write_file(path, FORMATS[path.suffix.lower()](document))
    return Made((path,), found)


def changes(source: Source) -> list[Change]:
    """Return the changes of a document, the newest first."""
    return [
        Change(one.number, one.time, one.author, one.label, one.hash) for one in source.document.history()
    ]


def attached_files(source: Source) -> dict[str, bytes]:
    """Return the content of the files attached to records, by SHA-256, where they are at hand."""
    read = source.document.attachment
    rows = source.snapshot().tables["evidence"]
    copied = rows["sha256"][(rows["kind"] == COPIED).to_numpy()]
    return {key: read(key) for key in copied.unique()} if read else {}


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file.

    Raises:
        SaveError: it cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SaveError(path, error.strerror or str(error)) from error


def _carbon_reduction_plan(basis: Basis) -> tuple[Document, tuple[Verdict, ...]]:
    plan = reduction_plan(basis)
    found = failures(lint(plan))
    return carbon_reduction_plan(plan, draft=bool(found)), found


DOCUMENTS: dict[str, Callable[[Basis], tuple[Document, tuple[Verdict, ...]]]] = {
    "carbon-reduction-plan": _carbon_reduction_plan,
    "secr": lambda basis: (secr_statement(basis), ()),
    "inventory": lambda basis: (inventory_report(basis), ()),
    "social-value": lambda basis: (social_value_statement(social_facts(basis)), ()),
}
FORMATS: dict[str, Callable[[Document], bytes]] = {".pdf": pdf_bytes, ".docx": docx_bytes}
EVIDENCE_FORMATS: dict[str, Callable[[Evidence], bytes]] = {".xlsx": xlsx_bytes, ".json": json_bytes}
ENDINGS: dict[str, tuple[str, ...]] = {EVIDENCE: tuple(EVIDENCE_FORMATS), SLIDES: (".pptx",)}
