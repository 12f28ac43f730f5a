"""What a user can say about a file to import: what it holds, and what is done with it."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from carbonsv.app.source_import import ImportChoices
from carbonsv.paths import RESOURCES

Route = Literal["own", "records", "ledger", "readings", "survey", "factors"]
Again = Literal["add", "replace", "leave-out"]


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
            KindOfData(row["words"], row["kind"], _route(row["route"]))
            for row in csv.DictReader(file, strict=True)
        )


def _route(text: str) -> Route:
    routes: tuple[Route, ...] = ("own", "records", "ledger", "readings", "survey", "factors")
    return next(one for one in routes if one == text)
