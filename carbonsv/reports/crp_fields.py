"""The 38 fields of the published template of a Carbon Reduction Plan, each with what the plan says in it.

Source: PPN 006, Annex A, guidance and technical standard.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from carbonsv.charts.caption import source_names
from carbonsv.model import text
from carbonsv.paths import RESOURCES
from carbonsv.reports.reduction_figures import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from carbonsv.reports.reduction_figures import YearFigures
    from carbonsv.reports.reduction_plan import Initiative, ReductionPlan

NOT_STATED = "Not stated"
_BETWEEN = "\n\n"  # initiatives, so that they can be told apart
BOUNDARIES = {
    "operational-control": "Operational control",
    "financial-control": "Financial control",
    "equity-share": "Equity share",
}
_GASES = (
    "Carbon dioxide (CO₂), methane (CH₄), nitrous oxide (N₂O), hydrofluorocarbons (HFCs), perfluorocarbons "
    "(PFCs), sulphur hexafluoride (SF₆) and nitrogen trifluoride (NF₃), together as CO₂ equivalent."
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the template.

    Attributes:
        field: its id.
        section: part of the document it stands in.
        value: what the plan says; blank where it has still to be told.
    """

    field: str
    label: str
    section: str
    value: str

    @property
    def shown(self) -> str:
        """What stands in the document: the value, or a named blank."""
        return self.value or f"[To be completed: {self.label.lower()}]"


def fields(plan: ReductionPlan) -> tuple[Field, ...]:
    """Return the fields of a plan in the order of the published template."""
    return tuple(
        Field(row["field"], row["label"], row["section"], _VALUES[row["field"]](plan))
        for row in template_rows()
    )


@cache
def template_rows() -> tuple[dict[str, str], ...]:
    """Return field, label and section of every field, in the order of the published template."""
    with (RESOURCES / "rules" / "ppn006_fields.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


@cache
def proposed_declaration() -> str:
    """Return the declaration the program proposes."""
    return (RESOURCES / "rules" / "declaration.txt").read_text("utf-8").strip()


def initiative_text(one: Initiative, word: str = "since") -> str:
    """Return an initiative as a line of text; the word says that it has begun, or that it will."""
    since = f", {word} {text.day(one.start)}" if one.start else ""
    saved = f": {text.tonnes(one.co2e_kg)} t CO₂e a year" if one.co2e_kg is not None else ""
    during = "; in effect when the contract is performed" if one.in_contract else ""
    said = f"{one.label}{since}{saved}{during}"
    return ". ".join(part.rstrip(". ") for part in (said, one.note) if part) + "."


def share_of_baseline(plan: ReductionPlan, co2e_kg: float) -> str:
    """Return [kg CO2e] as a percentage of the baseline's total; nothing where the baseline is nothing."""
    return text.share(co2e_kg / plan.baseline.total_kg) if plan.baseline.total_kg else text.NOT_AVAILABLE


def _day(plan: ReductionPlan, name: str) -> str:
    found = plan.day(name)
    return text.day(found) if found else ""


def _commitment(plan: ReductionPlan) -> str:
    if plan.commitment_year is None:
        return ""
    return (
        f"{plan.supplier} is committed to net zero emissions in its UK operations by {plan.commitment_year}."
    )


def _year(figures: YearFigures) -> str:
    return f"{figures.label} ({text.period(figures.period.start, figures.period.end)})"


def _baseline_details(plan: ReductionPlan) -> str:
    entered = plan.text("baseline_details")
    same = plan.baseline.year_id == plan.current.year_id
    first = "This is the supplier's first report: its reporting year is also its baseline." if same else ""
    never = "" if same or not plan.yes("first_report") else "Emissions were not reported before this year."
    return " ".join(one for one in (entered, first, never) if one) or "There is no deviation to state."


def _reporting_year(plan: ReductionPlan) -> str:
    details = plan.text("reporting_details")
    return f"{_year(plan.current)}. {details}" if details else _year(plan.current)


def _category(number: int) -> Callable[[ReductionPlan], str]:
    def value(plan: ReductionPlan) -> str:
        co2e_kg, reason = plan.current.categories_kg[number], plan.current.explained.get(number, "")
        if math.isnan(co2e_kg):
            return f"Not included: {reason}" if reason else ""
        given = f"{text.tonnes(co2e_kg)} t CO₂e"
        return f"{given}. Left out in part: {reason}" if reason else given

    return value


def _projected(plan: ReductionPlan) -> str:
    found = plan.projection
    return f"{text.tonnes(found.co2e_kg)} t CO₂e over the next five years" if found else ""


def _reduction(plan: ReductionPlan) -> str:
    if plan.projection is None:
        return ""
    change_kg = plan.baseline.total_kg - plan.projection.co2e_kg
    word = "reduction" if change_kg >= 0 else "increase"
    return f"A {word} of {share_of_baseline(plan, abs(change_kg))}".replace("A increase", "An increase")


def _completed(plan: ReductionPlan) -> str:
    lines = [initiative_text(one) for one in plan.completed] + [plan.text("contract_measures")]
    return _BETWEEN.join(line for line in lines if line)


def _achieved(plan: ReductionPlan) -> str:
    if plan.completed_kg is None:
        return ""
    share = share_of_baseline(plan, plan.completed_kg)
    return f"{text.tonnes(plan.completed_kg)} t CO₂e a year, {share} of the baseline"


def _future(plan: ReductionPlan) -> str:
    lines = [initiative_text(one, "from") for one in plan.future] + [plan.text("future_measures")]
    return _BETWEEN.join(line for line in lines if line) or NOT_STATED


def _gases(plan: ReductionPlan) -> str:
    other_kg = plan.current.non_kyoto_kg
    return f"{_GASES} {text.co2e(other_kg)} of other gases are left out." if other_kg else _GASES


def _factors(plan: ReductionPlan) -> str:
    named = source_names(list(plan.factor_packs))
    return f"{'; '.join(named)}." if named else ""


def _boundary(plan: ReductionPlan) -> str:
    approach = BOUNDARIES.get(str(plan.basis.organisation.get("consolidation_approach")), "")
    sources = "UK operations only" if plan.yes("uk_only") else "[To be confirmed: UK operations only]"
    method = "market-based" if plan.text("scope_2_method") == "market" else "location-based"
    return f"{approach}; {sources}. Scope 2 is {method}. Commuting includes homeworking where it was entered."


def _annual(plan: ReductionPlan) -> str:
    published = plan.day("publication_date")
    updated = f" This edition is of {text.day(published)}." if published else ""
    ends = text.day(plan.current.period.end)
    return f"Reviewed every year and updated within six months of the end of the year ({ends}).{updated}"


def _website(plan: ReductionPlan) -> str:
    if plan.yes("no_website"):
        return "The supplier has no website and sends a copy in writing within 30 days of a request."
    return plan.text("website")


def _approval(plan: ReductionPlan) -> str:
    who, day = plan.text("approved_by"), _day(plan, "approval_date")
    return f"Approved by {who} on {day}" if who and day else ""


def _signed(plan: ReductionPlan) -> str:
    parts = (plan.text("signatory_name"), plan.text("signatory_title"), _day(plan, "signed_date"))
    return ", ".join(parts) if all(parts) else ""


def _contract(plan: ReductionPlan) -> str:
    value, years = plan.number("contract_value_gbp"), plan.number("contract_years")
    if value is None or not years:
        return NOT_STATED
    return f"GBP {text.quantity(value)} over {text.quantity(years)} years, including VAT"


def _yes_or_no(name: str, said: str, otherwise: str) -> Callable[[ReductionPlan], str]:
    return lambda plan: said if plan.yes(name) else otherwise


def _parent(plan: ReductionPlan) -> str:
    if not plan.yes("parent_plan"):
        return "This is the bidding supplier's own plan."
    tests = {
        "parent_wholly_owned": "the bidder is wholly owned",
        "parent_commitment": "the commitment covers the bidder",
        "parent_measures": "the measures apply to the contract",
        "parent_published": "the plan is published by the bidder",
    }
    met = [said for name, said in tests.items() if plan.yes(name)]
    return f"The parent company's plan. Confirmed: {'; '.join(met) or 'nothing yet'}."


def _tonnes(value: Callable[[ReductionPlan], float]) -> Callable[[ReductionPlan], str]:
    return lambda plan: text.tonnes(value(plan))


_VALUES: dict[str, Callable[[ReductionPlan], str]] = {
    "crp.supplier_name": lambda plan: plan.supplier,
    "crp.publication_date": lambda plan: _day(plan, "publication_date"),
    "crp.commitment_year": _commitment,
    "crp.baseline_year": lambda plan: _year(plan.baseline),
    "crp.baseline_details": _baseline_details,
    "crp.baseline.scope1": _tonnes(lambda plan: plan.baseline.scope1_kg),
    "crp.baseline.scope2": _tonnes(lambda plan: plan.baseline.scope2_kg),
    "crp.baseline.scope3": _tonnes(lambda plan: plan.baseline.scope3_kg),
    "crp.baseline.total": _tonnes(lambda plan: plan.baseline.total_kg),
    "crp.reporting_year": _reporting_year,
    "crp.current.scope1": _tonnes(lambda plan: plan.current.scope1_kg),
    "crp.current.scope2": _tonnes(lambda plan: plan.current.scope2_kg),
    "crp.current.scope3": _tonnes(lambda plan: plan.current.scope3_kg),
    **{f"crp.current.scope3.cat{number}": _category(number) for number in CATEGORIES},
    "crp.target.tco2e": _projected,
    "crp.target.year": lambda plan: str(plan.projection.year) if plan.projection else "",
    "crp.target.reduction_pct": _reduction,
    "crp.progress_chart": lambda _plan: "See the figure.",
    "crp.completed.text": _completed,
    "crp.completed.tco2e": _achieved,
    "crp.future.text": _future,
    "crp.gases": _gases,
    "crp.factors": _factors,
    "crp.boundary": _boundary,
    "crp.annual": _annual,
    "crp.website": _website,
    "crp.declaration": lambda plan: plan.text("declaration") or proposed_declaration(),
    "crp.board_approval": _approval,
    "crp.signoff": _signed,
    "crp.scope_contract": _contract,
    "crp.new_entrant": _yes_or_no(
        "new_entrant", "The supplier has traded for less than twelve months.", "Not a new entrant."
    ),
    "crp.consortium": _yes_or_no(
        "consortium", "One plan of several: each member of the consortium has its own.", "No consortium."
    ),
    "crp.parent": _parent,
    "crp.assurance": lambda plan: plan.text("assurance") or "Not verified; verification is not required.",
}
