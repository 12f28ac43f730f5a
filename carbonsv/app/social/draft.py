"""A measure claim while it is being typed: its texts read as people write them, and kept as one change."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from carbonsv.activities.columns.dates import read_day
from carbonsv.app.social.claims import FROM_RECORDS
from carbonsv.app.social.value import shipped_packs
from carbonsv.app.social.words import plain_title, questions
from carbonsv.document.history import Edit
from carbonsv.errors import CarbonsvError
from carbonsv.library.measures import CHANGE
from carbonsv.model import tables, text
from carbonsv.units.convert import convert, dimension, fitting_unit
from carbonsv.units.quantity import Quantity, read_number, read_quantity
from carbonsv.value.additionality import SHARES
from carbonsv.value.measures import TAKEN_OVER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from carbonsv.app.session import Session
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.library.catalogue import Catalogue
    from carbonsv.library.measures import Measure, MeasureCatalogue

TABLE = "measure_claim"
QUANTITIES = ("baseline_quantity", "current_quantity")
_PER_CENT = 100
_LEADING_NUMBER = re.compile(r"[^A-Za-z]*")
_PERCENT_WORDS = re.compile(r"\s*(%|per ?cent)\s*$", re.IGNORECASE)


class UnfinishedClaimError(CarbonsvError):
    """A claim was to be kept while something in it is missing or cannot be read."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed so far.

    Attributes:
        row: the columns of the claim, typed; None where nothing is given.
        refused: the sentence why a field cannot be read, or is needed.
        readings: how a quantity or share was read.
    """

    row: Mapping[str, Any]
    refused: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)


def read_draft(texts: Mapping[str, str], catalogue: MeasureCatalogue, kinds: Catalogue) -> Draft:
    """Read what was typed; a field that cannot be read does not stop the others.

    Args:
        texts: by column of measure_claim; quantities with their unit, shares in per cent.
        catalogue: the measures.
        kinds: the activity kinds, for the unit of what took the place.
    """
    return _Reader({name: value.strip() for name, value in texts.items()}, catalogue, kinds).draft()


def texts_of(row: Mapping[str, Any], measure: Measure | None) -> dict[str, str]:
    """Return a claim as texts that read_draft reads back."""
    found = {}
    for column in tables.table(TABLE).columns:
        value = row.get(column.name)
        if value is None or value != value or value == "":  # noqa: PLR0124 - nan is not equal to itself
            continue
        found[column.name] = _as_text(column, value)
    unit = found.pop("unit", "") or (measure.unit if measure else "")
    return {name: f"{value} {unit}" if name in QUANTITIES else value for name, value in found.items()}


def claim_texts(session: Session, claim_id: str) -> dict[str, str]:
    """Return a claim of the document as texts that read_draft reads back."""
    row = session.document.row(TABLE, claim_id)
    known = shipped_packs().catalogue.measures
    return texts_of(row, known.get(str(row["measure"])))


def _as_text(column: tables.Column, value: Any) -> str:
    if column.name in SHARES:
        return f"{text.quantity(float(value) * _PER_CENT)} %"
    if column.type in {"number", "integer"}:
        return text.quantity(float(value))
    return str(value)[:10] if column.type == "date" else str(value)


def save_draft(session: Session, draft: Draft, claim_id: str = "") -> str:
    """Keep a claim as one change that can be undone, and return its id.

    Args:
        session: with the document.
        draft: what was typed.
        claim_id: of the claim that is changed; blank for a new one.

    Raises:
        UnfinishedClaimError: something in it cannot be read, or is missing.
    """
    if draft.refused:
        raise UnfinishedClaimError(next(iter(draft.refused.values())))
    row = dict(draft.row)
    row["title"] = row["title"] or plain_title(row["measure"])
    if not claim_id:
        return session.add_row(TABLE, {name: value for name, value in row.items() if value is not None})
    before = session.document.row(TABLE, claim_id)
    changed = {name: value for name, value in row.items() if name != "id" and value != before[name]}
    if changed:
        edit = Edit(TABLE, claim_id, {name: before[name] for name in changed}, changed)
        session.apply(f"Change the claim “{row['title']}”", [edit])
    return claim_id


def duplicate_claim(session: Session, claim_id: str) -> str:
    """Add a claim once more under a name of its own, and return its id."""
    row = {name: value for name, value in session.document.row(TABLE, claim_id).items() if name != "id"}
    given = {name: value for name, value in row.items() if value is not None}
    return session.add_row(TABLE, given | {"title": f"{row['title'] or plain_title(row['measure'])} (copy)"})


def records_that_fit(snapshot: Snapshot, measure: Measure) -> list[tuple[str, str]]:
    """Return id and label of the activity kinds in the records that a measure can be drawn from.

    Those the measure's own factors are of come first.
    """
    known = snapshot.library.catalogue
    used = [str(name) for name in snapshot.tables["activity"]["activity"].dropna().unique()]
    own = {line.activity for line in measure.lines if line.quantity == CHANGE}
    families = {name.partition("/")[0] for name in own}
    fitting = [
        kind
        for kind in map(known.find, (name for name in used if name in known))
        if set(kind.dimensions) & set(measure.dimensions) and kind.id.partition("/")[0] in families
    ]
    fitting.sort(key=lambda kind: (kind.id not in own, kind.label))
    return [(kind.id, kind.label) for kind in fitting]


class _Reader:
    """Reads the texts of one claim and keeps what is wrong with them."""

    def __init__(self, texts: Mapping[str, str], catalogue: MeasureCatalogue, kinds: Catalogue) -> None:
        self._texts = texts
        self._catalogue = catalogue
        self._kinds = kinds
        self._refused: dict[str, str] = {}
        self._readings: dict[str, str] = {}

    def draft(self) -> Draft:
        measure = self._measure()
        row: dict[str, Any] = {column.name: None for column in tables.table(TABLE).columns}
        row |= {name: value or None for name, value in self._texts.items() if name in row}
        row["measure"] = measure.id if measure else None
        row["start"] = self._read("start", lambda typed: read_day(typed).isoformat())
        row |= {name: self._read(name, self._share(name)) for name in SHARES}
        row["years"] = self._read("years", _whole) or 1
        if measure:
            row |= self._quantities(measure)
        for name in ("start", "measure"):
            if not row[name] and name not in self._refused:
                self._refused[name] = f"{questions()[name].question} is not answered yet."
        values, issues = tables.coerce(
            TABLE, {name: value for name, value in row.items() if value is not None}
        )
        unreadable = [issue for issue in issues if issue.code.startswith("unreadable")]
        if unreadable and not self._refused:
            self._refused["note"] = unreadable[0].sentence
        return Draft(values, self._refused, self._readings)

    def _measure(self) -> Measure | None:
        named = self._texts.get("measure", "")
        return self._catalogue.find(named) if named else None

    def _read(self, name: str, reader: Callable[[str], Any]) -> Any:
        """Read one text; None where it is blank or cannot be read."""
        typed = self._texts.get(name, "")
        if not typed:
            return None
        try:
            return reader(typed)
        except CarbonsvError as error:
            self._refused[name] = f"{error} {error.hint}".strip()
            return None

    def _share(self, name: str) -> Callable[[str], float]:
        def read(typed: str) -> float:
            share = read_number(_PERCENT_WORDS.sub("", typed)) / _PER_CENT
            if not 0 <= share <= 1:
                raise UnfinishedClaimError(f"“{typed}” is not between 0 and 100 per cent.")
            self._readings[name] = text.share(share)
            return share

        return read

    def _quantities(self, measure: Measure) -> dict[str, Any]:
        """Read the quantities in one unit: that of the first, which the second is converted to."""
        if self._texts.get("origin") == FROM_RECORDS:
            return (
                dict.fromkeys(QUANTITIES) | {"unit": measure.unit} | self._taken_place(measure, measure.unit)
            )
        usual = self._texts.get("unit", "") or measure.unit
        read = {name: self._read(name, lambda typed: _quantity(typed, usual, measure)) for name in QUANTITIES}
        unit = next((one.unit for one in read.values() if one), usual)
        values = {name: self._in_unit(name, one, unit) for name, one in read.items()}
        return {**values, "unit": unit, **self._taken_place(measure, unit)}

    def _in_unit(self, name: str, one: Quantity | None, unit: str) -> float | None:
        if one is None:
            return None
        self._readings[name] = f"{text.quantity(one.value)} {one.unit}"
        if one.unit == unit:
            return one.value
        if dimension(one.unit) != dimension(unit):
            self._refused[name] = f"{one.unit} and {unit} do not measure the same. Give both in one unit."
            return None
        value = convert(one.value, one.unit, unit)
        self._readings[name] += f" = {text.worked(value)} {unit}"
        return value

    def _taken_place(self, measure: Measure, unit: str) -> dict[str, Any]:
        wanted = replacement_unit(measure, self._texts.get("replacement", ""), self._kinds) or unit

        def read(typed: str) -> float:
            one = read_quantity(typed, wanted)
            self._readings["replacement_quantity"] = one.reading
            return convert(one.value, one.unit, wanted)

        return {"replacement_quantity": self._read("replacement_quantity", read)}


def replacement_unit(measure: Measure, replacement: str, kinds: Catalogue) -> str:
    """Return the unit of what took the place of the quantity; blank where it is the claim's own."""
    named = replacement or (measure.replacements[0] if len(measure.replacements) == 1 else "")
    lines = [
        line for line in measure.lines if line.variant == named and line.quantity not in {CHANGE, TAKEN_OVER}
    ]
    return kinds.find(lines[0].activity).default_unit if lines else ""


def _quantity(typed: str, unit: str, measure: Measure) -> Quantity:
    """Read a quantity; a measure with a unit of its own, such as people-hours, takes the number before it."""
    if measure.dimensions:
        one = read_quantity(typed, unit)
        return Quantity(one.value, fitting_unit(one.unit, measure.dimensions), one.reading)
    found = _LEADING_NUMBER.match(typed)
    number = read_number((found.group() if found else typed).strip(" £"))
    return Quantity(number, measure.unit, f"{text.quantity(number)} {measure.unit}")


def _whole(typed: str) -> int:
    number = read_number(typed)
    if number != int(number) or number < 1:
        raise UnfinishedClaimError(f"“{typed}” is not a number of whole years.")
    return int(number)
