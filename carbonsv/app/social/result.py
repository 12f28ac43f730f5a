"""What a claim comes to, in the words and numbers a person reads: while it is typed, and afterwards."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.app.social.claims import claim_of
from carbonsv.app.social.value import SocialValue
from carbonsv.model import text
from carbonsv.value.appraisal import CASH, Appraisal, appraise
from carbonsv.value.carbon_value import Range
from carbonsv.value.double_counting import clashes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.model.issue import Issue
    from carbonsv.value.appraisal import YearValue

NEW = "new-claim"
NOT_ASSESSED, NOT_VALUED = "not assessed", "not valued"
_STEPS = {
    "deadweight": "would come anyway",
    "displacement": "only moved",
    "leakage": "went elsewhere",
    "substitution": "replaced another",
    "attribution": "was done by others",
    "drop_off": "is lost by now",
}


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One line of the way from gross to net.

    Attributes:
        words: what the step takes off.
        tonnes: what is left after it, with its unit.
        left_share: what is left, as a share of gross; for the length of a bar.
    """

    words: str
    tonnes: str
    left_share: float


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """A claim's figures as they are shown.

    Attributes:
        change: what was saved or done, with its unit.
        steps: from gross to net in the first year; none where there are no tonnes.
        pounds: low, central and high, always together; None where nothing is valued.
        basis: which prices, which years.
        ledger: where it is entered.
        remarks: severity and sentence of everything a reader must know.
    """

    change: str
    steps: tuple[ShownStep, ...]
    pounds: tuple[str, str, str] | None
    basis: str
    ledger: str
    remarks: tuple[tuple[str, str], ...]


NOTHING_YET = ClaimResult("Choose what you did first.", (), None, "", "", ())


def draft_result(snapshot: Snapshot, row: Mapping[str, Any], claim_id: str = "") -> ClaimResult:
    """Return what a claim comes to that is still being typed, beside those the document has.

    Args:
        snapshot: the document.
        row: columns of measure_claim, typed.
        claim_id: of the claim that is changed; blank for a new one.
    """
    value = SocialValue.of(snapshot)
    units = {name: measure.unit for name, measure in value.packs.catalogue.measures.items()}
    filled = {**row, "id": claim_id or NEW}
    claim, found = claim_of(filled, snapshot, value.price_year, units)
    one = appraise(claim, value.packs, snapshot.library, found)
    others = [each for each in value.appraisals if each.claim.id != claim.id]
    if math.isnan(one.change):
        return shown(one, value)
    found_twice = [each for each in clashes([*others, one]) if claim.id in {each.refused, each.kept}]
    return shown(one, value, [each.issue for each in found_twice])


def shown(one: Appraisal, value: SocialValue, more: Iterable[Issue] = ()) -> ClaimResult:
    """Return an appraisal in words."""
    remarks = tuple((issue.severity, _unnamed(issue, one)) for issue in (*one.issues, *more))
    return ClaimResult(
        change=_change(one),
        steps=_steps(one),
        pounds=pounds_of(total_gbp(one)),
        basis=_basis(one, value),
        ledger=one.ledger,
        remarks=tuple(dict.fromkeys(remarks)),
    )


def total_gbp(one: Appraisal) -> Range:
    """Return the value over all years [GBP], undiscounted; nan where none is valued."""
    valued = [year.value_gbp for year in one.years if not math.isnan(year.value_gbp.central)]
    if not valued:
        return Range(math.nan, math.nan, math.nan)
    return Range(*(math.fsum(getattr(each, name) for each in valued) for name in ("low", "central", "high")))


def net_t(one: Appraisal) -> float:
    """Return the net change over all years [t CO2e]; nan where there are no tonnes."""
    known = [year.net_t for year in one.years if not math.isnan(year.net_t)]
    return math.fsum(known) if known else math.nan


def pounds_of(value: Range) -> tuple[str, str, str] | None:
    """Return low, central and high as they are shown; None where there is no value."""
    if math.isnan(value.central):
        return None
    return text.pounds(value.low), text.pounds(value.central), text.pounds(value.high)


def change_text(one: Appraisal) -> str:
    """Return what was saved or done with its unit; a rise has its sign."""
    if one.measure is None or math.isnan(one.change):
        return NOT_ASSESSED
    return f"{text.number(one.change)} {one.measure.unit_of(one.claim.unit)}"


def _change(one: Appraisal) -> str:
    if one.measure is None or math.isnan(one.change):
        return NOT_ASSESSED
    word = "more than before" if one.change < 0 else "done" if one.measure.delivered else "saved a year"
    return f"{text.number(abs(one.change))} {one.measure.unit_of(one.claim.unit)} {word}"


def _steps(one: Appraisal) -> tuple[ShownStep, ...]:
    year = _first_worked_out(one)
    if year is None:
        return ()
    gross = ShownStep("Gross", _tonnes(year.gross_t), 1.0)
    taken = [
        ShownStep(
            f"{text.share(1 - step.kept_share)} {_STEPS[step.name]}",
            _tonnes(step.left_t),
            _share(step.left_t, year.gross_t),
        )
        for step in year.steps
        if step.kept_share != 1
    ]
    net = ShownStep("Net, what counts", _tonnes(year.net_t), _share(year.net_t, year.gross_t))
    return (gross, *taken, net)


def _first_worked_out(one: Appraisal) -> YearValue | None:
    return next((year for year in one.years if not math.isnan(year.gross_t)), None)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _tonnes(tonnes: float) -> str:
    return text.co2e(tonnes * text.KG_PER_TONNE)


def _basis(one: Appraisal, value: SocialValue) -> str:
    """Say which year's emissions in which year's prices, or why there are no pounds."""
    if one.ledger == CASH:
        saved = [year.cash_gbp for year in one.years if not math.isnan(year.cash_gbp)]
        said = f"{text.pounds(math.fsum(saved))} of tax or cost not paid. " if saved else ""
        return f"{said}It is your own cash: a tax is a transfer and no part of social value."
    if math.isnan(total_gbp(one).central):
        unvalued = one.measure is not None and not one.measure.valued
        return "It is shown in its own unit and is never turned into pounds." if unvalued else ""
    years = one.claim.span
    over = (
        f"emissions of {years[0]}"
        if len(years) == 1
        else f"emissions of {years[0]} to {years[-1]}, not discounted"
    )
    return f"In prices of {value.shown_price_year}, {over}."


def _unnamed(issue: Issue, one: Appraisal) -> str:
    """Return what an issue says, without naming the claim that is in front of the reader anyway."""
    if issue.code == "no-additionality-adjustment":
        blank = ", ".join(_STEPS[name] for name in one.claim.additionality.unstated(one.claim.years))
        return (
            f"No additionality adjustment: nobody says what {blank}. Blank deducts nothing; documents say so."
        )
    said = issue.sentence.removeprefix(f"Claim {one.claim.name}: ").replace(NEW, "this claim")
    return f"{said[:1].upper()}{said[1:]} {issue.hint}".strip()
