"""What is in the files that have no pages to show, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReportContents", text)


def evidence_contents() -> tuple[tuple[str, ...], str]:
    """Return the parts of the evidence, and what to know about them."""
    parts = (
        _tr("Records: every bill, journey, weight and purchase, as entered"),
        _tr("Factors: each emission factor with its publication, sheet and cell"),
        _tr("Emission lines: quantity times factor, as live formulas"),
        _tr("Totals: scopes and categories, added up by live formulas"),
        _tr("Issues: what was found to be missing or odd"),
        _tr("History: every change of the document, with its fingerprint"),
    )
    return parts, _tr(
        "The formulas give exactly the numbers that the program shows. The workbook can be imported again; "
        "the JSON file holds the same for other programs."
    )


def slides_contents() -> tuple[tuple[str, ...], str]:
    """Return what the slides show, and what to know about them."""
    parts = (
        _tr("The total, its scopes and categories, and the change from the year before"),
        _tr("The plan and its targets, where there are any"),
        _tr("Social value by ledger, where there are claims"),
    )
    return parts, _tr(
        "The charts on the slides can be edited as usual, and each has its words for screen readers."
    )


def pack_contents() -> tuple[tuple[str, ...], str]:
    """Return what is in the tender pack, and what to know about it."""
    parts = (
        _tr("The Carbon Reduction Plan as PDF and Word file, as a draft while it misses a rule"),
        _tr("The energy and carbon statement, the inventory report and the social value statement"),
        _tr("The evidence as a workbook with live formulas, and as JSON"),
        _tr("Every chart as PNG, SVG and PDF, with its numbers and its words, and the slides"),
        _tr("A manifest with the fingerprint (SHA-256) of every file, the document and the factors"),
    )
    return parts, _tr("Files of the same names in the folder are replaced.")
