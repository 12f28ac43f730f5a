"""The Carbon Reduction Plan as a document, in the order of the template that PPN 006 publishes."""

from __future__ import annotations

import csv
import math
from functools import cache
from typing import TYPE_CHECKING

from carbonsv.model import text
from carbonsv.model.classification import category_label
from carbonsv.paths import RESOURCES
from carbonsv.reports.brand import brand_of
from carbonsv.reports.content import Document, Figure, Heading, Note, Paragraph, Table, facts_table
from carbonsv.reports.crp_fields import Field, fields
from carbonsv.reports.progress import progress_chart

if TYPE_CHECKING:
    from carbonsv.reports.content import Block
    from carbonsv.reports.reduction_figures import YearFigures
    from carbonsv.reports.reduction_plan import ReductionPlan

TITLE = "Carbon Reduction Plan"
_ITEM = ("Item", "Entry")
_ADDING_UP = (
    "Totals are of unrounded numbers, so a total may differ from the sum of the rounded rows above it in the "
    "last digit."
)


def carbon_reduction_plan(plan: ReductionPlan, *, draft: bool) -> Document:
    """Return the document of a plan.

    Args:
        plan: what it says.
        draft: whether DRAFT stands on every page, as it must while rules of PPN 006 are not met.
    """
    by_section: dict[str, list[Field]] = {}
    for one in fields(plan):
        by_section.setdefault(one.section, []).append(one)
    blocks: list[Block] = []
    for section in _sections():
        blocks += _section(section, by_section[section["section"]], plan)
    return Document(
        title=TITLE,
        organisation=plan.supplier,
        subject=f"{TITLE} of {plan.supplier} under PPN 006 for {plan.current.label}",
        day=plan.day("publication_date") or plan.basis.day,
        blocks=tuple(blocks),
        origin=plan.basis.origin,
        draft=draft,
    )


@cache
def _sections() -> tuple[dict[str, str], ...]:
    with (RESOURCES / "rules" / "crp_sections.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


def _section(section: dict[str, str], found: list[Field], plan: ReductionPlan) -> list[Block]:
    name, title = section["section"], section["title"]
    if name == "baseline-table":
        return [_scopes(title, plan.baseline, found)]
    if name == "current-table":
        return [_scopes(title, plan.current, found), Note(_ADDING_UP)]
    if name == "categories":
        return [Paragraph(section["introduction"]), _categories(title, plan)]
    heading = Heading(title)
    if name == "chart":
        return [Figure(progress_chart(plan, brand_of(plan.basis.tables).theme))]
    if name == "declaration":
        return [heading, Paragraph(found[0].shown)]
    introduction = [Paragraph(section["introduction"])] if section["introduction"] else []
    return [heading, *introduction, facts_table("", [(one.label, one.shown) for one in found], _ITEM)]


def _scopes(caption: str, figures: YearFigures, found: list[Field]) -> Table:
    rows = [(one.label, one.value) for one in found]
    if found[-1].label != "Total":  # the template counts it only among the baseline's fields
        rows.append(("Total", text.tonnes(figures.total_kg)))
    return Table(f"{caption}, {figures.label}", ("Emissions", "t CO₂e"), tuple(rows), totals=1)


def _categories(caption: str, plan: ReductionPlan) -> Table:
    header = ("Category", "Left out in whole or in part, because", "t CO₂e")
    rows = tuple(_category(plan, number) for number in plan.current.categories_kg)
    return Table(f"{caption}, {plan.current.label}", header, rows)


def _category(plan: ReductionPlan, number: int) -> tuple[str, str, str]:
    name, co2e_kg = category_label("3", number), plan.current.categories_kg[number]
    reason = plan.current.explained.get(number, "")
    if number in plan.current.unexplained:
        reason = f"[To be completed: amount or reason for {name}]"
    return name, reason or "—", "—" if math.isnan(co2e_kg) else text.tonnes(co2e_kg)
