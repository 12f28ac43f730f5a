"""What a part of the social value page adds up to, in one sentence; nothing entered is not assessed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from carbonsv.app.social import records
from carbonsv.app.social.claims import pledges_of, rows_of, text_of
from carbonsv.app.social.result import NOT_ASSESSED, pounds_of
from carbonsv.app.social.tables import promise_status
from carbonsv.model import text
from carbonsv.value.community import pledged_kg

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from carbonsv.app.social.value import SocialValue

SPACE = ("ESV23", "ESV24", "ESV25")


def figure(value: SocialValue, part: str, today: date) -> str:
    """Return the sentence of a part; blank where it has none."""
    sentence = _SENTENCES.get(part)
    return sentence(value, today) if sentence else ""


def _time_bank(value: SocialValue, _today: date) -> str:
    bank = records.hours(value.snapshot)
    if not bank.billed_days and not bank.given_hours:
        return f"Hours owed: {NOT_ASSESSED}."
    owed, given = text.number(bank.owed_hours), text.number(bank.given_hours)
    left = abs(bank.balance_hours)
    rest = f"{text.number(left)} {'still to give' if bank.balance_hours >= 0 else 'more than owed'}"
    return f"{text.number(bank.billed_days)} days billed owe {owed} hours; {given} given, {rest}."


def _homes(value: SocialValue, _today: date) -> str:
    pledges = pledges_of(value.snapshot)
    asked = [one for one in pledges if not math.isnan(one.followed_up_kg)]
    if not pledges:
        return f"Pledges: {NOT_ASSESSED}. What is saved at home never touches your footprint."
    followed = text.co2e(math.fsum(one.followed_up_kg for one in asked))
    said = f"{_count(len(pledges), 'pledge')} of {text.co2e(pledged_kg(pledges))} a year; "
    return f"{said}{followed} followed up at {_count(len(asked), 'home')}. None of it touches your footprint."


def _local(value: SocialValue, _today: date) -> str:
    share = records.local(value.snapshot, value.choices)
    if not share.total_gbp:
        return f"Local spend: {NOT_ASSESSED}."
    areas = text_of(value.choices.get("local_areas"))
    if not areas:
        return "Say which boroughs or postcodes count as local, under Local area."
    local, total = text.pounds(share.local_gbp), text.pounds(share.total_gbp)
    said = f"{local} of {total} that could be local stayed in {areas}"
    unknown = (
        f"; {text.pounds(share.unknown_gbp)} has no place and counts as not local"
        if share.unknown_gbp
        else ""
    )
    plans = records.published_plans_share(value.snapshot)
    return (
        f"{said}: {text.share(share.share)}{unknown}. Suppliers with a published plan: {text.share(plans)}."
    )


def _lm3(value: SocialValue, _today: date) -> str:
    multiplier = records.local_multiplier(value.choices)
    if math.isnan(multiplier):
        return f"LM3: {NOT_ASSESSED} until all three rounds are known."
    return f"LM3 is {text.number(multiplier)}: so many times the first round was spent, between 1 and 3."


def _profit(value: SocialValue, _today: date) -> str:
    share = records.profit_reinvested(value.choices)
    if math.isnan(share):
        return f"Profit reinvested: {NOT_ASSESSED} until both figures are there."
    return f"{text.share(share)} of the profit was put back."


def _space(value: SocialValue, _today: date) -> str:
    found = [one for one in value.ledgers.own_units if one.measure in SPACE]
    if not found:
        return f"Growing, green and repurposed space: {NOT_ASSESSED}."
    return "; ".join(f"{one.title}: {text.number(one.quantity)} {one.unit}" for one in found) + "."


def _contacts(value: SocialValue, _today: date) -> str:
    count = len(rows_of(value.snapshot, "contact"))
    if not count:
        return ""
    return f"{_count(count, 'contact')} of your own, shown first under Advice."


def _case_studies(value: SocialValue, _today: date) -> str:
    listed = records.case_studies(value.snapshot)
    ready = sum(one.has_permission for one in listed)
    if not listed:
        return ""
    return f"{ready} of {len(listed)} may be exported; the others wait for permission."


def _kpis(value: SocialValue, today: date) -> str:
    listed = records.kpis(value.snapshot)
    parts = [
        f"{one.title}: {text.share(one.share)} of the way, {promise_status(one, today)}"
        if not math.isnan(one.share)
        else f"{one.title}: {NOT_ASSESSED}"
        for one in listed
    ]
    return "; ".join(parts) + "." if parts else ""


def _promises(value: SocialValue, today: date) -> str:
    states = [promise_status(one, today) for one in records.commitments(value.snapshot, today)]
    if not states:
        return ""
    counted = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(sorted(states)))
    return f"{_count(len(states), 'promise')}: {counted}."


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _benefits(value: SocialValue, _today: date) -> str:
    counted = value.beneficiaries
    if not counted:
        return f"Who benefits: {NOT_ASSESSED}. Name groups or areas in your claims."
    return "; ".join(f"{name}: {count}" for name, count in counted.items()) + ". Counted, never valued."


def _proxies(value: SocialValue, _today: date) -> str:
    valued, _ = records.licensed_values(value.snapshot)
    if not valued:
        return ""
    parts = [f"{text.pounds(one.net_gbp)} by {one.caption}" for one in valued]
    return "; ".join(parts) + ". A value of its own, in no ledger."


def _air(value: SocialValue, _today: date) -> str:
    parts = []
    for one in records.air_quality(value.snapshot):
        pounds = pounds_of(one.value_gbp)
        worth = " / ".join(pounds) + " low, central, high" if pounds else one.status
        tonnes = text.number(one.pollutant.tonnes) if not math.isnan(one.pollutant.tonnes) else NOT_ASSESSED
        parts.append(f"{one.pollutant.pollutant}: {tonnes} t, {worth}")
    return "; ".join(parts) + "." if parts else ""


_SENTENCES: Mapping[str, Callable[[SocialValue, date], str]] = {
    "time_bank": _time_bank,
    "home_pledge": _homes,
    "supplier_spend": _local,
    "lm3": _lm3,
    "profit": _profit,
    "space": _space,
    "contact": _contacts,
    "case_study": _case_studies,
    "kpi": _kpis,
    "commitment": _promises,
    "delivery": _promises,
    "benefits": _benefits,
    "proxy_claim": _proxies,
    "air_pollutant": _air,
}
