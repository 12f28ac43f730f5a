"""The tables of claims and ledgers in a social value statement. No table adds one ledger to another."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from carbonsv.charts.ledgers import ledger_chart
from carbonsv.model import text
from carbonsv.reports.basis import PROGRAM
from carbonsv.reports.brand import brand_of
from carbonsv.reports.content import Figure, Note, Paragraph, Table
from carbonsv.reports.social_facts import NOT_ASSESSED, NOT_STATED, pounds, tonnes_of
from carbonsv.value.additionality import SHARES
from carbonsv.value.carbon_value import Range

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from carbonsv.reports.content import Block
    from carbonsv.reports.social_facts import SocialFacts
    from carbonsv.value.appraisal import Appraisal, YearValue
    from carbonsv.value.ledgers import Ledger

LEDGER_TITLES = {
    "in boundary": "In boundary: the footprint's own reductions",
    "influenced": "Influenced: homes of employees, suppliers, community",
    "private cash": "Private cash: taxes and bills not paid",
}
_RANGE = ("Low, GBP", "Central, GBP", "High, GBP")
_CASH = "Private cash"


def ledger_blocks(facts: SocialFacts) -> list[Block]:
    """Return the ledgers side by side: tonnes, low, central and high, and what they are worth today."""
    ledgers = facts.ledgers
    both = (ledgers.in_boundary, ledgers.influenced)
    prices = f"Values are in prices of {facts.price_year}. There is no sum over the ledgers."
    chart = ledger_chart(ledgers, _caption(facts), brand_of(facts.basis.tables).theme)
    blocks: list[Block] = [
        *([Figure(chart)] if facts.appraisals else []),
        Table(
            f"Value of the change, in prices of {facts.price_year}",
            ("Ledger", "Claims", "Gross, t CO₂e", "Net, t CO₂e", *_RANGE),
            tuple(_ledger_row(one) for one in both),
            numbers=6,
        ),
        Table(
            f"The same discounted to {ledgers.base_year or 'the first year'}, beside the values above",
            ("Ledger", *_RANGE),
            tuple((_title(one), *_or_not_assessed(one, one.present_value_gbp)) for one in both),
            numbers=3,
        ),
        Note(prices),
    ]
    if ledgers.cash:
        said = f"Private cash: {text.pounds(ledgers.cash_gbp)} of tax or cost was not paid, in money of "
        blocks.append(Paragraph(f"{said}each year. It is a transfer, and no part of the values above."))
    return blocks


def _caption(facts: SocialFacts) -> str:
    values = f"carbon values of DESNZ, low, central and high; prices of {facts.price_year}, not discounted"
    return f"{PROGRAM}; {values}; ledgers are not added up"


def _ledger_row(ledger: Ledger) -> tuple[str, ...]:
    counted = (tonnes_of(ledger.gross_t), tonnes_of(ledger.net_t), *pounds(ledger.value_gbp))
    return (
        _title(ledger),
        str(len(ledger.claims)),
        *(counted if ledger.claims else [NOT_ASSESSED] * len(counted)),
    )


def _or_not_assessed(ledger: Ledger, value: Range) -> tuple[str, ...]:
    return pounds(value) if ledger.claims else (NOT_ASSESSED,) * len(_RANGE)


def _title(ledger: Ledger) -> str:
    return LEDGER_TITLES[ledger.name]


def claim_blocks(facts: SocialFacts) -> list[Block]:
    """Return a table of the claims of each ledger, the evidence of all, and what is left out and why."""
    ledgers = facts.ledgers
    blocks: list[Block] = []
    for ledger in (ledgers.in_boundary, ledgers.influenced):
        if ledger.claims:
            rows = tuple(_claim_row(one) for one in ledger.claims)
            blocks.append(Table(_title(ledger), ("Claim", "Change", "Net, t CO₂e", *_RANGE), rows, numbers=4))
    if ledgers.cash:
        cash = tuple((one.claim.name, change_words(one), _cash(one)) for one in ledgers.cash)
        blocks.append(Table(LEDGER_TITLES["private cash"], ("Claim", "Change", "GBP"), cash))
    if not facts.appraisals:
        return [Paragraph("No claims have been made.")]
    return [*blocks, _evidence(facts), *_left_out(facts)]


def _claim_row(one: Appraisal) -> tuple[str, ...]:
    value = Range(*(_value(one, name) for name in _NAMES))
    net_t = _sum(one, lambda year: year.net_t)
    shown = pounds(value) if one.measure and one.measure.valued else ("not valued",) * len(_RANGE)
    return (one.claim.name, change_words(one), tonnes_of(net_t), *shown)


def change_words(one: Appraisal) -> str:
    """Return the quantities before and now, and for which years they are claimed."""
    claim = one.claim
    unit = text.unit(one.measure.unit_of(claim.unit) if one.measure else claim.unit)
    before, now = text.quantity(claim.baseline_quantity), text.quantity(claim.current_quantity)
    amounts = f"{before} to {now} {unit}" if before and now else f"{now or before} {unit}".strip()
    if not before and not now:
        amounts = NOT_ASSESSED
    first, last = claim.span.start, claim.span.stop - 1
    return f"{amounts}, {first}" if first == last else f"{amounts} a year, {first} to {last}"


def _cash(one: Appraisal) -> str:
    return text.number(_sum(one, lambda year: year.cash_gbp))


def _evidence(facts: SocialFacts) -> Table:
    entered = facts.entered
    rows = tuple(
        (
            one.claim.name,
            one.measure.title if one.measure else NOT_STATED,
            "; ".join(filter(None, (entered(one.claim.id, "done_by"), entered(one.claim.id, "contract"))))
            or NOT_STATED,
            facts.shown_by.get(one.claim.id) or "none named",
        )
        for one in facts.appraisals
    )
    header = ("Claim", "Measure", "By whom, for which contract", "Evidence")
    return Table("Measures and evidence", header, rows, numbers=0)


def _left_out(facts: SocialFacts) -> list[Block]:
    """Say which claims are in no figure, and why."""
    names = {one.claim.id: one.claim.name for one in facts.appraisals}
    rows = [(names.get(one.refused, one.refused), one.issue.sentence) for one in facts.ledgers.refused]
    for one in facts.ledgers.not_counted:
        said = [each.sentence for each in one.issues if each.severity == "error"]
        rows.append((one.claim.name, "\n".join(said) or NOT_ASSESSED))
    return (
        [Table("Claims that are in no figure", ("Claim", "Because"), tuple(rows), numbers=0)] if rows else []
    )


def additionality_blocks(facts: SocialFacts) -> list[Block]:
    """Return the shares taken off every claim that is valued, with a warning where none were stated."""
    counted = [one for one in facts.appraisals if one.measure and one.measure.valued]
    if not counted:
        return [Paragraph("No claim is valued in pounds.")]
    rows = tuple((one.claim.name, *(_share(one, name) for name in SHARES)) for one in counted)
    header = ("Claim", *(_TITLES.get(name, name.capitalize()) for name in SHARES))
    blocks: list[Block] = [Table("Shares by claim", header, rows, numbers=len(SHARES))]
    said = [
        each.sentence for one in counted for each in one.issues if each.code == "no-additionality-adjustment"
    ]
    return (
        [*blocks, Note("\n".join(["Warning: claims without every adjustment.", *said]))] if said else blocks
    )


def _share(one: Appraisal, name: str) -> str:
    share = getattr(one.claim.additionality, name)
    if share is None:
        return "—" if name == "drop_off" and one.claim.years == 1 else NOT_STATED
    return text.share(share)


def own_unit_blocks(facts: SocialFacts) -> list[Block]:
    """Return what was done in the units of its measures; nothing where there is none."""
    rows = tuple(
        (one.title, str(len(one.claims)), f"{text.number(one.quantity)} {text.unit(one.unit)}")
        for one in facts.ledgers.own_units
    )
    return [Table("Not valued in pounds", ("Measure", "Claims", "Quantity"), rows, numbers=2)] if rows else []


def apart_blocks(facts: SocialFacts) -> list[Block]:
    """Return offsets, woodland units and exports on lines of their own; nothing where there are none."""
    ledgers = facts.ledgers
    rows = [
        (
            one.claim.name,
            one.measure.title if one.measure else "",
            tonnes_of(_sum(one, lambda year: year.net_t)),
        )
        for one in (*ledgers.offsets, *ledgers.apart)
    ]
    header = ("Claim", "Measure", "t CO₂e")
    return [Table("They lower nothing", header, tuple(rows))] if rows else []


def licensed_blocks(facts: SocialFacts) -> list[Block]:
    """Return what licensed proxies and imported damage costs value, each with its licence or source."""
    proxies = tuple(
        (
            one.proxy.title,
            f"{text.quantity(one.quantity)} {text.unit(one.proxy.unit)}",
            one.caption,
            text.number(one.net_gbp),
        )
        for one in facts.proxies
    )
    air = tuple(
        (
            one.pollutant.pollutant,
            text.quantity(one.pollutant.tonnes) or NOT_ASSESSED,
            *_damage(one.value_gbp),
        )
        for one in facts.pollutants
    )
    header = ("What", "Quantity", "Set, year, source and licence", "GBP")
    blocks: list[Block] = [Table("By licensed proxies", header, proxies)] if proxies else []
    if air:
        blocks.append(Table("Air pollutants avoided", ("Pollutant", "Tonnes", *_RANGE), air, numbers=4))
    return blocks


def _damage(value: Range) -> tuple[str, ...]:
    return ("not valued",) * len(_RANGE) if math.isnan(value.central) else pounds(value)


def _value(one: Appraisal, name: str) -> float:
    return _sum(one, lambda year: float(getattr(year.value_gbp, name)))


def _sum(one: Appraisal, figure: Callable[[YearValue], float]) -> float:
    """Add a figure over the years of a claim; nan where no year has it."""
    found: Sequence[float] = [value for value in map(figure, one.years) if not math.isnan(value)]
    return math.fsum(found) if found else math.nan


_NAMES = ("low", "central", "high")
_TITLES = {"drop_off": "Drop-off"}
