# ruff: noqa: S311, S608  seeded, so that a failure comes again; the statements are what is tried
from __future__ import annotations

import os
import random
import time
from typing import TYPE_CHECKING

import apsw
import pytest

from carbonsv.document import Document, migrations, recoverable, restore, store
from carbonsv.document.format import APPLICATION_ID, FORMAT_VERSION
from carbonsv.document.schema import expected_layout, layout
from carbonsv.errors import CarbonsvError, DamagedDocumentError, NewerDocumentError, UnusableFileError
from tests.document.bills import added, changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def content(path: Path, home: Path) -> object:
    """Everything a document says, and what `verify` says of it."""
    document = Document.open(path, home=home)
    try:
        tables = [document.frame(name).to_csv() for name in ("activity", "site", "organisation")]
        edits = [document.edits_of(change.number) for change in document.history()]
        return tables, document.history(), edits, document.factors_used(), document.verify()
    finally:
        document.close(discard=True)


def said(path: Path, home: Path) -> str:
    """Everything a document says, or the sentence that refuses it."""
    try:
        return repr(content(path, home))
    except CarbonsvError as error:
        return str(error)


def tampered(path: Path, *statements: str) -> Path:
    connection = apsw.Connection(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.close()
    return path


def test_what_was_saved_comes_back(saved: Path, home: Path) -> None:
    document = Document.open(saved, home=home)
    assert document.row("activity", "a1")["quantity"] == 130.0
    assert [change.kind for change in document.history()] == ["factors", "edit", "edit"]
    assert (document.verify(), document.notices, document.saved) == ([], [], True)
    document.close()


@pytest.mark.parametrize("byte", range(200))
def test_a_changed_byte_is_refused_reported_or_harmless(saved: Path, home: Path, byte: int) -> None:
    good = said(saved, home)
    whole = bytearray(saved.read_bytes())
    place = random.Random(byte).randrange(len(whole))
    whole[place] ^= 1 << random.Random(-byte).randrange(8)
    saved.write_bytes(whole)
    found = said(saved, home)
    assert found == good or found.startswith("acme.carbonsv cannot be used") or "Issue(" in found


@pytest.mark.parametrize("text", [b"bill of april", b"kWh"])
def test_a_changed_text_that_sqlite_does_not_notice_is_noticed(saved: Path, home: Path, text: bytes) -> None:
    whole = saved.read_bytes()
    saved.write_bytes(whole.replace(text, text.swapcase(), 1))
    connection = apsw.Connection(str(saved))
    assert connection.execute("PRAGMA integrity_check").get == "ok"
    connection.close()
    with pytest.raises(DamagedDocumentError, match="rows 1 to 1023 of activity are not as they were written"):
        Document.open(saved, home=home)


@pytest.mark.parametrize("column", ["time", "author", "label", "kind", "edits", "previous_hash", "hash"])
def test_a_rewritten_change_breaks_the_chain(saved: Path, home: Path, column: str) -> None:
    trigger = "change_is_never_rewritten"
    statement = (
        apsw.Connection(str(saved)).execute("SELECT sql FROM sqlite_schema WHERE name = ?", (trigger,)).get
    )
    rewrite = f"UPDATE change SET {column} = CAST({column} || '!' AS BLOB) WHERE number = 2"
    if column != "edits":
        rewrite = f"UPDATE change SET {column} = {column} || '!' WHERE number = 2"
    tampered(saved, f"DROP TRIGGER {trigger}", rewrite, str(statement))
    with pytest.raises(DamagedDocumentError, match="change 2 of its history is not as it was written"):
        Document.open(saved, home=home)


def test_rows_rewritten_with_their_hashes_are_found_by_playing_history_through(
    saved: Path, home: Path
) -> None:
    document = Document.open(saved, home=home)
    document._connection.execute("UPDATE activity SET quantity = 1 WHERE id = 'a1'")
    assert "rows 1 to 1023 of activity" in document.verify()[0].sentence
    store_hashes(document)
    assert [issue.code for issue in document.verify()] == ["history-differs"]
    document.close(discard=True)


def store_hashes(document: Document) -> None:
    from carbonsv.document.hashes import rehash_all  # noqa: PLC0415

    rehash_all(document._connection)


MALICIOUS: dict[str, Callable[[Path], object]] = {
    "view": lambda path: tampered(path, "CREATE VIEW site2 AS SELECT * FROM site"),
    "trigger": lambda path: tampered(
        path, "CREATE TRIGGER t AFTER INSERT ON site BEGIN DELETE FROM activity; END"
    ),
    "table": lambda path: tampered(path, "CREATE TABLE more (x)"),
    "column": lambda path: tampered(
        path, "ALTER TABLE site ADD COLUMN x TEXT DEFAULT (zeroblob(1000000000))"
    ),
    "virtual table": lambda path: tampered(path, "CREATE VIRTUAL TABLE v USING fts5(x)"),
    "index": lambda path: tampered(path, "CREATE INDEX i ON activity (note || note)"),
    "endless view": lambda path: tampered(
        path,
        "DROP TABLE site",
        "CREATE VIEW site AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x FROM r",
    ),
    "other program": lambda path: tampered(path, "PRAGMA application_id = 7"),
    "older than the first": lambda path: tampered(path, "PRAGMA user_version = 0", "DROP TABLE site"),
    "text": lambda path: path.write_text("id,activity\n" * 100),
    "empty": lambda path: path.write_bytes(b""),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:10_000]),
    "zeros": lambda path: path.write_bytes(path.read_bytes()[:8192] + bytes(100_000)),
    "huge cell": lambda path: tampered(path, "UPDATE activity SET note = printf('%.*c', 70000000, 'x')"),
    "hashes": lambda path: tampered(path, "UPDATE block_hash SET hash = 'x'"),
}


@pytest.mark.parametrize("trick", MALICIOUS)
def test_a_malicious_document_is_refused_with_a_sentence_within_a_second(
    saved: Path, home: Path, trick: str
) -> None:
    MALICIOUS[trick](saved)
    start = time.process_time()
    with pytest.raises(UnusableFileError, match=r"acme\.carbonsv cannot be used: .+\."):
        Document.open(saved, home=home)
    assert time.process_time() - start < 1.0
    assert not list((home / "working").glob("*"))


def test_a_document_of_a_newer_version_is_refused_in_a_sentence(saved: Path, home: Path) -> None:
    tampered(saved, f"PRAGMA user_version = {FORMAT_VERSION + 1}")
    with pytest.raises(NewerDocumentError, match="knows formats up to 1"):
        Document.open(saved, home=home)


def test_a_file_that_is_not_there_is_refused_with_a_sentence(home: Path, tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match="No such file"):
        Document.open(tmp_path / "nothing.carbonsv", home=home)


def test_the_file_says_whose_it_is(saved: Path) -> None:
    assert int.from_bytes(saved.read_bytes()[68:72], "big") == APPLICATION_ID


def test_a_file_touched_by_another_program_opens_with_a_notice(saved: Path, home: Path) -> None:
    tampered(saved, "VACUUM")
    document = Document.open(saved, home=home)
    assert [issue.code for issue in document.notices] == ["changed-outside"]
    document.close()


def test_a_damaged_file_names_its_newest_good_backup_and_is_moved_aside(saved: Path, home: Path) -> None:
    good = content(saved, home)
    damaged = saved.read_bytes()[:-20_000]
    saved.write_bytes(damaged)
    with pytest.raises(DamagedDocumentError) as caught:
        Document.open(saved, home=home)
    assert caught.value.backup is not None
    aside = restore(caught.value.backup, saved)
    assert aside.read_bytes() == damaged
    assert content(saved, home) == good


def test_a_damaged_working_copy_is_moved_aside(home: Path) -> None:
    document = Document.create(home=home)
    document.apply("Add", [added("a1", 1)])
    document.close()
    (left,) = recoverable(home)
    left.copy.path.write_bytes(left.copy.path.read_bytes()[:20_000])
    with pytest.raises(DamagedDocumentError):
        Document.recover(left, home=home)
    assert recoverable(home) == []
    assert len(list((home / "damaged").iterdir())) == 1


def test_an_older_format_is_brought_up_to_date_on_its_working_copy(
    saved: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = 'CREATE TABLE "old_site" ("position" INTEGER PRIMARY KEY, "id" TEXT, "town" TEXT) STRICT'
    tampered(saved, "DROP TABLE site", older, "PRAGMA user_version = 0")
    tampered(saved, "INSERT INTO old_site VALUES (1, 's1', 'Bolton')")
    step = "ALTER TABLE old_site RENAME TO site; ALTER TABLE site RENAME COLUMN town TO name"
    (tmp_path / "1.sql").write_text(step)
    monkeypatch.setattr(migrations.upgrade, "__defaults__", (tmp_path,))
    before = saved.read_bytes()
    document = Document.open(saved, home=home)
    assert document.frame("site")[["id", "name", "share"]].values.tolist()[0][:2] == ["s1", "Bolton"]
    assert layout(document._connection) == expected_layout()
    assert document.history(1)[0].label == "Format 0 brought up to 1"
    assert saved.read_bytes() == before
    document.close(discard=True)


@pytest.mark.parametrize("trick", ["view", "trigger", "virtual table"])
def test_an_older_document_with_views_or_triggers_is_refused_before_it_is_upgraded(
    saved: Path, home: Path, trick: str
) -> None:
    MALICIOUS[trick](tampered(saved, "PRAGMA user_version = 0"))
    with pytest.raises(UnusableFileError, match="not the program's own"):
        Document.open(saved, home=home)


def test_an_upgrade_that_fails_leaves_the_file_alone(
    saved: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tampered(saved, "PRAGMA user_version = 0")
    (tmp_path / "1.sql").write_text("DELETE FROM activity; SELECT broken")
    monkeypatch.setattr(migrations.upgrade, "__defaults__", (tmp_path,))
    before = saved.read_bytes()
    with pytest.raises(UnusableFileError, match="format 0 cannot be brought up to date"):
        Document.open(saved, home=home)
    assert saved.read_bytes() == before


def test_an_abandoned_working_copy_without_a_note_is_swept_after_a_day(home: Path) -> None:
    place = home / "working" / "0123"
    place.mkdir(parents=True)
    assert store.recoverable(home) == []
    assert place.exists()
    os.utime(place, (0, 0))
    store.recoverable(home)
    assert not place.exists()


def test_the_last_change_survives_a_crash_without_closing(home: Path, saved: Path) -> None:
    document = Document.open(saved, home=home)
    document.apply("Correct", [changed("a2", quantity=7)])
    document.close()
    assert [left.title for left in recoverable(home)] == ["acme"]
