"""The rules of PPN 006 for Carbon Reduction Plans, one function each, by the ids of the data.

Source: PPN 006, its guidance and its technical standard; the paragraph of each rule stands in the data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.inventory.exclusions import exclusions
from carbonsv.model import text
from carbonsv.model.classification import category_label
from carbonsv.reports.basis import words
from carbonsv.reports.crp_fields import BOUNDARIES, proposed_declaration
from carbonsv.reports.lint.days import is_whole_year, months_after, months_before
from carbonsv.reports.lint.rules import Said, failed, met, not_applicable, passed
from carbonsv.reports.reduction_plan import UK_PACKS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from carbonsv.reports.lint.rules import Rule
    from carbonsv.reports.reduction_plan import ReductionPlan


def supplier_named(plan: ReductionPlan, _rule: Rule) -> Said:
    """The supplier has a name."""
    return met(plan.supplier, f"The supplier is {plan.supplier}.", "The supplier has no name.")


def commitment_year(plan: ReductionPlan, rule: Rule) -> Said:
    """The net zero year is after the reporting year and not too late."""
    year = plan.commitment_year
    if year is None:
        return failed("There is no commitment to net zero.")
    if year > rule.limit:
        return failed(f"The commitment is to {year}, which is later than {rule.limit:.0f}.")
    ended = plan.current.period.end.year
    return met(year > ended, f"Net zero by {year}.", f"The commitment is to {year}, which has passed.")


def baseline_stated(plan: ReductionPlan, _rule: Rule) -> Said:
    """A baseline year is chosen; a plan whose baseline is its own year says that it is the first report."""
    chosen = words(plan.entries.get("baseline_year")) or words(plan.basis.organisation.get("base_year"))
    if chosen not in plan.basis.year_ids:
        return failed("No baseline year has been chosen.")
    if plan.baseline.period.start > plan.current.period.start:
        return failed(
            f"The baseline {plan.baseline.label} is later than the reporting year {plan.current.label}."
        )
    if plan.baseline.year_id == plan.current.year_id and not plan.yes("first_report"):
        return failed(
            f"{plan.current.label} is baseline and reporting year, but not said to be the first report."
        )
    return passed(f"The baseline is {plan.baseline.label}.")


def baseline_complete(plan: ReductionPlan, _rule: Rule) -> Said:
    """What the baseline lacks is said."""
    if not plan.baseline.unexplained:
        return passed("The baseline has every source, or says why not.")
    names = ", ".join(category_label("3", number) for number in plan.baseline.unexplained)
    details = plan.text("baseline_details")
    return met(details, "The baseline's details say how it differs.", f"The baseline lacks {names}.")


def scope_1_and_2(plan: ReductionPlan, _rule: Rule) -> Said:
    """Scopes 1 and 2 have emissions, or it is said why they have none."""
    found = exclusions(plan.basis.tables["excluded_category"], plan.current.year_id)
    explained = {one.scope for one in found if words(one.reason)}
    amounts = {"1": plan.current.scope1_kg, "2": plan.current.scope2_kg}
    missing = [f"scope {scope}" for scope, kg in amounts.items() if kg == 0 and scope not in explained]
    return met(not missing, "Scope 1 and scope 2 are given.", f"There is nothing in {' and '.join(missing)}.")


def scope_3_sources(plan: ReductionPlan, _rule: Rule) -> Said:
    """The five categories are given or explained."""
    names = "; ".join(category_label("3", number) for number in plan.current.unexplained)
    return met(not names, "All are given or explained.", f"Neither given nor explained: {names}.")


def period_recent(plan: ReductionPlan, rule: Rule) -> Said:
    """The reporting year is recent enough for the tender."""
    ended, (notice, which) = plan.current.period.end, _notice(plan)
    latest = months_after(ended, int(rule.limit))
    said = f"{plan.current.label} ended on {text.day(ended)}; {which} is {text.day(notice)}"
    if notice <= latest:
        return passed(f"{said}.")
    late = f"{said}, more than {rule.limit:.0f} months later."
    return met(plan.text("reporting_details"), f"{said}: explained.", late)


def same_period(plan: ReductionPlan, rule: Rule) -> Said:
    """Both years are twelve months and begin on the same day of the year."""
    periods = (plan.baseline.period, plan.current.period)
    begin = {(one.start.month, one.start.day) for one in periods}
    if len(begin) == 1 and all(is_whole_year(one.start, one.end, int(rule.limit)) for one in periods):
        return passed("The same twelve months throughout.")
    named = " and ".join(dict.fromkeys(text.period(one.start, one.end) for one in periods))
    return met(plan.text("reporting_details"), f"{named}: explained.", f"The periods are {named}.")


def published_in_time(plan: ReductionPlan, rule: Rule) -> Said:
    """The plan is published after the notice, or not long before it."""
    published, (notice, which) = plan.day("publication_date"), _notice(plan)
    if published is None:
        return failed("There is no publication date.")
    said = f"Published on {text.day(published)}; {which} is {text.day(notice)}"
    in_time = published >= months_before(notice, int(rule.limit))
    return met(in_time, f"{said}.", f"{said}, more than {rule.limit:.0f} months later.")


def updated_in_time(plan: ReductionPlan, rule: Rule) -> Said:
    """The plan was updated soon after the end of the year."""
    published, ended = plan.day("publication_date"), plan.current.period.end
    if published is None:
        return failed("There is no publication date.")
    latest = months_after(ended, int(rule.limit))
    if published <= ended:
        return failed(f"Published on {text.day(published)}, before the year ended on {text.day(ended)}.")
    said = f"Published on {text.day(published)}; the year's update was due by {text.day(latest)}"
    return met(published <= latest, f"{said}.", f"{said}.")


def target_stated(plan: ReductionPlan, rule: Rule) -> Said:
    """There is a projection that lies in the years asked for."""
    if plan.projection is None:
        return failed("There is no projection of emissions.")
    ended = plan.current.period.end.year
    inside = ended < plan.projection.year <= ended + rule.limit
    said = f"{text.co2e(plan.projection.co2e_kg)} projected for {plan.projection.year}"
    return met(inside, f"{said}.", f"{said}, which is not within {rule.limit:.0f} years after {ended}.")


def initiatives_completed(plan: ReductionPlan, _rule: Rule) -> Said:
    """Something was done, and it is said how much it avoids."""
    if not plan.completed:
        return failed("There is no completed initiative.")
    known = plan.completed_kg is not None
    return met(known, f"{len(plan.completed)} completed.", "No completed initiative says how much it avoids.")


def initiatives_in_contract(plan: ReductionPlan, _rule: Rule) -> Said:
    """Measures during the contract are named."""
    named = plan.text("contract_measures") or any(one.in_contract for one in (*plan.completed, *plan.future))
    return met(named, "Measures during the contract are named.", "No measure is said to be in effect then.")


def seven_gases(plan: ReductionPlan, _rule: Rule) -> Said:
    """Gases outside the Kyoto basket are not counted."""
    other_kg = plan.current.non_kyoto_kg
    left_out = f" {text.co2e(other_kg)} of other gases are left out." if other_kg else ""
    return passed(f"The seven gases are counted as CO₂ equivalent.{left_out}")


def factors_named(plan: ReductionPlan, _rule: Rule) -> Said:
    """Government factors are used; others are named beside them."""
    others = [one for one in plan.factor_packs if not one.startswith(UK_PACKS)]
    beside = f" Beside them: {', '.join(others)}." if others else ""
    used = len(others) < len(plan.factor_packs)
    return met(
        used, f"UK Government conversion factors are used.{beside}", f"No Government factor is used.{beside}"
    )


def boundary_stated(plan: ReductionPlan, _rule: Rule) -> Said:
    """The consolidation approach is known."""
    said = BOUNDARIES.get(str(plan.basis.organisation.get("consolidation_approach")))
    return met(said, f"{said}.", "The consolidation approach is not stated.")


def uk_only(plan: ReductionPlan, _rule: Rule) -> Said:
    """It is confirmed that only UK operations count."""
    return met(plan.yes("uk_only"), "Confirmed.", "It is not confirmed that only UK operations are counted.")


def published_on_website(plan: ReductionPlan, _rule: Rule) -> Said:
    """Readers can find the plan."""
    known = plan.yes("no_website") or plan.text("website")
    return met(known, "It is said where readers find the plan.", "Its place is not stated.")


def declaration_made(plan: ReductionPlan, _rule: Rule) -> Said:
    """A declaration stands in the plan: the one proposed where no other was written."""
    own = plan.text("declaration") not in {"", proposed_declaration()}
    which = "of your own" if own else "the program proposes; compare it with the buyer's template"
    return passed(f"The declaration is the one {which}." if not own else f"The declaration is one {which}.")


def approved(plan: ReductionPlan, _rule: Rule) -> Said:
    """Somebody who may do so approved the plan, on a day."""
    who, day = plan.text("approved_by"), plan.day("approval_date")
    return met(who and day, f"Approved by {who}.", "Who approved the plan, or when, is not stated.")


def signed_off(plan: ReductionPlan, _rule: Rule) -> Said:
    """Somebody signed, with job title and day."""
    said = plan.text("signatory_name") and plan.text("signatory_title") and plan.day("signed_date")
    return met(
        said,
        f"Signed off by {plan.text('signatory_name')}.",
        "Name, job title or date is missing.",
    )


def contract_in_scope(plan: ReductionPlan, rule: Rule) -> Said:
    """The contract is large enough for a plan to be asked for."""
    value_gbp, years = plan.number("contract_value_gbp"), plan.number("contract_years")
    if value_gbp is None or not years:
        return not_applicable("The value and the length of the contract were not entered.")
    said = f"GBP {text.quantity(round(value_gbp / years))} a year on average"
    return (
        passed(f"{said}: a plan is asked for.")
        if value_gbp / years > rule.limit
        else not_applicable(f"{said}.")
    )


def new_entrant(plan: ReductionPlan, _rule: Rule) -> Said:
    """A new supplier has at least its commitment and a place to publish."""
    if not plan.yes("new_entrant"):
        return not_applicable("The supplier is not a new entrant.")
    known = plan.commitment_year and (plan.yes("no_website") or plan.text("website"))
    return met(known, "Commitment and place are stated.", "Commitment or place is missing.")


def consortium(plan: ReductionPlan, _rule: Rule) -> Said:
    """A reminder that cannot be checked from one document."""
    if not plan.yes("consortium"):
        return not_applicable("No consortium bids.")
    return passed("This is the plan of one member; each other member needs its own.")


def parent_plan(plan: ReductionPlan, _rule: Rule) -> Said:
    """All four tests of a parent's plan are confirmed."""
    if not plan.yes("parent_plan"):
        return not_applicable("It is the bidder's own plan.")
    tests = ("parent_wholly_owned", "parent_commitment", "parent_measures", "parent_published")
    confirmed = sum(plan.yes(one) for one in tests)
    return met(
        confirmed == len(tests),
        "All four tests are met.",
        f"{confirmed} of {len(tests)} tests are confirmed.",
    )


def _notice(plan: ReductionPlan) -> tuple[date, str]:
    """Return the day of the tender notice, or the day of the document where none was entered."""
    notice = plan.day("notice_date")
    return (notice, "the tender notice") if notice else (plan.basis.day, "no notice was entered, and today")


CHECKS: dict[str, Callable[[ReductionPlan, Rule], Said]] = {
    "supplier-named": supplier_named,
    "commitment-year": commitment_year,
    "baseline-stated": baseline_stated,
    "baseline-complete": baseline_complete,
    "scope-1-and-2": scope_1_and_2,
    "scope-3-sources": scope_3_sources,
    "period-recent": period_recent,
    "same-period": same_period,
    "published-in-time": published_in_time,
    "updated-in-time": updated_in_time,
    "target-stated": target_stated,
    "initiatives-completed": initiatives_completed,
    "initiatives-in-contract": initiatives_in_contract,
    "seven-gases": seven_gases,
    "factors-named": factors_named,
    "boundary-stated": boundary_stated,
    "uk-only": uk_only,
    "published-on-website": published_on_website,
    "declaration-made": declaration_made,
    "approved": approved,
    "signed-off": signed_off,
    "contract-in-scope": contract_in_scope,
    "new-entrant": new_entrant,
    "consortium": consortium,
    "parent-plan": parent_plan,
}
