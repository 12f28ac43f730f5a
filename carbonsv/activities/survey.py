"""A survey of commuting and homeworking: its questions, the answers, and what they add up to in a week."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache
from math import fsum
from typing import TYPE_CHECKING

from carbonsv.activities.tables.meanings import folded
from carbonsv.errors import CarbonsvError
from carbonsv.model.issue import Issue
from carbonsv.paths import RESOURCES
from carbonsv.units.convert import convert
from carbonsv.units.names import read_unit
from carbonsv.units.quantity import read_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from carbonsv.activities.files.text_table import TextTable

HOMEWORKING = "homeworking"
HOURS = "FTE.hour"
_DAYS_A_WEEK = 7
_WAYS = 2  # there and back
_FIRST_ROWS = 10  # where headings may stand below titles that somebody added


@dataclass(frozen=True, slots=True)
class Question:
    """A column of the form: its heading, the least and most that can be answered, and what to write."""

    name: str
    heading: str
    least: float | None
    most: float | None
    guidance: str


@dataclass(frozen=True, slots=True)
class Mode:
    """A way to travel to work: the activity it is, blank where it emits nothing, and the unit of it."""

    name: str
    activity: str
    unit: str
    guidance: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person answered; None is a question that was left blank or cannot be read.

    Args:
        mode: how the person travels.
        way_km: from home to work in a week, both ways [km].
        home_hours: worked at home in a week [hours].
    """

    mode: Mode | None = None
    way_km: float | None = None
    home_hours: float | None = None


@cache
def questions() -> tuple[Question, ...]:
    """Read the questions in the order of the form."""
    return tuple(
        Question(row["name"], row["heading"], _number(row["least"]), _number(row["most"]), row["guidance"])
        for row in _rows("survey_columns")
    )


@cache
def modes() -> tuple[Mode, ...]:
    """Read the ways to travel that the form offers."""
    return tuple(
        Mode(row["mode"], row["activity"], row["unit"], row["guidance"]) for row in _rows("survey_modes")
    )


@cache
def parameter(name: str) -> float:
    """Return a number of the survey; its source stands beside it in `resources/survey_parameters.csv`."""
    return next(float(row["value"]) for row in _rows("survey_parameters") if row["name"] == name)


def is_survey(table: TextTable) -> bool:
    """Whether a table has the headings of the form."""
    return _heading_row(table) is not None


def read_answers(table: TextTable) -> tuple[list[Answer], list[Issue]]:
    """Read a filled-in form: one person a row; a row without any answer is nobody.

    Args:
        table: with the headings of the form.

    Returns:
        The answers, and what in them cannot be used, by row.
    """
    answers: list[Answer] = []
    issues: list[Issue] = []
    heading = _heading_row(table)
    if heading is None:
        return answers, issues
    names = table.names if heading < 0 else table.cells(heading)
    places = {folded(name): place for place, name in enumerate(names)}
    for row in range(heading + 1, len(table)):
        cells = {one.name: table.columns[places[folded(one.heading)]][row].strip() for one in questions()}
        if any(cells.values()):
            where = f"{table.path.name}, row {int(table.rows[row])}"
            answer, more = _answer(cells, where)
            answers.append(answer)
            issues += more
    return answers, issues


def _heading_row(table: TextTable) -> int | None:
    """Return the row that has the form's headings, -1 where they are the table's own; None where none has.

    A form that nobody has filled in has no table below its headings, so that they are read as a row.
    """
    wanted = {folded(one.heading) for one in questions()}
    rows = (table.names, *(table.cells(row) for row in range(min(len(table), _FIRST_ROWS))))
    return next((row - 1 for row, cells in enumerate(rows) if wanted <= set(map(folded, cells))), None)


def weekly_km(answers: Iterable[Answer]) -> dict[Mode, float]:
    """Return how far the people who answered travel in a week by each mode that emits [km]."""
    ways: dict[Mode, list[float]] = {}
    for one in answers:
        if one.mode and one.mode.activity and one.way_km:
            ways.setdefault(one.mode, []).append(one.way_km)
    return {mode: fsum(parts) for mode, parts in ways.items()}


def weekly_home_hours(answers: Iterable[Answer]) -> float:
    """Return how long the people who answered work at home in a week [hours]."""
    return fsum(one.home_hours or 0.0 for one in answers)


def _answer(cells: Mapping[str, str], where: str) -> tuple[Answer, list[Issue]]:
    numbers: dict[str, float | None] = {}
    issues = []
    for one in questions():
        if one.least is not None:
            numbers[one.name], more = _in_range(one, cells[one.name], where)
            issues += more
    if fsum(numbers[name] or 0.0 for name in ("days_at_work", "days_at_home")) > _DAYS_A_WEEK:
        issues.append(_unusable(where, "a week has more than seven days"))
        return Answer(), issues
    answer = Answer(home_hours=_product(numbers["days_at_home"], numbers["hours_at_home"]))
    if numbers["days_at_work"] == 0:
        return replace(answer, way_km=0.0), issues
    mode, more = _mode(cells["mode"], where)
    way_km, unread = _way_km(numbers, mode, cells["unit"], where)
    return replace(answer, mode=mode, way_km=way_km), [*issues, *more, *unread]


def _in_range(question: Question, text: str, where: str) -> tuple[float | None, list[Issue]]:
    if not text:
        return None, []
    try:
        value = read_number(text)
    except CarbonsvError as error:
        return None, [_unusable(where, f"{question.heading}: {error}")]
    low, high = question.least or 0.0, question.most
    if value < low or (high is not None and value > high):
        return None, [_unusable(where, f"{question.heading}: {text} cannot be")]
    return value, []


def _mode(text: str, where: str) -> tuple[Mode | None, list[Issue]]:
    if not text:
        return None, []
    for one in modes():
        if folded(one.name) == folded(text):
            return one, []
    return None, [_unusable(where, f"“{text[:60]}” is not a way to travel on the list")]


def _way_km(
    numbers: Mapping[str, float | None], mode: Mode | None, unit: str, where: str
) -> tuple[float | None, list[Issue]]:
    """Return how far somebody travels in a week [km]; on foot it does not matter how far."""
    if mode is None or numbers["days_at_work"] is None:
        return None, []
    if not mode.activity:
        return 0.0, []
    distance = numbers["distance"]
    if distance is None or not unit:
        return None, []
    try:
        one_way_km = convert(distance, read_unit(unit), "km")
    except CarbonsvError as error:
        return None, [_unusable(where, str(error))]
    return _WAYS * one_way_km * numbers["days_at_work"], []


def _product(days: float | None, hours: float | None) -> float | None:
    """Return hours in a week; nobody needs to say how long the days are that there are none of."""
    if days == 0:
        return 0.0
    return None if days is None or hours is None else days * hours


def _unusable(where: str, reason: str) -> Issue:
    return Issue(
        "", "unusable-answer", "warning", f"{where}: {reason.rstrip('.')}; it counts as not answered."
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def _rows(name: str) -> list[dict[str, str]]:
    with (RESOURCES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))
