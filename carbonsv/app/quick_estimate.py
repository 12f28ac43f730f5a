"""A first estimate from five answers: every figure says that it is one and what it rests on.

Nothing is assumed: what is not answered is not assessed, and money becomes energy only at the
organisation's own price.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from math import fsum
from typing import TYPE_CHECKING, Any

from carbonsv.app import editing
from carbonsv.app.importing.superseded import MARKER, superseded_estimates
from carbonsv.document.history import Edit
from carbonsv.errors import CarbonsvError, UsageError
from carbonsv.model.issue import Issue
from carbonsv.model.text import number
from carbonsv.model.text import quantity as quantity_text
from carbonsv.paths import RESOURCES
from carbonsv.units.convert import convert, fitting_unit
from carbonsv.units.quantity import read_number, read_quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from carbonsv.app.session import Session
    from carbonsv.model.policy import Period
    from carbonsv.units.quantity import Quantity

_PER_KWH = re.compile(r"\s*(/|per)\s*kwh$", re.IGNORECASE)
_PENCE = re.compile(r"\s*(p|pence)$", re.IGNORECASE)
_PRICED = "electricity", "gas"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a user answers, as typed; blank is not known.

    Args:
        people: full-time equivalent employees.
        floor_area: of the site, square metres where no unit is given.
        electricity: of the reporting year: energy, or the bill without VAT.
        electricity_price: what a kWh costs the organisation: `0.28`, `28p/kWh`; for a bill only.
        gas: of the reporting year: energy, volume, or the bill without VAT.
        gas_price: what a kWh of gas costs the organisation; for a bill only.
        miles: driven on business in employees' own cars.
    """

    people: str = ""
    floor_area: str = ""
    electricity: str = ""
    electricity_price: str = ""
    gas: str = ""
    gas_price: str = ""
    miles: str = ""


@dataclass(frozen=True, slots=True)
class QuickEstimate:
    """What came of the answers: the ids of the records made, and what is not assessed."""

    records: tuple[str, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said about an answer: how it is read, or why it cannot be."""

    sentence: str
    refused: bool = False


@dataclass(frozen=True, slots=True)
class _Question:
    name: str
    activity: str
    dimensions: tuple[str, ...]
    default_unit: str
    label: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """An answer as a quantity of the reporting year, and the words that say what it rests on."""

    quantity: Quantity
    basis: str


def estimate(session: Session, answers: Answers, year_id: str | None = None, site: str = "") -> QuickEstimate:
    """Put estimates of a reporting year into the document, as one change that can be undone.

    Estimates of the same question that were made before are replaced; a month that real records of the
    same activity cover already gets none.

    Args:
        session: with the document.
        answers: as typed.
        year_id: of the reporting year; the last one by default.
        site: id of the site; not needed where there is only one, or none yet.

    Raises:
        UsageError: nothing is answered, an amount of money has no price, or the site is not said.
        CarbonsvError: an answer cannot be read; its sentence says why.
    """
    if not any(getattr(answers, name) for name in Answers.__slots__):
        raise UsageError("Nothing was answered.", "Give at least one of the five answers.")
    period = session.snapshot().year(year_id)[1]
    readings = dict(_readings(answers))
    place, edits = _site(session, answers, site)
    edits += _people(session, answers, period)
    rows = [row for name, one in readings.items() for row in _rows(_question(name), one, period, place)]
    kept, issues = _beside_real_records(session, rows)
    edits += _earlier(session, readings, period)
    edits += [Edit("activity", row["id"], None, row) for row in kept]
    session.apply("Quick estimate", edits)
    return QuickEstimate(tuple(row["id"] for row in kept), (*issues, *open_questions(answers)))


def readings(answers: Answers) -> dict[str, Said]:
    """Say of every answer that was typed how it is read, or why it cannot be, by the name of the question."""
    found = {}
    for name in ("people", "floor_area", *(one.name for one in _questions())):
        if text := getattr(answers, name).strip():
            try:
                found[name] = Said(_read(name, text, answers))
            except CarbonsvError as error:
                found[name] = Said(f"{error} {error.hint}".strip(), refused=True)
    return found


def is_bill(answer: str) -> bool:
    """Return whether an answer is an amount of money, so that the price of a kWh is needed too."""
    try:
        return bool(answer.strip()) and read_quantity(answer, "kWh").unit == "GBP"
    except CarbonsvError:
        return False


def _read(name: str, text: str, answers: Answers) -> str:
    if name == "people":
        return f"{quantity_text(_fte(text))} full-time equivalent employees"
    if name == "floor_area":
        return f"{quantity_text(_area_m2(text))} m²"
    reading = _reading(_question(name), text, getattr(answers, f"{name}_price", ""))
    return f"{reading.quantity.reading} in the year"


@cache
def _questions() -> tuple[_Question, ...]:
    with (RESOURCES / "quick_estimate.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            _Question(
                row["question"],
                row["activity"],
                tuple(row["dimension"].split("|")),
                row["default_unit"],
                row["label"],
            )
            for row in csv.DictReader(file, strict=True)
        )


def _question(name: str) -> _Question:
    return next(one for one in _questions() if one.name == name)


def _readings(answers: Answers) -> Iterator[tuple[str, _Reading]]:
    for one in _questions():
        if text := getattr(answers, one.name).strip():
            price = getattr(answers, f"{one.name}_price", "")
            yield one.name, _reading(one, text, price)


def _reading(question: _Question, text: str, price: str) -> _Reading:
    quantity = read_quantity(text, default_unit=question.default_unit)
    if quantity.value < 0:
        raise UsageError(f"{question.label} cannot be less than nothing.", "Give a year's use.")
    if quantity.unit == "GBP" and question.name in _PRICED:
        return _of_bill(question, quantity, price)
    fitting_unit(quantity.unit, question.dimensions)
    return _Reading(quantity, f"the answer “{text}”")


def _of_bill(question: _Question, money: Quantity, price: str) -> _Reading:
    """Turn a bill into kWh at the price the organisation itself pays."""
    if not price.strip():
        sentence = f"{question.label} of {money.reading} needs the price of a kWh."
        raise UsageError(
            sentence, "It stands on the bill. Give it, such as 0.28 or 28p/kWh, or give the kWh."
        )
    pounds = _price(price)
    kwh = read_quantity(f"{money.value / pounds!r} kWh")
    kwh = replace(kwh, reading=f"{number(kwh.value)} {kwh.unit}")  # a quotient has digits that nobody typed
    return _Reading(
        kwh, f"a bill of {money.reading} at the organisation's own price of {pounds:g} GBP per kWh"
    )


def _price(text: str) -> float:
    """Read what a kWh costs [GBP per kWh]: 0.28, £0.28, 28p/kWh."""
    bare = _PER_KWH.sub("", text.strip())
    pence = _PENCE.search(bare)
    pounds = read_number(bare[: pence.start()]) / 100 if pence else read_quantity(bare, "GBP").value
    if not pounds > 0:
        raise UsageError(f"“{text}” is not the price of a kWh.", "It is more than nothing, such as 0.28.")
    return pounds


def _rows(question: _Question, reading: _Reading, period: Period, site: str) -> Iterator[dict[str, Any]]:
    """Share a year's quantity among its months by their days, without losing any of it."""
    if reading.quantity.value == 0:
        return
    months = list(_months(period))
    days = [(last - first).days + 1 for first, last in months]
    shares = [reading.quantity.value * part / sum(days) for part in days[:-1]]
    shares.append(reading.quantity.value - fsum(shares))
    for (first, last), share in zip(months, shares, strict=True):
        yield editing.full_row(
            "activity",
            {
                "id": editing.new_id(),
                "site": site if question.name in _PRICED else "",
                "activity": question.activity,
                "quantity": share,
                "unit": reading.quantity.unit,
                "start": first.isoformat(),
                "end": last.isoformat(),
                "quality": "estimated-proxy",
                "typed": reading.quantity.reading,
                "note": f"Estimate: {reading.basis} for the year, shared among its months by days.",
                "source": f"{MARKER}: {question.label}",
            },
        )


def _months(period: Period) -> Iterator[tuple[date, date]]:
    first = period.start
    while first <= period.end:
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        yield first, min(following - timedelta(days=1), period.end)
        first = following


def _site(session: Session, answers: Answers, site: str) -> tuple[str, list[Edit]]:
    """Return the site of the estimates, and the edit that gives it its floor area [m2]."""
    sites = list(session.document.frame("site")["id"])
    if site and site not in sites:
        raise UsageError(f"There is no site “{site}”.", f"Sites: {', '.join(sites) or 'none yet'}.")
    if not site and len(sites) > 1:
        raise UsageError("The document has several sites.", f"Say which one: {', '.join(sites)}.")
    place = site or (sites[0] if sites else "")
    if not answers.floor_area.strip():
        return place, []
    area_m2 = _area_m2(answers.floor_area)
    if place:
        before = {"floor_area_m2": session.document.row("site", place)["floor_area_m2"]}
        return place, _changed("site", place, before, {"floor_area_m2": area_m2})
    place = editing.new_id()
    row = {"id": place, "name": session.document_name, "floor_area_m2": area_m2}
    return place, [Edit("site", place, None, editing.full_row("site", row))]


def _people(session: Session, answers: Answers, period: Period) -> list[Edit]:
    """Put the people into the reporting year; nothing is emitted by guess."""
    if not answers.people.strip():
        return []
    fte = _fte(answers.people)
    years = session.document.frame("reporting_year")
    year = next(one for one in years["id"] if _starts(session, one) == period.start.isoformat())
    before = {"fte": session.document.row("reporting_year", year)["fte"]}
    return _changed("reporting_year", year, before, {"fte": fte})


def _fte(text: str) -> float:
    fte = read_number(text)
    if not fte > 0:
        raise UsageError("The number of people is more than nothing.", "Leave it out where it is not known.")
    return fte


def _area_m2(text: str) -> float:
    area = read_quantity(text, default_unit="m2")
    area_m2 = convert(area.value, area.unit, "m2")
    if not area_m2 > 0:
        raise UsageError("A floor area is more than nothing.", "Leave it out where it is not known.")
    return area_m2


def _starts(session: Session, year_id: str) -> str:
    return str(session.document.row("reporting_year", year_id)["start"])


def _changed(table: str, row_id: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Edit]:
    return [] if before == after else [Edit(table, row_id, dict(before), dict(after))]


def _earlier(session: Session, readings: Mapping[str, _Reading], period: Period) -> list[Edit]:
    """Delete what was estimated before from the same questions for the same year."""
    frame = session.document.frame("activity")
    marks = [f"{MARKER}: {_question(name).label}" for name in readings]
    inside = (frame["start"] >= str(period.start)) & (frame["end"] <= str(period.end))
    return editing.deletions(
        session.document, "activity", list(frame["id"][frame["source"].isin(marks) & inside])
    )


def _beside_real_records(
    session: Session, rows: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[Issue]]:
    """Leave out estimates of what is measured already, and say so."""
    covered = set(superseded_estimates(session.document.frame("activity"), rows))
    kept = [row for row in rows if row["id"] not in covered]
    issues = []
    for question in _questions():
        count = sum(row["activity"] == question.activity for row in rows if row["id"] in covered)
        if count:
            sentence = f"{question.label}: months that have records already were not estimated ({count})."
            issues.append(Issue("", "estimate-not-needed", "notice", sentence))
    return kept, issues


def open_questions(answers: Answers) -> list[Issue]:
    """Say what nobody has answered: it is not assessed, and it is not nothing."""
    asked = {"people": "Employees", "floor_area": "Floor area"}
    asked |= {one.name: one.label for one in _questions()}
    issues = [
        _not_assessed(f"{label}: not assessed, because it was not answered.")
        for name, label in asked.items()
        if not getattr(answers, name).strip()
    ]
    sentence = "Commuting and homeworking: not assessed. The number of people alone does not say."
    hint = "carbonsv survey writes a form to ask them with."
    return [*issues, _not_assessed(sentence, hint)]


def _not_assessed(sentence: str, hint: str = "") -> Issue:
    return Issue("", "not-assessed", "notice", sentence, hint)
