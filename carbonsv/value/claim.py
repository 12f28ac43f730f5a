"""A measure claim: an action with its quantities before and now, read from a row of text or of a document."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from carbonsv.errors import CarbonsvError
from carbonsv.model.issue import Issue
from carbonsv.units.quantity import LARGEST_QUANTITY, read_number
from carbonsv.value.additionality import SHARES, Additionality

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_YEARS = 100  # an appraisal longer than this is a slip of the finger
LARGEST_YEAR = 9999  # as calendars have it
COUNTERFACTUAL = "without-the-measure"
WHOLE_SITE = "whole-site"


@dataclass(frozen=True, slots=True)
class Claim:
    """A measure claim.

    Attributes:
        variant: which of the measure's variants, such as the fuel of the car; blank for the usual one.
        baseline_quantity, current_quantity: [unit] nan where not assessed.
        replacement: what took the place of the quantity saved, such as homeworking or rail.
        replacement_quantity: [the unit of that activity] nan where not given.
        year: first year of the effect; `years` how many years it lasts.
        price_year: year of the prices; None for that of the published carbon values.
        counterfactual: whether the baseline is what would have happened without the measure.
        whole_site: whether the quantity is that of a whole site, and not of one part of it.
        part: which part of the site, in the claimant's words.
    """

    id: str
    measure: str
    unit: str
    year: int
    baseline_quantity: float = math.nan
    current_quantity: float = math.nan
    years: int = 1
    price_year: int | None = None
    additionality: Additionality = field(default_factory=Additionality)
    title: str = ""
    variant: str = ""
    replacement: str = ""
    replacement_quantity: float = math.nan
    counterfactual: bool = False
    site: str = ""
    whole_site: bool = False
    part: str = ""
    local_authority: str = ""
    beneficiaries: str = ""

    @property
    def name(self) -> str:
        """What people call the claim."""
        return self.title or self.id

    @property
    def span(self) -> range:
        """The years in which the claim has an effect."""
        return range(self.year, self.year + self.years)


def read_claim(
    row: Mapping[str, Any], fallback_id: str, default_year: int | None = None
) -> tuple[Claim, list[Issue]]:
    """Read a claim from a row; what cannot be read becomes an issue.

    Args:
        row: columns as resources/schema/measure_claim.csv; values as text or typed.
        fallback_id: the id of a row without one.
        default_year: the year of a row without one.

    Returns:
        The claim as far as it can be read; with an error among the issues it has no value.
    """
    reader = _Reader(row, _text(row.get("id")) or fallback_id)
    if not _text(row.get("measure")):
        reader.refuse("missing-value", "The measure is blank.", "Give an id such as ESV01, or co2e-avoided.")
    claim = Claim(
        id=reader.record,
        title=_text(row.get("title")),
        measure=_text(row.get("measure")),
        variant=_text(row.get("variant")).casefold(),
        baseline_quantity=reader.number("baseline_quantity"),
        current_quantity=reader.number("current_quantity"),
        unit=_text(row.get("unit")),
        replacement=_text(row.get("replacement")).casefold(),
        replacement_quantity=reader.number("replacement_quantity"),
        year=reader.whole("year", default_year),
        years=reader.years(),
        price_year=reader.whole("price_year", 0) or None,
        additionality=Additionality(**{name: reader.share(name) for name in SHARES}),
        counterfactual=_text(row.get("baseline_basis")) == COUNTERFACTUAL,
        site=_text(row.get("site")),
        whole_site=_text(row.get("coverage")) == WHOLE_SITE,
        part=_text(row.get("part")),
        local_authority=_text(row.get("local_authority")),
        beneficiaries=_text(row.get("beneficiaries")),
    )
    return claim, reader.issues


class _Reader:
    """Reads the cells of one row and keeps what is wrong with them."""

    def __init__(self, row: Mapping[str, Any], record: str) -> None:
        self.record = record
        self.issues: list[Issue] = []
        self._row = row
        self._name = _text(row.get("title")) or record

    def refuse(self, code: str, sentence: str, hint: str = "") -> None:
        """Keep an error."""
        self.issues.append(Issue(self.record, code, "error", f"Claim {self._name}: {sentence}", hint))

    def number(self, name: str) -> float:
        """Return a number, nan where the cell is blank or cannot be read."""
        text = _text(self._row.get(name))
        if not text:
            return math.nan
        try:
            value = read_number(text)
        except CarbonsvError as error:
            self.refuse("unreadable-number", f"{_label(name)}: {error}", error.hint)
            return math.nan
        if abs(value) > LARGEST_QUANTITY:
            self.refuse("unreadable-number", f"{_label(name)} is too large to be a quantity.")
            return math.nan
        return value

    def share(self, name: str) -> float | None:
        """Return a share from 0 to 1, None where the cell is blank."""
        value = self.number(name)
        if math.isnan(value):
            return None
        if not 0 <= value <= 1:
            sentence = f"{_label(name)} is {value:g}, which is not a share from 0 to 1."
            self.refuse("share-out-of-range", sentence, "Write 20 % as 0.2.")
            return None
        return value

    def whole(self, name: str, default: int | None) -> int:
        """Return a whole number such as a year."""
        value = self.number(name)
        if math.isnan(value):
            if default is None and not _text(self._row.get(name)):
                self.refuse("missing-value", f"{_label(name)} is blank.", "Give the year the effect begins.")
            return default or 0
        if value != int(value) or abs(value) > LARGEST_YEAR:
            self.refuse("unreadable-year", f"{_label(name)} is {value:g}, which is not such a number.")
            return default or 0
        return int(value)

    def years(self) -> int:
        """Return how many years the effect lasts, 1 where the cell is blank."""
        years = self.whole("years", 1)
        if not 1 <= years <= MOST_YEARS:
            sentence = f"the effect lasts {years} years, which is not between 1 and {MOST_YEARS}."
            self.refuse("years-out-of-range", sentence)
            return 1
        return years


def _label(name: str) -> str:
    return name.replace("_", " ")


def _text(value: object) -> str:
    """Return a cell as text; a missing one, nan included, is blank."""
    if value is None or value != value:  # noqa: PLR0124 - nan is not equal to itself
        return ""
    if isinstance(value, float):
        return repr(value)
    return str(value).strip()
