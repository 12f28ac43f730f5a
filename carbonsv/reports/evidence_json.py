"""The evidence as JSON, for programs; its form is declared in `resources/templates/evidence.schema.json`."""

from __future__ import annotations

import base64
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from carbonsv.activities.files.watch import Watch
from carbonsv.model import tables, text
from carbonsv.reports.xlsx import FORMAT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from carbonsv.inventory.inventory import Inventory
    from carbonsv.reports.evidence import Evidence

_AT_ONCE = 20_000  # rows, so that the texts of few of them are in memory together
_TELL_EVERY = 4_000  # pieces
_NULL = "null"


def json_bytes(evidence: Evidence, watch: Watch | None = None) -> bytes:
    """Return the evidence as JSON: numbers unrounded, what is not available as null.

    Args:
        evidence: what is in it.
        watch: whom to tell how far it is, and whom to ask whether to stop.

    Raises:
        StoppedError: the user stopped it.
    """
    issues, history = evidence.inventory.issues, evidence.history
    parts: dict[str, Iterable[str]] = {
        "format": [_one(FORMAT)],
        "organisation": [_one(evidence.basis.name)],
        "made_on": [_one(evidence.basis.day.isoformat())],
        "document_head_hash": [_one(evidence.basis.head_hash)],
        "reporting_year": [_one(_year(evidence.inventory))],
        "activity": _array(_stored(tables.table("activity"), evidence.activities)),
        "tables": _members(
            {name: _array(_stored(tables.table(name), one)) for name, one in evidence.tables.items()}
        ),
        "left_out": [_one(list(evidence.left_out))],
        "files": _members({key: [_file(one)] for key, one in sorted(evidence.files.items())}),
        "factors": _array(_one(_factor(evidence, one)) for one in evidence.factors),
        "emission_lines": _array(_rows(evidence.lines)),
        "market_based": _array(_rows(evidence.covered)),
        "totals": _array(_one(_total(name, kg)) for name, kg in _totals(evidence.inventory)),
        "issues": _array(
            _one(_named(one, "record", "code", "severity", "sentence", "hint")) for one in issues
        ),
        "history": _array(_one(_named(one, "number", "time", "author", "label", "hash")) for one in history),
    }
    file, watching = io.BytesIO(), watch or Watch()
    whole = 2 * max(len(evidence.lines) + len(evidence.activities), 1)  # a piece for each row and its comma
    for place, piece in enumerate(_members(parts)):
        if place % _TELL_EVERY == 0:
            watching.reached(place / whole)
        file.write(piece.encode())
    file.write(b"\n")
    return file.getvalue()


def _members(parts: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield an object of members that are JSON already, a line for each."""
    before = "{\n"
    for name, pieces in parts.items():
        yield f"{before}{_one(name)}: "
        yield from pieces
        before = ",\n"
    yield "\n}" if parts else "{}"


def _array(rows: Iterable[str]) -> Iterator[str]:
    """Yield an array of rows that are JSON already, a line for each: quick to look through."""
    before = "[\n"
    for row in rows:
        yield before
        yield row
        before = ",\n"
    yield "\n]" if before == ",\n" else "[]"


def _one(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _file(content: bytes) -> str:
    return _one(base64.b64encode(content).decode())


def _named(one: object, *names: str) -> dict[str, Any]:
    return {name: getattr(one, name) for name in names}


def _year(inventory: Inventory) -> dict[str, str]:
    return {
        "label": inventory.label,
        "start": inventory.start.isoformat(),
        "end": inventory.end.isoformat(),
        "factor_year": inventory.policy.factor_year,
        "flights_radiative_forcing": inventory.policy.radiative_forcing,
    }


def _factor(evidence: Evidence, factor: Any) -> dict[str, Any]:
    names = ("factor_id", "pack_id", "title", "uom", "co2e_kg", "co2_kg", "ch4_kg", "n2o_kg", "source_cell")
    return {name: _plain(getattr(factor, name)) for name in names} | {"source": evidence.source(factor)}


def _totals(inventory: Inventory) -> list[tuple[str, float]]:
    by_scope = [(str(row["label"]), float(row["co2e_kg"])) for row in inventory.by_scope().to_dict("records")]
    return [
        *by_scope,
        ("Total, location-based", inventory.total_location_kg),
        ("Total, market-based", inventory.total_market_kg),
        ("Outside of scopes: biogenic CO2", inventory.biogenic_co2_kg),
    ]


def _total(name: str, co2e_kg: float) -> dict[str, Any]:
    return {"total": name, "co2e_kg": co2e_kg, "as_shown_t": text.tonnes(co2e_kg)}


def _stored(table: tables.Table, frame: pd.DataFrame) -> Iterator[str]:
    """Yield the rows of a table of the document, each value in the type its column is declared with."""
    writers = {column.name: _WRITERS.get(column.type, _one) for column in table.columns}
    return _rows(frame[list(writers)], writers)


def _rows(frame: pd.DataFrame, writers: Mapping[str, Callable[[Any], str]] | None = None) -> Iterator[str]:
    """Yield each row as an object; column by column, values that come often are written once."""
    starts = [f"{_one(name)}: " for name in frame]
    for first in range(0, len(frame), _AT_ONCE):
        part = frame.iloc[first : first + _AT_ONCE]
        columns = [_texts(part[name], (writers or {}).get(str(name), _plain_text)) for name in part]
        for values in zip(*columns, strict=True):
            yield "{" + ", ".join(map(str.__add__, starts, values)) + "}"


def _texts(column: pd.Series, write: Callable[[Any], str]) -> list[str]:
    if column.dtype.kind == "f" and write is _plain_text:
        numbers = column.to_numpy(dtype=np.float64)
        finite = np.isfinite(numbers).tolist()
        return [repr(one) if known else _NULL for one, known in zip(numbers.tolist(), finite, strict=True)]
    codes, values = pd.factorize(column)
    written = [write(value) for value in values]
    texts: list[str] = np.array([*written, _NULL], dtype=object)[codes].tolist()  # -1 is the last: missing
    return texts


def _plain_text(value: Any) -> str:
    return _one(_plain(value))


def _plain(value: Any) -> Any:
    if value is None or value != value or value == "":  # noqa: PLR0124 - nan and NaT
        return None
    if isinstance(value, np.generic):
        value = value.item()
    return value.isoformat()[:10] if isinstance(value, date) else value


_WRITERS: dict[str, Callable[[Any], str]] = {
    "number": _plain_text,
    "integer": lambda value: repr(int(value)),
    "boolean": lambda value: _one(bool(value)),
    "date": lambda value: _one(pd.Timestamp(value).date().isoformat()),
}
