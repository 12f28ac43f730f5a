"""The social value of a document as it was at one moment: everything a page, a document or a command shows.

Nothing here changes the inventory: claims read the records, and no record reads a claim.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING

from carbonsv.app.social.claims import day_of, document_claims, pledges_of, rows_of, text_of
from carbonsv.app.social.records import commitments, damage_costs, deliveries, kpis, licensed_values
from carbonsv.app.social.shown_by import shown_by
from carbonsv.errors import UnknownNameError
from carbonsv.library.guidance import Signpost, read_advice, read_signposts
from carbonsv.library.measures import Priority
from carbonsv.library.value_packs import ValuePacks, read_boroughs, read_offset_criteria
from carbonsv.model.issue import Issue
from carbonsv.value.advice import RankedAdvice, ranked_advice
from carbonsv.value.appraisal import Appraisal, appraise
from carbonsv.value.boroughs import BoroughYear, latest
from carbonsv.value.commitments import commitment_issues, kpi_issues
from carbonsv.value.community import beneficiaries, offset_gaps, pledge_claims
from carbonsv.value.explain import explain_claim
from carbonsv.value.exports import NetScope2
from carbonsv.value.frameworks import (
    MOST_LEAD_PRIORITIES,
    MappingChange,
    Matrix,
    make_matrix,
    with_lead,
)
from carbonsv.value.imported_values import damage_cost_issues
from carbonsv.value.ledgers import Ledgers, make_ledgers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from carbonsv.app.session import Session
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.library.factor import Factor
    from carbonsv.value.claim import Claim


_LAST_DAY = date.max  # what is said about promises does not hang on the day


@cache
def shipped_packs() -> ValuePacks:
    """Return the published figures, read once."""
    return ValuePacks.load()


@dataclass(frozen=True, eq=False)
class SocialValue:
    """A document's claims with everything worked out from them.

    Attributes:
        snapshot: the document.
        packs: the published figures.
    """

    snapshot: Snapshot
    packs: ValuePacks

    @classmethod
    def of(cls, snapshot: Snapshot) -> SocialValue:
        """Return the social value of a document by the shipped figures."""
        return cls(snapshot, shipped_packs())

    @cached_property
    def choices(self) -> Mapping[str, Any]:
        """The one row of choices: price year, local areas, rounds of LM3, profit."""
        rows = rows_of(self.snapshot, "social_value")
        return rows[0] if rows else {}

    @property
    def price_year(self) -> int | None:
        """Year of the prices; None for that of the published carbon values."""
        chosen = self.choices.get("price_year", math.nan)
        return int(chosen) if chosen == chosen and chosen else None  # noqa: PLR0124 - nan

    @property
    def shown_price_year(self) -> int:
        """Year of the prices, that of the published carbon values where none is chosen."""
        return self.price_year or next(iter(self.packs.carbon_values.values())).price_year

    @cached_property
    def appraisals(self) -> tuple[Appraisal, ...]:
        """Every claim appraised, those followed up at home included, discounted to one base year."""
        units = {name: measure.unit for name, measure in self.packs.catalogue.measures.items()}
        read = document_claims(self.snapshot, self.price_year, units)
        read += [(claim, []) for claim in pledge_claims(pledges_of(self.snapshot))]
        base_year = min((claim.year for claim, _ in read if claim.year), default=None)
        return tuple(
            appraise(claim, self.packs, self.snapshot.library, found, base_year) for claim, found in read
        )

    @cached_property
    def ledgers(self) -> Ledgers:
        """The three ledgers side by side, and the lines apart."""
        return make_ledgers(self.appraisals, self.price_year)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Everything to be looked at: in claims, promises, figures, imported values and offsets."""
        found = [*self.ledgers.issues, *self._without_evidence()]
        found += commitment_issues(commitments(self.snapshot, _LAST_DAY), deliveries(self.snapshot))
        found += kpi_issues(kpis(self.snapshot))
        found += licensed_values(self.snapshot)[1]
        found += damage_cost_issues(damage_costs(self.snapshot))
        found += [issue for one in self.ledgers.offsets for issue in self._offset_issues(one)]
        if len(rows_of(self.snapshot, "lead_priority")) > MOST_LEAD_PRIORITIES:
            sentence = f"More than {MOST_LEAD_PRIORITIES} lead priorities are chosen: the first ones count."
            found.append(Issue("", "too-many-priorities", "warning", sentence, "Take the others off."))
        return tuple(found)

    def _without_evidence(self) -> list[Issue]:
        """Say which claims nothing shows, and what would."""
        found = []
        bare = {row for row, words in shown_by(self.snapshot, "measure_claim").items() if not words}
        for one in self.appraisals:
            if one.claim.id in bare and one.measure:
                sentence = f"Claim {one.claim.name}: nothing is named or attached that shows it."
                hint = f"Usual evidence: {one.measure.evidence}. Attach it to the claim, or name it."
                found.append(Issue(one.claim.id, "evidence-missing", "warning", sentence, hint))
        return found

    def _offset_issues(self, one: Appraisal) -> list[Issue]:
        """Say which quality criteria of an offset nothing shows yet."""
        rows = rows_of(self.snapshot, "offset_evidence")
        shown = [row["criterion"] for row in rows if row["measure_claim"] == one.claim.id]
        missing = offset_gaps(shown, tuple(read_offset_criteria()["criterion"]))
        if not missing:
            return []
        sentence = f"Claim {one.claim.name}: nothing shows {', '.join(missing)} of these offsets."
        return [Issue(one.claim.id, "offset-criteria-missing", "warning", sentence)]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims themselves."""
        return tuple(one.claim for one in self.appraisals)

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The emission factors that the claims rest on, each once."""
        terms = (term for one in self.appraisals for year in one.years for term in year.change.terms)
        found = {term.line.factor.factor_id: term.line.factor for term in terms if term.line}
        return tuple(found.values())

    @property
    def valued_years(self) -> tuple[int, ...]:
        """The years of emission whose carbon value the claims rest on."""
        years = (year for one in self.appraisals for year in one.years)
        return tuple(sorted({one.year for one in years if not math.isnan(one.value_gbp.central)}))

    def explain(self, claim_id: str) -> str:
        """Write out a claim from its quantities to its pounds.

        Raises:
            UnknownNameError: there is no such claim.
        """
        for one in self.appraisals:
            if one.claim.id == claim_id:
                return explain_claim(one, self.packs, self.snapshot.library)
        raise UnknownNameError("claim", claim_id, tuple(claim.id for claim in self.claims)[:3])

    def matrix(self, framework: str = "") -> Matrix:
        """Lay all measures, with their claims, against the priorities of one framework or of all."""
        named: dict[str, list[str]] = {}
        for one in self.appraisals:
            if one.measure:
                named.setdefault(one.measure.id, []).append(one.claim.name)
        changes = [
            MappingChange(row["measure"], row["framework"], row["code"], row["serves"] != "no")
            for row in rows_of(self.snapshot, "priority_map")
        ]
        return make_matrix(self.packs.catalogue, named, self.own_priorities, changes, framework)

    @cached_property
    def own_priorities(self) -> tuple[Priority, ...]:
        """The priorities of frameworks the user added."""
        rows = rows_of(self.snapshot, "own_priority")
        return tuple(Priority(row["framework"], row["code"], row["title"]) for row in rows)

    @property
    def framework_titles(self) -> dict[str, str]:
        """The frameworks by id, those the user added under their own name."""
        own = {one.framework: one.framework for one in self.own_priorities}
        return {**self.packs.catalogue.framework_titles, **own}

    @property
    def lead_priorities(self) -> tuple[tuple[str, str], ...]:
        """The up to three priorities that are shown first; one that is gone meanwhile is left out."""
        known = {
            (one.framework, one.code) for one in (*self.packs.catalogue.priorities, *self.own_priorities)
        }
        chosen = [(row["framework"], row["code"]) for row in rows_of(self.snapshot, "lead_priority")]
        return tuple(one for one in chosen if one in known)[:MOST_LEAD_PRIORITIES]

    def priority(self, framework: str, code: str) -> Priority:
        """Return a priority by framework and code.

        Raises:
            UnknownNameError: no framework has it.
        """
        for one in (*self.packs.catalogue.priorities, *self.own_priorities):
            if (one.framework, one.code) == (framework, code):
                return one
        raise UnknownNameError("priority", f"{framework} {code}")

    @property
    def beneficiaries(self) -> dict[str, int]:
        """How many claims benefit whom; counted, never valued."""
        return beneficiaries(self.claims)

    def by_local_authority(self) -> dict[str, tuple[Appraisal, ...]]:
        """Return the claims of each borough, by the claim's own or by that of its site; blank for none."""
        sites = {row["id"]: text_of(row["local_authority"]) for row in rows_of(self.snapshot, "site")}
        found: dict[str, list[Appraisal]] = {}
        for one in self.appraisals:
            name = one.claim.local_authority or sites.get(one.claim.site, "")
            found.setdefault(name, []).append(one)
        return {name: tuple(listed) for name, listed in found.items()}

    def boroughs(self) -> list[BoroughYear]:
        """Return the newest figures of the boroughs of the sites and claims."""
        names = [text_of(row["local_authority"]) for row in rows_of(self.snapshot, "site")]
        names += [claim.local_authority for claim in self.claims]
        return latest((name for name in names if name), read_boroughs())

    def net_scope2(self) -> tuple[NetScope2, ...]:
        """Return the net line of scope 2 of each reporting year with exported electricity; gross stays."""
        found = []
        for year_id in self.snapshot.year_ids:
            label, period = self.snapshot.year(year_id)
            exported_kg = self._exported_kg(period.majority_year)
            if exported_kg > 0:
                one = self.snapshot.inventory(year_id)
                green_kg = max(0.0, one.scope2_location_kg - one.scope2_market_kg)
                found.append(NetScope2(label, one.scope2_location_kg, green_kg, exported_kg))
        return tuple(found)

    def _exported_kg(self, year: int) -> float:
        """Return what the electricity exported in a year stands for [kg CO2e]."""
        years = (each for one in self.ledgers.apart for each in one.years if each.year == year)
        return math.fsum(each.change.co2e_kg for each in years if not math.isnan(each.gross_t))

    def advice(self, year_id: str | None = None) -> list[RankedAdvice]:
        """Return tips by the largest sources of a reporting year, with the user's own contacts first."""
        rows = self.snapshot.inventory(year_id).by(("activity",))
        sources_kg = dict(zip(rows["activity"].astype(str), rows["co2e_kg"], strict=True))
        return ranked_advice(sources_kg, read_advice(), (*self._contacts(), *read_signposts()))

    def _contacts(self) -> tuple[Signpost, ...]:
        return tuple(
            Signpost(
                row["organisation"],
                row["what_for"],
                text_of(row["address"]),
                tuple(word.strip() for word in text_of(row["topic"]).split(";") if word.strip()),
                day_of(row["checked"]),
                "entered by the user",
            )
            for row in rows_of(self.snapshot, "contact")
        )


def add_lead_priority(session: Session, framework: str, code: str) -> str:
    """Lead with one more priority, and return the id of its row.

    Raises:
        TooManyPrioritiesError: there are three already.
        UnknownNameError: no framework has it.
    """
    now = SocialValue.of(session.snapshot())
    wanted = now.priority(framework, code)
    rows = rows_of(now.snapshot, "lead_priority")
    chosen = [(row["framework"], row["code"]) for row in rows]
    if (framework, code) in chosen:
        return str(rows[chosen.index((framework, code))]["id"])
    with_lead(chosen, wanted)
    return session.add_row("lead_priority", {"framework": framework, "code": code})
