"""What the import wizard waits for: one file after the other is read, worked out and added, in workers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from carbonsv.errors import CarbonsvError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from carbonsv.activities.files.watch import Watch
    from carbonsv.app.importing.choices import FileChoices
    from carbonsv.app.importing.run import DryRun, ReadFile
    from carbonsv.app.session import Session
    from carbonsv.gui.door import Door
    from carbonsv.gui.jobs import Jobs

KEY = "import"
_STEP = 0.01  # share of the work between two reports of progress
_REREAD = frozenset(("readings", "survey", "factors", "own", "evidence"))  # not from tables


class Telling:
    """One look at a file as its worker and the window see it: how far it is, and whether to stop."""

    def __init__(self, flow: ImportFlow) -> None:
        """Tell a flow."""
        self._flow = flow
        self._told = 0.0
        self.stopped = False

    def watch(self) -> Watch:
        """Return what the worker tells and asks."""
        from carbonsv.activities.files.watch import Watch  # noqa: PLC0415 - it is loaded with the session

        return Watch(self._tell, lambda: self.stopped)

    def _tell(self, share: float) -> None:
        if abs(share - self._told) >= _STEP:
            self._told = share
            self._flow.progressed.emit(share)


class ImportFlow(QObject):
    """Takes files through the import. It decides nothing: the session's functions do."""

    began = Signal(str)
    progressed = Signal(float)
    worked_out = Signal(object)
    failed = Signal(object)
    adding = Signal()
    added = Signal(object, object)
    ended = Signal()

    def __init__(self, door: Door, jobs: Jobs, paths: Sequence[Path], parent: QObject | None = None) -> None:
        """Take the files, without reading them yet."""
        super().__init__(parent)
        self._door = door
        self._jobs = jobs
        self._waiting = list(paths)
        self._telling = Telling(self)
        self._read: ReadFile | None = None
        self.count = len(self._waiting)
        self.number = 0
        self.path: Path | None = None
        self.choices: FileChoices | None = None
        self.run: DryRun | None = None

    @property
    def more(self) -> int:
        """How many files are still to come."""
        return len(self._waiting)

    @Slot()
    def next_file(self) -> None:
        """Begin with the next file, or end where there is none."""
        self.stop()
        self._read, self.run = None, None
        if not self._waiting:
            self.ended.emit()
            return
        self.path = self._waiting.pop(0)
        self.number += 1
        self.choices = self._door.ask(self._usual)
        self._begin_reading()

    def _usual(self, session: Session) -> FileChoices:
        """Return what is taken for granted: the only site there is, and new sites that files name."""
        from carbonsv.app.importing.any_file import with_memory  # noqa: PLC0415
        from carbonsv.app.importing.choices import FileChoices  # noqa: PLC0415 - loaded with the session

        sites = session.document.frame("site")["id"].tolist()
        said = with_memory(session, FileChoices(again="leave-out", add_sites=True))
        return replace(said, source=replace(said.source, site=sites[0] if len(sites) == 1 else ""))

    def change(self, choices: FileChoices) -> None:
        """Work the file out again under other choices, reading it anew where that is needed."""
        before, self.choices = self.choices, choices
        if before is None or self._read is None or self._needs_reading(before, choices):
            self._begin_reading()
        else:
            self._begin_working_out(self._read)

    def _needs_reading(self, before: FileChoices, after: FileChoices) -> bool:
        route = after.route or "records"
        changed = before.route != after.route and (
            route in _REREAD or self._read is None or self._read.route in _REREAD
        )
        return changed or before.source.encoding != after.source.encoding

    @Slot()
    def stop(self) -> None:
        """Stop what runs: the worker ends when it next asks, and nothing waits for it."""
        self._telling.stopped = True
        self._jobs.cancel(KEY)

    def _begin_reading(self) -> None:
        from carbonsv.app.importing.any_file import dry_run, read_file  # noqa: PLC0415 - loaded with the session

        snapshot = self._door.ask(lambda session: session.snapshot())
        path, choices = self.path, self.choices
        if snapshot is None or path is None or choices is None:
            self.ended.emit()
            return
        watch = self._begin(self.tr("Reading {0}").format(path.name))
        paths = (path, *self._more_forms(choices))
        reading = replace(watch, tell=lambda share: watch.tell(0.7 * share))
        rest = replace(watch, tell=lambda share: watch.tell(0.7 + 0.3 * share))

        def work() -> tuple[ReadFile, DryRun]:
            read = read_file(paths, choices, reading)
            return read, dry_run(snapshot, read, choices, rest)

        self._jobs.run(KEY, work, done=self._take_both, failed=self.failed.emit)

    def _more_forms(self, choices: FileChoices) -> tuple[Path, ...]:
        """Return the other files where they are the forms of one survey, which are taken together."""
        if choices.route != "survey":
            return ()
        forms, self._waiting = tuple(self._waiting), []
        self.number += len(forms)
        return forms

    def _begin_working_out(self, read: ReadFile) -> None:
        from carbonsv.app.importing.any_file import dry_run  # noqa: PLC0415 - loaded with the session

        snapshot, choices = self._door.ask(lambda session: session.snapshot()), self.choices
        if snapshot is None or choices is None:
            self.ended.emit()
            return
        watch = self._begin("")
        self._jobs.run(
            KEY,
            lambda: dry_run(snapshot, read, choices, watch),
            done=self._take,
            failed=self.failed.emit,
        )

    def _begin(self, label: str) -> Watch:
        self.stop()
        self._telling = Telling(self)
        self.began.emit(label)
        return self._telling.watch()

    def _take_both(self, found: tuple[ReadFile, DryRun]) -> None:
        self._read = found[0]
        self._take(found[1])

    def _take(self, run: DryRun) -> None:
        self.run = run
        self.worked_out.emit(run)

    @Slot()
    def add(self) -> None:
        """Add what was worked out, as one change of the document."""
        run = self.run
        if run is None:
            return
        from carbonsv.app.importing.any_file import carry_out  # noqa: PLC0415 - loaded with the session

        def action(session: Session) -> tuple[str, ...] | CarbonsvError:
            try:
                return carry_out(session, run)
            except CarbonsvError as error:  # it is shown in the wizard rather than over the window
                return error

        self.adding.emit()
        self._door.do(self.tr("Importing"), action, lambda outcome: self._finish(run, outcome))

    def _finish(self, run: DryRun, outcome: tuple[str, ...] | CarbonsvError) -> None:
        if isinstance(outcome, CarbonsvError):
            self.failed.emit(outcome)
        else:
            self.added.emit(run, outcome)
