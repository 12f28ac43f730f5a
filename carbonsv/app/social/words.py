"""Measures and the questions of a claim in plain words, for people without the vocabulary."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from carbonsv.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.library.measures import Measure, MeasureCatalogue

FOLDER = RESOURCES / "claims"
_YES = "yes"
_GOOD_ENOUGH = 75.0
_BEGINS, _INSIDE = 100.0, 90.0
_SHORT = 3  # letters: “led” stands inside of recycled, and means neither


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the guided form: asked in plain words, with a sentence of help and an example.

    Attributes:
        field: the column of the claim it fills.
        step: the part of the form it stands in.
        advanced: whether it is hidden until it is asked for.
    """

    field: str
    step: str
    question: str
    help: str
    example: str
    advanced: bool


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """A measure of the catalogue in everyday words, with the words people may search for it by."""

    measure: str
    words: str
    theme: str
    synonyms: tuple[str, ...]


@cache
def questions() -> dict[str, Question]:
    """Return the questions by the column they fill, in the order they are asked."""
    return {
        row["field"]: Question(
            row["field"], row["step"], row["question"], row["help"], row["example"], row["advanced"] == _YES
        )
        for row in _rows("questions")
    }


@cache
def measure_words() -> dict[str, MeasureWords]:
    """Return the measures in plain words, by id, in the order they are offered."""
    return {
        row["measure"]: MeasureWords(
            row["measure"], row["words"], row["theme"], tuple(row["synonyms"].split("|"))
        )
        for row in _rows("measures")
    }


def choices(measure: str, column: str) -> list[tuple[str, str]]:
    """Return value and words of what a measure lets one choose: its variants, or what took its place."""
    rows = _rows("variants")
    return [
        (row["value"], row["words"]) for row in rows if (row["measure"], row["column"]) == (measure, column)
    ]


def plain_title(measure: str) -> str:
    """Return what people call a measure; its id where it is not known."""
    found = measure_words().get(measure)
    return found.words if found else measure


def find_measures(catalogue: MeasureCatalogue, text: str) -> list[MeasureWords]:
    """Return the measures that fit some words best; all of them in order where there are none.

    Args:
        catalogue: gives the official titles, which count as words too.
        text: words such as `led`, `bike` or `leftovers`.
    """
    words = text.casefold().split()
    offered = list(measure_words().values())
    if not words:
        return offered
    scored = [(_score(one, catalogue.find(one.measure), words), one) for one in offered]
    good = [each for each in scored if each[0] >= _GOOD_ENOUGH]
    return [one for _, one in sorted(good, key=lambda each: -each[0])]


def _score(one: MeasureWords, measure: Measure, words: Sequence[str]) -> float:
    """Rate a measure from 0 to 100 by the word that fits it worst; the plain words count most."""
    spoken = " ".join([one.words, one.theme, *one.synonyms, measure.id, measure.title]).casefold()
    parts = spoken.replace(":", " ").replace("(", " ").split()
    return min(_word_score(word, spoken, parts) for word in words)


def _word_score(word: str, spoken: str, parts: Sequence[str]) -> float:
    if any(part.startswith(word) for part in parts):
        return _BEGINS
    if len(word) > _SHORT and word in spoken:
        return _INSIDE
    return max((fuzz.ratio(word, part) for part in parts), default=0.0)


@cache
def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))
