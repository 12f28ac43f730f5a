"""The greenhouse gas inventory report, with the headings of the GHG Protocol and of ISO 14064-1.

Source: GHG Protocol Corporate Standard (2004), ch. 9; ISO 14064-1:2018, named by its subjects.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING, Any

from carbonsv.charts.alt import EMPTY
from carbonsv.charts.category import category_bar
from carbonsv.charts.months import monthly_stack
from carbonsv.charts.scope import scope_bar
from carbonsv.inventory.exclusions import counted_categories, exclusions, scope_3_categories
from carbonsv.model import text
from carbonsv.model.classification import category_label
from carbonsv.paths import RESOURCES
from carbonsv.reports import inventory_tables as tables
from carbonsv.reports.basis import words
from carbonsv.reports.brand import brand_of
from carbonsv.reports.content import Document, Figure, Heading, Note, Paragraph, facts_table, worded
from carbonsv.reports.methods import attributions, boundary_words, factor_words, market_words, packs_table
from carbonsv.reports.uncertainty_words import interval_words, largest_causes

if TYPE_CHECKING:
    from collections.abc import Callable

    from carbonsv.inventory.inventory import Inventory
    from carbonsv.reports.basis import Basis
    from carbonsv.reports.content import Block

TITLE = "Greenhouse gas inventory report"
_ITEM = ("Item", "Entry")
_NOT_STATED = "Not stated"
_ADDING_UP = (
    "Totals are of unrounded numbers, so they may differ from the sum of the rounded rows in the last digit."
)


def inventory_report(basis: Basis) -> Document:
    """Return the report of the year that the document chose, the last one by default.

    Raises:
        NothingToReportError: there is no reporting year.
    """
    entries = basis.row("inventory_statement")
    inventory = basis.inventory(basis.year_or_last(entries.get("reporting_year")))
    blocks: list[Block] = []
    for section in _sections():
        standards = f"ISO 14064-1: {section['iso']}. GHG Protocol: chapter {section['protocol']}."
        blocks += [
            Heading(section["title"]),
            *_SECTIONS[section["section"]](basis, inventory, entries),
            Note(standards),
        ]
    subject = f"{TITLE} of {basis.name} for {inventory.label}"
    return Document(TITLE, basis.name, subject, basis.day, worded(blocks), basis.origin)


@cache
def _sections() -> tuple[dict[str, str], ...]:
    with (RESOURCES / "rules" / "inventory_sections.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


def _general(basis: Basis, inventory: Inventory, entries: dict[str, Any]) -> list[Block]:
    def said(name: str) -> str:
        return words(entries.get(name)) or _NOT_STATED

    rows = [
        ("Organisation", basis.name or _NOT_STATED),
        ("What it does", words(basis.organisation.get("description")) or _NOT_STATED),
        ("Reporting period", text.period(inventory.start, inventory.end)),
        ("Purpose", said("purpose")),
        ("Intended users", said("intended_users")),
        ("Responsible", said("responsible")),
        (
            "Standards",
            "GHG Protocol Corporate Standard, Scope 2 Guidance and Scope 3 Standard; ISO 14064-1:2018",
        ),
        ("Origin of the figures", basis.origin),
    ]
    return [facts_table("", rows, _ITEM)]


def _boundary(basis: Basis, inventory: Inventory, entries: dict[str, Any]) -> list[Block]:
    details = words(entries.get("boundary_details"))
    said = [Paragraph(one) for one in (boundary_words(basis), details) if one]
    return [*said, *tables.sites(inventory, basis.tables["site"])]


def _reporting_boundary(basis: Basis, inventory: Inventory, _entries: dict[str, Any]) -> list[Block]:
    excluded = exclusions(basis.tables["excluded_category"], _year_id(basis, inventory))
    blocks: list[Block] = [
        Paragraph("Scopes 1, 2 and 3 are counted, each with the categories that have data.")
    ]
    if excluded:
        rows = [(one.label, one.reason or "[To be completed: the reason]") for one in excluded]
        blocks.append(facts_table("Left out in whole or in part", rows, ("Category", "Because")))
    known = counted_categories(inventory) | {(one.scope, one.category) for one in excluded}
    open_ones = [category_label(*one) for one in scope_3_categories() if one not in known]
    if open_ones and ("3", None) not in known:
        blocks.append(Paragraph(f"Neither counted nor explained: {'; '.join(open_ones)}."))
    return blocks


def _emissions(basis: Basis, inventory: Inventory, _entries: dict[str, Any]) -> list[Block]:
    gases = "Gases are given where the factors publish them; each is in CO₂ equivalent."
    theme = brand_of(basis.tables).theme
    if inventory.lines.empty:
        return [tables.scopes(inventory), Paragraph(EMPTY), *tables.intensity(inventory, basis)]
    return [
        tables.scopes(inventory),
        Figure(scope_bar(inventory, theme)),
        tables.categories(inventory),
        Note(_ADDING_UP),
        Figure(category_bar(inventory, theme)),
        Figure(monthly_stack(inventory, theme)),
        Heading("By gas", level=2),
        Paragraph(gases),
        tables.gases(inventory),
        Heading("Apart from the total", level=2),
        tables.apart(inventory),
        *tables.intensity(inventory, basis),
    ]


def _method(basis: Basis, inventory: Inventory, _entries: dict[str, Any]) -> list[Block]:
    return [
        Paragraph(f"{factor_words(inventory)}\n\n{market_words(inventory)}"),
        packs_table(inventory, basis),
        tables.qualities(inventory),
        Note(attributions(inventory, basis)),
    ]


def _uncertainty(basis: Basis, inventory: Inventory, entries: dict[str, Any]) -> list[Block]:
    own = words(entries.get("uncertainty_details"))
    said = [Paragraph(one) for one in (interval_words(inventory), own) if one]
    return [*said, *largest_causes(inventory, basis)]


def _base_year(basis: Basis, inventory: Inventory, _entries: dict[str, Any]) -> list[Block]:
    organisation = basis.organisation
    base_id = words(organisation.get("base_year"))
    if base_id not in basis.year_ids:
        return [Paragraph("No base year has been chosen.")]
    base = basis.inventory(base_id)
    policy = words(organisation.get("recalculation_policy")) or "No policy has been written down."
    rows = [
        ("Base year", f"{base.label} ({text.period(base.start, base.end)})"),
        ("Recalculation policy", policy),
        ("Significance threshold", text.share(organisation["significance_threshold_share"])),
    ]
    return [facts_table("", rows, _ITEM), tables.against(base, inventory), *tables.restatements(basis)]


def _verification(_basis: Basis, _inventory: Inventory, entries: dict[str, Any]) -> list[Block]:
    return [
        Paragraph(
            words(entries.get("verification")) or "The inventory has not been verified by a third party."
        )
    ]


def _limits(_basis: Basis, inventory: Inventory, _entries: dict[str, Any]) -> list[Block]:
    said = [f"{one.sentence} {one.hint}".strip() for one in inventory.issues[:_MOST_ISSUES]]
    more = len(inventory.issues) - len(said)
    rest = [f"… and {more} more, listed in the evidence workbook."] if more > 0 else []
    fine = EMPTY if inventory.lines.empty else "Every record is counted, and there is nothing to remark on."
    return [Paragraph("\n\n".join(said + rest) or fine)]


def _year_id(basis: Basis, inventory: Inventory) -> str:
    return next(one for one in basis.year_ids if basis.inventory(one) is inventory)


_MOST_ISSUES = 20
_SECTIONS: dict[str, Callable[[Basis, Inventory, dict[str, Any]], list[Block]]] = {
    "general": _general,
    "boundary": _boundary,
    "reporting-boundary": _reporting_boundary,
    "emissions": _emissions,
    "method": _method,
    "uncertainty": _uncertainty,
    "base-year": _base_year,
    "limits": _limits,
    "verification": _verification,
}
