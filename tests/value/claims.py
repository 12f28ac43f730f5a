"""Claims made of a few words, and their appraisals by the shipped figures."""

from __future__ import annotations

from functools import cache
from typing import Any

from carbonsv.library.value_packs import ValuePacks
from carbonsv.value.additionality import SHARES, Additionality
from carbonsv.value.appraisal import Appraisal, appraise
from carbonsv.value.claim import Claim
from tests.shipped import library


@cache
def packs() -> ValuePacks:
    return ValuePacks.load()


def claim(measure: str, before: float, now: float, unit: str, year: int = 2025, **more: Any) -> Claim:
    """Return a claim; shares such as deadweight are named directly."""
    shares = {name: more.pop(name) for name in SHARES if name in more}
    return Claim(
        id=more.pop("id", "a"),
        measure=measure,
        unit=unit,
        year=year,
        baseline_quantity=before,
        current_quantity=now,
        additionality=Additionality(**shares),
        **more,
    )


def appraised(measure: str, before: float, now: float, unit: str, year: int = 2025, **more: Any) -> Appraisal:
    return appraise(claim(measure, before, now, unit, year, **more), packs(), library())


def tonnes(before: float, now: float, year: int = 2025, **more: Any) -> Appraisal:
    """Return the appraisal of emissions that were worked out elsewhere."""
    return appraised("co2e-avoided", before, now, "t CO2e", year, **more)


def codes(appraisal: Appraisal) -> list[str]:
    return [issue.code for issue in appraisal.issues]
