"""The document's tables beside the claims, read as the values that social value works with."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from carbonsv.app.social.claims import day_of, rows_of, text_of
from carbonsv.app.social.shown_by import shown_by
from carbonsv.library.guidance import read_questions
from carbonsv.library.value_packs import read_requirements
from carbonsv.value.additionality import DEDUCTIONS, Additionality
from carbonsv.value.carbon_value import Range
from carbonsv.value.commitments import Commitment, Delivery, Kpi, delivered_by
from carbonsv.value.community import CaseStudy
from carbonsv.value.ethical import EthicalScore, ethical_score, raised_questions
from carbonsv.value.imported_values import (
    DamageCost,
    Pollutant,
    PollutantValue,
    Proxy,
    ProxyClaim,
    ProxyValue,
    pollutant_values,
    proxy_values,
)
from carbonsv.value.local_spend import LocalShare, Spend, crp_share, lm3, local_share, reinvested_share
from carbonsv.value.requirements import Requirement
from carbonsv.value.time_bank import TimeBank, time_bank

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.model.issue import Issue

_YES = "yes"


def deliveries(snapshot: Snapshot) -> list[Delivery]:
    """Return what was delivered, as entered."""
    shown = shown_by(snapshot, "delivery")
    return [
        Delivery(row["commitment"], day_of(row["date"]), row["quantity"], shown[row["id"]])
        for row in rows_of(snapshot, "delivery")
        if day_of(row["date"]) is not None and not math.isnan(row["quantity"])
    ]


def commitments(snapshot: Snapshot, today: date) -> list[Commitment]:
    """Return every promise with what was delivered up to a day."""
    delivered = deliveries(snapshot)
    return [
        Commitment(
            id=row["id"],
            promise=text_of(row["title"]),
            unit=text_of(row["unit"]),
            quantity=row["quantity"],
            delivered=delivered_by(row["id"], delivered, today),
            due=day_of(row["due"]),
            owner=text_of(row["owner"]),
            contract=text_of(row["contract"]),
            measure=text_of(row["measure"]),
        )
        for row in rows_of(snapshot, "commitment")
        if day_of(row["due"]) is not None
    ]


def kpis(snapshot: Snapshot) -> list[Kpi]:
    """Return the organisation's own few figures."""
    return [
        Kpi(
            id=row["id"],
            title=text_of(row["title"]),
            unit=text_of(row["unit"]),
            baseline=row["baseline"],
            target=row["target"],
            current=row["current"],
            owner=text_of(row["owner"]),
            due=day_of(row["due"]),
        )
        for row in rows_of(snapshot, "kpi")
    ]


def requirements(snapshot: Snapshot) -> list[Requirement]:
    """Return the listed requirements with the document's answers, then those of its own."""
    rows = {text_of(row["requirement"]): row for row in rows_of(snapshot, "requirement")}
    listed = dict(read_requirements()[["requirement", "title"]].to_numpy().tolist())
    titles = listed | {name: name for name in rows if name not in listed}
    shown = shown_by(snapshot, "requirement")
    return [_requirement(name, title, rows.get(name), shown) for name, title in titles.items()]


def _requirement(
    name: str, title: str, row: Mapping[str, Any] | None, shown: Mapping[str, str]
) -> Requirement:
    if row is None:
        return Requirement(name, title)
    answer = text_of(row["met"])
    return Requirement(
        name, title, answer == _YES if answer else None, shown[row["id"]], day_of(row["expires"])
    )


def hours(snapshot: Snapshot) -> TimeBank:
    """Return the time bank."""
    rows = rows_of(snapshot, "time_bank")
    return time_bank((row["kind"], row["quantity"]) for row in rows if not math.isnan(row["quantity"]))


def spends(snapshot: Snapshot) -> list[Spend]:
    """Return the money paid to suppliers."""
    return [
        Spend(
            row["supplier"],
            row["amount_gbp"],
            text_of(row["postcode"]),
            text_of(row["local_authority"]),
            row["influenceable"] != "no",
            {"yes": True, "no": False}.get(text_of(row["crp"])),
        )
        for row in rows_of(snapshot, "supplier_spend")
        if not math.isnan(row["amount_gbp"])
    ]


def local(snapshot: Snapshot, choices: Mapping[str, Any]) -> LocalShare:
    """Return the money by whether it stayed in the chosen area."""
    return local_share(spends(snapshot), text_of(choices.get("local_areas")).split(";"))


def published_plans_share(snapshot: Snapshot) -> float:
    """Return the part of the money with suppliers that have a carbon reduction plan; nan without spend."""
    return crp_share(spends(snapshot))


def local_multiplier(choices: Mapping[str, Any]) -> float:
    """Return LM3 of the three rounds entered; nan while one is missing."""
    return lm3(*(choices.get(f"lm3_round_{number}_gbp", math.nan) for number in (1, 2, 3)))


def profit_reinvested(choices: Mapping[str, Any]) -> float:
    """Return the part of the profit put back; nan unless both figures are there."""
    return reinvested_share(choices.get("profit_gbp", math.nan), choices.get("reinvested_gbp", math.nan))


def ethics(snapshot: Snapshot) -> EthicalScore:
    """Return the score of the ethical procurement answers, with what is unanswered."""
    rows = rows_of(snapshot, "procurement_answer")
    answers = {row["question"]: text_of(row["answer"]) for row in rows}
    evidence = {row["question"]: text_of(row["evidence"]) for row in rows}
    return ethical_score(read_questions(), answers, evidence)


def ethical_questions_raised(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Return the questions that suppliers, purchases and notes in the document raise."""
    names = [row["supplier"] for row in rows_of(snapshot, "supplier_spend")]
    records = snapshot.tables["activity"]
    bought = records[records["activity"].fillna("").str.startswith(("spend", "material"))]
    for row in bought[["activity", "supplier", "note"]].drop_duplicates().to_dict("records"):
        kind = text_of(row["activity"]).replace("-", " ").replace("/", " ")
        names += [kind, text_of(row["supplier"]), text_of(row["note"])]
    return raised_questions((name for name in dict.fromkeys(names) if name), read_questions())


def case_studies(snapshot: Snapshot) -> list[CaseStudy]:
    """Return every case study; `community.exported` lets out those with permission."""
    return [
        CaseStudy(
            row["id"],
            text_of(row["title"]),
            text_of(row["result"]),
            text_of(row["words"]),
            text_of(row["measure"]),
            text_of(row["local_authority"]),
            row["permission"] == _YES,
        )
        for row in rows_of(snapshot, "case_study")
    ]


def licensed_values(snapshot: Snapshot) -> tuple[list[ProxyValue], list[Issue]]:
    """Return what is valued by the user's own licensed proxies, each with its licence."""
    proxies = [
        Proxy(
            row["code"],
            text_of(row["title"]),
            text_of(row["unit"]),
            row["value_gbp"],
            0 if math.isnan(row["year"]) else int(row["year"]),
            text_of(row["licence"]),
            text_of(row["source"]),
        )
        for row in rows_of(snapshot, "proxy")
    ]
    claims = [
        ProxyClaim(row["id"], text_of(row["proxy"]), row["quantity"], _shares(row))
        for row in rows_of(snapshot, "proxy_claim")
    ]
    return proxy_values(claims, proxies)


def _shares(row: Mapping[str, Any]) -> Additionality:
    given = {name: row[name] for name in (*DEDUCTIONS, "attribution") if not math.isnan(row[name])}
    return Additionality(**given)


def air_quality(snapshot: Snapshot) -> list[PollutantValue]:
    """Return the tonnes of pollutants avoided, valued only where the user has imported damage costs."""
    listed = [
        Pollutant(row["id"], text_of(row["pollutant"]), text_of(row["sector"]), row["tonnes"])
        for row in rows_of(snapshot, "air_pollutant")
    ]
    return pollutant_values(listed, damage_costs(snapshot))


def damage_costs(snapshot: Snapshot) -> list[DamageCost]:
    """Return the damage costs the user imported, as they stand."""
    return [_damage_cost(row) for row in rows_of(snapshot, "damage_cost")]


def _damage_cost(row: Mapping[str, Any]) -> DamageCost:
    cost = Range(*(row[f"{name}_gbp_per_tonne"] for name in ("low", "central", "high")))
    price_year = None if math.isnan(row["price_year"]) else int(row["price_year"])
    named = (text_of(row["pollutant"]), text_of(row["sector"]))
    return DamageCost(*named, cost.low, cost.central, cost.high, price_year, text_of(row["source_url"]))
