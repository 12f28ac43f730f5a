"""Work behind the window: the only threads of the program.

A job is a function without arguments that touches no widget. Jobs carry a key; a newer job with the
same key silences the older one. Results come back to the window's own thread by a queued signal.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from carbonsv.errors import CarbonsvError

T = TypeVar("T")
Failed = Callable[[CarbonsvError], None]

_THREADS = 2
_STACK_BYTES = 16 * 1024 * 1024
_PATIENCE_MS = 5000


@dataclass(eq=False)
class Job:
    """One piece of work, and whether anyone still wants it."""

    key: str
    function: Callable[[], Any]
    cancelled: threading.Event = field(default_factory=threading.Event)
    result: Any = None
    error: BaseException | None = None

    def work(self) -> None:
        """Run the function and keep what came of it; a worker never raises."""
        if self.cancelled.is_set():
            return
        try:
            self.result = self.function()
        except Exception as error:  # noqa: BLE001 - a worker reports every failure to the window
            self.error = error


@dataclass(frozen=True, slots=True)
class _Answer:
    """What to do with the outcome of a job.

    A job has none of it: a worker that let go of a widget last would end the program.
    """

    done: Callable[[Any], object]
    failed: Failed | None


class _Carrier(QRunnable):
    """Brings a job into a worker thread and its outcome to the signal."""

    def __init__(self, job: Job, post: Callable[[Job], None]) -> None:
        super().__init__()
        self._job = job
        self._post = post

    def run(self) -> None:
        """Work in the worker thread."""
        self._job.work()
        self._post(self._job)


class Jobs(QObject):
    """Runs jobs in worker threads and delivers their results in the window's thread."""

    started = Signal(str, str)
    ended = Signal(str)
    refused = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Prepare the threads; none is started before the first job."""
        super().__init__(parent)
        self._wanted: dict[str, tuple[Job, _Answer]] = {}
        self._pool = self._threads(_THREADS)
        self._behind = self._threads(1)
        self._side_by_side = True
        self._held: list[_Carrier] = []
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        key: str,
        function: Callable[[], T],
        *,
        done: Callable[[T], object],
        failed: Failed | None = None,
        label: str = "",
        behind: bool = False,
    ) -> None:
        """Run a function in a worker; the older job with the same key is silenced.

        Args:
            key: names the question, such as `inventory`.
            function: touches no widget; a snapshot's method, mostly.
            done: called in the window's thread with the result.
            failed: called instead when the request cannot be met; otherwise `refused` is emitted.
            label: what is being done, in words, shown when it takes long.
            behind: nobody waits for it: such jobs take turns in one thread, and never hold up the others.
        """
        self.cancel(key)
        job = Job(key, function)
        self._wanted[key] = job, _Answer(done, failed)
        self.started.emit(key, label)
        carrier = _Carrier(job, self._post)
        if behind and not self._side_by_side:
            self._held.append(carrier)
        else:
            (self._behind if behind else self._pool).start(carrier)

    @Slot(str)
    def cancel(self, key: str) -> None:
        """Silence a job: it is not started any more, or its result is thrown away."""
        if key in self._wanted:
            job, _ = self._wanted.pop(key)
            job.cancelled.set()
            self.ended.emit(key)

    def take_turns(self) -> None:
        """Let jobs run one after the other: two that load the same library at once find it half loaded.

        Those that nobody waits for are held back meanwhile.
        """
        self._side_by_side = False
        self._pool.setMaxThreadCount(1)

    def work_side_by_side(self) -> None:
        """Let jobs run beside each other again."""
        self._side_by_side = True
        self._pool.setMaxThreadCount(_THREADS)
        held, self._held = self._held, []
        for carrier in held:
            self._behind.start(carrier)

    @property
    def busy(self) -> bool:
        """Whether any job's result is still waited for."""
        return bool(self._wanted)

    def silence(self) -> None:
        """Silence all jobs: nobody is there any more to hear of them."""
        for key in list(self._wanted):
            self.cancel(key)

    def stop(self) -> None:
        """Silence all jobs and wait for the threads to end."""
        self.silence()
        for pool in (self._pool, self._behind):
            pool.clear()
            pool.waitForDone(_PATIENCE_MS)

    def _threads(self, count: int) -> QThreadPool:
        pool = QThreadPool(self)
        pool.setMaxThreadCount(count)
        pool.setStackSize(_STACK_BYTES)
        return pool

    def _post(self, job: Job) -> None:
        if not job.cancelled.is_set():
            self._arrived.emit(job)

    @Slot(object)
    def _deliver(self, job: Job) -> None:
        if job.cancelled.is_set():
            return
        _, answer = self._wanted.pop(job.key)
        self.ended.emit(job.key)
        if _is_gone(answer.done):
            return
        if job.error is None:
            answer.done(job.result)
        elif isinstance(job.error, CarbonsvError):
            (answer.failed or self.refused.emit)(job.error)
        else:
            sys.excepthook(type(job.error), job.error, job.error.__traceback__)


def _is_gone(answer: Callable[[Any], object]) -> bool:
    """Return whether a widget that waits for an answer has been deleted meanwhile."""
    return any(isinstance(one, QObject) and not shiboken6.isValid(one) for one in _waiting(answer))


def _waiting(answer: Callable[[Any], object]) -> Iterator[object]:
    """Yield what an answer goes to: the object of a method, what an inner function or a partial holds."""
    if isinstance(answer, partial):
        yield from answer.args
        yield from _waiting(answer.func)
        return
    yield getattr(answer, "__self__", None)
    for cell in getattr(answer, "__closure__", None) or ():
        yield cell.cell_contents
