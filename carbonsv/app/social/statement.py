"""The facts of a social value statement, gathered from a document as it was at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.app.snapshot import Snapshot
from carbonsv.app.social import records
from carbonsv.app.social.claims import text_of
from carbonsv.app.social.shown_by import shown_by
from carbonsv.app.social.value import SocialValue
from carbonsv.reports.social_facts import Community, SocialFacts

if TYPE_CHECKING:
    from carbonsv.reports.basis import Basis


def social_facts(basis: Basis) -> SocialFacts:
    """Return what the statement says; case studies without permission stay out of it."""
    snapshot = Snapshot(basis.tables, basis.library)
    value = SocialValue.of(snapshot)
    return SocialFacts(
        basis=basis,
        packs=value.packs,
        appraisals=value.appraisals,
        ledgers=value.ledgers,
        issues=value.issues,
        matrix=value.matrix(),
        lead=tuple(value.priority(*key) for key in value.lead_priorities),
        shown_by=shown_by(snapshot, "measure_claim"),
        commitments=tuple(records.commitments(snapshot, basis.day)),
        kpis=tuple(records.kpis(snapshot)),
        requirements=tuple(records.requirements(snapshot)),
        proxies=tuple(records.licensed_values(snapshot)[0]),
        pollutants=tuple(records.air_quality(snapshot)),
        community=_community(snapshot, value),
        by_authority=value.by_local_authority(),
        boroughs=tuple(value.boroughs()),
        case_studies=tuple(one for one in records.case_studies(snapshot) if one.has_permission),
    )


def _community(snapshot: Snapshot, value: SocialValue) -> Community:
    choices = value.choices
    return Community(
        hours=records.hours(snapshot),
        local=records.local(snapshot, choices),
        lm3=records.local_multiplier(choices),
        reinvested_share=records.profit_reinvested(choices),
        reinvested_how=text_of(choices.get("reinvested_how")),
        plans_share=records.published_plans_share(snapshot),
        ethics=records.ethics(snapshot),
    )
