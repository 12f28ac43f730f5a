"""The homeworking calculator: what is typed, what it comes to in a sentence, and the claim it would make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from carbonsv.errors import CarbonsvError
from carbonsv.model import text
from carbonsv.units.quantity import read_number
from carbonsv.value.homeworking import COMMUTING, HomeworkingPattern, break_even_miles, homeworking_change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.app.social.value import SocialValue

_PER_CENT = 100
_NEEDED = ("days", "return_miles", "hours_per_day")


@dataclass(frozen=True, slots=True)
class HomeworkingResult:
    """What a pattern comes to in a sentence, and the claim it would make; none while unfinished."""

    sentence: str
    claim: Mapping[str, str] = field(default_factory=dict)


def homeworking_result(value: SocialValue, typed: Mapping[str, str]) -> HomeworkingResult:
    """Say what days at home save, net of the energy of the home, by the factors of the last reporting year.

    Args:
        value: the social value of the document.
        typed: days, return_miles, hours_per_day, driving [%] and fuel, as typed.
    """
    if not all(typed.get(name) for name in _NEEDED):
        return HomeworkingResult("Not assessed until days, miles and hours are known.")
    try:
        pattern = _pattern(typed)
    except CarbonsvError as error:
        return HomeworkingResult(f"{error} {error.hint}".strip())
    year = _factor_year(value)
    given = (year, value.packs.catalogue, value.snapshot.library)
    net_kg = homeworking_change(pattern, *given).co2e_kg
    from_miles = text.number(break_even_miles(pattern, *given))
    verb = "saved" if net_kg >= 0 else "more than driving"
    said = f"{text.co2e(abs(net_kg))} {verb} in a year, net of the energy at home, by the factors of {year}."
    said += f" It saves from {from_miles} miles there and back."
    return HomeworkingResult(said, _claim(pattern))


def _pattern(typed: Mapping[str, str]) -> HomeworkingPattern:
    driving = typed.get("driving", "").removesuffix("%").strip()
    return HomeworkingPattern(
        days=read_number(typed["days"]),
        return_miles=read_number(typed["return_miles"]),
        hours_per_day=read_number(typed["hours_per_day"]),
        driving_share=read_number(driving) / _PER_CENT if driving else 1.0,
        fuel=typed.get("fuel", ""),
    )


def _factor_year(value: SocialValue) -> int:
    snapshot = value.snapshot
    return snapshot.year()[1].majority_year if snapshot.year_ids else max(snapshot.library.years)


def _claim(pattern: HomeworkingPattern) -> dict[str, str]:
    return {
        "measure": COMMUTING,
        "title": "Working at home instead of driving",
        "variant": pattern.fuel,
        "baseline_quantity": f"{text.quantity(pattern.miles)} miles",
        "current_quantity": "0 miles",
        "replacement": "homeworking",
        "replacement_quantity": text.quantity(pattern.hours),
    }
