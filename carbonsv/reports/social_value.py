"""The social value statement: claims, three ledgers without a sum, promises and what it all rests on.

Source: HM Treasury, The Green Book; DESNZ, Valuation of energy use and greenhouse gas emissions.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

from carbonsv.model import text
from carbonsv.paths import RESOURCES
from carbonsv.reports import social_promises as promises
from carbonsv.reports import social_tables as tables
from carbonsv.reports.content import Document, Heading, Note, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from carbonsv.reports.content import Block
    from carbonsv.reports.social_facts import SocialFacts

TITLE = "Social value statement"
_HASH_SHOWN = 16
_MOST_REMARKS = 30
_METHOD = (
    "A claim's change is multiplied by the emission factors of its year, the same for both sides. What "
    "would have happened anyway, moved elsewhere, left the area, took the place of another action or was "
    "done by others is taken off. The rest is valued by the carbon values that the Department for Energy "
    "Security and Net Zero publishes for appraisal, of the year of emission, as low, central and high, and "
    "put into prices of one year by the GDP deflator. Present values use the Green Book's discount rates "
    "and stand beside the undiscounted figures. A rise in emissions is counted in full. Each tonne is "
    "claimed once within its group of measures."
)


def social_value_statement(facts: SocialFacts) -> Document:
    """Return the statement of a document's claims; sections without any content are left out."""
    blocks: list[Block] = [Paragraph(_opening(facts))]
    for section in _sections():
        found = _SECTIONS[section["section"]](facts)
        if found:
            introduction = [Paragraph(section["introduction"])] if section["introduction"] else []
            blocks += [Heading(section["title"]), *introduction, *found]
    basis = facts.basis
    subject = f"{TITLE} of {basis.name}, as of {text.day(basis.day)}"
    return Document(TITLE, basis.name, subject, basis.day, tuple(blocks), basis.origin)


@cache
def _sections() -> tuple[dict[str, str], ...]:
    with (RESOURCES / "rules" / "social_value_sections.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


def _opening(facts: SocialFacts) -> str:
    counted = len(facts.appraisals)
    claims = {0: "no claims", 1: "1 claim"}.get(counted, f"{counted} claims")
    return (
        f"{facts.basis.name} makes {claims} of environmental social value. Tonnes and pounds stand side by "
        "side and are never added to each other, and what is not valued in pounds is shown in its own unit."
    )


def _remarks(facts: SocialFacts) -> list[Block]:
    """Return every warning and error that a reader of the figures must know."""
    sentences = [one.sentence for one in facts.issues if one.severity in {"error", "warning"}]
    said = list(dict.fromkeys(sentences))
    more = len(said) - _MOST_REMARKS
    rest = [f"… and {more} more, shown in the program."] if more > 0 else []
    return [Paragraph("\n\n".join([*said[:_MOST_REMARKS], *rest]))] if said else []


def _method(facts: SocialFacts) -> list[Block]:
    cited = facts.packs.citations.values()
    rows = tuple((one.title, one.version, one.licence, one.sha256[:_HASH_SHOWN]) for one in cited)
    header = ("Source", "Edition", "Licence", "SHA-256 (start)")
    said = dict.fromkeys(one.attribution for one in cited if one.attribution)
    return [
        Paragraph(_METHOD),
        Table("Published figures used", header, rows, numbers=1),
        Note("\n".join(said)),
    ]


_SECTIONS: dict[str, Callable[[SocialFacts], list[Block]]] = {
    "lead": promises.lead_blocks,
    "ledgers": tables.ledger_blocks,
    "claims": tables.claim_blocks,
    "additionality": tables.additionality_blocks,
    "own-units": tables.own_unit_blocks,
    "apart": tables.apart_blocks,
    "licensed": tables.licensed_blocks,
    "frameworks": promises.framework_blocks,
    "commitments": promises.commitment_blocks,
    "requirements": promises.requirement_blocks,
    "community": promises.community_blocks,
    "boroughs": promises.borough_blocks,
    "case-studies": promises.case_study_blocks,
    "remarks": _remarks,
    "method": _method,
}
