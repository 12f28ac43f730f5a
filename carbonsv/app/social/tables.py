"""The tables of the social value page: (n rows) of values, worked out and not typed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.app.social import records
from carbonsv.app.social.claims import rows_of
from carbonsv.app.social.result import change_text, net_t, total_gbp
from carbonsv.app.social.value import add_lead_priority
from carbonsv.app.social.words import plain_title
from carbonsv.library.value_packs import read_critical_minerals, read_requirements
from carbonsv.value.frameworks import TooManyPrioritiesError
from carbonsv.value.local_spend import borough_name
from carbonsv.value.requirements import MET

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from carbonsv.app.session import Session
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.app.social.value import SocialValue
    from carbonsv.library.guidance import EthicalQuestion
    from carbonsv.model.issue import Issue
    from carbonsv.value.commitments import Commitment, Kpi

CRITICAL_MINERALS = "critical-minerals"
CHOICES, CHOICES_ID = "social_value", "social-value"
PROMISES = ("commitment", "delivery")


def claims_frame(value: SocialValue) -> pd.DataFrame:
    """Return (n claims) with what each comes to over all its years: net [t CO2e], low to high [GBP]."""
    left_out = {clash.refused for clash in value.ledgers.refused}
    said = _first_issues(value.issues)
    typed = {str(row["id"]) for row in rows_of(value.snapshot, "measure_claim")}
    rows = []
    for one in value.appraisals:
        pounds = total_gbp(one)
        rows.append(
            {
                "id": one.claim.id,
                "title": one.claim.name,
                "measure": plain_title(one.claim.measure),
                "year": one.claim.year or math.nan,
                "change": change_text(one),
                "net_t": net_t(one),
                "low": pounds.low,
                "central": pounds.central,
                "high": pounds.high,
                "ledger": "left out" if one.claim.id in left_out else one.ledger,
                "benefits": one.claim.beneficiaries,
                "kept_in": "measure_claim" if one.claim.id in typed else "home_pledge",
                "issue": said.get(one.claim.id, ""),
            }
        )
    columns = ("id", "title", "measure", "year", "change", "net_t", "low", "central", "high", "ledger")
    return pd.DataFrame(rows, columns=[*columns, "benefits", "kept_in", "issue"])


def _first_issues(issues: Iterable[Issue]) -> dict[str, str]:
    """Return the most important sentence about each claim."""
    rank = ("error", "warning")
    found: dict[str, str] = {}
    for severity in rank:
        for one in issues:
            if one.severity == severity:
                found.setdefault(one.record, f"{one.sentence} {one.hint}".strip())
    return found


def matrix_frame(value: SocialValue, framework: str, *, only_claimed: bool) -> pd.DataFrame:
    """Return (n measures) by the priorities of a framework; a cell says yes where the measure serves it."""
    matrix = value.matrix(framework)
    rows: list[dict[str, Any]] = []
    for row in matrix.rows:
        if row.claims or not only_claimed:
            serves = {
                one.code: "yes" if (one.framework, one.code) in row.codes else "" for one in matrix.priorities
            }
            title = plain_title(row.measure)
            rows.append({"id": row.measure, "measure": title, "claims": len(row.claims)} | serves)
    return pd.DataFrame(rows, columns=["id", "measure", "claims", *(one.code for one in matrix.priorities)])


def set_mapping(session: Session, measure: str, framework: str, code: str, *, serves: bool) -> None:
    """Say that a measure serves a priority or does not, over the proposed mapping; as one change."""
    frame = session.document.frame("priority_map")
    chosen = (frame["measure"] == measure) & (frame["framework"] == framework) & (frame["code"] == code)
    known = frame[chosen]["id"].tolist()
    answer = "yes" if serves else "no"
    if known:
        session.set_cell("priority_map", known[-1], "serves", answer)
        return
    row = {"measure": measure, "framework": framework, "code": code, "serves": answer}
    session.add_row("priority_map", row)


def promises_frame(promised: Sequence[Commitment], today: date) -> pd.DataFrame:
    """Return (n promises) with how far each has come: the late ones first, the longest overdue at the top."""
    rows = [
        {
            "id": one.id,
            "title": one.promise,
            "promised": one.quantity,
            "delivered": one.delivered,
            "unit": one.unit,
            "share": one.share,
            "due": pd.Timestamp(one.due),
            "owner": one.owner,
            "status": promise_status(one, today),
            "issue": "" if one.owner else f"Nobody is named who answers for “{one.promise}”. Give an owner.",
        }
        for one in sorted(promised, key=lambda one: (not one.is_late(today), one.due))
    ]
    names = ("id", "title", "promised", "delivered", "unit", "share", "due", "owner", "status", "issue")
    return pd.DataFrame(rows, columns=list(names))


def promise_status(one: Commitment | Kpi, today: date) -> str:
    """Return met, late or on its way."""
    return "met" if one.is_met else "late" if one.is_late(today) else "on its way"


def promise_history(session: Session, most: int) -> list[tuple[str, str]]:
    """Return time and words of the newest changes of promises and deliveries, the newest first."""
    found: list[tuple[str, str]] = []
    for change in session.document.history():
        if len(found) == most:
            break
        if change.kind in {"created", "factors", "upgrade"}:
            continue
        if session.document.tables_of(change.number) & set(PROMISES):
            found.append((change.time, change.label))
    return found


def answer_rows(snapshot: Snapshot, table: str, key: str) -> dict[str, Mapping[str, Any]]:
    """Return the rows of answers by what they answer: requirement or question."""
    return {str(row[key]): row for row in rows_of(snapshot, table)}


def give_answer(session: Session, table: str, key: str, name: str, column: str, typed: str) -> str:
    """Put an answer into the row of a requirement or question; the row is made with its first answer.

    Returns:
        The sentence why the answer is refused, or nothing.
    """
    frame = session.document.frame(table)
    known = frame[frame[key] == name]["id"].tolist()
    row_id = known[0] if known else session.add_row(table, {key: name})
    refused = session.set_cell(table, row_id, column, typed)
    if refused and not known:
        session.undo()
    return refused


def set_choice(session: Session, column: str, typed: str) -> str:
    """Put a choice into the document's one row of choices, which is made with the first of them.

    Returns:
        The sentence why it is refused, or nothing.
    """
    frame = session.document.frame(CHOICES)
    row_id = str(frame["id"].iloc[0]) if len(frame) else session.add_row(CHOICES, {"id": CHOICES_ID})
    return session.set_cell(CHOICES, row_id, column, typed)


def gate_words(snapshot: Snapshot, today: date) -> str:
    """Say how many of the minimum requirements are met; there is no score between yes and no."""
    listed = records.requirements(snapshot)
    states = [one.status(today) for one in listed]
    others = {state: states.count(state) for state in dict.fromkeys(states) if state != MET}
    rest = ", ".join(f"{count} {state}" for state, count in others.items())
    return f"{states.count(MET)} of {len(listed)} met" + (f"; {rest}." if rest else ".")


def requirement_help() -> dict[str, str]:
    """Return what shows each listed requirement."""
    listed = read_requirements()
    column = "evidence" if "evidence" in listed else "title"
    named = zip(listed["requirement"], listed[column], strict=True)
    return {name: f"What shows it: {evidence}." for name, evidence in named}


def list_beside(question: EthicalQuestion) -> str:
    """Return the list that stands beside a question, such as the critical minerals; blank for none."""
    if question.list != CRITICAL_MINERALS:
        return ""
    return f" They are: {', '.join(read_critical_minerals())}."


def boroughs_frame(value: SocialValue) -> pd.DataFrame:
    """Return (n boroughs) emissions of the newest year [kt CO2, t CO2 per person] and claims made there."""
    claims: dict[str, int] = {}
    for name, listed in value.by_local_authority().items():
        claims[borough_name(name)] = claims.get(borough_name(name), 0) + len(listed)
    rows = [
        {
            "id": one.local_authority,
            "name": one.local_authority,
            "year": one.year,
            "per_person": one.per_person_t,
            "total": one.total_kt,
            "claims": claims.get(borough_name(one.local_authority), 0),
        }
        for one in value.boroughs()
    ]
    return pd.DataFrame(rows, columns=["id", "name", "year", "per_person", "total", "claims"])


def lead_with(session: Session, framework: str, code: str) -> str:
    """Lead with one more priority; return the sentence why not, or nothing."""
    try:
        add_lead_priority(session, framework, code)
    except TooManyPrioritiesError as error:
        return f"{error} {error.hint}"
    return ""


def lead_no_more(session: Session, framework: str, code: str) -> None:
    """Take a priority off those that are led with."""
    frame = session.document.frame("lead_priority")
    chosen = frame[(frame["framework"] == framework) & (frame["code"] == code)]
    if len(chosen):
        session.delete_rows("lead_priority", chosen["id"].tolist())
