"""Backups: finished files in the program's own folder, the newest few and then one a day, week and month."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import secrets
import shutil
from itertools import islice
from typing import TYPE_CHECKING

from carbonsv.document.format import EXTENSION
from carbonsv.document.publish import keep_beside, write_finished
from carbonsv.document.seal import copy, fingerprint, seal
from carbonsv.document.workspace import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import apsw

DUE_AFTER = dt.timedelta(minutes=30)
_STAMP = "%Y%m%dT%H%M%S"
_NEWEST = 8
_PERIODS = (("%Y%m%d", 14), ("%G%V", 8), ("%Y%m", 24))  # one a day, a week, a month: how many of each


def backup(connection: apsw.Connection, folder: Path, source: Path | None, now: dt.datetime) -> Path:
    """Write a backup of a document and let go of those no longer wanted.

    Args:
        connection: to the working copy.
        folder: of this document's backups.
        source: the user's file, so that the backups of a damaged file can be found.
        now: (UTC) goes into the name of the backup.

    Raises:
        OSError, apsw.Error: the disk refuses it.
    """
    path = _new_path(folder, now)
    write_finished(connection, path)
    _note(folder, source)
    return path


def keep_copy(published: Path, folder: Path, now: dt.datetime) -> None:
    """Keep a copy of a file that was just published; a full disk here is no reason to fail the save."""
    with contextlib.suppress(OSError):
        path = _new_path(folder, now)
        making = path.with_suffix(".making")
        try:
            shutil.copyfile(published, making)
            making.rename(path)
        finally:
            making.unlink(missing_ok=True)
        _note(folder, published)


def _new_path(folder: Path, now: dt.datetime) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    count = sum(1 for _ in folder.glob(f"{now:{_STAMP}}-*"))
    return folder / f"{now:{_STAMP}}-{count:03}{secrets.token_hex(2)}{EXTENSION}"


def _note(folder: Path, source: Path | None) -> None:
    write_whole(folder / "source.json", json.dumps({"path": str(source) if source else None}).encode())
    _rotate(folder)


def is_due(folder: Path, now: dt.datetime) -> bool:
    """Whether the newest backup is more than half an hour old."""
    newest = next(_newest_first(folder), None)
    return newest is None or now - taken_at(newest) >= DUE_AFTER


def taken_at(path: Path) -> dt.datetime:
    """Return when a backup was taken (UTC)."""
    return dt.datetime.strptime(path.name.partition("-")[0], _STAMP).replace(tzinfo=dt.UTC)


def _newest_first(folder: Path) -> Iterator[Path]:
    return iter(sorted(folder.glob(f"*-*{EXTENSION}"), reverse=True))


def _rotate(folder: Path) -> None:
    paths = list(_newest_first(folder))
    kept = to_keep(paths)
    for path in paths:
        if path not in kept:
            path.unlink(missing_ok=True)


def to_keep(newest_first: Iterable[Path]) -> set[Path]:
    """Return the backups to keep: the newest, and the last one of each recent day, week and month."""
    paths = list(newest_first)
    kept = set(paths[:_NEWEST])
    for period, count in _PERIODS:
        last = {f"{taken_at(path):{period}}": path for path in reversed(paths)}
        kept.update(islice(reversed(last.values()), count))
    return kept


def newest_good(home: Path, source: Path) -> Path | None:
    """Return the newest backup of a file that is whole, if there is one."""
    folders = [
        note.parent for note in (home / "backups").glob("*/source.json") if _source(note) == str(source)
    ]
    paths = [path for folder in folders for path in _newest_first(folder)]
    return next(
        (path for path in sorted(paths, reverse=True, key=lambda p: p.name) if fingerprint(path)[1]), None
    )


def _source(note: Path) -> str | None:
    try:
        found = json.loads(note.read_text("utf-8"))["path"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, str) else None


def restore(good: Path, damaged: Path) -> Path:
    """Put a copy of a backup in the place of a damaged file, which is moved aside, never deleted.

    Returns:
        Where the damaged file is now.
    """
    fresh = damaged.with_name(f".{damaged.name}.{secrets.token_hex(4)}.making")
    copy(good, fresh)
    seal(fresh)
    aside = keep_beside(damaged, damaged, "damaged")
    fresh.rename(damaged)
    return aside
