"""Promises, requirements, frameworks, boroughs and stories in a social value statement."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from carbonsv.model import text
from carbonsv.reports.content import Heading, Note, Paragraph, Table, facts_table
from carbonsv.reports.social_facts import NOT_ASSESSED, NOT_STATED, tonnes_of
from carbonsv.reports.social_tables import change_words
from carbonsv.value.boroughs import SUBSET
from carbonsv.value.commitments import late
from carbonsv.value.local_spend import borough_name
from carbonsv.value.requirements import gate_passed

if TYPE_CHECKING:
    from carbonsv.library.measures import Priority
    from carbonsv.reports.content import Block
    from carbonsv.reports.social_facts import SocialFacts
    from carbonsv.value.appraisal import Appraisal
    from carbonsv.value.commitments import Commitment
    from carbonsv.value.frameworks import MatrixRow

SOCIAL_VALUE = "Social Value"  # borough plans must have a section of this very title
_ITEM = ("Item", "Entry")


def lead_blocks(facts: SocialFacts) -> list[Block]:
    """Return the priorities led with, and the claims that serve each."""
    if not facts.lead:
        return [Paragraph("No priorities to lead with have been chosen.")]
    rows = tuple((_framework(facts, one), one.title, _claims(facts, one)) for one in facts.lead)
    return [Table("", ("Framework", "Priority", "Claims that serve it"), rows, numbers=0, widths=(2, 2, 5))]


def framework_blocks(facts: SocialFacts) -> list[Block]:
    """Return the matrix: every measure with the priorities it serves, and what no claim serves."""
    titles = facts.packs.catalogue.framework_titles
    named = dict.fromkeys(one.framework for one in facts.matrix.priorities)
    shown = {name: titles.get(name, name) for name in named}
    rows = tuple(_matrix_row(row, tuple(shown)) for row in facts.matrix.rows)
    blocks: list[Block] = []
    for name, title in shown.items():
        blocks += _framework_blocks(facts, name, title)
    header = ("Measure", *shown.values(), "Claims")
    matrix = Table("Every measure of the catalogue", header, rows, widths=(5, *(4 for _ in shown)))
    unmapped = [row.title for row in facts.matrix.rows if row.measure in facts.matrix.unmapped]
    said = f"Serving no priority: {'; '.join(unmapped)}." if unmapped else ""
    return [*blocks, matrix, *([Note(said)] if said else [])]


def _framework_blocks(facts: SocialFacts, name: str, title: str) -> list[Block]:
    """Return the priorities of a framework that claims serve, and name those that none does."""
    priorities = [one for one in facts.matrix.priorities if one.framework == name]
    uncovered = [one for one in facts.matrix.uncovered if one.framework == name]
    served = tuple((one.code, one.title, _claims(facts, one)) for one in priorities if one not in uncovered)
    header = ("Code", "Priority", "Claims that serve it")
    blocks: list[Block] = [Table(title, header, served, numbers=0, widths=(1, 4, 4))] if served else []
    named = "; ".join(f"{one.code} {one.title}" for one in uncovered)
    return [*blocks, Note(f"{title}, served by no claim: {named}.")] if named else blocks


def _matrix_row(row: MatrixRow, frameworks: tuple[str, ...]) -> tuple[str, ...]:
    codes = [sorted(code for framework, code in row.codes if framework == name) for name in frameworks]
    return (row.title, *(", ".join(one) or "—" for one in codes), str(len(row.claims)))


def _framework(facts: SocialFacts, one: Priority) -> str:
    return facts.packs.catalogue.framework_titles.get(one.framework, one.framework)


def _claims(facts: SocialFacts, one: Priority) -> str:
    return "; ".join(dict.fromkeys(facts.matrix.claims_for(one.framework, one.code))) or "—"


def commitment_blocks(facts: SocialFacts) -> list[Block]:
    """Return promises with what was delivered, those that are late, and the organisation's own figures."""
    day = facts.basis.day
    blocks: list[Block] = []
    if facts.commitments:
        rows = tuple((*_promise(one), _progress(facts, one)) for one in facts.commitments)
        header = ("Promise", "Owner", "Due", "Promised", "Delivered", "Progress")
        blocks.append(Table(f"As of {text.day(day)}", header, rows, numbers=3, widths=(4, 3, 2)))
        blocks.append(_late(facts))
    if facts.kpis:
        rows = tuple(
            (
                one.title,
                one.owner or NOT_STATED,
                text.day(one.due) if one.due else NOT_STATED,
                *(
                    f"{text.quantity(each)} {text.unit(one.unit)}".strip() if each == each else NOT_ASSESSED  # noqa: PLR0124
                    for each in (one.baseline, one.target, one.current)
                ),
            )
            for one in facts.kpis
        )
        header = ("Figure", "Owner", "Due", "At the start", "Target", "Now")
        blocks.append(Table("Figures of the organisation's own", header, rows, numbers=3))
    return blocks


def _promise(one: Commitment) -> tuple[str, ...]:
    promise = f"{one.promise}\n{one.contract}" if one.contract else one.promise
    amounts = (
        f"{text.quantity(each)} {text.unit(one.unit)}".strip() for each in (one.quantity, one.delivered)
    )
    return (promise, one.owner or "nobody named", text.day(one.due), *amounts)


def _progress(facts: SocialFacts, one: Commitment) -> str:
    if one.is_met:
        return "met"
    share = NOT_ASSESSED if math.isnan(one.share) else text.share(one.share)
    return f"{share}, late" if one.is_late(facts.basis.day) else share


def _late(facts: SocialFacts) -> Block:
    found = late(facts.commitments, facts.basis.day)
    if not found:
        return Paragraph("Nothing is late.")
    rows = tuple(
        (
            one.promise,
            one.owner or "nobody named",
            text.day(one.due),
            f"{text.quantity(one.quantity - one.delivered)} {text.unit(one.unit)}".strip(),
        )
        for one in found
    )
    return Table("Late, the longest overdue first", ("Promise", "Owner", "Was due", "Still owed"), rows)


def requirement_blocks(facts: SocialFacts) -> list[Block]:
    """Return every minimum requirement with its answer, and whether all are met."""
    day = facts.basis.day
    rows = tuple(
        (
            one.title,
            one.evidence or "—",
            text.day(one.expires) if one.expires else "—",
            one.status(day),
        )
        for one in facts.requirements
    )
    passed = gate_passed(list(facts.requirements), day)
    said = "Every minimum requirement is met." if passed else "Not every minimum requirement is met."
    header = ("Requirement", "Evidence", "Valid until", "Answer")
    return [Table(f"As of {text.day(day)}", header, rows, numbers=1), Paragraph(said)]


def community_blocks(facts: SocialFacts) -> list[Block]:
    """Return hours, local money and ethical procurement; what was not entered is not assessed."""
    one = facts.community
    ethics = f"{text.number(one.ethics.score)} of 100, {one.ethics.answered} of {one.ethics.asked} answered"
    how = f" ({one.reinvested_how})" if one.reinvested_how else ""
    rows = [
        ("Hours given, of those owed", _hours(facts)),
        ("Spent locally", _assessed(one.local.share, text.share(one.local.share))),
        ("Local multiplier (LM3)", _assessed(one.lm3, text.number(one.lm3))),
        ("Spent with suppliers that have published a carbon reduction plan", _share(one.plans_share)),
        ("Profit reinvested", _assessed(one.reinvested_share, f"{text.share(one.reinvested_share)}{how}")),
        ("Ethical procurement", _assessed(one.ethics.score, ethics)),
    ]
    return [facts_table("", rows, _ITEM)]


def _hours(facts: SocialFacts) -> str:
    bank = facts.community.hours
    if not bank.billed_days and not bank.given_hours:
        return NOT_ASSESSED
    return f"{text.quantity(bank.given_hours)} of {text.quantity(bank.owed_hours)} hours"


def _share(value: float) -> str:
    return _assessed(value, text.share(value))


def _assessed(value: float, shown: str) -> str:
    return NOT_ASSESSED if math.isnan(value) else shown


def borough_blocks(facts: SocialFacts) -> list[Block]:
    """Return a section for each council area: claims, promises and the area's own emissions."""
    known = {borough_name(one.local_authority): one for one in facts.boroughs}
    names = {borough_name(name): name for name in facts.by_authority if name}
    names |= {key: one.local_authority for key, one in known.items() if key not in names}
    blocks: list[Block] = []
    for key, name in names.items():
        blocks.append(Heading(f"{SOCIAL_VALUE}: {name}", level=2))
        blocks += _borough(facts, key, facts.by_authority.get(name, ()))
        if key in known:
            one = known[key]
            said = f"Emissions of {one.local_authority} in {one.year}: {text.number(one.total_kt)} kt CO₂, "
            blocks.append(Note(f"{said}{text.number(one.per_person_t)} t CO₂ per person ({SUBSET})."))
    return blocks or [Paragraph("No council area is named in claims or sites.")]


def _borough(facts: SocialFacts, key: str, claims: tuple[Appraisal, ...]) -> list[Block]:
    rows = tuple((one.claim.name, change_words(one), one.ledger or NOT_STATED, _net(one)) for one in claims)
    blocks: list[Block] = [Table("", ("Claim", "Change", "Ledger", "Net, t CO₂e"), rows)] if rows else []
    if not rows:
        blocks.append(Paragraph("No claims have been made here."))
    people = facts.beneficiaries(claims)
    told = [one.title for one in facts.case_studies if borough_name(one.local_authority) == key]
    said = [f"Who benefits: {'; '.join(people)}."] if people else []
    said += [f"Case studies: {'; '.join(told)}."] if told else []
    return [*blocks, *([Paragraph("\n".join(said))] if said else [])]


def _net(one: Appraisal) -> str:
    known = [year.net_t for year in one.years if not math.isnan(year.net_t)]
    return tonnes_of(math.fsum(known)) if known else "—"


def _quoted(words: str) -> str:
    """Return what somebody said in quotation marks, once."""
    inside = words.strip("“”\"' ")
    return f"“{inside}”" if inside else ""


def case_study_blocks(facts: SocialFacts) -> list[Block]:
    """Return the case studies that may leave the program; nothing where there are none."""
    blocks: list[Block] = []
    for one in facts.case_studies:
        said = [one.result, _quoted(one.words)]
        blocks += [Heading(one.title, level=2), Paragraph("\n\n".join(part for part in said if part) or "—")]
    return blocks
