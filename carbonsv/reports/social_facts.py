"""What a social value statement is made from: claims worked out, promises, requirements and their sources."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from carbonsv.model import text
from carbonsv.reports.basis import words
from carbonsv.value.community import tags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.library.measures import Priority
    from carbonsv.library.value_packs import ValuePacks
    from carbonsv.model.issue import Issue
    from carbonsv.reports.basis import Basis
    from carbonsv.value.appraisal import Appraisal
    from carbonsv.value.boroughs import BoroughYear
    from carbonsv.value.carbon_value import Range
    from carbonsv.value.commitments import Commitment, Kpi
    from carbonsv.value.community import CaseStudy
    from carbonsv.value.ethical import EthicalScore
    from carbonsv.value.frameworks import Matrix
    from carbonsv.value.imported_values import PollutantValue, ProxyValue
    from carbonsv.value.ledgers import Ledgers
    from carbonsv.value.local_spend import LocalShare
    from carbonsv.value.requirements import Requirement
    from carbonsv.value.time_bank import TimeBank

NOT_ASSESSED = "not assessed"
NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Community:
    """What stands beside the claims: hours, local money, answers on ethical procurement, profit put back.

    Attributes:
        lm3: how often the first round of spending was spent locally; nan where a round is missing.
        reinvested_share: of the profit; nan unless both figures are there.
        plans_share: of the money with suppliers that have published a carbon reduction plan.
    """

    hours: TimeBank
    local: LocalShare
    lm3: float
    reinvested_share: float
    reinvested_how: str
    plans_share: float
    ethics: EthicalScore


@dataclass(frozen=True, eq=False)
class SocialFacts:
    """The facts of a social value statement.

    Attributes:
        basis: the document.
        packs: the published figures that values rest on.
        appraisals: every claim worked out.
        ledgers: the same, entered in their ledgers.
        matrix: measures by priorities of all frameworks.
        lead: the priorities led with, up to three.
        by_authority: the claims of each council area; blank for none.
        boroughs: the newest known emissions of the areas.
        shown_by: what shows a claim, by its id: evidence that is named, and files attached.
        case_studies: those with permission only.
    """

    basis: Basis
    packs: ValuePacks
    appraisals: tuple[Appraisal, ...]
    ledgers: Ledgers
    issues: tuple[Issue, ...]
    matrix: Matrix
    lead: tuple[Priority, ...]
    shown_by: Mapping[str, str]
    commitments: tuple[Commitment, ...]
    kpis: tuple[Kpi, ...]
    requirements: tuple[Requirement, ...]
    proxies: tuple[ProxyValue, ...]
    pollutants: tuple[PollutantValue, ...]
    community: Community
    by_authority: Mapping[str, tuple[Appraisal, ...]]
    boroughs: tuple[BoroughYear, ...]
    case_studies: tuple[CaseStudy, ...]

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, Any]]:
        """The claims as they were entered, by id."""
        return {str(row["id"]): row for row in self.basis.tables["measure_claim"].to_dict("records")}

    @property
    def price_year(self) -> int:
        """The year whose prices the values are in."""
        return self.ledgers.price_year or next(iter(self.packs.carbon_values.values())).price_year

    def entered(self, claim_id: str, column: str) -> str:
        """Return a text of a claim as it was entered; blank for claims that come from pledges."""
        return words(self.rows.get(claim_id, {}).get(column))

    def beneficiaries(self, claims: tuple[Appraisal, ...]) -> tuple[str, ...]:
        """Return who benefits from some claims, each once."""
        return tuple(dict.fromkeys(tag for one in claims for tag in tags(one.claim)))


def tonnes_of(co2e_t: float) -> str:
    """Return [t CO2e] as text for a column of tonnes."""
    return text.tonnes(co2e_t * text.KG_PER_TONNE)


def pounds(value: Range) -> tuple[str, str, str]:
    """Return low, central and high [GBP] as texts; they are never shown apart."""
    return (text.number(value.low), text.number(value.central), text.number(value.high))
