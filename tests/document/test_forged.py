"""Documents whose hashes fit and whose content is none that the program would write: all are told."""

from __future__ import annotations

import contextlib
import json
import struct
import time
import tracemalloc
import zlib
from typing import TYPE_CHECKING, Any

import apsw
import pytest

from carbonsv.document import Document, history
from carbonsv.document.format import APPLICATION_ID, FORMAT_VERSION
from carbonsv.document.hashes import digest, rehash_all
from carbonsv.document.packing import HEADER_SIZE
from carbonsv.document.seal import seal
from carbonsv.errors import CarbonsvError, DamagedDocumentError, UnusableFileError
from tests.document.bills import added, bills, changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from carbonsv.document.history import Change

ROWS = 10
IDS = "\x1f".join(f"b{place}" for place in range(ROWS))
SECONDS, BYTES = 1.0, 100 * 2**20
Columns = dict[str, tuple[str, str, list[bytes]]]


@pytest.fixture
def path(home: Path, tmp_path: Path) -> Path:
    """A saved document with one run of ten bills, and a row that was typed."""
    made = Document.create(home=home)
    made.insert_frame("Import", "activity", bills(ROWS))
    made.apply("Add", [added("typed", 5.0)])
    path = made.save(tmp_path / "acme.carbonsv")
    made.close()
    return path


def forged(path: Path, *statements: str, run: bytes | None = None) -> None:
    """Change a document as somebody would who knows all about it: hashes and seal fit."""
    connection = apsw.Connection(str(path))
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    if run is not None:
        connection.execute("UPDATE run SET hash = ?, content = ?", (digest(run), run))
        connection.execute("UPDATE placed_run SET hash = ?", (digest(run),))
    for statement in statements:
        connection.execute(statement)
    for _, sql in triggers:
        connection.execute(str(sql))
    with contextlib.suppress(OverflowError):  # places that no row can have
        rehash_all(connection)
    connection.execute("VACUUM INTO ?", (str(path.with_suffix(".forged")),))
    connection.close()
    path.with_suffix(".forged").replace(path)
    seal(path)


def run_of(rows: int = ROWS, **columns: tuple[str, str, list[bytes]]) -> bytes:
    """A run as anybody can write it."""
    every: Columns = {"id": texts(IDS), "quantity": numbers(*range(ROWS)), **columns}
    described = [[name, kind, prefix, list(map(len, raw))] for name, (kind, prefix, raw) in every.items()]
    head = json.dumps({"rows": rows, "columns": described}).encode()
    return headed(head, *(one for _, _, raw in every.values() for one in raw))


def headed(head: bytes, *parts: bytes) -> bytes:
    return b"".join((len(head).to_bytes(HEADER_SIZE, "big"), head, *parts))


def texts(text: str, prefix: str = "") -> tuple[str, str, list[bytes]]:
    return "texts", prefix, [zlib.compress(text.encode("utf-8", "surrogatepass"))]


def numbers(*values: float) -> tuple[str, str, list[bytes]]:
    return "numbers", "", [struct.pack(f"<{len(values)}d", *values)]


def codes(text: str, *places: int) -> tuple[str, str, list[bytes]]:
    return (
        "codes",
        "",
        [zlib.compress(text.encode()), zlib.compress(struct.pack(f"<{len(places)}H", *places))],
    )


def days(*counted: int) -> tuple[str, str, list[bytes]]:
    return "days", "", [zlib.compress(struct.pack(f"<{len(counted)}i", *counted))]


def tenfold(text: str) -> tuple[str, str, list[bytes]]:
    return texts("\x1f".join([text] * ROWS))


NAN, INF = float("nan"), float("inf")
BOMB = zlib.compress(b"a" * 2**29)
RUNS: dict[str, Callable[[], bytes]] = {
    "text that unpacks without end": lambda: run_of(note=("texts", "", [BOMB])),
    "codes that unpack without end": lambda: run_of(unit=("codes", "", [zlib.compress(b"kWh"), BOMB])),
    "days that unpack without end": lambda: run_of(start=("days", "", [BOMB])),
    "millions of texts": lambda: run_of(note=texts("\x1f" * 10**7)),
    "millions of coded texts": lambda: run_of(unit=codes("\x1f" * 10**7, *[0] * ROWS)),
    "a prefix that multiplies": lambda: run_of(note=texts("\x1f" * (ROWS - 1), "x" * 10**6)),
    "a header without end": lambda: headed(b"[" * 10**7),
    "a header of many columns": lambda: headed(
        b'{"rows":1,"columns":[' + b'["x","texts","",[]],' * 10**6 + b'["x","texts","",[]]]}'
    ),
    "a header nested deeply": lambda: headed(b"[" * 10**5),
    "a header longer than all": lambda: b"\xff\xff\xff\xff{}",
    "lengths below zero": lambda: headed(
        json.dumps({"rows": ROWS, "columns": [["id", "texts", "", [10**6, -(10**6)] * 10**4]]}).encode()
    ),
    "lengths that are no numbers": lambda: headed(
        json.dumps({"rows": ROWS, "columns": [["id", "texts", "", [1.5, "2"]]]}).encode()
    ),
    "nothing": lambda: b"",
    "rows without end": lambda: run_of(2**40),
    "no rows": lambda: run_of(0),
    "fewer rows than placed": lambda: run_of(5),
    "rows that are no number": lambda: run_of("ten"),  # type: ignore[arg-type]
    "no ids": lambda: run_of(id=("texts", "", [])),
    "a blank id": lambda: run_of(id=texts(IDS.replace("b5", ""))),
    "an id twice": lambda: run_of(id=texts(IDS.replace("b5", "b4"))),
    "the id of a typed row": lambda: run_of(id=texts(IDS.replace("b5", "typed"))),
    "ids that were not told": lambda: run_of(id=texts(IDS.replace("b0", "a"))),
    "a number without end": lambda: run_of(quantity=numbers(*[1.0] * 9, INF)),
    "a whole number that is not": lambda: run_of(category=numbers(*[1.5] * ROWS)),
    "a whole number that is too large": lambda: run_of(category=numbers(*[1e300] * ROWS)),
    "a whole number without end": lambda: run_of(category=numbers(*[-INF] * ROWS)),
    "a day before the calendar": lambda: run_of(start=days(*[-800_000] * ROWS)),
    "a day after the calendar": lambda: run_of(start=days(*[2**31 - 1] * ROWS)),
    "a control character": lambda: run_of(note=tenfold("a\x07")),
    "a zero byte": lambda: run_of(note=tenfold("\x00")),
    "half a character": lambda: run_of(note=tenfold("\ud800")),
    "a text that is too long": lambda: run_of(note=tenfold("x" * 40_000)),
    "a prefix of control characters": lambda: run_of(note=texts("\x1f" * (ROWS - 1), "\x07\x07")),
    "a word that is no choice": lambda: run_of(quality=codes("splendid", *[0] * ROWS)),
    "codes out of range": lambda: run_of(unit=codes("kWh", *[1] * ROWS)),
    "texts as numbers": lambda: run_of(quantity=tenfold("1")),
    "numbers as texts": lambda: run_of(unit=numbers(*[1.0] * ROWS)),
    "numbers as days": lambda: run_of(start=numbers(*[1.0] * ROWS)),
    "texts as days": lambda: run_of(start=tenfold("2024-01-01")),
    "a kind there is not": lambda: run_of(unit=("spells", "", [b""])),
    "bytes that no column speaks of": lambda: run_of() + b"more",
}


def told(path: Path, home: Path) -> str:
    """What is said when a document is opened and its bills are read."""
    try:
        document = Document.open(path, home=home)
    except UnusableFileError as error:
        return str(error)
    try:
        document.frame("activity")
    except DamagedDocumentError as error:
        return str(error)
    finally:
        document.close(discard=True)
    return ""


def test_what_is_forged_is_otherwise_in_order(path: Path, home: Path) -> None:
    forged(path, run=run_of())
    document = Document.open(path, home=home)
    assert (document.notices, document.frame("activity")["quantity"].sum()) == ([], sum(range(ROWS)) + 5.0)
    document.close()


@pytest.mark.parametrize("trick", RUNS)
def test_a_forged_run_is_told_within_a_second_and_little_memory(path: Path, home: Path, trick: str) -> None:
    forged(path, run=RUNS[trick]())
    tracemalloc.start()
    start = time.process_time()
    sentence = told(path, home)
    seconds, (_, peak) = time.process_time() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sentence.startswith("acme.carbonsv cannot be used: it is damaged")
    assert seconds < SECONDS
    assert peak < BYTES


PLACES = {
    "another table": "UPDATE placed_run SET table_name = 'meta', id = 'meta/1'",
    "placed runs": "UPDATE placed_run SET table_name = 'placed_run', id = 'placed_run/1'",
    "evidence": "UPDATE placed_run SET table_name = 'evidence', id = 'evidence/1'",
    "no table": "UPDATE placed_run SET table_name = 'x', id = 'x/1'",
    "another name": "UPDATE placed_run SET id = 'x'",
    "below zero": "UPDATE placed_run SET \"first\" = -4096, id = 'activity/-4096'",
    "beyond all": 'UPDATE placed_run SET "first" = 9223372036854775807',
    "nowhere": 'UPDATE placed_run SET "first" = NULL',
    "size": "UPDATE placed_run SET size = 4611686018427387904",
    "negative size": "UPDATE placed_run SET size = -1",
    "other size": "UPDATE placed_run SET size = 9",
    "twice": "INSERT INTO placed_run SELECT 9, 'activity/99', table_name, 99, size, hash, lowest, highest"
    " FROM placed_run",
    "overlapping": "INSERT INTO placed_run SELECT 9, 'activity/5', table_name, 5, size, hash, lowest, highest"
    " FROM placed_run",
    "on a row": "UPDATE activity SET position = 3",
    "missing": "DELETE FROM run",
    "lowest": "UPDATE placed_run SET lowest = 'b1'",
    "highest": "UPDATE placed_run SET highest = 'z'",
    "position of a row": "UPDATE activity SET position = 9223372036854775807",
    "position of a placed run": "UPDATE placed_run SET position = 9223372036854775807",
    "a row before all": "UPDATE activity SET position = -9223372036854775807",
    "a row without end": "UPDATE activity SET quantity = 9e999",
    "a day of a row": "UPDATE activity SET start = 'today'",
    "a choice of a row": "UPDATE activity SET quality = 'splendid'",
    "a control character of a row": "UPDATE activity SET note = char(7)",
    "a separator of a row": "UPDATE activity SET note = char(31)",
    "a long text of a row": "UPDATE activity SET note = printf('%.*c', 40000, 'x')",
    "a blank id of a row": "UPDATE activity SET id = ''",
    "a whole number of a row": "UPDATE activity SET category = 9223372036854775807",
    "no generation": "UPDATE meta SET value = 'x' WHERE id = 'generation'",
    "a folder of backups elsewhere": "UPDATE meta SET value = '/tmp' WHERE id = 'document_id'",
    "backups of all": "UPDATE meta SET value = '..' WHERE id = 'document_id'",
}


@pytest.mark.parametrize("trick", PLACES)
def test_what_stands_where_it_cannot_is_told(path: Path, home: Path, trick: str) -> None:
    forged(path, PLACES[trick])
    assert told(path, home).startswith("acme.carbonsv cannot be used: it is damaged")


def test_a_document_that_sorts_otherwise_is_refused(path: Path, home: Path) -> None:
    connection = apsw.Connection(str(path.with_name("other.carbonsv")))
    marks = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {FORMAT_VERSION}"
    connection.execute(f"PRAGMA encoding = 'UTF-16le'; CREATE TABLE x (y); {marks}")
    connection.close()
    with pytest.raises(UnusableFileError, match="not written as the program writes them"):
        Document.open(path.with_name("other.carbonsv"), home=home)


def run_words(**more: Any) -> list[Any]:
    return list(({"size": ROWS, "hash": "x", "lowest": "b0", "highest": "b9"} | more).values())


PAYLOADS: dict[str, Any] = {
    "a table there is not": {"edits": [["x", "a", 1, None, {"id": "a"}]]},
    "the table of runs": {"edits": [["placed_run", "activity/1", 1, {}, None]]},
    "what is said of the document": {"edits": [["meta", "document_id", 1, {"value": ".."}, {"value": ".."}]]},
    "a column there is not": {"edits": [["activity", "typed", 11, {"x": 1}, {"x": 2}]]},
    "a place beyond all": {"edits": [["activity", "a", 2**70, {"id": "a"}, None]]},
    "a row that is a list": {"edits": [["activity", "a", 1, [1], [2]]]},
    "a value that is a list": {"edits": [["activity", "typed", 11, {"note": [1]}, {"note": {}}]]},
    "an edit with too little": {"edits": [["activity"]]},
    "a batch of no table": {"table": "x", "first": 1, "runs": [run_words()]},
    "a batch of nothing": {"table": "activity", "first": 1, "runs": []},
    "a batch that is everywhere": {"table": "activity", "first": 1, "runs": [run_words(size=2**52)]},
    "a batch of text": {"table": "activity", "first": "1", "runs": [run_words()]},
    "a batch of runs that are none": {"table": "activity", "first": 1, "runs": [run_words(lowest=1)]},
    "a batch of other runs": {"table": "activity", "first": 500, "runs": [run_words()]},
    "parts of parts": {"parts": [{"parts": []}]},
    "no object": [1],
    "a number": 7,
}


def rewritten(path: Path, *newest: tuple[str, int | None, bytes | None]) -> None:
    """Put changes after the last one, chained as they should be."""
    connection = apsw.Connection(str(path))
    for kind, target, edits in newest:
        last: Change = history.changes(connection, 1)[0]
        words: Any = (last.number + 1, last.time, "kim", "Forged", kind, target, last.hash, "")
        history.append(connection, history.linked(history.Change(*words), edits), edits)
    connection.close()
    forged(path)


def refused(path: Path, home: Path) -> None:
    """Undo, redo and the history of a document end in sentences."""
    document = Document.open(path, home=home)
    for ask in (document.undo, document.redo, lambda: document.edits_of(document.history(1)[0].number)):
        with contextlib.suppress(CarbonsvError):
            ask()
            document.frame("activity")
    assert [issue.code for issue in document.verify()] in (["history-unreadable"], ["history-differs"])
    document.close(discard=True)


@pytest.mark.parametrize("trick", PAYLOADS)
@pytest.mark.parametrize("undone", [False, True])
def test_a_forged_change_ends_in_a_sentence(path: Path, home: Path, trick: str, undone: bool) -> None:  # noqa: FBT001
    edits = zlib.compress(json.dumps(PAYLOADS[trick]).encode())
    rewritten(path, ("edit", None, edits), *([("undo", 3, None)] if undone else []))
    refused(path, home)


@pytest.mark.parametrize("target", [3, 4, 5, 99, -1])
def test_changes_that_undo_one_another_end_in_a_sentence(path: Path, home: Path, target: int) -> None:
    rewritten(path, ("edit", target, None), ("undo", 3, None))
    refused(path, home)


def test_a_change_nested_deeply_ends_in_a_sentence(path: Path, home: Path) -> None:
    rewritten(path, ("edit", None, zlib.compress(b"[" * 10**6)))
    refused(path, home)


def test_an_edit_of_a_run_whose_rows_stand_already_is_told(path: Path, home: Path) -> None:
    forged(path, run=run_of(id=texts(IDS.replace("b5", "typed"))))
    document = Document.open(path, home=home)
    with pytest.raises(DamagedDocumentError):
        document.apply("Correct", [changed("b1", note="x")])
    document.close(discard=True)
