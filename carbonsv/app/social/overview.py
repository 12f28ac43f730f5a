"""Social value at a glance: three ledgers side by side, what stands apart, and what needs a look.

There is no grand total, and nothing here adds a footprint to a value.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.app.social.result import pounds_of
from carbonsv.errors import CarbonsvError
from carbonsv.model import text
from carbonsv.value.ledgers import WOODLAND

if TYPE_CHECKING:
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.app.social.value import SocialValue
    from carbonsv.value.appraisal import Appraisal
    from carbonsv.value.carbon_value import Range
    from carbonsv.value.ledgers import Ledger

IN_BOUNDARY, INFLUENCED, CASH = "in boundary", "influenced", "private cash"
_RANK = {"error": 0, "warning": 1, "notice": 2}


@dataclass(frozen=True, slots=True)
class LedgerText:
    """A ledger as it is shown; nothing claimed is not assessed, never 0.

    Attributes:
        pounds: low, central and high, always together; None where nothing is valued.
        note: how much of it comes later, or rests on emissions trading.
    """

    name: str
    claims: int
    tonnes: str
    pounds: tuple[str, str, str] | None
    note: str


@dataclass(frozen=True, slots=True)
class Lead:
    """A priority that is led with, and the claims that serve it."""

    title: str
    framework: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be looked at; `record` is the claim or row it is about, blank for none."""

    severity: str
    sentence: str
    record: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the first tab shows, in words.

    Attributes:
        footprint: label of the reporting year and its emissions, on the same screen and never added.
        cash: taxes and bills not paid; blank where nothing is claimed.
        apart: lines that lower nothing: offsets, woodland units, electricity sent to the grid.
        own_units: what is not valued, in its own unit.
    """

    footprint: tuple[str, str]
    ledgers: tuple[LedgerText, LedgerText]
    cash: str
    cash_claims: int
    apart: tuple[str, ...]
    own_units: tuple[tuple[str, str], ...]
    prices: str
    leads: tuple[Lead, ...]
    remarks: tuple[Remark, ...]
    claims: int


def overview(value: SocialValue, year_id: str | None = None) -> Overview:
    """Return the overview of a document.

    Args:
        value: the social value of the document.
        year_id: the reporting year whose footprint stands beside it; the last one by default.
    """
    ledgers = value.ledgers
    remarks = [Remark(one.severity, f"{one.sentence} {one.hint}".strip(), one.record) for one in value.issues]
    remarks.sort(key=lambda one: _RANK.get(one.severity, len(_RANK)))
    return Overview(
        footprint=_footprint(value.snapshot, year_id),
        ledgers=(_ledger(ledgers.in_boundary), _ledger(ledgers.influenced)),
        cash=text.pounds(ledgers.cash_gbp) if ledgers.cash else "",
        cash_claims=len(ledgers.cash),
        apart=_apart(value),
        own_units=tuple((one.title, f"{text.number(one.quantity)} {one.unit}") for one in ledgers.own_units),
        prices=f"All pounds are in prices of {value.shown_price_year}. There is no sum over the ledgers.",
        leads=_leads(value),
        remarks=tuple(dict.fromkeys(remarks)),
        claims=len(value.appraisals),
    )


def explain_ledger(value: SocialValue, name: str) -> str:
    """Write out every claim of a ledger, from its quantities to its pounds."""
    parts = [value.explain(one.claim.id) for one in value.appraisals if one.ledger == name and one.is_counted]
    rule = "\n" + "\N{BOX DRAWINGS LIGHT HORIZONTAL}" * 60 + "\n"
    return rule.join(parts) or "Nothing is claimed in this ledger yet."


def _footprint(snapshot: Snapshot, year_id: str | None) -> tuple[str, str]:
    try:
        inventory = snapshot.inventory(year_id)
    except CarbonsvError:
        return "", text.NOT_AVAILABLE
    return inventory.label, text.co2e(inventory.total_location_kg)


def _ledger(ledger: Ledger) -> LedgerText:
    if not ledger.claims:
        return LedgerText(ledger.name, 0, "", None, "")
    valued = [one for one in ledger.claims if _has_value(one)]
    return LedgerText(
        ledger.name,
        len(ledger.claims),
        text.co2e(ledger.net_t * text.KG_PER_TONNE),
        pounds_of(ledger.value_gbp) if valued else None,
        _note(ledger) if valued else "",
    )


def _note(ledger: Ledger) -> str:
    """Say the present value where it differs, and the value without emissions under trading."""
    parts = []
    if ledger.present_value_gbp.central != ledger.value_gbp.central:
        parts.append(f"Present value: {_together(ledger.present_value_gbp)}.")
    if ledger.without_traded_gbp.central != ledger.value_gbp.central:
        parts.append(f"Without emissions under UK emissions trading: {_together(ledger.without_traded_gbp)}.")
    return " ".join(parts)


def _together(value: Range) -> str:
    """Return low, central and high, which are never shown apart."""
    return " / ".join(text.pounds(each) for each in (value.low, value.central, value.high))


def _has_value(one: Appraisal) -> bool:
    return any(not math.isnan(year.value_gbp.central) for year in one.years)


def _apart(value: SocialValue) -> tuple[str, ...]:
    ledgers = value.ledgers
    wood = [one for one in ledgers.offsets if one.claim.variant == WOODLAND]
    lines = []
    if len(ledgers.offsets) > len(wood):
        lines.append(f"Offsets retired: {_tonnes(ledgers.offsets_t)}. They lower nothing.")
    if wood:
        lines.append(f"Woodland units retired: {_tonnes(ledgers.woodland_t)}. They lower nothing.")
    for one in value.net_scope2():
        capped = ", capped so that it never exceeds gross scope 2" if one.is_capped else ""
        counted = f"{text.co2e(one.counted_kg)}{capped}"
        lines.append(f"Electricity sent to the grid in {one.year}: {counted}. Gross scope 2 stays as it is.")
    if ledgers.apart and not value.net_scope2():
        exported = (
            year.gross_t for one in ledgers.apart for year in one.years if not math.isnan(year.gross_t)
        )
        lines.append(f"Electricity sent to the grid: {_tonnes(math.fsum(exported))}, in no reporting year.")
    return tuple(lines)


def _tonnes(tonnes: float) -> str:
    return text.co2e(tonnes * text.KG_PER_TONNE)


def _leads(value: SocialValue) -> tuple[Lead, ...]:
    matrix, titles = value.matrix(), value.framework_titles
    found = []
    for framework, code in value.lead_priorities:
        title = value.priority(framework, code).title
        found.append(Lead(title, titles.get(framework, framework), matrix.claims_for(framework, code)))
    return tuple(found)
