"""The documents that can be made: what each is called, what it is for, and what it has to be told."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

PLAN, EVIDENCE, SLIDES = "carbon-reduction-plan", "evidence", "slides"
CHARTS, PACK, BRANDING = "charts", "tender-pack", "branding"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A document of the list.

    Attributes:
        id: as the command line knows it.
        purpose: what it is for, in a sentence.
        table: holds what the document has to be told; blank where nothing is asked.
    """

    id: str
    title: str
    purpose: str
    table: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("DocumentKinds", text)


def all_kinds() -> tuple[DocumentKind, ...]:
    """Return everything the list can hold, in its order."""
    return (*_with_pages(), *_others())


def _with_pages() -> tuple[DocumentKind, ...]:
    return (
        DocumentKind(
            PLAN,
            _tr("Carbon Reduction Plan"),
            _tr("For bids to government (PPN 006): emissions and the way to net zero."),
            "carbon_reduction_plan",
        ),
        DocumentKind(
            "secr",
            _tr("Energy and carbon statement"),
            _tr("For the directors' report (SECR): energy, emissions and intensity."),
            "secr_statement",
        ),
        DocumentKind(
            "inventory",
            _tr("Inventory report"),
            _tr("For auditors and clients: all emissions, methods and exclusions."),
            "inventory_statement",
        ),
        DocumentKind(
            "social-value",
            _tr("Social value statement"),
            _tr("For bids: what your measures are worth to society, with sources."),
        ),
    )


def _others() -> tuple[DocumentKind, ...]:
    return (
        DocumentKind(
            EVIDENCE,
            _tr("Evidence workbook"),
            _tr("For whoever checks: records, factors and sums as live formulas."),
        ),
        DocumentKind(
            SLIDES,
            _tr("Slides"),
            _tr("For a meeting: the year, the plan and social value as PowerPoint."),
        ),
        DocumentKind(
            CHARTS,
            _tr("Charts"),
            _tr("For your own documents: every chart at the size you need."),
        ),
        DocumentKind(
            PACK,
            _tr("Tender pack"),
            _tr("All of it in one folder, with a manifest of fingerprints."),
        ),
        DocumentKind(
            BRANDING,
            _tr("Name, logo and colour"),
            _tr("How your documents, slides and charts look."),
        ),
    )
