"""The window's side of the session: it is made in a worker, and every page asks through here."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from carbonsv.errors import CarbonsvError

if TYPE_CHECKING:
    from collections.abc import Callable

    from carbonsv.app.session import Session
    from carbonsv.gui.jobs import Jobs

T = TypeVar("T")


def make_session() -> Session:
    """Return the program's session; the first call loads pandas and pint, so it belongs in a worker."""
    from carbonsv.app.session import Session  # noqa: PLC0415 - the window is painted first
    from carbonsv.units.registry import registry  # noqa: PLC0415

    registry()  # imports pint here rather than with the first quantity that is entered
    session = Session()
    session.official_library  # noqa: B018 - reads the factors here rather than in the window's own thread
    return session


def _done_and_read(session: Session, action: Callable[[Session], T]) -> T:
    """Do something, and read the tables while still in the worker: every page asks for them at once."""
    result = action(session)
    if session.is_open:
        with suppress(CarbonsvError):  # whoever shows the damaged table says so
            session.snapshot()
    return result


def _nothing(_result: object) -> None:
    """Do nothing with a result."""


class Door(QObject):
    """Holds the session once it is loaded, and tells the pages when something changed."""

    ready = Signal()
    changed = Signal()
    refused = Signal(object)
    waiting = Signal()
    served = Signal()

    def __init__(self, jobs: Jobs, make: Callable[[], Session] = make_session) -> None:
        """Remember how to make the session, without making it."""
        super().__init__()
        self.session: Session | None = None
        self._jobs = jobs
        self._make = make
        self._queued: list[Callable[[], object]] = []

    @property
    def has_document(self) -> bool:
        """Whether a document is open."""
        return self.session is not None and self.session.is_open

    @Slot()
    def load(self) -> None:
        """Make the session in a worker."""
        self._jobs.run("session", self._make, done=self._take, label=self.tr("Getting ready"))

    def ask(self, question: Callable[[Session], T]) -> T | None:
        """Ask the session something quick; a refusal is shown to the user and the answer is None."""
        if self.session is None:
            return None
        try:
            return question(self.session)
        except CarbonsvError as error:
            self.refused.emit(error)
            return None

    def do(self, label: str, action: Callable[[Session], T], done: Callable[[T], object] = _nothing) -> None:
        """Do something to the whole document in a worker, as soon as the session is there.

        The pages are closed to input meanwhile: one worker guards the document.
        """
        session = self.session
        if session is None:
            self._queued.append(lambda: self.do(label, action, done))
            return

        def finished(result: T) -> None:
            self.served.emit()
            done(result)
            self.changed.emit()

        self.waiting.emit()
        self._jobs.run(
            "document",
            lambda: _done_and_read(session, action),
            done=finished,
            failed=self._refuse,
            label=label,
        )

    def _take(self, session: Session) -> None:
        self.session = session
        session.on_change(self.changed.emit)
        self.ready.emit()
        queued, self._queued = self._queued, []
        for action in queued:
            action()

    def _refuse(self, error: CarbonsvError) -> None:
        self.served.emit()
        self.refused.emit(error)
