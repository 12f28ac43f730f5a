"""What columns of other people's files can mean; the words are data (`resources/import_columns.csv`)."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from carbonsv.paths import RESOURCES

_NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column can mean: its name, the kind of its cells, how people head it, and its usual units."""

    name: str
    kind: str
    synonyms: tuple[str, ...]
    units: tuple[str, ...]


@cache
def meanings() -> tuple[Meaning, ...]:
    """Read every meaning a column can have."""
    with (RESOURCES / "import_columns.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Meaning(row["meaning"], row["kind"], tuple(row["synonyms"].split("|")), _split(row["units"]))
            for row in csv.DictReader(file, strict=True)
        )


@cache
def meaning_of_words() -> dict[str, str]:
    """Return the meaning of every folded heading that is listed; the first meaning that lists it."""
    words: dict[str, str] = {}
    for meaning in meanings():
        words.setdefault(folded(meaning.name), meaning.name)
        for synonym in meaning.synonyms:
            words.setdefault(folded(synonym), meaning.name)
    return words


def listed_meaning(heading: str) -> str:
    """Return the meaning of a heading that is listed, alone or below a group such as “Electricity”."""
    words, known = folded(heading), meaning_of_words()
    if words in known:
        return known[words]
    group, _, rest = words.partition(" ")
    return known.get(rest, "") if known.get(group) == "quantity" else ""


@cache
def kind_of(meaning: str) -> str:
    """Return whether cells of a meaning are dates, numbers or text; text where it is not known."""
    return next((one.kind for one in meanings() if one.name == meaning), "text")


def folded(heading: str) -> str:
    """Take case, brackets, points and underscores from a heading: its words, parted by spaces."""
    return _NOT_A_WORD.sub(" ", heading).strip().casefold()


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
