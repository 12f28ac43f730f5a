"""History: every edit is a change, every change carries the hash of the one before."""

# ruff: noqa: S608  names in statements come from the column contracts; values are always bound

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from carbonsv.document.format import LARGEST_BATCH, LAST_POSITION, ROWS_PER_RUN
from carbonsv.document.hashes import digest
from carbonsv.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import apsw

Kind = Literal["created", "edit", "import", "merge", "factors", "upgrade", "undo", "redo"]
UNDOABLE: tuple[str, ...] = ("edit", "import", "merge")
_FIELDS = "number, time, author, label, kind, target, edits, previous_hash, hash"
_FAST = 1  # zlib level


@dataclass(frozen=True, slots=True)
class Edit:
    """One row before and after: None before is an insertion, None after a deletion.

    Args:
        before: of an update, the columns it touches; of a deletion, the row. The document fills in the rest.
        after: of an update, the columns it touches; of an insertion, the row.
        position: the place of the row in its table; given by the document.
    """

    table: str
    id: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Some thousand rows that were imported together; their content is kept in the document under its hash.

    Args:
        size: how many rows.
        hash: of the content.
        lowest: the first of their ids, sorted.
        highest: the last of their ids, sorted.
    """

    size: int
    hash: str
    lowest: str
    highest: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Many rows inserted at once, run by run, or taken out again."""

    table: str
    first: int
    runs: tuple[Run, ...]
    removed: bool = False

    @property
    def size(self) -> int:
        """The number of rows."""
        return sum(run.size for run in self.runs)


@dataclass(frozen=True, slots=True)
class Parts:
    """Batches and edits that belong together, carried out in order: an import of several tables."""

    parts: tuple[tuple[Edit, ...] | Batch, ...]


Payload = tuple[Edit, ...] | Batch | Parts


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a document, without its edits.

    Args:
        time: UTC, to the second, as ISO 8601.
        target: of an undo or redo, the number of the change it undoes or does again.
        hash: of everything in the change and of `previous_hash`.
    """

    number: int
    time: str
    author: str
    label: str
    kind: Kind
    target: int | None
    previous_hash: str
    hash: str


@dataclass(slots=True)
class UndoStack:
    """Which changes can be undone and done again, worked out from history alone."""

    done: list[int] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)

    def follow(self, kind: str, number: int, target: int | None) -> None:
        """Take account of one more change."""
        if kind == "undo" and self.done and self.done[-1] == target:
            self.undone.append(self.done.pop())
        elif kind == "redo" and self.undone and self.undone[-1] == target:
            self.done.append(self.undone.pop())
        elif kind in UNDOABLE:
            self.done.append(number)
            self.undone.clear()
        elif kind == "upgrade":  # what was done before speaks of columns that may be gone
            self.done.clear()
            self.undone.clear()


def genesis(document_id: str) -> str:
    """Return what the first change of a document follows."""
    return digest(f"carbonsv document {document_id}".encode())


def link(change: Change, edits: bytes | None) -> str:
    """Return the hash of a change: of its words, its edits and the hash of the change before."""
    words = [
        change.previous_hash,
        change.number,
        change.time,
        change.author,
        change.label,
        change.kind,
        change.target,
        None if edits is None else digest(edits),
    ]
    return digest(json.dumps(words, ensure_ascii=True, separators=(",", ":")).encode())


def linked(change: Change, edits: bytes | None) -> Change:
    """Return a change with its hash."""
    return replace(change, hash=link(change, edits))


def append(connection: apsw.Connection, change: Change, edits: bytes | None) -> None:
    """Write a change after the last one."""
    connection.execute(
        f"INSERT INTO change ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            change.number,
            change.time,
            change.author,
            change.label,
            change.kind,
            change.target,
            edits,
            change.previous_hash,
            change.hash,
        ),
    )


def changes(connection: apsw.Connection, limit: int | None = None) -> list[Change]:
    """Return the newest changes, newest first; all of them without a limit."""
    newest = "SELECT number, time, author, label, kind, target, previous_hash, hash FROM change"
    rows = connection.execute(f"{newest} ORDER BY number DESC LIMIT ?", (-1 if limit is None else limit,))
    return [Change(*row) for row in rows]


def broken_links(connection: apsw.Connection, document_id: str) -> Iterator[int]:
    """Yield the number of each change that is not what was written, or does not follow the one before."""
    previous, expected = genesis(document_id), 1
    rows: Any = connection.execute(f"SELECT {_FIELDS} FROM change ORDER BY number")
    for number, time, author, label, kind, target, edits, before, written in rows:
        change = Change(number, time, author, label, kind, target, before, written)
        if number != expected or before != previous or link(change, edits) != written:
            yield number
        previous, expected = written, number + 1


def packed(payload: Payload) -> bytes:
    """Return edits as they are stored: JSON, compressed; a batch names its runs by their hashes."""
    return zlib.compress(_json(payload).encode(), _FAST)


def _json(payload: Payload) -> str:
    if isinstance(payload, Parts):
        return '{"parts":[' + ",".join(map(_json, payload.parts)) + "]}"
    if isinstance(payload, Batch):
        runs = [[run.size, run.hash, run.lowest, run.highest] for run in payload.runs]
        content: dict[str, Any] = {"table": payload.table, "first": payload.first, "runs": runs}
    else:
        content = {"edits": [[e.table, e.id, e.position, e.before, e.after] for e in payload]}
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def unpacked(stored: bytes) -> Payload:
    """Return edits from their stored form.

    Raises:
        ValueError: they are not what the program writes.
    """
    try:
        content = json.loads(_inflated(stored))
        if "parts" in content:
            return Parts(tuple(_part(one) for one in content["parts"]))
        return _part(content)
    except (zlib.error, TypeError, KeyError, RecursionError) as error:
        raise ValueError(*error.args) from error


def _part(content: Mapping[str, Any]) -> tuple[Edit, ...] | Batch:
    if "edits" in content:
        return tuple(_edit(*edit) for edit in content["edits"])
    runs = tuple(_run(*run) for run in content["runs"])
    if not runs:
        raise ValueError("nothing is imported")
    return Batch(_text(content["table"]), _place(content["first"]), runs)


def _edit(name: object, row_id: object, position: object, before: object, after: object) -> Edit:
    if not isinstance(before, dict | None) or not isinstance(after, dict | None):
        raise TypeError("a row is no row")
    return Edit(_text(name), _text(row_id), before, after, None if position is None else _place(position))


def _run(size: object, content_hash: object, lowest: object, highest: object) -> Run:
    if _place(size) > ROWS_PER_RUN:
        raise ValueError("a run has more rows than the program writes")
    return Run(_place(size), _text(content_hash), _text(lowest), _text(highest))


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise TypeError("a text is no text")
    return given


def _place(given: object) -> int:
    if type(given) is not int or not 1 <= given <= LAST_POSITION:
        raise TypeError("a place is no place")
    return given


def _inflated(stored: bytes) -> bytes:
    inflater = zlib.decompressobj()
    text = inflater.decompress(stored, LARGEST_BATCH)
    if not inflater.eof:
        raise ValueError("it is longer than any change the program writes")
    return text


def payload_of(connection: apsw.Connection, number: int) -> Payload:
    """Return what a change did; an undo did the inverse of its target, a redo the same again.

    Raises:
        ValueError: it is not what the program writes.
    """
    kind, target, edits = _recorded(connection, number)
    if target is None:
        return unpacked(edits) if edits is not None else ()
    _, further, edits = _recorded(connection, target)
    if further is not None or edits is None:  # it is edits that are undone, never an undoing
        raise ValueError(f"change {target} cannot be undone or done again")
    return inverse(unpacked(edits)) if kind == "undo" else unpacked(edits)


def _recorded(connection: apsw.Connection, number: int) -> Any:
    found = "SELECT kind, target, edits FROM change WHERE number = ?"
    rows = connection.execute(found, (number,)).fetchall()
    if not rows:
        raise ValueError(f"there is no change {number}")
    return rows[0]


def inverse(payload: Payload) -> Payload:
    """Return what takes edits back: each turned round, the last one first."""
    if isinstance(payload, Parts):
        return Parts(tuple(_inverse(part) for part in reversed(payload.parts)))
    return _inverse(payload)


def _inverse(payload: tuple[Edit, ...] | Batch) -> tuple[Edit, ...] | Batch:
    if isinstance(payload, Batch):
        return replace(payload, removed=not payload.removed)
    return tuple(Edit(e.table, e.id, e.after, e.before, e.position) for e in reversed(payload))


def as_edits(
    payload: Payload, columns_of: Callable[[Batch], Mapping[str, Sequence[Any]]]
) -> tuple[Edit, ...]:
    """Return a payload row by row.

    Args:
        payload: what a change did.
        columns_of: given a batch, returns the columns of its rows.
    """
    if isinstance(payload, Parts):
        return tuple(edit for part in payload.parts for edit in as_edits(part, columns_of))
    if not isinstance(payload, Batch):
        return payload
    columns = columns_of(payload)
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    numbered = enumerate(rows, payload.first)
    if payload.removed:
        return tuple(Edit(payload.table, row["id"], row, None, position) for position, row in numbered)
    return tuple(Edit(payload.table, row["id"], None, row, position) for position, row in numbered)


def tables_of(payload: Payload) -> frozenset[str]:
    """Return the tables that a payload changes, without looking at the rows of its batches."""
    if isinstance(payload, Parts):
        return frozenset().union(*map(tables_of, payload.parts))
    if isinstance(payload, Batch):
        return frozenset((payload.table,))
    return frozenset(edit.table for edit in payload)


def describe(edit: Edit) -> str:
    """Say what an edit did in words, such as “quantity 120 → 130”."""
    if edit.before is None:
        return f"added {edit.id}"
    if edit.after is None:
        return f"removed {edit.id}"
    pairs = ((name, edit.before.get(name), value) for name, value in edit.after.items())
    return ", ".join(f"{_label(edit.table, name)} {_shown(old)} → {_shown(new)}" for name, old, new in pairs)


def _label(table_name: str, column: str) -> str:
    label = table(table_name).column(column).label
    return label[0].lower() + label[1:]


def _shown(value: object) -> str:
    if value is None:
        return "blank"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
