"""What documents are made from: the tables, years and inventories of one document at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from carbonsv.errors import CarbonsvError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    import pandas as pd

    from carbonsv.inventory.inventory import Inventory
    from carbonsv.library.factor_library import FactorLibrary

PROGRAM = "Carbon SV"
_HASH_SHOWN = 16  # characters: enough to compare by eye


class NothingToReportError(CarbonsvError):
    """A document has no reporting year, so there is nothing to report."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "There is no reporting year to report on.", "Add one with its records on the Organisation page."
        )


@dataclass(frozen=True, eq=False)
class Basis:
    """The facts that documents are made from.

    Attributes:
        tables: of the document, by name; columns as resources/schema.
        library: the factors that apply.
        year_ids: the reporting years from the first to the last.
        inventory: gives the inventory of a reporting year by its id; asked again it is not made again.
        head_hash: fingerprint of the document's history.
        day: the date documents bear.
    """

    tables: Mapping[str, pd.DataFrame]
    library: FactorLibrary
    year_ids: tuple[str, ...]
    inventory: Callable[[str], Inventory]
    head_hash: str
    day: date

    @property
    def organisation(self) -> dict[str, Any]:
        """The organisation's own row."""
        return self.row("organisation")

    @property
    def name(self) -> str:
        """The organisation's name."""
        return words(self.organisation.get("name"))

    @property
    def origin(self) -> str:
        """The program and the fingerprint of the document its numbers come from."""
        return f"{PROGRAM} · document {self.head_hash[:_HASH_SHOWN]}"

    def row(self, table: str) -> dict[str, Any]:
        """Return the first row of a table; empty where it has none."""
        rows: list[dict[str, Any]] = self.tables[table].head(1).to_dict("records")
        return rows[0] if rows else {}

    def year_row(self, year_id: str) -> dict[str, Any]:
        """Return the row of a reporting year."""
        years = self.tables["reporting_year"]
        return dict(years[years["id"] == year_id].to_dict("records")[0])

    def year_or_last(self, year_id: object) -> str:
        """Return a reporting year's id where it is known, else the last one's.

        Raises:
            NothingToReportError: there is no reporting year.
        """
        if not self.year_ids:
            raise NothingToReportError
        known = words(year_id)
        return known if known in self.year_ids else self.year_ids[-1]

    def before(self, year_id: str) -> str:
        """Return the reporting year before this one; blank where it is the first."""
        place = self.year_ids.index(year_id)
        return self.year_ids[place - 1] if place else ""


def words(value: object) -> str:
    """Return a cell of text without spaces around it; blank where there is none."""
    return value.strip() if isinstance(value, str) else ""


def amount(value: object) -> float | None:
    """Return a cell's number; None where there is none."""
    if not isinstance(value, int | float) or isinstance(value, bool) or value != value:  # noqa: PLR0124 - nan
        return None
    return float(value)


def day_of(value: object) -> date | None:
    """Return a cell's day; None where there is none."""
    if hasattr(value, "date") and value == value:  # noqa: PLR0124 - NaT
        return cast("date", value.date())
    return None


def says_yes(value: object) -> bool:
    """Return whether a cell says yes; blank does not."""
    return isinstance(value, bool | int) and value is not None and bool(value)
