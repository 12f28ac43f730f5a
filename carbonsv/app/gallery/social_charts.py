"""The charts of social value, as the gallery lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.app.gallery.chart import SOCIAL, GalleryChart
from carbonsv.app.social.records import commitments
from carbonsv.app.social.value import SocialValue
from carbonsv.charts.additionality import additionality_chart
from carbonsv.charts.caption import PROGRAM
from carbonsv.charts.commitments import commitment_chart
from carbonsv.charts.framework_matrix import framework_matrix
from carbonsv.charts.ledgers import ledger_chart
from carbonsv.errors import UnknownNameError
from carbonsv.model import text
from carbonsv.value.frameworks import PROPOSAL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from carbonsv.app.gallery.chart import Subject
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.charts.chart import Chart
    from carbonsv.value.appraisal import Appraisal

    Look = Mapping[str, Any]

_NO_CLAIMS = "Add claims of what was done on the Social value page."
_NO_COMMITMENTS = "Add what tenders promise on the Social value page."


def _claims(snapshot: Snapshot) -> str:
    return "" if len(snapshot.tables["measure_claim"]) else _NO_CLAIMS


def _commitments(snapshot: Snapshot) -> str:
    return "" if len(snapshot.tables["commitment"]) else _NO_COMMITMENTS


def _claim_names(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    rows = snapshot.tables["measure_claim"]
    return tuple(zip(rows["id"], rows["title"].fillna(rows["id"]), strict=True))


def _framework_names(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """Return the frameworks with the lead priorities first, and the user's own ones last."""
    value = SocialValue.of(snapshot)
    titles = value.packs.catalogue.framework_titles
    lead = [framework for framework, _ in value.lead_priorities]
    listed = [*lead, *titles, *(one.framework for one in value.own_priorities)]
    return tuple((one, titles.get(one, one)) for one in dict.fromkeys(listed))


def _ledgers(snapshot: Snapshot, _subject: Subject, look: Look) -> Chart:
    value = SocialValue.of(snapshot)
    published = next(iter(value.packs.carbon_values.values()))
    prices = f"prices of {value.price_year or published.price_year}"
    caption = f"{PROGRAM}; carbon values of DESNZ, low, central and high; {prices}, not discounted; "
    return ledger_chart(value.ledgers, f"{caption}ledgers are not added up", **look)


def _additionality(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    found = _appraisal(SocialValue.of(snapshot), subject.of)
    caption = f"{PROGRAM}; steps as HM Treasury, The Green Book; t CO₂e, first year of the claim"
    return additionality_chart(found, caption, **look)


def _appraisal(value: SocialValue, wanted: str) -> Appraisal:
    """Return the claim asked for by id or name; else the first with tonnes, else the first."""
    named = [one for one in value.appraisals if wanted in {"", one.claim.id, one.claim.name}]
    if not named:
        raise UnknownNameError("claim", wanted, tuple(claim.id for claim in value.claims)[:3])
    return next((one for one in named if any(year.steps for year in one.years)), named[0])


def _matrix(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    known = dict(_framework_names(snapshot))
    framework = subject.of or next(iter(known))
    if framework not in known:
        raise UnknownNameError("framework", framework, tuple(known))
    value = SocialValue.of(snapshot)
    caption = f"{PROGRAM}; {PROPOSAL}"
    lead = value.lead_priorities
    return framework_matrix(value.matrix(framework), known[framework], caption, **look, lead=lead)


def _progress(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    today = subject.day or last_known_day(snapshot)
    caption = f"{PROGRAM}; as delivered and entered up to {text.day(today)}"
    return commitment_chart(commitments(snapshot, today), today, caption, **look)


def last_known_day(snapshot: Snapshot) -> date:
    """Return the last day of a delivery or of a reporting year: the same for the same document.

    A chart in a document must not change with the day it is drawn on.
    """
    days = [pd.Timestamp(snapshot.year(one)[1].end) for one in snapshot.year_ids]
    delivered = snapshot.tables["delivery"]["date"].dropna()
    last: date = max([*days, *delivered], default=pd.Timestamp(0)).date()
    return last


SOCIAL_CHARTS = (
    GalleryChart(
        "ledgers",
        "Social value by ledger",
        "What is claimed in tonnes and pounds, low, central and high, ledger by ledger",
        SOCIAL,
        _ledgers,
        _claims,
    ),
    GalleryChart(
        "frameworks",
        "Priorities covered",
        "Which priorities of a framework the claims serve, and which none serves",
        SOCIAL,
        _matrix,
        _claims,
        _framework_names,
    ),
    GalleryChart(
        "commitments",
        "Commitments",
        "How far each tender promise has come, and which are late",
        SOCIAL,
        _progress,
        _commitments,
    ),
    GalleryChart(
        "additionality",
        "From gross to net",
        "What deadweight, displacement and the like take off a claim",
        SOCIAL,
        _additionality,
        _claims,
        _claim_names,
    ),
)
