"""Which columns a table shows, and what may be chosen in a cell, as the session declares them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from carbonsv.gui.models.cell_text import NO, YES
from carbonsv.gui.models.record_model import Field
from carbonsv.gui.models.records import Records, plain_text, shown_text
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from carbonsv.app.session import Session
    from carbonsv.gui.door import Door
    from carbonsv.gui.models.record_model import RecordModel
    from carbonsv.model.tables import Column

_WIDTHS_PX = {
    "activity": 212,
    "quantity": 90,
    "unit": 104,
    "start": 108,
    "end": 108,
    "site": 146,
    "name": 220,
    "address": 240,
    "label": 150,
    "note": 220,
    "supplier": 150,
    "meter": 130,
    "vehicle": 120,
    "kind": 210,
    "source": 220,
    "quality": 140,
    "local_authority": 150,
    "description": 260,
    "title": 260,
    "organisation": 200,
    "what_for": 240,
    "action": 220,
    "result": 260,
    "words": 260,
    "evidence": 200,
    "commitment": 240,
    "owner": 150,
    "who": 200,
    "reason": 260,
}
_OWN_COLUMNS = {"buildings": ("meter",), "travel": ("vehicle",)}
_NAMES = ("name", "label", "title")
_ON_REQUEST = ("typed", "scope", "category", "reason", "source")
_NOT_TYPED = {"typed", "source"}  # the program writes them down itself
_AS_SPOKEN = {
    "rego": "REGO certificate",
    "ppa": "Power purchase agreement (PPA)",
    "with": "With radiative forcing",
    "without": "Without radiative forcing",
}


def activity_columns(topic: str) -> tuple[str, ...]:
    """Return the columns of an activity page: buildings have meters, journeys have vehicles."""
    return (
        *("activity", "quantity", "unit", "start", "end", "site", *_OWN_COLUMNS.get(topic, ())),
        *("co2e_kg", "quality", "supplier", "reference", "note"),
        *_ON_REQUEST,
    )


def fields(session: Session, table: str, names: Sequence[str] = ()) -> tuple[Field, ...]:
    """Return the columns of a table; `names` chooses and orders them, otherwise all but the id."""
    declared = {column.name: column for column in session.columns(table)}
    chosen = names or [name for name in declared if name != "id"]
    made = tuple(_field(name, declared) for name in chosen)
    return tuple(map(_of_record, made)) if table == "activity" else made


def _of_record(field: Field) -> Field:
    """Leave out what is seldom needed until it is asked for, and keep what the program writes itself."""
    is_own = field.name in _NOT_TYPED
    return replace(field, hidden=field.name in _ON_REQUEST, editable=field.editable and not is_own)


def _field(name: str, declared: dict[str, Column]) -> Field:
    if name == "co2e_kg":
        return emissions_field("Emissions")
    column = declared[name]
    return Field(
        name=name,
        label=f"{column.label} ({column.unit})" if column.unit else column.label,
        type=column.type,
        description=column.description,
        choices=tuple(column.choices),
        required=column.required,
        target=column.target,
        shown=_shown_instead(column),
        width_px=_WIDTHS_PX.get(name, 130),
        format=_format(column),
    )


def _format(column: Column) -> Callable[[Any], str]:
    """Return how a cell is shown; a year has no thousands marked."""
    if column.type == "integer" and column.name.endswith("year"):
        return plain_text
    return choice_label if column.type == "choice" else shown_text


def _shown_instead(column: Column) -> str:
    """Return the column with the name of what a cell refers to."""
    if column.type == "activity":
        return f"{column.name}_label"
    return f"{column.name}_name" if column.target else ""


def emissions_field(label: str, name: str = "co2e_kg") -> Field:
    """Return a column of emissions, which nobody types."""
    return Field(
        name=name,
        label=label,
        type="emissions",
        description="CO₂e of the record, all its emission lines together, location-based",
        editable=False,
        width_px=116,
        format=emissions,
    )


def emissions(value: Any) -> str:
    """Return emissions as they are shown everywhere; nothing where there are none."""
    return "" if value is None or math.isnan(value) else text.co2e(float(value))


def choice_label(value: Any) -> str:
    """Return a word of a fixed list as people read it: operational-control is Operational control."""
    if value in _AS_SPOKEN:
        return _AS_SPOKEN[str(value)]
    words = str(value or "").replace("-", " ")
    return words[:1].upper() + words[1:]


def _called(records: Records, row: int) -> str:
    """Return the name of a row, with the number that bills print beside it: Main incomer (2000012345678)."""
    name = next(filter(None, (records.value(row, each) for each in _NAMES)), records.ids[row])
    number = records.value(row, "number")
    return f"{name} ({number})" if number else str(name)


class Choices:
    """What may be chosen in a cell: units that fit the activity, the sites, the words of a fixed list."""

    def __init__(self, door: Door, topic: str = "") -> None:
        """Ask the session of a door."""
        self._door = door
        self._topic = topic

    def of_cell(self, model: RecordModel, row: int, field: Field) -> Sequence[tuple[str, str]]:
        """Return value and label of everything the cell may hold; nothing when anything may be typed."""
        if field.type == "choice":
            words = field.choices if field.required else ("", *field.choices)
            return [(word, choice_label(word)) for word in words]
        if field.type == "boolean":
            words = (YES, NO) if field.required else ("", YES, NO)
            return [(word, choice_label(word)) for word in words]
        if field.type == "ref":
            return self.of_table(field.target)
        if field.type == "unit":
            return self._units(str(model.value(row, "activity") or ""))
        return ()

    def of_table(self, table: str) -> Sequence[tuple[str, str]]:
        """Return id and name of every record that a reference may point to."""
        frame = self._door.ask(lambda session: session.rows(table))
        records = Records() if frame is None else Records.of_frame(frame)
        return [("", ""), *((each, _called(records, row)) for row, each in enumerate(records.ids))]

    def kinds(self, words: str) -> Sequence[tuple[str, str]]:
        """Return id and label of the activity kinds that fit."""
        found = self._door.ask(lambda session: session.find_kinds(words, self._topic, 60))
        return [(kind.id, kind.label) for kind in found or ()]

    def _units(self, activity: str) -> Sequence[tuple[str, str]]:
        if not activity:
            return ()
        kinds = self._door.ask(lambda session: session.kinds(self._topic)) or ()
        fitting = next((kind.units for kind in kinds if kind.id == activity), ())
        return [(unit, unit) for unit in fitting]
