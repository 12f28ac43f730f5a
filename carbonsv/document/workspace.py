"""The local folder where documents are worked on: one folder per open document, with a note beside it."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABANDONED_SECONDS = 24 * 3600  # [s] after which a working copy that was never finished is swept away


def home(given: Path | None = None) -> Path:
    """Return the program's own folder: the one given, else CARBONSV_HOME, else the user's data folder."""
    named = given or os.environ.get("CARBONSV_HOME")
    return Path(named) if named else Path(platformdirs.user_data_dir("carbonsv", appauthor=False))


@dataclass(slots=True)
class WorkingCopy:
    """A working copy and what is known of the file it came from.

    Args:
        source: the user's file, or None while the document has none.
        name: what the document is called, when it has no file.
        digests: fingerprints of the file as it was opened and last saved; any other came from elsewhere.
        generation: of the document when it was opened or last saved.
    """

    folder: Path
    source: Path | None = None
    name: str = "New document"
    digests: list[str] = field(default_factory=list)
    generation: int = 0

    @property
    def path(self) -> Path:
        """The database that is worked on."""
        return self.folder / "work.carbonsv"

    @property
    def title(self) -> str:
        """The name of the document."""
        return self.source.stem if self.source else self.name

    def note(self) -> None:
        """Write down what is known, so that a later start can recover the document."""
        facts = asdict(self) | {"folder": "", "source": str(self.source) if self.source else None}
        write_whole(self.folder / "work.json", json.dumps(facts, indent=1).encode())

    def discard(self) -> None:
        """Remove the working copy."""
        shutil.rmtree(self.folder, ignore_errors=True)


def new_copy(folder: Path, source: Path | None = None) -> WorkingCopy:
    """Make an empty folder for a working copy."""
    place = folder / "working" / secrets.token_hex(8)
    place.mkdir(parents=True)
    return WorkingCopy(place, source)


def left_over(folder: Path) -> Iterator[WorkingCopy]:
    """Yield the working copies there are; those that were never finished are swept when a day old."""
    for place in sorted((folder / "working").glob("*")):
        copy = _noted(place)
        if copy is not None:
            yield copy
        elif place.is_dir() and time.time() - place.stat().st_mtime > _ABANDONED_SECONDS:
            shutil.rmtree(place, ignore_errors=True)


def _noted(place: Path) -> WorkingCopy | None:
    try:
        facts = json.loads((place / "work.json").read_text("utf-8"))
        source = Path(facts["source"]) if facts["source"] else None
        return WorkingCopy(place, source, facts["name"], facts["digests"], facts["generation"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file completely or not at all."""
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.making")
    with temporary.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable, where the system can."""
    if os.name == "nt":  # folders cannot be opened there, and need not be
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some shares refuse it; the file itself is on the disk
        pass
    finally:
        os.close(handle)
