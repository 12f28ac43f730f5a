"""Words in people's files for activities and for how a figure is known; both lists are data."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.files.text_columns import TextColumn
from carbonsv.activities.tables.mapping import dimension_of
from carbonsv.activities.tables.meanings import folded
from carbonsv.paths import RESOURCES

if TYPE_CHECKING:
    from carbonsv.activities.tables.understanding import Understanding

_YES = frozenset(("y", "yes", "true", "1", "t", "x"))
_NO = frozenset(("n", "no", "false", "0", "f", ""))


@cache
def _activities() -> dict[str, tuple[str, frozenset[str]]]:
    words: dict[str, tuple[str, frozenset[str]]] = {}
    with (RESOURCES / "import_activities.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            for word in row["words"].split("|"):
                words[folded(word)] = (row["kind"], frozenset(row["dimensions"].split("|")))
    return words


@cache
def _read_types() -> dict[str, str]:
    with (RESOURCES / "read_types.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    return {folded(word): row["quality"] for row in rows for word in row["words"].split("|")}


def kind_of_word(text: str, unit: str) -> str:
    """Return the activity kind that a whole cell stands for, such as Elec; nothing where it is not listed."""
    kind, dimensions = _activities().get(folded(text), ("", frozenset()))
    return kind if kind and dimension_of(unit) in {*dimensions, ""} else ""


def kind_in_words(text: str, unit: str) -> str:
    """Return the one activity kind that a heading or title speaks of; nothing where it is several or none."""
    padded = f" {folded(text)} "
    found = {
        kind
        for word, (kind, dimensions) in _activities().items()
        if len(word) > 2 and f" {word} " in padded and dimension_of(unit) in dimensions  # noqa: PLR2004
    }
    return found.pop() if len(found) == 1 else ""


def qualities(found: Understanding, usual: str) -> TextColumn:
    """Return (n rows) how each figure is known, by the column that says estimated or actual."""
    guess = found.column("read_type")
    if guess is None:
        return TextColumn(np.zeros(len(found.table), np.int32), [usual])
    heading = folded(guess.name)
    return found.table.columns[guess.place].changed(lambda text: _quality(text, heading, usual))


def _quality(text: str, heading: str, usual: str) -> str:
    word = folded(text)
    about_estimates = heading.startswith("est") or heading.endswith(("estimated", "estimate"))
    if word in _YES and word not in _read_types():
        return "estimated-part" if about_estimates else "measured" if heading.startswith("act") else usual
    if word in _NO:
        return "measured" if about_estimates and word else usual
    if "estimate" in word:
        return "estimated-part"
    return _read_types().get(word, usual)
