"""What the program knows to say: advice by source of emissions, signposts, and ethical questions."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from carbonsv.paths import FACTORS

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Advice:
    """A tip for one topic, given where one of its activities is among the largest sources."""

    topic: str
    activities: tuple[str, ...]
    tip: str


@dataclass(frozen=True, slots=True)
class Signpost:
    """Who can help: organisation, what for, address as text, and the day it was last looked at."""

    organisation: str
    what_for: str
    address: str
    topics: tuple[str, ...]
    checked: date | None
    how_checked: str


@dataclass(frozen=True, slots=True)
class EthicalQuestion:
    """A question of the ethical procurement list with its help.

    Attributes:
        raised_by: words in a purchase that raise the question above the others.
        list: name of a pack whose list is shown beside it; blank for none.
    """

    id: str
    question: str
    help: str
    weight: float
    raised_by: tuple[str, ...]
    list: str


def read_advice(folder: Path = FACTORS) -> tuple[Advice, ...]:
    """Read the tips, in the order they are given where sources are equal."""
    rows = _rows(folder / "advice.csv")
    return tuple(Advice(row["topic"], _words(row["activities"]), row["tip"]) for row in rows)


def read_signposts(folder: Path = FACTORS) -> tuple[Signpost, ...]:
    """Read who can help."""
    return tuple(
        Signpost(
            row["organisation"],
            row["what_for"],
            row["address"],
            _words(row["topics"]),
            date.fromisoformat(row["checked"]) if row["checked"] else None,
            row["how_checked"],
        )
        for row in _rows(folder / "signposts.csv")
    )


def read_questions(folder: Path = FACTORS) -> tuple[EthicalQuestion, ...]:
    """Read the questions of ethical procurement."""
    return tuple(
        EthicalQuestion(
            row["question"],
            row["text"],
            row["help"],
            float(row["weight"]),
            _words(row["raised_by"]),
            row["list"],
        )
        for row in _rows(folder / "ethical_questions.csv")
    )


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word for word in cell.split("|") if word)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))
