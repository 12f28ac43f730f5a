"""Documents for the window: which can be made, what they look like page by page, and writing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.app.reporting import making as reporting
from carbonsv.app.reporting.page_pictures import page_pictures
from carbonsv.app.reporting.tender_pack import make_tender_pack
from carbonsv.reports.lint.check import lint
from carbonsv.reports.lint.rules import SETS
from carbonsv.reports.pdf import pdf_bytes
from carbonsv.reports.reduction_plan import reduction_plan

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.activities.files.watch import Watch
    from carbonsv.app.reporting.making import Made
    from carbonsv.app.reporting.source import Source
    from carbonsv.reports.lint.rules import Verdict

PLAN = "carbon-reduction-plan"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a document looks like.

    Attributes:
        pages: a PNG for every page.
        draft: whether DRAFT stands on every page.
    """

    pages: tuple[bytes, ...]
    draft: bool


def kinds() -> tuple[str, ...]:
    """Return the documents that have pages, by name."""
    return tuple(reporting.DOCUMENTS)


def endings(kind: str) -> tuple[str, ...]:
    """Return what the names of a document's files may end in; nothing where it cannot be made."""
    if kind in reporting.ENDINGS:
        return reporting.ENDINGS[kind]
    return tuple(reporting.FORMATS) if kind in reporting.DOCUMENTS else ()


def preview(source: Source, kind: str, ppi: float) -> Preview:
    """Return a document as it would be exported now, page by page.

    Args:
        source: what it is made from.
        kind: one of `kinds()`.
        ppi: [pixels per inch] of the pictures.

    Raises:
        NothingToReportError: there is no reporting year.
    """
    document, _ = reporting.document_of(reporting.basis_of(source), kind)
    return Preview(page_pictures(pdf_bytes(document), ppi), document.draft)


def verdicts(source: Source) -> dict[str, tuple[Verdict, ...]]:
    """Return what every set of rules finds in the Carbon Reduction Plan, by the name of the set."""
    plan = reduction_plan(reporting.basis_of(source))
    return {name: lint(plan, name) for name in SETS}


def write(source: Source, kind: str, path: Path) -> Made:
    """Write a document in the format that the name of the file ends in.

    Raises:
        UsageError: the name ends in something else.
        SaveError: the file cannot be written.
    """
    return reporting.write_report(source, kind, path)


def write_pack(source: Source, folder: Path, watch: Watch) -> Made:
    """Write the tender pack into a folder.

    Raises:
        PackStoppedError: the user stopped it; nothing was written.
        SaveError: the folder cannot be written to.
    """
    return make_tender_pack(source, folder, watch=watch)
