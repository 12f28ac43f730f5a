"""A document with something of everything that a social value statement tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.app.social.statement import social_facts
from tests.reports.made import small

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from carbonsv.reports.social_facts import SocialFacts
    from tests.reports.made import Row

SHARES: Row = {
    "deadweight": 0.1,
    "displacement": 0.0,
    "leakage": 0.0,
    "substitution": 0.0,
    "attribution": 0.5,
    "drop_off": 0.1,
}
LAMPS: Row = {
    "id": "c1",
    "title": "LED lighting",
    "measure": "ESV01",
    "start": "2025-01-01",
    "years": 3,
    "baseline_quantity": 12000.0,
    "current_quantity": 10000.0,
    "local_authority": "Salford",
    "evidence": "bills of both years",
    "done_by": "own staff",
    "beneficiaries": "young people",
}
TABLES: dict[str, list[Row]] = {
    "measure_claim": [
        LAMPS,
        {"id": "c2", "title": "Homes", "measure": "ESV19", "start": "2025-01-01", "unit": "kg CO2e"}
        | {"baseline_quantity": 900.0, "current_quantity": 300.0}
        | SHARES,
        {"id": "c3", "title": "Repair café", "measure": "ESV23", "start": "2025-01-01", "unit": "m2"}
        | {"current_quantity": 120.0, "local_authority": "Bolton"},
        {"id": "c4", "title": "Lamps again", "measure": "ESV01", "start": "2025-01-01"}
        | {"baseline_quantity": 5.0, "current_quantity": 1.0},
        {"id": "c5", "title": "Woodland", "measure": "ESV26", "start": "2025-01-01"}
        | {"current_quantity": 12.0, "variant": "woodland-carbon-unit"},
    ],
    "commitment": [
        {"id": "p1", "title": "Save 20,000 kWh", "quantity": 20000.0, "unit": "kWh", "due": "2025-03-31"}
        | {"owner": "Facilities", "contract": "Street lighting 2025"},
        {"id": "p2", "title": "Give 40 hours", "quantity": 40.0, "unit": "hours", "due": "2026-03-31"},
    ],
    "delivery": [
        {"id": "d1", "commitment": "p1", "date": "2025-02-01", "quantity": 8000.0},
        {"id": "d2", "commitment": "p2", "date": "2025-03-01", "quantity": 40.0},
    ],
    "kpi": [
        {"id": "k1", "title": "Miles driven electrically", "unit": "%", "baseline": 10.0, "target": 60.0}
    ],
    "requirement": [
        {"id": "r1", "requirement": "MR1", "met": "yes", "evidence": "certificate", "expires": "2025-01-01"},
        {"id": "r2", "requirement": "MR5", "met": "yes", "evidence": "policy of 2024"},
    ],
    "lead_priority": [{"id": "l1", "framework": "gm-2020", "code": "GM1"}],
    "proxy": [
        {"id": "x", "code": "NT1", "title": "Local job", "unit": "FTE", "value_gbp": 100.0, "year": 2024.0}
        | {"licence": "Licence 12/34", "source": "Own licensed sheet"}
    ],
    "proxy_claim": [{"id": "pc", "proxy": "NT1", "quantity": 2.0}],
    "air_pollutant": [{"id": "a", "pollutant": "NOx", "sector": "road", "tonnes": 0.5}],
    "case_study": [
        {
            "id": "s1",
            "title": "Warm hall",
            "result": "Half the gas.",
            "words": "It is warm now.",
            "permission": "yes",
        },
        {"id": "s2", "title": "A secret story", "words": "Do not print.", "permission": "no"},
    ],
    "time_bank": [
        {"id": "t1", "kind": "billed-days", "quantity": 37.0},
        {"id": "t2", "kind": "hours-given", "quantity": 10.0},
    ],
    "supplier_spend": [
        {"id": "u1", "supplier": "Baker", "amount_gbp": 300.0, "local_authority": "Salford"},
        {"id": "u2", "supplier": "Mill", "amount_gbp": 100.0, "local_authority": "Leeds"},
    ],
    "social_value": [{"id": "social-value", "price_year": 2024, "local_areas": "Salford"}],
}


def social(put_in: Mapping[str, Sequence[Row]] | None = None) -> SocialFacts:
    """The small document with claims, promises and requirements, but for what is put in."""
    return social_facts(small(None, {**TABLES, **(put_in or {})}))
