"""Asking for an explanation of a number, and showing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from carbonsv.gui.widgets.explain_dialog import ExplainDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.gui.door import Door
    from carbonsv.gui.jobs import Jobs


class Explanations(QObject):
    """Works an explanation out in a worker and opens the dialog over a page."""

    shown = Signal(object)

    def __init__(self, page: QWidget, door: Door, jobs: Jobs) -> None:
        """Remember the page that the dialog stands over."""
        super().__init__(page)
        self._page = page
        self._door = door
        self._jobs = jobs

    def of_record(self, record_id: str, title: str) -> None:
        """Explain the emissions of a record."""
        self._open(title, lambda snapshot: snapshot.explain(record_id))

    def of_total(self, year_id: str | None, scope: str = "", category: int | None = None) -> None:
        """Explain a total of a reporting year: of all scopes where `scope` is blank, location-based."""
        self._open("", lambda snapshot: snapshot.explain_total(year_id, scope, category))

    def of_market_total(self, year_id: str | None, scope: str = "") -> None:
        """Explain scope 2, or the total with it, by the market-based method."""
        self._open("", lambda snapshot: snapshot.explain_market(year_id, scope))

    def of(self, explain: Callable[[Snapshot], str]) -> None:
        """Explain a number as a worker writes it out; the first line says what the number is."""
        self._open("", explain)

    def _open(self, title: str, explain: Callable[[Snapshot], str]) -> None:
        """Open the dialog with what a worker writes out; without a title, its first line is the title."""
        snapshot = self._door.ask(lambda session: session.snapshot())
        if snapshot is None:
            return

        def show(text: str) -> None:
            heading, body = (title, text) if title else _with_heading(text)
            dialog = ExplainDialog(heading, body, self._page)
            dialog.open()
            self.shown.emit(dialog)

        self._jobs.run("explain", lambda: explain(snapshot), done=show, label=self.tr("Explaining"))


def _with_heading(text: str) -> tuple[str, str]:
    """Return the first line of a text and the rest of it."""
    first, _, rest = text.partition("\n")
    return first, rest.strip("\n")
