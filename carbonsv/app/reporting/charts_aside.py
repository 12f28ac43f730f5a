"""The charts of a tender pack, drawn in a process of their own while the documents are made.

Both take about as long, so that with a processor to spare the pack is there in two thirds of the time.
The process can be started before anything else is loaded: it loads what it needs, and waits.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from carbonsv.activities.files.watch import Watch
    from carbonsv.app.snapshot import Snapshot

CHILD = "carbonsv.app.reporting.charts_child"
DONE = ".done"
_LOOK_AGAIN_SECONDS = 0.05


class Order(TypedDict):
    """What the process is told.

    Attributes:
        folder: with the tables of the document; the charts are written there.
        own_factors: folder of the user's own factor packs; blank where there is none.
        editions: of the factors the program has, which must be those that the process has.
        charts: their names.
        day: for which charts say what is late.
    """

    folder: str
    own_factors: str
    editions: Mapping[str, str]
    charts: Sequence[str]
    day: str


class ChartsAside:
    """A process that draws charts; it ends with the `with` block, wherever it is."""

    def __init__(self) -> None:
        """Start the process, where a processor is free for it; else the pack would only take longer."""
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._child = _start() if _one_is_free() else None

    def order(self, snapshot: Snapshot, charts: Sequence[str], day: date) -> None:
        """Let the process draw charts of a document, in this order, as on this day."""
        if self._child is None or self._child.stdin is None:
            return
        try:
            self._folder = _folder_with(snapshot)
            library = snapshot.library
            order = Order(
                folder=self._folder.name,
                own_factors=str(library.own_folder or ""),
                editions=library.editions,
                charts=charts,
                day=day.isoformat(),
            )
            self._child.stdin.write(json.dumps(order) + "\n")
            self._child.stdin.flush()
        except OSError:  # no room for its files, or it has ended: whoever asks for a chart finds none
            return

    def files(self, chart: str, watch: Watch) -> dict[str, bytes] | None:
        """Wait for the files of a chart, content by name; nothing where the process cannot draw it.

        Raises:
            StoppedError: the user wants no more of it.
        """
        if self._child is None or self._folder is None:
            return None
        done = Path(self._folder.name) / f"{chart}{DONE}"
        while not done.exists():
            watch.ask()
            if _ended(self._child) and not done.exists():
                return None
        names: list[str] = json.loads(done.read_text("utf-8"))
        return {name: (done.parent / name).read_bytes() for name in names}

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process and throw away what it wrote."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
        if self._folder is not None:
            self._folder.cleanup()


def _one_is_free() -> bool:
    """Say whether the machine has a processor that had nothing to do in the last minute."""
    processors = os.cpu_count() or 1
    if processors == 1 or not hasattr(os, "getloadavg"):  # Windows does not say
        return processors > 1
    busy, _, _ = os.getloadavg()
    return busy + 1 <= processors


def _start() -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )


def _folder_with(snapshot: Snapshot) -> tempfile.TemporaryDirectory[str]:
    from carbonsv.app.reporting.sent_tables import write_tables  # noqa: PLC0415 - pandas takes a while

    folder = tempfile.TemporaryDirectory(prefix="carbonsv-", ignore_cleanup_errors=True)
    write_tables(snapshot.tables, Path(folder.name))
    return folder


def _ended(child: subprocess.Popen[str]) -> bool:
    """Wait a little, and say whether a process has ended."""
    try:
        child.wait(_LOOK_AGAIN_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return True
