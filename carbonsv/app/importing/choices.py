"""What a user can say about a file to import: what it holds, and what is done with it."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from carbonsv.activities.tables.meanings import meanings
from carbonsv.app.importing.source import ImportChoices
from carbonsv.paths import RESOURCES

Route = Literal["own", "evidence", "records", "ledger", "readings", "survey", "factors"]
Again = Literal["add", "replace", "leave-out"]
_AS_QUANTITY = frozenset(("month", "interval", "part", "closing_read"))


@dataclass(frozen=True, slots=True)
class FileChoices:
    """What a user says about one file.

    Args:
        source: about its tables.
        route: what it holds; blank to find it.
        again: what happens to a file that records were read from before.
        add_sites: whether sites that are not known yet are added to the document.
        vat: the rate that a ledger's amounts include, where it does not say: standard, reduced, zero, none.
        leave_out_counted: whether to leave out ledger lines for what records count already.
        year_id: of a survey; the last reporting year by default.
        weeks: that people work in the year of a survey.
        later_wins: whether readings replace different ones of the same interval.
    """

    source: ImportChoices = field(default_factory=ImportChoices)
    route: Route | Literal[""] = ""
    again: Again = "add"
    add_sites: bool = False
    vat: str = ""
    leave_out_counted: bool = False
    year_id: str | None = None
    weeks: float | None = None
    later_wins: bool = False


@dataclass(frozen=True, slots=True)
class KindOfData:
    """What files hold, in plain words: the activity kind of their rows, blank where rows say it."""

    words: str
    kind: str
    route: Route


@cache
def kinds_of_data() -> tuple[KindOfData, ...]:
    """Read what files are offered to hold."""
    with (RESOURCES / "import_kinds.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            KindOfData(row["words"], row["kind"], route_named(row["route"]))
            for row in csv.DictReader(file, strict=True)
        )


@cache
def meaning_labels() -> dict[str, str]:
    """Return what the meanings of columns are called, in plain words."""
    with (RESOURCES / "import_meanings.csv").open(encoding="utf-8", newline="") as file:
        return {row["meaning"]: row["label"] for row in csv.DictReader(file, strict=True)}


def units_of_meaning(meaning: str) -> tuple[str, ...]:
    """Return the units that a column of a meaning may be in; none where it has none."""
    if meaning in _AS_QUANTITY:
        meaning = "quantity"
    return next((one.units for one in meanings() if one.name == meaning), ())


def route_named(text: str) -> Route:
    """Return a route by its name."""
    routes: tuple[Route, ...] = ("own", "records", "ledger", "readings", "survey", "factors")
    return next(one for one in routes if one == text)
